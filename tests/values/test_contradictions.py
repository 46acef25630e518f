"""When a side's word takes back what the same side said before."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from commitments.values.contradictions import contradictions
from commitments.values.standing import CLOSED, Status


def word(status: str = "in_progress", progress: int | None = None, day: int = 5) -> Any:
    """A word of some day in January."""
    return SimpleNamespace(status=status, progress=progress, as_of=date(2026, 1, day))


def test_a_first_word_contradicts_nothing() -> None:
    assert contradictions(None, word("completed", 100)) == ()


def test_the_same_word_again_contradicts_nothing() -> None:
    assert contradictions(word(progress=40), word(progress=40)) == ()


@pytest.mark.parametrize("before", sorted(CLOSED))
@pytest.mark.parametrize("after", list(Status))
def test_what_is_closed_is_taken_back_by_every_other_status(before: str, after: str) -> None:
    assert contradictions(word(before), word(after)) == (() if before == after else ("reopened",))


@pytest.mark.parametrize("before", ["in_progress", "stalled"])
@pytest.mark.parametrize("after", list(Status))
def test_what_has_begun_is_taken_back_by_not_having_begun(before: str, after: str) -> None:
    assert contradictions(word(before), word(after)) == (("undone",) if after == "not_started" else ())


@pytest.mark.parametrize("after", list(Status))
def test_what_has_not_begun_is_taken_back_by_nothing(after: str) -> None:
    assert contradictions(word("not_started"), word(after)) == ()


@pytest.mark.parametrize(("before", "after"), [(None, 10), (10, None), (10, 10), (10, 11), (0, 0)])
def test_more_progress_or_none_that_is_known_contradicts_nothing(before: int | None, after: int | None) -> None:
    assert contradictions(word(progress=before), word(progress=after)) == ()


def test_less_progress_and_an_earlier_day_are_each_named() -> None:
    assert contradictions(word(progress=1, day=5), word(progress=0, day=4)) == ("less_progress", "earlier_day")
    assert contradictions(word("completed", 100), word("stalled", 90, 4)) == (
        "reopened",
        "less_progress",
        "earlier_day",
    )
