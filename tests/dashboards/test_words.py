"""Dates, amounts and catalogues in each language of the pages."""

from decimal import Decimal
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from commitments.templatetags.amounts import amount, amount_range, share
from commitments.templatetags.dates import deadline_words, period_words, slip_words, typed_day
from commitments.templatetags.texts import language_name

CATALOGUES = sorted((settings.BASE_DIR / "commitments" / "locale").glob("*/LC_MESSAGES/django.po"))


@pytest.mark.parametrize(
    ("edtf", "english", "french", "vietnamese"),
    [
        ("", "no date stated", "aucune date fixée", "không nêu ngày"),
        ("2027", "in 2027", "en 2027", "năm 2027"),
        ("2027-03-01", "on 1 March 2027", "le 1er mars 2027", "ngày 1/3/2027"),
        ("../2026-04", "by the end of April 2026", "d’ici à la fin d’avril 2026", "chậm nhất hết tháng 4/2026"),
        ("2027-33", "in the first quarter of 2027", "au premier trimestre 2027", "quý I/2027"),
        ("2027-41", "in the second half of 2027", "au second semestre 2027", "6 tháng cuối năm 2027"),
        ("../2030", "by the end of 2030", "d’ici à la fin de 2030", "chậm nhất hết năm 2030"),
        ("2027/..", "from 2027 on", "à partir de 2027", "từ năm 2027"),
        ("2027/2028", "between 2027 and 2028", "entre 2027 et 2028", "trong khoảng từ năm 2027 đến năm 2028"),
        ("2027~", "around 2027", "vers 2027", "khoảng năm 2027"),
    ],
)
def test_a_deadline_is_said_as_it_was_meant(edtf: str, english: str, french: str, vietnamese: str) -> None:
    for language, expected in (("en", english), ("fr", french), ("vi", vietnamese)):
        with translation.override(language):
            assert deadline_words(edtf) == expected


FRENCH_MONTHS = (
    ("01", "janvier", "de janvier"),
    ("02", "février", "de février"),
    ("03", "mars", "de mars"),
    ("04", "avril", "d’avril"),
    ("05", "mai", "de mai"),
    ("06", "juin", "de juin"),
    ("07", "juillet", "de juillet"),
    ("08", "août", "d’août"),
    ("09", "septembre", "de septembre"),
    ("10", "octobre", "d’octobre"),
    ("11", "novembre", "de novembre"),
    ("12", "décembre", "de décembre"),
)


@pytest.mark.parametrize(("number", "month", "joined"), FRENCH_MONTHS)
def test_every_month_is_said_in_every_form_of_french(number: str, month: str, joined: str) -> None:
    on, first, last = f"2026-{number}", f"2026-{number}-01", f"2026-{number}-28"
    said = {
        on: f"en {month} 2026",
        first: f"le 1er {month} 2026",
        last: f"le 28 {month} 2026",
        f"{on}~": f"vers {month} 2026",
        f"{first}~": f"vers le 1er {month} 2026",
        f"../{on}": f"d’ici à la fin {joined} 2026",
        f"../{first}": f"au plus tard le 1er {month} 2026",
        f"{on}/..": f"à partir {joined} 2026",
        f"{first}/..": f"à partir du 1er {month} 2026",
        f"{last}/..": f"à partir du 28 {month} 2026",
        f"{on}/2027": f"entre {month} 2026 et 2027",
        f"{first}/{last}": f"entre le 1er {month} 2026 et le 28 {month} 2026",
    }
    alone = {
        on: f"{month} 2026",
        first: f"1er {month} 2026",
        f"{on}?": f"{month} 2026 (date incertaine)",
        f"{on}/2027": f"{month} 2026 – 2027",
        f"../{on}": f"d’ici à la fin {joined} 2026",
        f"{on}/..": f"à partir {joined} 2026",
    }
    with translation.override("fr"):
        assert {edtf: deadline_words(edtf) for edtf in said} == said
        assert {edtf: period_words(edtf) for edtf in alone} == alone


@pytest.mark.parametrize(
    ("edtf", "english", "french", "vietnamese"),
    [
        ("2024-33", "first quarter of 2024", "premier trimestre 2024", "quý I/2024"),
        ("2025-40", "first half of 2025", "premier semestre 2025", "6 tháng đầu năm 2025"),
        ("2024", "2024", "2024", "2024"),
        ("2025-01/2025-10", "January to October 2025", "janvier à octobre 2025", "tháng 1–10/2025"),
        (
            "2024?-09-17",
            "17 September 2024 (year inferred)",
            "17 septembre 2024 (année déduite)",
            "17/9/2024 (năm suy đoán)",
        ),
        ("2024-09?", "September 2024 (uncertain)", "septembre 2024 (date incertaine)", "tháng 9/2024 (chưa chắc chắn)"),
        (
            "2024-12/2025-02",
            "December 2024 – February 2025",
            "décembre 2024 – février 2025",
            "tháng 12/2024 – tháng 2/2025",
        ),
        ("2024~/2025", "2024 – 2025 (approximate)", "2024 – 2025 (date approximative)", "2024 – 2025 (ước chừng)"),
    ],
)
def test_a_period_stands_alone(edtf: str, english: str, french: str, vietnamese: str) -> None:
    for language, expected in (("en", english), ("fr", french), ("vi", vietnamese)):
        with translation.override(language):
            assert period_words(edtf) == expected


@pytest.mark.parametrize(
    ("value", "unit", "english", "french", "vietnamese"),
    [
        ("2250000000", "USD", "USD 2.25 billion", "USD 2,25 milliards", "2,25 tỷ USD"),
        ("1780000000.000000", "USD", "USD 1.78 billion", "USD 1,78 milliard", "1,78 tỷ USD"),
        ("417800000", "USD", "USD 417.8 million", "USD 417,8 millions", "417,8 triệu USD"),
        ("12.6", "%", "12.6%", "12,6\u00a0%", "12,6%"),
        ("203.8", "km", "203.8 km", "203,8 km", "203,8 km"),
        ("-732700000", "USD", "USD \u2212732.7 million", "USD \u2212732,7 millions", "\u2212732,7 triệu USD"),
        ("4", "USD", "USD 4", "USD 4", "4 USD"),
        ("1", "projects", "1 project", "1 projet", "1 dự án"),
        ("1276", "projects", "1,276 projects", "1\u00a0276 projets", "1.276 dự án"),
    ],
)
def test_an_amount_is_written_as_each_language_does(
    value: str, unit: str, english: str, french: str, vietnamese: str
) -> None:
    for language, expected in (("en", english), ("fr", french), ("vi", vietnamese)):
        with translation.override(language):
            assert amount(Decimal(value), unit) == expected


def test_a_range_and_a_qualifier_are_kept() -> None:
    with translation.override("en"):
        assert amount_range(Decimal(1_100_000_000), Decimal(1_200_000_000), "USD") == "USD 1.1–1.2 billion"
        assert amount_range(Decimal(1_000_000_000), None, "USD", "over") == "over USD 1 billion"
        assert share(Decimal("0.4500")) == "45%"


@given(st.decimals(min_value=-(10**18), max_value=10**18, places=6), st.sampled_from(["USD", "%", "km", "projects"]))
def test_no_digit_of_an_amount_is_lost_in_any_language(value: Decimal, unit: str) -> None:
    for language, point in (("en", "."), ("fr", ","), ("vi", ",")):
        with translation.override(language):
            written = amount(value, unit).replace("\u2212", "-")
            signs = "".join(sign for sign in written if sign.isdigit() or sign in (point, "-"))
            scale = next((scale for scale in (10**9, 10**6) if abs(value) >= scale), 1) if unit == "USD" else 1
            assert Decimal(signs.replace(point, ".")) * scale == value


def test_a_share_however_large_is_written_whole() -> None:
    with translation.override("en"):
        assert share(Decimal(10**24)) == "100,000,000,000,000,000,000,000,000%"


@pytest.mark.parametrize(("language", "days"), [("en", "1,200 days"), ("fr", "1\xa0200 jours"), ("vi", "1.200 ngày")])
def test_a_slip_of_years_is_written_with_the_signs_of_the_language(language: str, days: str) -> None:
    with translation.override(language):
        assert days in slip_words(1200)
        assert days in slip_words(-1200)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_word_of_the_catalogue_is_translated_and_compiled(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    open_ones = [entry.msgid for entry in catalogue if entry.fuzzy or not entry.translated()]
    assert open_ones == []
    compiled = {entry.msgid: entry.msgstr for entry in polib.mofile(str(path.with_suffix(".mo")))}
    assert {entry.msgid for entry in catalogue if entry.msgid not in compiled} == set()


def test_a_language_that_the_framework_does_not_name_has_its_name() -> None:
    named = {}
    for language in ("en", "fr", "vi"):
        with translation.override(language):
            named[language] = [language_name(code) for code in ("lo", "km", "xx")]
    assert named == {
        "en": ["Lao", "Khmer", "xx"],
        "fr": ["lao", "khmer", "xx"],
        "vi": ["tiếng Lào", "tiếng Khơ-me", "xx"],
    }


@pytest.mark.parametrize(
    ("typed", "kept"), [("2026-02-28", "2026-02-28"), ("2026-02-30", ""), ("28/02/2026", ""), (None, "")]
)
def test_a_field_for_a_day_keeps_what_is_one(typed: str | None, kept: str) -> None:
    assert typed_day(typed) == kept
