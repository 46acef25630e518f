"""An import tells what the short forms tell: in what a word contradicts the last one, and how far a deadline slips."""

import datetime as dt
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.html import strip_tags

from commitments.models import Commitment
from tests.admin.pages import address, form_of
from tests.admin.tables import Row, confirm, on_record, rows_of, send, taken, told, written
from tests.factories import CommitmentFactory, DeadlineFactory, StatusUpdateFactory

PROPOSED = "Regular status update."
LATER = "Your side has spoken of a later day already: Dec. 20, 2025."
REOPENED = "Your side said “completed” last, and now says “not started”."
LESS = "The progress goes down from 100 to 0."
COUNTS = "What your side said of Dec. 20, 2025 goes on counting: this word only joins the earlier ones."
ASKED = "Say why: a word that contradicts the last one needs a reason of its own."


@pytest.fixture
def done(db: None) -> Commitment:
    """A promise that AA has said is kept."""
    row: Any = CommitmentFactory()
    StatusUpdateFactory(commitment=row, status="completed", progress=100, as_of=dt.date(2025, 12, 20))
    return Commitment.objects.get(pk=row.pk)


@pytest.fixture
def taken_back(aa: Client, done: Commitment) -> Row:
    """Its row, which says that nothing was begun, of a day long before."""
    (row,) = rows_of(taken(aa))
    return row | {"word_status": "not_started", "word_progress": "0", "word_as_of": "2024-01-01"}


def words(response: HttpResponse) -> str:
    """All that a page says, with single spaces."""
    return " ".join(strip_tags(response.content.decode()).split())


def test_a_word_that_contradicts_the_last_one_is_told_in_its_row(aa: Client, taken_back: Row) -> None:
    shown = words(send(aa, written([taken_back])))
    for sentence in (REOPENED, LESS, LATER, COUNTS):
        assert sentence in shown
    assert f"This word contradicts your side’s last one: {taken_back['reference']}." in shown


def test_the_proposed_reason_will_not_do_for_it(aa: Client, taken_back: Row) -> None:
    shown, before = send(aa, written([taken_back])), on_record()
    answer = confirm(aa, shown, why=PROPOSED)
    assert told(answer) == f"{taken_back['reference']}: {REOPENED} {LESS} {LATER} {ASKED}"
    assert form_of(answer)["why"] == PROPOSED
    assert on_record() == before
    assert told(confirm(aa, answer, why="Mise à jour périodique.")) != ""
    assert on_record() == before
    confirm(aa, answer, why="The works were ordered anew.")
    assert Commitment.objects.get().updates.latest("number").status == "not_started"


def test_an_empty_reason_is_asked_for_once(aa: Client, taken_back: Row) -> None:
    answer = confirm(aa, send(aa, written([taken_back])), why=" ")
    assert told(answer) == "Say why: every change to the record keeps its reason."


def test_one_row_that_contradicts_asks_for_all(aa: Client, taken_back: Row) -> None:
    other: Any = CommitmentFactory()
    rows = [row | {"title_en": "Another"} for row in rows_of(taken(aa)) if row["reference"] == other.reference]
    shown, before = send(aa, written([*rows, taken_back])), on_record()
    assert told(confirm(aa, shown, why=PROPOSED)).startswith(f"{taken_back['reference']}: {REOPENED}")
    assert on_record() == before


def test_of_many_that_contradict_the_first_are_told_again_beside_the_reason(aa: Client) -> None:
    for _ in range(7):
        row: Any = CommitmentFactory()
        StatusUpdateFactory(commitment=row, progress=100)
    rows = [each | {"word_progress": "0"} for each in rows_of(taken(aa))]
    shown = send(aa, written(rows))
    assert words(shown).count(LESS) == 7
    names = [each["reference"] for each in rows]
    assert f"These 7 words contradict your side’s last ones: {', '.join(names)}." in words(shown)
    recalled = " ".join(f"{name}: {LESS}" for name in names[:5])
    assert told(confirm(aa, shown, why=PROPOSED)) == f"{recalled} … {ASKED}"


def test_a_word_of_an_earlier_day_is_told_to_be_on_record_when_it_comes_again(aa: Client, taken_back: Row) -> None:
    confirm(aa, send(aa, written([taken_back])))
    (row,) = rows_of(taken(aa))
    assert row["word_status"] == "completed"
    again = written([taken_back | {"edition": row["edition"]}])
    assert told(send(aa, again)) == "Row 2, column word_status: This very word is the last one on record already."


def test_a_word_that_follows_from_the_last_one_takes_the_proposed_reason(aa: Client, done: Commitment) -> None:
    (row,) = rows_of(taken(aa))
    shown = send(aa, written([row | {"word_note_en": "Opened by both ministers."}]))
    assert "contradicts" not in words(shown)
    assert "goes on counting" not in words(shown)
    confirm(aa, shown, why=PROPOSED)
    assert done.updates.count() == 2


def test_the_short_form_says_the_same_sentences(aa: Client, done: Commitment, taken_back: Row) -> None:
    said = {"status": "not_started", "progress": "0", "as_of": "2024-01-01", "why": PROPOSED}
    path = address("commitment", "say", done.pk)
    shown = words(aa.post(path, form_of(aa.get(path)) | said))
    assert f"{REOPENED} {LESS} {LATER} {ASKED}" in shown


def test_the_slip_of_a_moved_deadline_is_told_before_it_is_saved(aa: Client) -> None:
    row: Any = CommitmentFactory()
    DeadlineFactory(commitment=row, edtf="2026-06-30")
    DeadlineFactory(commitment=row, edtf="2026-12-31")
    (cells,) = rows_of(taken(aa))
    moved = written([cells | {"deadline": "2028-01-01", "deadline_reason_en": "The tender was repeated."}])
    page = aa.get(address("commitment", "deadline", row.pk) + "slip/", {"date": "2028-01-01", "basis": "explicit"})
    lines = page.context["preview"].lines
    assert [words for _name, words in lines][3:6] == ["366 days later", "550 days later", "2 times, this one included"]
    (told_lines,) = (effects.slip for _row, _changes, effects in send(aa, moved).context["rows"])
    assert told_lines == lines


def test_how_it_stands_is_left_out_where_the_row_gives_a_word_as_well(aa: Client) -> None:
    row: Any = CommitmentFactory()
    DeadlineFactory(commitment=row, edtf="2025-12-31")
    (cells,) = rows_of(taken(aa))
    moved = cells | {"deadline": "2028", "deadline_reason_en": "Repeated.", "word_status": "completed"}
    shown = words(send(aa, written([moved | {"word_as_of": "2026-01-02"}])))
    assert "The last day moves 1,096 days later" in shown
    assert "How it stands today" not in shown


def test_a_first_deadline_and_one_that_stays_have_no_slip(aa: Client) -> None:
    dated: Any = CommitmentFactory()
    DeadlineFactory(commitment=dated)
    CommitmentFactory()
    one, two = rows_of(taken(aa))
    one |= {"deadline_phrase": "soon", "deadline_reason_en": "In full."}
    two |= {"deadline": "2028", "deadline_basis": "explicit", "deadline_reason_en": "Said at last."}
    shown = send(aa, written([one, two]))
    assert [len(effects.slip) for _row, _changes, effects in shown.context["rows"]] == [0, 0]
