"""Labels beside marks: none is cut, and none crosses a line where there is room beside it."""

import pytest

from commitments.charts.labels import LARGER, Box, Label, Wish, settle, width

FRAME = Box(0, 0, 400, 200)
TODAY = Box(197, 0, 203, 200)


def placed(mark: Box, *, lines: list[Box], short: str = "") -> Label:
    """Where the words of a line from one day to another come to stand."""
    (label,) = settle(
        [Wish("five billion in 2027", "dated", mark, along=True, short=short)], [mark], FRAME, lines=lines
    )
    return label


@pytest.mark.parametrize("mark", [Box(210, 100, 390, 104), Box(210, 100, 230, 104), Box(20, 100, 190, 104)])
def test_words_keep_off_the_line_of_today(mark: Box) -> None:
    assert not placed(mark, lines=[TODAY]).box.overlaps(TODAY)


def test_words_end_at_the_line_when_there_is_no_room_beyond_it() -> None:
    close = Box(210, 100, 230, 104)
    narrow = Box(0, 0, 260, 200)
    (label,) = settle([Wish("five billion in 2027", "dated", close, along=True)], [close], narrow, lines=[TODAY])
    assert (label.anchor, label.box.right) == ("end", TODAY.left)


def test_few_words_beside_the_line_are_better_than_all_of_them_across_it() -> None:
    mark, narrow = Box(235, 100, 255, 104), Box(0, 0, 300, 200)
    wish = Wish("five billion in 2027", "dated", mark, along=True, short="5")
    assert [label.words for label in settle([wish], [mark], narrow, lines=[TODAY])] == ["5"]
    assert [label.words for label in settle([wish], [mark], narrow)] == [wish.words]


def test_words_cross_the_line_rather_than_be_left_out() -> None:
    whole = Box(0, 0, 400, 200)
    mark = Box(190, 100, 210, 104)
    assert [label.words for label in settle([Wish("five", "dated", mark)], [mark], FRAME, lines=[whole])] == ["five"]


@pytest.mark.parametrize(
    ("words", "taken"), [("USD 10 billion", 84.4), ("USD −10", 54.8), ("USD 10 milliards – sans date", 171.5)]
)
def test_the_room_for_words_is_what_a_wide_font_takes(words: str, taken: float) -> None:
    assert taken <= width(words) / LARGER <= 1.15 * taken


@pytest.mark.parametrize(("words", "taken"), [("USD 5 in 2026", 95.3), ("five billion in 2027", 125.3)])
def test_bold_words_have_the_room_that_they_take(words: str, taken: float) -> None:
    mark = Box(0, 90, 300, 94)
    (label,) = settle([Wish(words, "dated", mark, along=True)], [mark], FRAME)
    assert (label.box.right - label.box.left) / LARGER >= taken


def test_words_above_a_mark_have_their_middle_over_it() -> None:
    mark = Box(95, 95, 105, 105)
    (label,) = settle([Wish("2.25", "whole", mark)], [mark], FRAME)
    assert (label.anchor, label.x) == ("middle", "100.0")
