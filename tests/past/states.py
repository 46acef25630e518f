"""Compares the record as it stands with the record as its editions alone rebuild it."""

from datetime import date, datetime
from typing import Any

from commitments.models import Commitment, Edition
from commitments.past.travel import ask
from commitments.queries.rolls import rolls_now
from commitments.queries.then import Times, then_at
from commitments.records import NOUNS, complete, render
from commitments.records.served import word
from commitments.values.digests import canonical


def rendered() -> dict[tuple[str, str], str]:
    """Every record by noun and key, rendered from its rows; asked in the past, from the rows that were rebuilt."""
    return {(row.noun, row.key): canonical(render(row)).decode() for noun in NOUNS for row in complete(noun)}


def spoken() -> dict[str, list[Any]]:
    """Every word on every commitment, whole."""
    rows = complete(Commitment)
    return {row.key: [word(each, corrected_by=None) for each in row.updates.all()] for row in rows}


def columns() -> list[Any]:
    """What commitments are filtered and ordered by, and what they are searched in."""
    names = ("reference", "visibility", "status", "standing", "progress", "last_word_on", "due_earliest", "due_latest")
    rows = Commitment.objects.order_by("reference").values_list(*names, "made_earliest", "search_key__text")
    return list(rows)


def rolls() -> dict[str, int]:
    """Which commitments are counted under each heading."""
    return {heading: bits for heading, bits in rolls_now().listed.items() if bits}


def state() -> Any:
    """All of it."""
    return rendered(), spoken(), columns(), rolls()


def told() -> dict[tuple[str, str], str]:
    """Every record by noun and key, as its newest edition holds it."""
    return {(each.noun, each.key): each.record for each in Edition.objects.order_by("number")}


def asked(question: Any, *, as_of: date | None = None, recorded_at: datetime | None = None) -> Any:
    """The answer to a question asked of the record as it stood."""
    return ask(then_at(Times(as_of, recorded_at)), question)
