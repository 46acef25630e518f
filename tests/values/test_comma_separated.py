"""Comma-separated values: what goes in comes out, and nothing in it runs."""

import csv
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as some

from commitments.values.comma_separated import ACTIVE, comma_separated

WORDS = some.text(some.characters(exclude_characters="\x00", exclude_categories=["Cs"]))


def parsed(text: str) -> list[list[str]]:
    """The rows as another program reads them."""
    return list(csv.reader(StringIO(text, newline=""), strict=True))


def test_rows_end_in_cr_lf_and_what_needs_quotes_has_them() -> None:
    assert comma_separated([["a", 'say "b"', "c,d"], ["two\nlines", None, 5]]) == (
        'a,"say ""b""","c,d"\r\n"two\nlines",,5\r\n'
    )


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_spreadsheet_would_run_is_made_plain_text(beginning: str) -> None:
    assert parsed(comma_separated([[f'{beginning}HYPERLINK("x")', "safe"]])) == [
        [f'\'{beginning}HYPERLINK("x")', "safe"]
    ]


def test_numbers_days_and_answers_of_our_own_stay_as_they_are() -> None:
    assert comma_separated([[-30, date(2026, 2, 5), True, False, None]]) == "-30,2026-02-05,true,false,\r\n"


@given(some.lists(WORDS, min_size=2, max_size=5))
def test_every_text_is_read_back_and_none_begins_like_a_formula(texts: list[str]) -> None:
    (found,) = parsed(comma_separated([texts]))
    assert found == [f"'{text}" if text[:1] in ACTIVE else text for text in texts]
    assert not any(text.startswith(("=", "+", "-", "@", "\t", "\r")) for text in found)


@given(some.lists(some.lists(WORDS.filter(lambda text: text[:1] not in ACTIVE), min_size=2, max_size=4), max_size=3))
def test_it_is_written_as_pythons_own_writer_would(rows: list[list[str]]) -> None:
    expected = StringIO()
    csv.writer(expected).writerows(rows)
    assert comma_separated(rows) == expected.getvalue()
