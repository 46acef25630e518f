"""Two editions side by side: every particular in words, and what differs is marked as such."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import translation

from commitments.queries.comparison import Comparison
from commitments.queries.history import PastEdition
from commitments.templatetags.particulars import Particular, differing, equal, side_by_side
from tests.templatetags.test_sentences import NAMES
from tests.values.full_record import full_record, older_form
from tests.values.test_alterations import LEAVES, mutated

AT = datetime(2026, 1, 5, tzinfo=UTC)


def edition(record: dict[str, Any]) -> PastEdition:
    """An edition that holds a record."""
    return PastEdition(1, 1, False, False, AT, "", None, "", {}, record, None)  # noqa: FBT003  its fields in order


def compared(older: dict[str, Any], newer: dict[str, Any]) -> list[Particular]:
    """The two side by side, in English."""
    with translation.override("en"):
        return side_by_side(Comparison(edition(older), edition(newer), NAMES))


@pytest.mark.parametrize("place", LEAVES, ids=lambda place: "/".join(map(str, place)))
def test_no_difference_of_any_leaf_is_left_out(place: tuple[Any, ...]) -> None:
    assert differing(compared(full_record(), mutated(place)))
    assert differing(compared(mutated(place), full_record()))


def test_equal_records_differ_in_nothing_and_show_everything() -> None:
    rows = compared(full_record(), full_record())
    assert differing(rows) == []
    labels = [row.label for row in equal(rows)]
    assert {"Title in French", "Deadline", "Lead", "What Aland says", "Target: Trade", "Milestone"} <= set(labels)
    assert "Citation: “The text”" in labels


def test_the_older_form_of_the_same_record_differs_only_where_it_cannot_be_told() -> None:
    rows = differing(compared(older_form(full_record()), full_record()))
    assert [row.label for row in rows] == ["Earlier deadlines", "Milestone", "Milestone"]


def test_what_only_one_has_stands_beside_nothing() -> None:
    older = full_record() | {"links": [], "owners": []}
    rows = {row.label: row for row in differing(compared(older, full_record()))}
    assert (rows["Links"].older, rows["Links"].newer) == ((), ("follows AB-2023-001",))
    assert (rows["Lead"].older, rows["Lead"].newer) == ((), ("Body works",))


def test_a_word_is_told_in_lines() -> None:
    rows = {row.label: row for row in compared(full_record(), full_record())}
    assert rows["What Aland says"].newer == (
        "In progress",
        "As of 2 January 2026",
        "Outlook: on track",
        "Progress: 20 of 100",
        "Note: It goes well.",
        "Next step: A meeting.",
        "Waits for: Beland",
        "Evidence: “The text”, paragraph 2",
        "Evidence: https://example.org/",
    )


def test_a_file_that_a_word_rests_on_is_a_link_with_its_kind_and_size() -> None:
    record = full_record()
    file = {"name": "<b>.pdf", "size": 2048, "media_type": "application/pdf", "digest": "sha256:0"}
    piece = {**dict.fromkeys(("source", "passage", "paragraph", "address")), "file": file}
    record["assessments"][0]["evidence"] = [piece]
    rows = {row.label: row for row in compared(full_record(), record)}
    address = f"/en/commitments/{record['reference']}/words/{record['assessments'][0]['number']}/evidence/1/"
    assert rows["What Aland says"].newer[-1] == (
        f'Evidence: <a href="{address}"><bdi>&lt;b&gt;.pdf</bdi></a> (PDF, 2.0\xa0KB)'
    )


def test_nothing_that_was_typed_becomes_markup() -> None:
    record = full_record()
    record["assessments"][0]["note"] = {"en": "<script>"}
    rows = {row.label: row for row in compared(full_record(), record)}
    assert rows["What Aland says"].newer[4] == "Note: &lt;script&gt;"


def test_a_member_that_nobody_knows_is_shown_as_it_is_written() -> None:
    rows = {row.label: row for row in compared(full_record(), full_record() | {"novel": [1]})}
    assert (rows["Novel"].older, rows["Novel"].newer) == ((), ("[1]",))
