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
from commitments.charts.shapes import SHAPES
from commitments.charts.trajectory import Aim, Band, Chart, Drawing, Seen, draw
from tests.charts.drawings import PATH, aim, band, chart, seen

GOLDEN = Path(__file__).parent / "golden" / "trajectory.svg"
SIZES = [(860, 400), (360, 420)]

VALUES = st.decimals(min_value=-(10**18), max_value=10**18, places=6, allow_nan=False, allow_infinity=False)
DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


@st.composite
def any_seen(draw: st.DrawFn) -> Seen:
    """Any value, range or not, of any span of days."""
    first, last = sorted([draw(DAYS), draw(DAYS)])
    value, more = draw(VALUES), draw(st.none() | st.decimals(min_value="0.000001", max_value=10**6, places=6))
    kind = draw(st.sampled_from(["whole", "part", "expected", "older"]))
    upper, series = None if more is None else value + more, draw(st.integers(min_value=0, max_value=20))
    return Seen(first, last, value, upper, kind, draw(st.text(max_size=12)), "seen", series)


@st.composite
def any_aim(draw: st.DrawFn) -> Aim:
    """Any target: dated, half open or without a date."""
    first, last = sorted([draw(DAYS), draw(DAYS)])
    return Aim(
        draw(st.sampled_from([first, None])), draw(st.sampled_from([last, None])), draw(VALUES), None, "an aim", "aim"
    )


@st.composite
def any_band(draw: st.DrawFn) -> Band:
    """Any projection, of one day or of several, also one that falls or has no width."""
    days = sorted(draw(st.lists(DAYS, min_size=1, max_size=8, unique=True)))
    edges = [sorted([draw(VALUES), draw(VALUES)]) for _day in days]
    return Band([(day, low, high) for day, (low, high) in zip(days, edges, strict=True)], "ahead", "If it goes on.")


CHARTS = st.builds(chart, st.lists(any_seen(), max_size=12), st.lists(any_aim(), max_size=5), st.none() | any_band())


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


def marks_drawn(drawing: Drawing) -> list[list[tuple[str, str]]]:
    """Of each mark the classes and paths that it is made of."""
    found = [each for each in parsed(drawing).iter() if (each.get("class") or "").startswith("seen ")]
    return [
        [(path.get("class") or "", path.get("d") or "") for path in each.iter() if path.tag.endswith("path")]
        for each in found
    ]


def test_each_kind_of_value_is_filled_in_a_way_of_its_own() -> None:
    kinds = [seen("1", kind=kind) for kind in ("whole", "part", "expected", "older")]
    drawn = [marks_drawn(draw(chart([kind], []), width=860, height=400))[0] for kind in kinds]
    assert [[name for name, _path in paths] for paths in drawn] == [
        ["filled"],
        ["hollow", "filled"],
        ["hollow"],
        ["hollow", "strike"],
    ]


def test_each_series_has_a_shape_of_its_own_and_its_own_line() -> None:
    whole = [seen(str(number + 1), year, series=number) for number in range(len(SHAPES)) for year in (2020, 2022)]
    drawing = draw(chart(whole, []), width=860, height=400)
    assert len({paths[0] for paths in marks_drawn(drawing)}) == len(SHAPES)
    assert [line.place for line in drawing.through] == list(range(len(SHAPES)))


def test_a_line_goes_through_whole_years_of_one_series_alone() -> None:
    rows = [
        seen("1", 2020),
        seen("9", 2021, series=1),
        seen("8", 2022, kind="part"),
        seen("7", 2022, kind="older"),
        seen("6", 2023, kind="expected"),
        seen("3", 2022),
    ]
    drawing = draw(chart(rows, []), width=860, height=400)
    first, last = drawing.seen[0], drawing.seen[-1]
    assert [line.path for line in drawing.through] == [f"M{first.x} {first.y}L{last.x} {last.y}"]


def test_every_mark_can_be_reached_by_keyboard_and_has_a_name() -> None:
    root = parsed(draw(PATH, width=860, height=400))
    marks = [each for each in root.iter() if each.get("data-tip") is not None]
    assert len(marks) == 7 + 3 + 1
    for mark in marks:
        assert (mark.get("tabindex"), mark.get("role")) == ("0", "img")
        assert mark[0].tag.endswith("title")
        assert mark[0].text
    # A picture hides what is inside it: what holds marks must not be one.
    assert root.get("role") == "group"


def test_a_projection_is_hatched_and_no_reported_mark_is() -> None:
    root = parsed(draw(PATH, width=860, height=400))
    hatched = [each for each in root.iter() if "hatch" in (each.get("fill") or "")]
    assert [each.get("class") for each in hatched] == ["area"]
    assert hatched[0].get("fill") == "url(#figure-wide-hatch)"
    assert draw(chart([seen("1")], []), width=860, height=400).spread is None


def test_a_long_label_gives_way_to_a_short_one_where_there_is_no_room() -> None:
    long = Aim(date(2027, 1, 1), date(2028, 12, 31), Decimal(5), None, "long " * 30, "the aim", short="5")
    told = draw(chart([seen("1", 2018)], [long]), width=360, height=420).labels
    assert "5" in [label.words for label in told]
    assert long.label not in [label.words for label in told]


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
    assert drawing.spread is None or inside(drawing.spread.box, drawing.plot)


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


@given(any_band(), st.sampled_from(SIZES))
def test_whatever_the_projection_its_edges_lie_in_the_plot_and_are_valid(ahead: Band, size: tuple[int, int]) -> None:
    drawing = drawn(chart([], [], ahead), size)
    parsed(drawing)
    assert drawing.spread is not None
    assert inside(drawing.spread.box, drawing.plot)


def test_a_projection_of_no_days_is_none() -> None:
    assert draw(chart([seen("1")], [], band()), width=860, height=400).spread is None


def drawn(any_chart: Chart, size: tuple[int, int]) -> Drawing:
    """The chart in a size."""
    return draw(any_chart, width=size[0], height=size[1])
