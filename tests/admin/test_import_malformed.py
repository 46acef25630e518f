"""Two hundred files and more that are no table: each is refused with its row and column, and nothing is written."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from tests.admin.broken_cells import (
    far_cells,
    formulas,
    merged_cells,
    other_locales,
    rows_at_odds,
    wrong_types,
    wrong_values,
)
from tests.admin.broken_files import (
    Broken,
    archives,
    encodings,
    headers,
    other_things,
    quotes_and_separators,
)
from tests.admin.tables import Row, confirm, on_record, rows_of, send, taken, told, written
from tests.factories import CommitmentFactory, DeadlineFactory, SideFactory, StatusUpdateFactory

Family = Callable[[list[Row]], Iterator[Broken]]
FAMILIES: list[Family] = [
    encodings,
    quotes_and_separators,
    headers,
    other_things,
    archives,
    wrong_values,
    other_locales,
    formulas,
    merged_cells,
    wrong_types,
    rows_at_odds,
    far_cells,
]


@pytest.fixture
def rows(aa: Client) -> list[Row]:
    """The table of two commitments with words and deadlines."""
    SideFactory(code="CC")
    for _ in range(2):
        commitment = CommitmentFactory()
        DeadlineFactory(commitment=commitment)
        StatusUpdateFactory(commitment=commitment)
    return rows_of(taken(aa))


def fault(client: Client, broken: Broken, before: dict[str, int]) -> str:
    """What is wrong with how a file was received; empty when it was refused as it must be."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = broken.language
    answer = send(client, broken.content, broken.name)
    if answer.status_code >= 500:
        return f"{broken.what}: answered {answer.status_code}"
    if answer.redirect_chain:  # type: ignore[attr-defined]  # the test client's own
        return f"{broken.what}: it could be confirmed"
    if on_record() != before:
        return f"{broken.what}: something was written"
    said = told(answer)
    missing = [each for each in broken.says.split("|") if each not in said]
    return f"{broken.what}: said {said[:300]!r}, not {missing}" if missing or not said else ""


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_a_malformed_file_is_refused_whole_and_says_where(aa: Client, rows: list[Row], family: Family) -> None:
    before = on_record()
    assert list(filter(None, (fault(aa, each, before) for each in family(rows)))) == []


def test_there_are_two_hundred_of_them_and_each_is_another(rows: list[Row]) -> None:
    contents = {(each.content, each.name, each.language) for family in FAMILIES for each in family(rows)}
    assert len(contents) >= 200


def test_the_check_sees_a_file_that_is_taken(aa: Client, rows: list[Row]) -> None:
    good = written([rows[0] | {"word_progress": "50"}, rows[1]])
    assert fault(aa, Broken("good", good, "Row 2"), on_record()) == "good: it could be confirmed"
    before = on_record()
    confirm(aa, send(aa, good))
    assert fault(aa, Broken("written", b"x", ""), before) == "written: something was written"


def test_the_check_sees_a_row_that_is_not_named(aa: Client, rows: list[Row]) -> None:
    wrong = written([rows[0] | {"kind": "x"}])
    assert fault(aa, Broken("wrong", wrong, "Row 9"), on_record()).startswith("wrong: said 'Row 2, column kind")
