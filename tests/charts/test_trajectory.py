"""The chart of targets against what was reported: the same picture always, and a sound one for any numbers."""

from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.charts.labels import Box
from commitments.charts.trajectory import Aim, Chart, Drawing, Seen, draw
from tests.charts.drawings import PATH, aim, chart, seen

GOLDEN = Path(__file__).parent / "golden" / "trajectory.svg"
SIZES = [(860, 400), (360, 420)]

VALUES = st.decimals(min_value=-(10**18), max_value=10**18, places=6, allow_nan=False, allow_infinity=False)
DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


@st.composite
def any_seen(draw: st.DrawFn) -> Seen:
    """Any value, range or not, of any span of days."""
    first, last = sorted([draw(DAYS), draw(DAYS)])
    value, more = draw(VALUES), draw(st.none() | st.decimals(min_value="0.000001", max_value=10**6, places=6))
    kind = draw(st.sampled_from(["whole", "part", "expected"]))
    return Seen(first, last, value, None if more is None else value + more, kind, draw(st.text(max_size=12)), "seen")


@st.composite
def any_aim(draw: st.DrawFn) -> Aim:
    """Any target: dated, half open or without a date."""
    first, last = sorted([draw(DAYS), draw(DAYS)])
    return Aim(
        draw(st.sampled_from([first, None])), draw(st.sampled_from([last, None])), draw(VALUES), None, "an aim", "aim"
    )


CHARTS = st.builds(chart, st.lists(any_seen(), max_size=12), st.lists(any_aim(), max_size=5))


def inside(box: Box, plot: Box) -> bool:
    """Whether a box lies in the plot, to a thousandth of a unit."""
    room = Box(plot.left - 1e-3, plot.top - 1e-3, plot.right + 1e-3, plot.bottom + 1e-3)
    return box.inside(room)


def parsed(drawing: Drawing) -> ElementTree.Element:
    """The drawing read as XML."""
    return ElementTree.fromstring(drawing.svg(size="wide"))  # noqa: S314  it was drawn a moment ago


def test_it_is_drawn_as_it_always_was() -> None:
    drawn = draw(PATH, width=860, height=400).svg(size="wide")
    assert drawn == GOLDEN.read_text(encoding="utf-8")


def test_it_says_what_it_shows_before_it_shows_it() -> None:
    root = parsed(draw(PATH, width=860, height=400))
    names = [child.tag.rpartition("}")[2] for child in root]
    assert names[:2] == ["title", "desc"]
    assert root.get("aria-labelledby") == "figure-wide-title figure-wide-desc"
    assert root[0].text == "A <count> & its targets"


def test_nothing_in_it_needs_an_inline_style() -> None:
    drawn = draw(PATH, width=860, height=400).svg(size="wide")
    assert "style" not in drawn
    assert "<script" not in drawn


def test_publishers_who_differ_on_one_period_are_both_visible() -> None:
    marks = draw(PATH, width=860, height=400).seen
    assert not any(one.box.overlaps(other.box) for one, other in combinations(marks, 2))


def test_a_target_without_a_date_runs_across_the_whole_plot_and_a_dated_one_does_not() -> None:
    drawing = draw(PATH, width=860, height=400)
    dated, spanned, undated = drawing.aims
    assert [mark.kind for mark in drawing.aims] == ["dated", "dated", "undated"]
    assert (undated.box.left, undated.box.right) == (drawing.plot.left, drawing.plot.right)
    assert spanned.box.right - spanned.box.left == pytest.approx(2 * (dated.box.right - dated.box.left), rel=0.01)


def test_each_kind_has_a_shape_of_its_own() -> None:
    shapes = {
        kind: draw(chart([seen("1", kind=kind)], []), width=860, height=400).svg(size="wide").count("<path")
        for kind in ("whole", "part", "expected")
    }
    drawn = draw(chart([seen("1", kind="part")], []), width=860, height=400).svg(size="wide")
    assert shapes == {"whole": 0, "part": 1, "expected": 1}
    assert "<circle" in drawn


@pytest.mark.parametrize(
    ("values", "aims"),
    [
        ([], []),
        ([], ["10"]),
        (["1"], []),
        (["0"], ["0"]),
        (["5", "5", "5"], ["5"]),
        (["-3", "-1"], ["-2"]),
        (["1" + "0" * 17, "0.000001"], []),
    ],
)
def test_it_can_be_drawn_of_none_of_one_of_equals_of_negatives_and_of_huge_ones(
    values: list[str], aims: list[str]
) -> None:
    whole = chart([seen(value, 2020 + number) for number, value in enumerate(values)], [aim(value) for value in aims])
    drawing = draw(whole, width=860, height=400)
    parsed(drawing)
    assert (len(drawing.seen), len(drawing.aims)) == (len(values), len(aims))


@given(CHARTS, st.sampled_from(SIZES))
def test_whatever_the_numbers_every_mark_lies_in_the_plot(any_chart: Chart, size: tuple[int, int]) -> None:
    drawing = drawn(any_chart, size)
    assert all(inside(mark.box, drawing.plot) for mark in [*drawing.seen, *drawing.aims])
    assert all(inside(mark.span, drawing.plot) for mark in drawing.seen)


@given(CHARTS, st.sampled_from(SIZES))
def test_whatever_the_numbers_no_label_lies_on_another_or_outside(any_chart: Chart, size: tuple[int, int]) -> None:
    drawing = drawn(any_chart, size)
    frame = Box(0, 0, drawing.width, drawing.height)
    assert all(label.box.inside(frame) for label in drawing.labels)
    assert not any(one.box.overlaps(other.box) for one, other in combinations(drawing.labels, 2))


@given(st.lists(VALUES, min_size=1), st.sampled_from(SIZES))
def test_whatever_the_numbers_the_drawing_is_valid_xml(values: list[Decimal], size: tuple[int, int]) -> None:
    whole = chart([seen(str(value), 2000 + number % 50) for number, value in enumerate(values[:9])], [])
    parsed(drawn(whole, size))


def drawn(any_chart: Chart, size: tuple[int, int]) -> Drawing:
    """The chart in a size."""
    return draw(any_chart, width=size[0], height=size[1])
