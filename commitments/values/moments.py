"""How a moment is written in a record: RFC 3339 in UTC, ending in Z."""

from datetime import UTC, date, datetime


def moment(at: datetime) -> str:
    """Write an aware moment as `2026-02-06T03:14:00Z`, with a fraction only when there is one."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def day(on: date | None) -> str | None:
    """Write a day as `2026-02-06`, or nothing."""
    return on.isoformat() if on else None
