"""The checkpoints of the public chain, for anybody to keep."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.actions.checkpoints import countersign
from commitments.records.checkpoints import note_of
from commitments.values.notes import check_signatures, cosigned, read_note
from tests import factories as make
from tests import signing
from tests.api import scenes
from tests.api.reading import ask, at_fault, read, refused
from tests.api.test_schema import faults

pytestmark = pytest.mark.django_db


def several(count: int) -> list[int]:
    """That many checkpoints, each over one more edition; their numbers."""
    numbers = []
    for day in range(count):
        make.SectorFactory()
        numbers.append(signing.signed(at=signing.AT + timedelta(days=day)).number)
    return numbers


def test_the_newest_comes_first_with_its_countersignatures() -> None:
    several(1)
    scenes.internal()
    newest = signing.signed(at=signing.AT + timedelta(days=1), witnesses=signing.WITNESSES)
    signing.signed("full")
    told = read("checkpoints/")["results"]
    assert [each["number"] for each in told] == [newest.number, 1]
    assert (told[0]["digest"], told[0]["recorded_at"]) == (newest.digest, "2026-01-07T12:00:00Z")
    check_signatures(read_note(told[0]["note"]), signing.keys(witnesses=signing.WITNESSES))
    assert faults("checkpoints_list", read("checkpoints/")) == []


def test_checkpoints_come_in_pages() -> None:
    numbers = several(3)
    first = read("checkpoints/", limit=2)
    assert [each["number"] for each in first["results"]] == numbers[:0:-1]
    assert [each["number"] for each in read("checkpoints/", ordering="number", limit=2)["results"]] == numbers[:2]
    assert first["next"]


def test_the_tag_changes_with_a_checkpoint_and_with_a_countersignature_and_with_nothing_else() -> None:
    several(1)
    checkpoint = signing.signed()
    tags = [ask("checkpoints/")["ETag"]]
    make.SectorFactory()
    assert ask("checkpoints/", headers={"If-None-Match": tags[0]}).status_code == 304
    for key in signing.WITNESSES:
        countersign(checkpoint, cosigned(note_of(checkpoint), key, at=1), key.verifying, at=signing.AT)
        tags.append(ask("checkpoints/")["ETag"])
    signing.signed("full")
    assert ask("checkpoints/")["ETag"] == tags[-1]
    signing.signed()
    tags.append(ask("checkpoints/")["ETag"])
    assert len(set(tags)) == 4


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_three_queries_and_an_unchanged_one_costs_one(count: int) -> None:
    several(count)
    for number in range(count):
        countersign(
            signing.signed(),
            cosigned(note_of(signing.signed()), signing.WITNESSES[0], at=number),
            signing.WITNESSES[0].verifying,
            at=signing.AT,
        )
    with CaptureQueriesContext(connection) as queries:
        answer = ask("checkpoints/")
    assert len(queries) == 3
    with CaptureQueriesContext(connection) as queries:
        ask("checkpoints/", headers={"If-None-Match": answer["ETag"]})
    assert len(queries) == 1


def test_an_unknown_parameter_is_named() -> None:
    assert at_fault(refused(ask("checkpoints/", chain="full"), 400, "unknown-parameter")) == ["chain"]


def test_without_a_checkpoint_the_list_is_empty() -> None:
    assert read("checkpoints/") == {"results": [], "next": None, "previous": None}
