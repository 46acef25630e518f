"""The timeline's drawing: the same picture always, and a sound one for any dates and words."""

from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.charts.fitting import fitted, width, wrapped
from commitments.charts.labels import Box
from commitments.charts.promises import Promise, Span, Step
from commitments.charts.spans import soft_bar
from commitments.charts.timeline import Chart, Drawing, draw
from tests.charts.timelines import GROUP, promise, quarters, span, timeline, years

GOLDEN = Path(__file__).parent / "golden"
SIZES = [(960, True), (360, False)]
DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=90)
SVG = "{http://www.w3.org/2000/svg}"


@st.composite
def any_span(pick: st.DrawFn) -> Span:
    """Any days, open or not, sure or not."""
    first, last = sorted([pick(DAYS), pick(DAYS)])
    start, end = pick(st.sampled_from([(first, last), (None, last), (first, None), (first, first), (None, None)]))
    return Span(start, end, pick(st.booleans()), pick(st.booleans()))


STEPS = st.lists(st.builds(Step, on=DAYS, reached=st.booleans(), title=WORDS), max_size=5)
PROMISES = st.builds(
    Promise,
    title=WORDS,
    label=WORDS,
    address=st.just("/en/commitments/AB-2025-001/"),
    states=st.lists(st.tuples(st.sampled_from(["in_progress", "overdue"]), WORDS), max_size=3),
    kind=st.sampled_from(["not_due", "overdue", "closed", "undated"]),
    when=WORDS,
    since=st.none() | DAYS,
    span=st.none() | any_span(),
    steps=STEPS,
)
TICKS = st.builds(years, st.integers(1, 9970), count=st.integers(1, 30)) | st.builds(quarters, st.integers(1, 9998))
CHARTS = st.builds(
    Chart,
    name=st.just("group"),
    title=WORDS,
    description=WORDS,
    ticks=TICKS,
    promises=st.lists(PROMISES, max_size=6),
    on=DAYS,
    today=WORDS,
)


def drawn(chart: Chart, size: tuple[int, bool]) -> Drawing:
    """The chart in one of the sizes."""
    return draw(chart, width=size[0], beside=size[1])


def parsed(drawing: Drawing) -> ElementTree.Element:
    """The drawing read as XML."""
    return ElementTree.fromstring(drawing.svg(size="wide"))  # noqa: S314  it was drawn a moment ago


def near(box: Box) -> Box:
    """A box, to a thousandth of a unit."""
    return Box(box.left - 1e-3, box.top - 1e-3, box.right + 1e-3, box.bottom + 1e-3)


@pytest.mark.parametrize(("name", "size"), [("wide", SIZES[0]), ("narrow", SIZES[1])])
def test_it_is_drawn_as_it_always_was(name: str, size: tuple[int, bool]) -> None:
    drawing = drawn(GROUP, size).svg(size=name)
    assert drawing == (GOLDEN / f"timeline-{name}.svg").read_text(encoding="utf-8")


def test_it_says_what_it_shows_before_it_shows_it() -> None:
    root = parsed(drawn(GROUP, SIZES[0]))
    assert [child.tag.removeprefix(SVG) for child in root][:2] == ["title", "desc"]
    assert (root.get("role"), root.get("aria-labelledby")) == ("group", "group-wide-title")
    assert root[0].text == "Bridges & <roads>"


def test_nothing_in_it_needs_an_inline_style() -> None:
    drawing = drawn(GROUP, SIZES[0]).svg(size="wide")
    assert ("style" in drawing, "<script" in drawing) == (False, False)


@pytest.mark.parametrize("size", SIZES)
def test_every_row_is_a_link_that_says_all_of_it(size: tuple[int, bool]) -> None:
    links = list(parsed(drawn(GROUP, size)).iter(f"{SVG}a"))
    assert [link.get("aria-label") for link in links] == [each.label for each in GROUP.promises]
    assert {link.get("href") for link in links} == {"/en/commitments/AB-2025-001/"}


def test_a_status_is_a_shape_and_a_word_in_its_colour() -> None:
    row = parsed(drawn(timeline(promise(kind="overdue")), SIZES[1]))
    states = [group for group in row.iter(f"{SVG}g") if (group.get("class") or "").startswith("state ")]
    assert [(each.get("class"), each[0].get("href"), each[1].text) for each in states] == [
        ("state not_assessed", "#not_assessed", "Not assessed"),
        ("state overdue", "#overdue", "Late"),
    ]


def bar_of(one: Promise) -> Box:
    """Where a promise's bar lies on the years from 2024 to 2031, from 0 to 8."""
    drawing = drawn(timeline(one), SIZES[0])
    bar = drawing.lines[0].bar
    assert bar is not None
    plot = drawing.plot
    year = (plot.right - plot.left) / 8
    return Box((bar.left - plot.left) / year, bar.top, (bar.right - plot.left) / year, bar.bottom)


def test_a_year_is_a_bar_as_long_as_the_year() -> None:
    bar = bar_of(promise(span=span("2027-01-01", "2027-12-31")))
    assert (round(bar.left, 2), round(bar.right, 2)) == (3.0, 4.0)


def test_an_open_end_runs_on_to_the_edge_and_an_open_start_back_to_the_promise() -> None:
    ahead = bar_of(promise(span=span("2028-01-01", None)))
    back = bar_of(promise(span=span(None, "2028-12-31"), since=date(2026, 1, 1)))
    assert (round(ahead.left, 2), round(ahead.right, 2)) == (4.0, 8.0)
    assert (round(back.left, 2), round(back.right, 2)) == (2.0, 5.0)


def test_a_known_day_stands_higher_than_a_span_of_days() -> None:
    exact, year = bar_of(promise(span=span("2027-03-14", "2027-03-14"))), bar_of(promise(span=GROUP.promises[0].span))
    assert exact.bottom - exact.top > year.bottom - year.top


def pieces(one: Promise) -> int:
    """Into how many pieces a promise's bar falls."""
    return drawn(timeline(one), SIZES[0]).lines[0].path.count("M")


def test_only_an_end_that_is_open_or_unsure_dissolves() -> None:
    sure = pieces(promise(span=span("2026-01-01", "2027-12-31")))
    first = pieces(promise(span=span("2026-01-01", "2027-12-31", soft="first")))
    both = pieces(promise(span=span("2026-01-01", "2027-12-31", soft="first last")))
    assert (sure, first, both) == (1, 7, 13)


def test_an_unsure_end_out_of_sight_is_cut_and_not_dissolved() -> None:
    assert pieces(promise(span=span("2020-01-01", "2027-12-31", soft="first"))) == 1


def test_a_bar_that_goes_on_beyond_the_days_shown_points_there() -> None:
    path = drawn(timeline(promise(span=span("2020-01-01", "2027-12-31"))), SIZES[0]).lines[0].path
    assert (path.count("L"), soft_bar(Box(0, 0, 100, 10), soft=(False, False)).count("L")) == (1, 0)
    assert soft_bar(Box(0, 0, 100, 10), soft=(False, False), cut=(True, True)) == (
        "M5.0 0.0H95.0L100.0 5.0L95.0 10.0H5.0L0.0 5.0Z"
    )


def test_slices_grow_thinner_towards_the_end() -> None:
    path = soft_bar(Box(0, 0, 100, 10), soft=(False, True))
    starts = [piece.split(" ", 1) for piece in path.split("M")[1:]]
    inks = [float(rest.split("H")[1].split("V")[0]) - float(left) for left, rest in starts]
    assert inks == sorted(inks, reverse=True)
    assert inks[-1] < 1


def test_a_promise_due_after_the_days_shown_is_a_line_that_runs_on() -> None:
    drawing = drawn(timeline(GROUP.promises[-1]), SIZES[0])
    line = drawing.lines[0]
    assert (line.bar, line.since and line.since.right) == (None, drawing.plot.right)


def test_a_milestone_that_was_reached_is_filled_and_one_out_of_sight_is_not_there() -> None:
    steps = (
        Step(date(2026, 2, 1), reached=True, title="One"),
        Step(date(2027, 2, 1), reached=False, title="Two"),
        Step(date(2050, 1, 1), reached=False, title="3"),
    )
    drawing = drawn(timeline(promise(steps=steps)), SIZES[1]).svg(size="narrow")
    assert (drawing.count('class="step reached"'), drawing.count('class="step"')) == (1, 1)


def test_today_is_a_line_only_where_it_lies_in_the_days_shown() -> None:
    shown = drawn(GROUP, SIZES[0])
    elsewhere = drawn(replace(GROUP, on=date(2050, 1, 1)), SIZES[0])
    assert ("now" in {label.kind for label in shown.labels}, bool(shown.today)) == (True, True)
    assert ("now" in {label.kind for label in elsewhere.labels}, bool(elsewhere.today)) == (False, False)


@pytest.mark.parametrize("size", SIZES)
def test_every_year_and_every_quarter_is_named(size: tuple[int, bool]) -> None:
    by_year = [label.words for label in drawn(GROUP, size).labels if not label.kind]
    by_quarter = drawn(replace(GROUP, ticks=quarters()), size).labels
    assert by_year == [str(year) for year in range(2024, 2032)]
    assert [label.words for label in by_quarter if not label.kind] == ["Q1", "Q2", "Q3", "Q4"] * 2
    assert [label.words for label in by_quarter if label.kind == "over"] == ["2026", "2027"]


def test_it_can_be_drawn_of_nothing() -> None:
    drawing = drawn(timeline(), SIZES[0])
    parsed(drawing)
    assert drawing.lines == []


@given(CHARTS, st.sampled_from(SIZES))
def test_whatever_the_dates_every_mark_lies_in_the_plot(any_chart: Chart, size: tuple[int, bool]) -> None:
    drawing = drawn(any_chart, size)
    for line in drawing.lines:
        shapes = [box for box in (line.bar, line.since) if box] + [mark.box for mark in line.marks]
        assert all(box.inside(near(drawing.plot)) for box in shapes)
        assert all(box.inside(near(line.room)) for box in shapes)


@given(CHARTS, st.sampled_from(SIZES))
def test_whatever_the_words_none_leaves_the_frame_or_lies_on_another(any_chart: Chart, size: tuple[int, bool]) -> None:
    drawing = drawn(any_chart, size)
    frame = near(Box(0, 0, drawing.width, drawing.height))
    words = [
        *drawing.labels,
        *(text for line in drawing.lines for text in (*line.title, *line.states, line.when) if text.words),
    ]
    assert all(text.box.inside(frame) for text in words)
    assert not any(one.box.overlaps(other.box) for one, other in combinations(words, 2))


@given(CHARTS, st.sampled_from(SIZES))
def test_whatever_the_rows_none_lies_on_another_and_all_is_sound_xml(any_chart: Chart, size: tuple[int, bool]) -> None:
    drawing = drawn(any_chart, size)
    parsed(drawing)
    assert all(above.room.bottom <= below.room.top for above, below in pairwise(drawing.lines))


@given(WORDS, st.floats(0, 600))
def test_words_are_cut_to_their_room(words: str, room: float) -> None:
    assert width(fitted(words, room)) <= room
    assert all(width(line) <= room for line in wrapped(words, room, most=2))


def test_words_that_fit_in_two_lines_are_not_cut() -> None:
    assert wrapped("Build the bridge over the river", 140, most=2) == ["Build the bridge", "over the river"]
    assert wrapped("Build the bridge over the river and the road", 140, most=2) == [
        "Build the bridge",
        "over the river and…",
    ]
