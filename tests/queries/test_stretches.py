"""Pages of a list whose order is known."""

import pytest

from commitments.queries.keysets import MalformedCursor
from commitments.queries.stretches import Stretch, stretch

LETTERS = list("abcde")


def test_pages_follow_each_other_without_gap_or_repeat() -> None:
    assert stretch(LETTERS, LETTERS, "", limit=2) == Stretch(["a", "b"], "c", None, 5)
    assert stretch(LETTERS, LETTERS, "c", limit=2) == Stretch(["c", "d"], "e", "a", 5)
    assert stretch(LETTERS, LETTERS, "e", limit=2) == Stretch(["e"], None, "c", 5)


def test_a_page_of_nothing_is_empty() -> None:
    assert stretch([], [], "", limit=2) == Stretch([], None, None, 0)


def test_a_row_that_is_not_there_begins_no_page() -> None:
    with pytest.raises(MalformedCursor):
        stretch(LETTERS, LETTERS, "z", limit=2)
