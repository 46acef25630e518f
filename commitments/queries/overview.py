"""Where a set of commitments stands on a day: counts with their denominators, what is due, late or disputed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Q

from commitments.models.commitments import CommitmentQuerySet
from commitments.models.vocabulary import LatenessWord, ShownStatus, StandingWord
from commitments.queries.gaps import GAPS
from commitments.queries.listed import Listed, all_listed
from commitments.queries.pages import stored_by_key
from commitments.queries.prepared import Row
from commitments.queries.rolls import Rolls
from commitments.values.bits import dated, first, first_by_day, numbers_in, without
from commitments.values.standing import CLOSED

SHOWN = 6
"""How many rows each short list of the overview has."""
DUE_LATEST: Final = 5
SPOKEN_ON: Final = 6
"""Where the last possible day and that of the newest word stand in a row of STORED_COMMITMENT."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of `total` commitments have each word; every word is there, also those that none has."""

    total: int
    status: dict[str, int]
    standing: dict[str, int]
    lateness: dict[str, int]
    missing: dict[str, int]

    @property
    def assessed(self) -> int:
        """Those on which at least one side has spoken."""
        return self.total - self.status[ShownStatus.NOT_ASSESSED]

    @property
    def open(self) -> int:
        """Those that no side's word has closed."""
        return self.total - sum(self.status[word] for word in CLOSED)


def tally(rows: CommitmentQuerySet, *, on: date) -> Tally:
    """Count the rows by status, standing, lateness and gap; one query."""
    asked: dict[tuple[str, str], Q] = {
        **_words("status", ShownStatus.values),
        **_words("standing", StandingWord.values),
        **_words("lateness", LatenessWord.values),
        **{("missing", gap): condition() for gap, condition in GAPS.items()},
    }
    counts = {f"{group}_{word}": Count("pk", filter=condition) for (group, word), condition in asked.items()}
    found = rows.order_by().with_lateness(on=on).aggregate(total=Count("pk"), **counts)
    answers: dict[str, dict[str, int]] = {}
    for group, word in asked:
        answers.setdefault(group, {})[word] = found[f"{group}_{word}"]
    return Tally(total=found["total"], **answers)


def _words(column: str, words: Iterable[str]) -> dict[tuple[str, str], Q]:
    return {(column, word): Q(**{column: word}) for word in words}


@dataclass(frozen=True, slots=True)
class Overview:
    """Where a set of commitments stands on a day, and the first few of each short list."""

    tally: Tally
    next_due: list[Listed]
    """The open ones whose last possible day comes next."""
    overdue: list[Listed]
    """The longest since first."""
    possibly_overdue: list[Listed]
    """The same."""
    disputed: list[Listed]
    """Those on which the sides' newest words differ, the longest silence first."""


def overview(rolls: Rolls, chosen: int, *, on: date) -> Overview:
    """The overview of a set of commitments; one query, and a few milliseconds for a million."""
    found = _firsts(rolls, chosen, on)
    rows = stored_by_key({pk for bits in found.values() for pk in numbers_in(bits)})
    lists = {name: _in_order(name, [rows[pk] for pk in numbers_in(bits) if pk in rows]) for name, bits in found.items()}
    return Overview(
        tally=counted(rolls, chosen, on=on), **{name: all_listed(some, on=on) for name, some in lists.items()}
    )


def _in_order(name: str, rows: list[Row]) -> list[Row]:
    """By the day that the list goes by; a day that is not known comes last."""
    column = SPOKEN_ON if name == "disputed" else DUE_LATEST
    return sorted(rows, key=lambda row: str(row[column] or date.max))


def counted(rolls: Rolls, chosen: int, *, on: date) -> Tally:
    """The tally of a set of commitments; no query. The twin of `tally`, which counts rows."""
    return Tally(
        total=chosen.bit_count(),
        status=_numbers(rolls, "status", ShownStatus.values, chosen),
        standing=_numbers(rolls, "standing", StandingWord.values, chosen),
        lateness={word: (bits & chosen).bit_count() for word, bits in rolls.lateness(on).items()},
        missing=_numbers(rolls, "missing", GAPS, chosen),
    )


def _numbers(rolls: Rolls, facet: str, values: Iterable[str], chosen: int) -> dict[str, int]:
    return {value: (rolls.of(facet, value) & chosen).bit_count() for value in values}


def _firsts(rolls: Rolls, chosen: int, on: date) -> dict[str, int]:
    """The first few of each short list as a set; a day that is not known comes last."""
    late, latest = rolls.lateness(on), rolls.days("due_latest")
    possibly = chosen & late[LatenessWord.POSSIBLY_OVERDUE]
    coming = chosen & late[LatenessWord.NOT_DUE] | possibly
    known = dated(latest)
    bounded = first_by_day(latest, possibly & known, SHOWN)
    return {
        "next_due": first_by_day(latest, coming & known, SHOWN),
        "overdue": first_by_day(latest, chosen & late[LatenessWord.OVERDUE], SHOWN),
        "possibly_overdue": bounded | first(without(possibly, known), SHOWN - bounded.bit_count()),
        "disputed": first_by_day(
            rolls.days("last_word_on"), chosen & rolls.of("standing", StandingWord.DIVERGENT), SHOWN
        ),
    }
