"""What a checkpoint says has one spelling."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from commitments.values.chains import Place
from commitments.values.checkpoints import MalformedCheckpoint, Statement, read_statement

DIGEST = "sha256:" + "ab" * 32
TEXT = "record.example/public\n120\nq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=\n2026-11-22T00:15:53Z\n"
AT = datetime(2026, 11, 22, 0, 15, 53, tzinfo=UTC)
STATED = Statement("record.example/public", 120, DIGEST, AT)


def test_a_statement_is_written_and_read_back() -> None:
    assert STATED.text == TEXT
    assert read_statement(TEXT) == STATED
    assert STATED.place == Place(120, DIGEST)


def test_the_moment_is_told_in_utc_and_to_the_second() -> None:
    eastern = AT.replace(microsecond=999_999).astimezone(timezone(timedelta(hours=7)))
    assert Statement(STATED.origin, 120, DIGEST, eastern).text == TEXT


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("120", "0120", "Line 2"),
        ("120", "0", "Line 2"),
        ("120", "-1", "Line 2"),
        ("120", "+1", "Line 2"),
        ("120", " 120", "Line 2"),
        ("120", "1.0", "Line 2"),
        ("120", "９", "Line 2"),
        ("120", "9" * 19, "Line 2"),
        ("q6s=", "q6t=", "Line 3 .*stray bits"),
        ("q6s=", "q6s", "Line 3"),
        ("q6ur", "", "Line 3 .*29 bytes"),
        ("00:15:53Z", "00:15:53", "Line 4"),
        ("00:15:53Z", "00:15:53.5Z", "Line 4"),
        ("00:15:53Z", "24:15:53Z", "Line 4"),
        ("2026-11-22", "2026-11-31", "Line 4"),
        ("-11-22", "-11-2", "Line 4"),
        ("T", " ", "Line 4"),
        ("record.example/public", "", "Line 1"),
        ("record.example", "record example", "Line 1"),
        ("53Z\n", "53Z", "four lines"),
        ("53Z\n", "53Z\nmore\n", "four lines"),
        ("53Z\n", "53Z\n\n", "four lines"),
        ("120\n", "", "four lines"),
    ],
)
def test_any_other_spelling_is_refused_with_its_line(old: str, new: str, words: str) -> None:
    assert old in TEXT
    with pytest.raises(MalformedCheckpoint, match=words):
        read_statement(TEXT.replace(old, new, 1))


@pytest.mark.parametrize(("origin", "chain"), [("record.example/full", "full"), ("a/b/public", "public"), ("a", "a")])
def test_the_last_part_of_an_origin_names_the_chain(origin: str, chain: str) -> None:
    assert Statement(origin, 1, "sha256:" + "1" * 64, datetime(2026, 1, 5, tzinfo=UTC)).chain == chain
