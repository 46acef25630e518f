"""Conditional requests: whoever has the answer costs one query and gets no body."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commitments.actions.keep import keep_part
from commitments.models import Commitment
from tests import factories as make
from tests.api import scenes
from tests.api.reading import BASE, DAY, ask, refused

pytestmark = pytest.mark.django_db

PATHS = [
    "commitments/",
    "commitments/AB-2025-900/",
    "commitments/AB-2025-900/editions/",
    "commitments/AB-2025-900/updates/",
    "summary/",
    "changes/",
    "partnerships/",
    "sides/",
    "sides/AA/",
    "organisations/the-ministry/",
    "sectors/",
    "meetings/",
    "sources/the-text/",
    "indicators/trade/",
    "indicators/trade/observations/",
]


@pytest.fixture(autouse=True)
def _scene() -> None:
    scenes.rich()


def spellings(tag: str) -> Iterator[str]:
    """The ways of naming a tag that `If-None-Match` allows."""
    yield tag
    yield f"W/{tag}"
    yield f'"another", W/"one", {tag}'
    yield "*"


@pytest.mark.parametrize("path", PATHS)
def test_who_has_the_answer_is_told_so_in_one_query(path: str) -> None:
    first = ask(path)
    assert first.status_code == 200
    assert first["Cache-Control"] == "no-cache"
    for held in spellings(first["ETag"]):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            again = ask(path, headers={"If-None-Match": held})
        assert (again.status_code, again.content, len(queries)) == (304, b"", 1), held
        assert (again["ETag"], again["Cache-Control"]) == (first["ETag"], "no-cache")


@pytest.mark.parametrize("path", PATHS)
def test_who_has_another_answer_gets_this_one(path: str) -> None:
    answer = ask(path, headers={"If-None-Match": '"another"'})
    assert (answer.status_code, answer.content) == (200, ask(path).content)


def test_a_tag_holds_for_one_address_one_day_and_one_edition() -> None:
    asked = [
        ask("commitments/", on=DAY),
        ask("commitments/", on="2026-01-11"),
        ask("commitments/", on=DAY, limit=3),
        ask("commitments/AB-2025-900/", on=DAY),
        ask("sides/"),
    ]
    make.CommitmentFactory()
    asked += [ask("commitments/", on=DAY), ask("sides/")]
    tags = [answer["ETag"] for answer in asked]
    assert len(set(tags)) == len(tags)


def test_a_record_keeps_its_tag_while_others_change_and_loses_it_when_it_changes() -> None:
    before = ask("commitments/AB-2025-900/", on=DAY)["ETag"]
    make.CommitmentFactory()
    assert ask("commitments/AB-2025-900/", on=DAY)["ETag"] == before
    scene = Commitment.objects.get(reference="AB-2025-900")
    make.MilestoneFactory(commitment=scene)
    assert ask("commitments/AB-2025-900/", on=DAY)["ETag"] != before


def test_a_word_that_leaves_the_record_as_it_was_still_changes_the_list_of_words() -> None:
    scene = Commitment.objects.get(reference="AB-2025-900")
    before = ask("commitments/AB-2025-900/updates/")["ETag"]
    make.StatusUpdateFactory(commitment=scene, as_of=date(2020, 1, 1))
    assert ask("commitments/AB-2025-900/updates/")["ETag"] != before


def test_what_is_internal_changes_no_tag() -> None:
    writer = make.analyst("AA")
    before = {path: ask(path)["ETag"] for path in PATHS}
    make.CommitmentFactory(visibility="internal", by=writer)
    assert {path: ask(path)["ETag"] for path in PATHS} == before


def test_only_what_depends_on_the_day_changes_its_tag_at_midnight(time_machine: object) -> None:
    tags = []
    for moment in ("2026-01-12T23:59:59+00:00", "2026-01-13T00:00:01+00:00"):
        time_machine.move_to(moment)  # type: ignore[attr-defined]
        tags.append([ask("commitments/")["ETag"], ask("sides/")["ETag"]])
    assert tags[0][0] != tags[1][0]
    assert tags[0][1] == tags[1][1]


def test_a_withdrawn_record_is_a_410_even_for_who_has_it() -> None:
    held = ask("commitments/AB-2025-900/")["ETag"]
    commitment = scenes.withdrawn()
    answer = ask(f"commitments/{commitment.reference}/", headers={"If-None-Match": held})
    refused(answer, 410, "withdrawn")
    refused(ask(f"commitments/{commitment.reference}/", headers={"If-None-Match": "*"}), 410, "withdrawn")


def test_who_insists_on_another_answer_is_refused() -> None:
    refused(ask("sides/", headers={"If-Match": '"another"'}), 412, "precondition-failed")
    assert ask("sides/", headers={"If-Match": ask("sides/")["ETag"]}).status_code == 200


def test_head_says_what_get_would_and_options_the_methods() -> None:
    for path in PATHS:
        answer, head = Client().get(BASE + path), Client().head(BASE + path)
        assert (head.status_code, head.content) == (200, b"")
        assert [head[name] for name in ("ETag", "Content-Length")] == [
            answer[name] for name in ("ETag", "Content-Length")
        ]
        options = Client().options(BASE + path)
        writes = "POST, " if path.endswith(("/updates/", "/observations/")) else ""
        assert (options.status_code, options["Allow"]) == (204, f"GET, {writes}HEAD, OPTIONS")


def test_where_the_evidence_of_an_older_word_lies_is_found_later_and_changes_the_tag_of_the_words() -> None:
    passage = make.PassageFactory()
    commitment = make.CommitmentFactory(reference="AB-2025-001")
    make.StatusUpdateFactory(commitment=commitment, as_of=date(2026, 1, 1), evidence=[passage])
    make.StatusUpdateFactory(commitment=commitment, as_of=date(2026, 1, 2))
    before = ask("commitments/AB-2025-001/updates/")
    passage.paragraph, passage.start, passage.end, passage.fingerprint = 3, 1, 9, "sha256:" + "a" * 64
    keep_part(passage, by=None, at=make.AT, why=make.WHY)
    after = ask("commitments/AB-2025-001/updates/", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert b'"paragraph":3' in after.content
