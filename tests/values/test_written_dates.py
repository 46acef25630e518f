"""What people type for a date is read as they meant it, or refused: it is never guessed."""

import pytest
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st

from commitments.templatetags.dates import deadline_words, period_words
from commitments.values.dates import parse
from commitments.values.written_dates import LONGEST_WRITTEN, Unreadable, UnreadableDate, read_written

YEARS = st.integers(1, 9999)
PARTS = ["", *(f"-{month:02}" for month in range(1, 13)), *(f"-{quarter}" for quarter in range(33, 37)), "-40", "-41"]
TERMS = st.builds(lambda year, part: f"{year:04}{part}", st.integers(1000, 9998), st.sampled_from(PARTS)) | st.dates(
    min_value=parse("1000").earliest
).map(lambda day: day.isoformat())
LANGUAGES = st.sampled_from(["en", "fr", "vi"])


def read(text: str, *, day_first: bool = False) -> str:
    return read_written(text, day_first=day_first)


def refusal(text: str, *, day_first: bool = False) -> Unreadable:
    """Why a text is refused."""
    with pytest.raises(UnreadableDate) as refused:
        read(text, day_first=day_first)
    return refused.value.why


@pytest.mark.parametrize(
    ("edtf", "texts"),
    [
        ("2027", ["2027", " 2027 ", "in 2027", "en 2027", "năm 2027", "NĂM 2027"]),
        (
            "2027-06",
            ["June 2027", "juin 2027", "en juin 2027", "tháng 6 năm 2027", "tháng 6/2027", "06/2027", "2027-06"],
        ),
        (
            "2027-06-30",
            ["30/06/2027", "30.6.2027", "30-06-2027", "30 June 2027", "June 30, 2027", "the 30th of June 2027"],
        ),
        (
            "2027-06-30",
            ["le 30 juin 2027", "ngày 30 tháng 6 năm 2027", "ngày 30/6/2027", "30 thang 6 nam 2027"],
        ),
        ("2027-03-01", ["1er mars 2027", "1 March 2027", "01 mars 2027"]),
        ("2027-02", ["février 2027", "fevrier 2027", "FÉVRIER 2027"]),
        ("2027-34", ["Q2 2027", "second quarter of 2027", "2e trimestre 2027", "quý II/2027", "quý 2 năm 2027"]),
        (
            "2027-40",
            ["first half of 2027", "premier semestre 2027", "S1 2027", "6 tháng đầu năm 2027", "nửa đầu năm 2027"],
        ),
        ("../2026-05", ["before June 2026", "avant juin 2026", "trước tháng 6 năm 2026"]),
        ("../2026-06-29", ["before 30 June 2026", "avant le 30 juin 2026", "trước ngày 30/6/2026"]),
        ("../2025", ["before 2026", "avant 2026", "trước năm 2026"]),
        ("../2027", ["by the end of 2027", "before the end of 2027", "d’ici fin 2027", "d'ici à la fin de 2027"]),
        ("../2027-06", ["avant la fin de juin 2027", "au plus tard en juin 2027", "chậm nhất hết tháng 6/2027"]),
        ("../2026-06-30", ["by 30 June 2026", "d’ici au 30 juin 2026", "no later than 30/06/2026"]),
        ("2027/..", ["from 2027 on", "à partir de 2027", "từ năm 2027"]),
        ("2027~", ["around 2027", "vers 2027", "khoảng năm 2027"]),
        ("2026/2027", ["2026-2027", "2026 – 2027", "2026/2027", "2026 to 2027", "de 2026 à 2027", "từ 2026 đến 2027"]),
        ("2027-01/2027-10", ["January to October 2027", "janvier-octobre 2027", "tháng 1 đến tháng 10 năm 2027"]),
        ("2026-11/2027-02", ["November 2026 to February 2027", "entre novembre 2026 et février 2027"]),
    ],
)
def test_what_people_write_is_read(edtf: str, texts: list[str]) -> None:
    assert {text: read(text) for text in texts} == dict.fromkeys(texts, edtf)


@pytest.mark.parametrize(
    ("why", "texts"),
    [
        (
            Unreadable.UNKNOWN,
            ["", " ", "soon", "rapidement", "27", "30/06/27", "June", "by June 2026", "d’ici juin 2026"],
        ),
        (Unreadable.UNKNOWN, ["T2 2027", "summer 2027", "between 2026", "2026 2027", "not stated", "1/2/3/2027"]),
        (
            Unreadable.UNKNOWN,
            ["x" * 10_000, "2" * 10_000, "2027\x00", "ปี 2570", "<2027", "2027 ?", "~2027", "2027 + 2"],
        ),
        (
            Unreadable.NO_SUCH_DAY,
            ["31/02/2027", "30 February 2027", "2027-02-30", "0000", "00/2027", "31/06/2027", "2027-13"],
        ),
        (
            Unreadable.NO_SUCH_DAY,
            ["before 0001", "before 31/02/2027", "0/6/2027", "13/13/2027", "from 0000 on", "2026-27"],
        ),
        (Unreadable.BACKWARDS, ["2027-2026", "2027/2026", "from June 2027 to March 2027", "từ 2027 đến 2026"]),
        (Unreadable.TWO_READINGS, ["03/04/2027", "3.4.2027", "before 03/04/2027", "01/02/2027 - 30/06/2027"]),
    ],
)
def test_what_cannot_be_read_for_certain_is_refused_with_its_cause(why: Unreadable, texts: list[str]) -> None:
    assert {text: refusal(text) for text in texts} == dict.fromkeys(texts, why)


def test_where_the_day_always_comes_first_numbers_have_one_reading() -> None:
    assert read("03/04/2027", day_first=True) == "2027-04-03"
    assert refusal("03/04/2027") == Unreadable.TWO_READINGS
    assert refusal("06/13/2027", day_first=True) == Unreadable.NO_SUCH_DAY
    assert read("06/13/2027") == "2027-06-13"
    assert read("04/04/2027") == "2027-04-04"


@given(
    st.text() | st.from_regex(r"(before |from |about )?[0-9]{1,4}[-/. ][0-9]{1,4}([-/. ][0-9]{1,4})?", fullmatch=True),
    st.booleans(),
)
@example(text="from 2027 to 0000", day_first=False)
@example(text="before 0001-01-01", day_first=True)
def test_every_text_is_a_date_that_the_calendar_has_or_is_refused(text: str, day_first: bool) -> None:  # noqa: FBT001
    try:
        edtf = read(text, day_first=day_first)
    except UnreadableDate:
        return
    assert parse(edtf).text == edtf


@given(TERMS, LANGUAGES)
def test_a_date_that_the_pages_tell_can_be_typed_as_they_tell_it(edtf: str, language: str) -> None:
    with translation.override(language):
        words = {period_words(edtf), deadline_words(edtf)}
    assert {read(each, day_first=language != "en") for each in words} == {edtf}


@given(TERMS, LANGUAGES, st.sampled_from(["../{}", "{}/.."]))
def test_an_open_end_that_the_pages_tell_can_be_typed_as_they_tell_it(edtf: str, language: str, form: str) -> None:
    span = form.format(edtf)
    with translation.override(language):
        words = deadline_words(span)
    assert read(words, day_first=language != "en") == span


@given(TERMS, TERMS, LANGUAGES)
def test_a_span_that_the_pages_tell_can_be_typed_as_they_tell_it(one: str, other: str, language: str) -> None:
    first, last = sorted((one, other), key=lambda each: (parse(each).earliest, parse(each).latest))
    with translation.override(language):
        words = {period_words(f"{first}/{last}"), deadline_words(f"{first}/{last}")}
    assert {read(each, day_first=language != "en") for each in words} == {f"{first}/{last}"}


@given(TERMS)
def test_before_a_date_ends_on_the_day_before_it_begins(edtf: str) -> None:
    if edtf < "1001":
        return
    before = parse(read(f"before {edtf}"))
    assert before.earliest is None
    assert before.latest is not None
    assert before.latest.toordinal() == parse(edtf).earliest.toordinal() - 1


@given(YEARS)
def test_edtf_stays_as_it_is_typed(year: int) -> None:
    assert read(f"{year:04}?") == f"{year:04}?"


def test_what_is_too_long_is_not_looked_at() -> None:
    assert read("2027".center(LONGEST_WRITTEN)) == "2027"
    assert refusal("from " * 30 + "2027") == Unreadable.UNKNOWN
