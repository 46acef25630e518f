"""Which observation a record shows beside a target, and how far it has come."""

from decimal import Decimal

from commitments.models import Indicator, Observation
from commitments.records.shape import Json
from commitments.values.dates import parse
from commitments.values.measures import plain, share


def latest(row: Indicator) -> Observation | None:
    """The newest value that was really seen: of a whole year when the indicator counts years.

    What was published before its period had ended is an expectation, not an observation, and is passed over. Of
    two publishers on one period the firmer comes first, then the one who published later; the others stay visible
    in the indicator's own record.
    """
    return max((each for each in row.observations.all() if _counts(each, row.period)), key=_newness, default=None)


def _counts(row: Observation, period: str) -> bool:
    whole = period != "year" or parse(row.period).precision == "year"
    return whole and _ended(row)


def _ended(row: Observation) -> bool:
    """Whether the period was over when the value was published; one without an end never is."""
    if row.period_latest is None:
        return False
    return row.source.published_latest is None or row.source.published_latest >= row.period_latest


def _newness(row: Observation) -> tuple[str, bool, str, str]:
    published = row.source.published_latest
    return (
        row.period_latest.isoformat(),
        row.flag != "estimated",
        published.isoformat() if published else "",
        row.source.slug,
    )


def seen(row: Observation, target: Decimal) -> dict[str, Json]:
    """A value beside its target: its period, its source and its share of the target (1 is all of it)."""
    part = share(row.value, target)
    return {
        "period": row.period,
        "value": plain(row.value),
        "source": row.source.slug,
        "share": plain(part) if part is not None else None,
    }
