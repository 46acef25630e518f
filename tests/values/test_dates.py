"""A date covers the days its words can mean, no fewer and no more, and every other text is refused clearly."""

from calendar import isleap
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commitments.values.dates import LONGEST, MalformedDate, UncertainDate, distance, parse

MARKS = st.sampled_from(["", "~", "?", "%"])
ONE_DAY = timedelta(days=1)


def months_covered(text: str) -> range:
    """The months of a year, a half, a quarter or a month, written out rather than computed."""
    return {
        "33": range(1, 4),
        "34": range(4, 7),
        "35": range(7, 10),
        "36": range(10, 13),
        "40": range(1, 7),
        "41": range(7, 13),
        "": range(1, 13),
    }.get(text[5:7]) or range(int(text[5:7]), int(text[5:7]) + 1)


def means(text: str, day: date) -> bool:
    """Whether the day is one that the unmarked term can mean, judged from the day alone."""
    if len(text) == 10:
        return day.isoformat() == text
    return day.year == int(text[:4]) and day.month in months_covered(text)


years = st.integers(1, 9999) | st.sampled_from([1, 4, 1900, 2000, 2024, 2100, 9996, 9999])
parts = st.sampled_from(["", "-33", "-34", "-35", "-36", "-40", "-41", *(f"-{month:02}" for month in range(1, 13))])
near_parts = parts | parts.filter(lambda part: "00" < part[1:] < "13").map("{}-15".format)
near_terms = st.builds("{}{}".format, st.integers(2026, 2028), near_parts)
terms = st.builds(lambda year, part: f"{year:04}{part}", years, parts) | st.dates().map(date.isoformat)


@given(terms)
@example("2024-02")
@example("2023-02")
@example("1900-02")
@example("9999")
@example("9999-12-31")
def test_a_term_covers_every_day_it_can_mean_and_no_other(text: str) -> None:
    parsed = parse(text)
    assert parsed.earliest is not None
    assert parsed.latest is not None
    # Every day in between, where that is quick; the days around both bounds always.
    day = parsed.earliest
    while day < parsed.latest:
        assert means(text, day)
        day += ONE_DAY
    assert means(text, parsed.latest)
    assert parsed.earliest == date.min or not means(text, parsed.earliest - ONE_DAY)
    assert parsed.latest == date.max or not means(text, parsed.latest + ONE_DAY)


@given(terms, st.dates())
def test_a_day_lies_within_the_bounds_exactly_when_the_words_can_mean_it(text: str, day: date) -> None:
    parsed = parse(text)
    assert parsed.earliest is not None
    assert parsed.latest is not None
    assert (parsed.earliest <= day <= parsed.latest) == means(text, day)


@given(st.integers(1, 9999))
def test_february_ends_as_the_leap_year_rule_says(year: int) -> None:
    assert parse(f"{year:04}-02").latest == date(year, 2, 29 if isleap(year) else 28)


@given(terms, terms)
def test_an_interval_never_loses_a_day_of_either_side(one: str, other: str) -> None:
    first, last = sorted((parse(one), parse(other)), key=lambda parsed: parsed.earliest or date.min)
    interval = parse(f"{first.text}/{last.text}")
    assert (interval.earliest, interval.latest) == (first.earliest, last.latest)
    assert interval.precision == "interval"


@given(near_terms, near_terms)
@example("2027-06", "2027")
@example("2027", "2027-06")
def test_an_interval_is_refused_exactly_when_it_runs_backwards(one: str, other: str) -> None:
    first, last = parse(one), parse(other)
    assert first.earliest is not None
    assert last.latest is not None
    if first.earliest > last.latest:
        with pytest.raises(MalformedDate, match="runs backwards"):
            parse(f"{one}/{other}")
    else:
        assert parse(f"{one}/{other}").earliest == first.earliest


@given(terms)
def test_an_open_interval_has_one_bound(text: str) -> None:
    closed = parse(text)
    from_then, until_then = parse(f"{text}/.."), parse(f"../{text}")
    assert (from_then.earliest, from_then.latest) == (closed.earliest, None)
    assert (until_then.earliest, until_then.latest) == (None, closed.latest)


@given(terms, MARKS, MARKS, MARKS)
def test_marks_say_how_sure_the_words_are_and_move_no_bound(text: str, first: str, second: str, third: str) -> None:
    parts = text.split("-")
    marks = (first, second, third)[: len(parts)]
    marked = "-".join(part + mark for part, mark in zip(parts, marks, strict=True))
    plain = parse(text)
    assert parse(marked) == UncertainDate(
        text=marked,
        earliest=plain.earliest,
        latest=plain.latest,
        approximate=not {"~", "%"}.isdisjoint(marks),
        uncertain=not {"?", "%"}.isdisjoint(marks),
        precision=plain.precision,
    )


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2027", "year"),
        ("2027-40", "half"),
        ("2027-36", "quarter"),
        ("2027-03", "month"),
        ("2027-03-14", "day"),
        ("2027/2028", "interval"),
        ("../2028", "interval"),
    ],
)
def test_the_precision_is_that_of_the_words(text: str, precision: str) -> None:
    assert parse(text).precision == precision


def test_a_mark_on_one_side_of_an_interval_marks_the_interval() -> None:
    assert parse("2027~/2028").approximate
    assert parse("2027/2028-03?").uncertain
    assert not parse("2027/2028").approximate


def test_the_longest_date_is_accepted() -> None:
    text = "2027%-03%-14%/2028%-03%-14%"
    assert len(text) == LONGEST
    assert parse(text).latest == date(2028, 3, 14)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" 2027", "space"),
        ("2027\n", "line break"),
        ("2027 / 2028", "space"),
        ("2027\x00", "ASCII"),
        ("２０２７", "ASCII"),
        ("໒໐໒໗", "ASCII"),
        ("0000", "no year 0000"),
        ("0000-01-01", "no year 0000"),
        ("2027-00", "no month, quarter or half-year 00"),
        ("2027-13", "no month, quarter or half-year 13"),
        ("2027-37", "no month, quarter or half-year 37"),
        ("2027-02-29", "no day 2027-02-29"),
        ("2027-33-01", "no day 2027-33-01"),
        ("2027-03-00", "no day 2027-03-00"),
        ("2027-21", "season"),
        ("2027-24~", "season"),
        ("202X", "open digits"),
        ("2027-XX", "open digits"),
        ("2027-03-14T10:00", "time of day"),
        ("[2027,2028]", "sets"),
        ("..", "open end"),
        ("/", "side of the interval is missing"),
        ("2027/", "side of the interval is missing"),
        ("/2027", "side of the interval is missing"),
        ("../..", "open on both sides"),
        ("2027/2028/2029", "none of the accepted forms"),
        ("2028/2027", "runs backwards"),
        ("2027-3", "none of the accepted forms"),
        ("27", "none of the accepted forms"),
        ("20270314", "none of the accepted forms"),
        ("-2027", "none of the accepted forms"),
        ("?2027", "none of the accepted forms"),
        ("2027?~", "none of the accepted forms"),
        ("2027-?03", "none of the accepted forms"),
        ("later", "none of the accepted forms"),
        ("9" * 5000, "longer than"),
    ],
)
def test_a_text_that_is_no_date_is_refused_with_the_reason_and_the_forms(text: str, reason: str) -> None:
    with pytest.raises(MalformedDate, match=reason) as refusal:
        parse(text)
    assert "Write a year (2027)" in str(refusal.value)
    assert len(str(refusal.value)) < 500


near_misses = st.text(alphabet="0123456789-/.~?%XT \n\x00[]໐", max_size=30)


@given(st.text() | near_misses | st.builds("{}/{}".format, terms | near_misses, terms | near_misses))
def test_any_text_gives_a_date_or_one_kind_of_error(text: str) -> None:
    try:
        parsed = parse(text)
    except MalformedDate:
        return
    assert parsed.text == text
    assert parsed.earliest is not None or parsed.latest is not None
    assert (parsed.earliest or date.min) <= (parsed.latest or date.max)


def test_slip_counts_days_between_last_days() -> None:
    assert distance(parse("2027"), parse("2028-03")) == 91
    assert distance(parse("2028-03"), parse("2027")) == -91
    assert distance(parse("2027-03-14"), parse("2027-03-14")) == 0
    assert distance(parse("../2027"), parse("2027/2027-12")) == 0


def test_slip_is_unknown_without_a_last_day() -> None:
    assert distance(parse("2027/.."), parse("2028")) is None
    assert distance(parse("2027"), parse("2028/..")) is None
