"""Dates are read as an independent library reads them, for the forms that both have.

Quarters and halves are left out: their codes are EDTF level 2, which the library reads as kinds of season with
months taken from its settings, so that agreeing with it would show nothing. Intervals that run backwards are left
out too, as the library accepts them. Open intervals are compared on their closed side.
"""

from datetime import date

from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from commitments.values.dates import parse

marks = st.sampled_from(["", "~", "?", "%"])
days = st.dates()
plain_terms = days.map(lambda day: f"{day:%Y}".zfill(4)) | days.map(lambda day: day.isoformat()[:7]) | days.map(str)
terms = st.builds("{}{}".format, plain_terms, marks)


def bounds(text: str) -> tuple[date, date]:
    """The bounds as the library gives them."""
    read = parse_edtf(text)
    return date(*read.lower_strict()[:3]), date(*read.upper_strict()[:3])


@given(terms)
def test_a_year_month_or_day_has_the_bounds_the_library_gives(text: str) -> None:
    ours = parse(text)
    assert (ours.earliest, ours.latest) == bounds(text)


@given(days, marks, st.sampled_from([4, 7]))
def test_a_mark_within_a_day_changes_no_bound_for_the_library_either(day: date, mark: str, place: int) -> None:
    # One mark at a time: the library does not read two marks within one date, which EDTF allows.
    text = f"{day.isoformat()[:place]}{mark}{day.isoformat()[place:]}"
    ours = parse(text)
    assert (ours.earliest, ours.latest) == bounds(text)


@given(terms)
def test_a_mark_on_a_whole_date_means_what_the_library_says(text: str) -> None:
    ours, theirs = parse(text), parse_edtf(text)
    both = theirs.is_uncertain_and_approximate
    assert ours.approximate == (theirs.is_approximate or both)
    assert ours.uncertain == (theirs.is_uncertain or both)


@given(terms, terms)
def test_an_interval_has_the_bounds_the_library_gives(one: str, other: str) -> None:
    first, last = sorted((one, other), key=lambda text: parse(text).earliest or date.min)
    ours = parse(f"{first}/{last}")
    assert (ours.earliest, ours.latest) == bounds(f"{first}/{last}")


@given(terms)
def test_an_open_interval_has_the_closed_bound_the_library_gives(text: str) -> None:
    assert parse(f"{text}/..").earliest == date(*parse_edtf(f"{text}/..").lower_strict()[:3])
    assert parse(f"../{text}").latest == date(*parse_edtf(f"../{text}").upper_strict()[:3])
