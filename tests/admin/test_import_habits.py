"""Numbers and days as French, Vietnamese and English write them, typed into a cell or shown by a spreadsheet."""

import datetime as dt
import io
from typing import Any

import pytest
import xlsxwriter
from django.test import Client

from commitments.admin.spreadsheets.cells import Day, Share, Uncertain, Whole
from commitments.admin.spreadsheets.habits import habits_of
from commitments.models import Commitment
from tests.admin.tables import Row, cells_of, confirm, rows_of, send, taken, told, two_rows, workbook, written

NUMBERS = {
    "fr": ["1 234", "1\u202f234", "1\u00a0234", "1\u2009234", "1\u202f234,00", "1234,0", "1234"],
    "vi": ["1.234", "1.234,00", "1234"],
    "en": ["1,234", "1,234.00", "1234"],
}
OTHERS = {"fr": ["1 234,5", "1\u202f234,5", "1,234", "1.234", "12 34"], "vi": ["1.234,5", "1 234"], "en": ["1 234"]}
DAYS = {
    "fr": {
        "2027-01-01": [
            "1er janvier 2027",
            "1er\u00a0janvier\u00a02027",
            "01/01/2027",
            "1/1/2027",
            "le 1er janvier 2027",
        ]
    },
    "vi": {"2026-12-31": ["31/12/2026", "31-12-2026", "ngày 31 tháng 12 năm 2026", "31 tháng 12 năm 2026"]},
    "en": {"2026-12-31": ["2026-12-31", "31 December 2026", "December 31, 2026"]},
}
DATES = {
    "fr": {"2027-06": ["juin 2027", "06/2027", "2027-06"], "2027-34": ["2e trimestre 2027"], "../2026": ["avant 2027"]},
    "vi": {"2027-06": ["tháng 6 năm 2027", "tháng 6/2027"], "2027-34": ["quý II/2027"], "2027": ["năm 2027"]},
    "en": {"2027-06": ["June 2027"], "2027-34": ["Q2 2027"], "2026/2027": ["2026-2027", "2026/2027"]},
}


@pytest.mark.parametrize("language", ["fr", "vi", "en"])
def test_a_whole_number_is_read_as_its_language_groups_digits(language: str) -> None:
    widget = Whole(habits_of(language))
    assert {widget.clean(each) for each in NUMBERS[language]} == {"1234"}
    for each in OTHERS[language]:
        with pytest.raises(ValueError, match="is no whole number"):
            widget.clean(each)


@pytest.mark.parametrize("language", ["fr", "vi", "en"])
def test_a_share_may_have_its_sign(language: str) -> None:
    widget = Share(habits_of(language))
    written = ["40", "40%", "40 %", "40\u00a0%", "40\u202f%", f"40{habits_of(language).decimal}0 %"]
    assert {widget.clean(each) for each in written} == {"40"}
    with pytest.raises(ValueError, match="is no whole number"):
        Whole(habits_of(language)).clean("40 %")


@pytest.mark.parametrize("language", ["fr", "vi", "en"])
def test_a_day_is_read_as_its_language_writes_it(language: str) -> None:
    day, date = Day(habits_of(language)), Uncertain(habits_of(language))
    for edtf, several in DAYS[language].items():
        for each in several:
            assert (day.clean(each), date.clean(each)) == (edtf, edtf)
        assert day.clean(day.render(edtf)) == date.clean(date.render(edtf)) == edtf


@pytest.mark.parametrize("language", ["fr", "vi", "en"])
def test_a_date_that_is_less_than_a_day_is_no_day(language: str) -> None:
    day, date = Day(habits_of(language)), Uncertain(habits_of(language))
    for edtf, several in DATES[language].items():
        for each in several:
            assert date.clean(each) == edtf
            with pytest.raises(ValueError, match="is no day"):
                day.clean(each)
        assert date.clean(date.render(edtf)) == edtf


def test_what_has_two_readings_is_refused() -> None:
    for widget in (Day(habits_of("en")), Uncertain(habits_of("en"))):
        for each in ("03/04/2027", "31/12/2026", "12/31/2026", "31.12.2026", "46022", "1/2027/3"):
            with pytest.raises(ValueError, match="is no"):
                widget.clean(each)
    with pytest.raises(ValueError, match="There is no such day as 31/02/2027"):
        Day(habits_of("fr")).clean("31/02/2027")


@pytest.fixture
def rows(aa: Client) -> list[Row]:
    """The table of two commitments, the first with an owner, a deadline and words."""
    return two_rows(aa)


def test_what_french_people_type_is_shown_as_it_is_understood_and_written(aa: Client, rows: list[Row]) -> None:
    aa.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr"
    rows = rows_of(taken(aa), ";")
    rows[0] |= {"word_as_of": "1er février 2026", "word_progress": "45\u202f%", "deadline": "1er janvier 2027"}
    rows[0] |= {"deadline_reason_fr": "Reporté.", "review_interval": "1\u202f234"}
    shown = send(aa, written(rows, ";"))
    ((_row, changes, _effects),) = shown.context["rows"]
    assert {each.column: each.new for each in changes} == {
        "review_interval": "1234",
        "deadline": "01/01/2027",
        "deadline_reason_fr": "Reporté.",
        "word_as_of": "01/02/2026",
        "word_progress": "45",
    }
    confirm(aa, shown)
    row = Commitment.objects.get(reference=rows[0]["reference"])
    assert (row.progress, row.review_interval, str(row.due_latest)) == (45, 1234, "2027-01-01")
    assert send(aa, taken(aa)).context["incoming"].rows == []


def percent(header: list[str], cells: list[Any], column: str, share: float) -> bytes:
    """A workbook in which a spreadsheet made a share of what was typed, and days of days."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd/mm/yyyy", "remove_timezone": True})
    page, shown = book.add_worksheet(), book.add_format({"num_format": "0%"})
    page.write_row(0, 0, header)
    page.write_row(1, 0, cells)
    page.write_number(1, header.index(column), share, shown)
    book.close()
    return file.getvalue()


@pytest.mark.parametrize(("share", "read"), [(0.29, 29), (1, 100), (0.0, 0)])
def test_a_share_of_a_workbook_is_read_as_it_is_shown(aa: Client, rows: list[Row], share: float, read: int) -> None:
    header, cells = list(rows[0]), list(rows[0].values())
    confirm(aa, send(aa, percent(header, cells, "word_progress", share), "table.xlsx"))
    assert Commitment.objects.get(reference=rows[0]["reference"]).progress == read
    said = told(send(aa, percent(header, cells, "review_interval", 0.5), "table.xlsx"))
    assert "Row 2, column review_interval: “50%” is no whole number." in said


@pytest.mark.parametrize("language", ["fr", "vi", "en"])
def test_the_days_of_a_workbook_are_days_in_every_language(aa: Client, rows: list[Row], language: str) -> None:
    aa.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    header, *cells = cells_of(taken(aa, "xlsx"))
    due, said = header.index("deadline"), header.index("word_as_of")
    assert isinstance(cells[0][said], dt.datetime)
    cells[0][due], cells[0][said] = dt.datetime.fromisoformat("2028-03-04"), dt.date.fromisoformat("2026-01-04")
    cells[0][header.index("deadline_reason_en")] = "It moved."
    confirm(aa, send(aa, workbook(header, *cells), "table.xlsx"))
    row = Commitment.objects.get(reference=rows[0]["reference"])
    assert (str(row.due_latest), str(row.last_word_on)) == ("2028-03-04", "2026-01-04")


def test_the_number_behind_a_day_is_not_guessed_to_be_one(aa: Client, rows: list[Row]) -> None:
    header, cells = list(rows[0]), list(rows[0].values())
    cells[header.index("word_as_of")] = 46022  # type: ignore[call-overload]  # what a workbook holds
    assert "Row 2, column word_as_of: “46022” is no day" in told(send(aa, workbook(header, cells), "table.xlsx"))
