"""Whether questions are asked of the record as it is, or as it stood: what was true on a day, as far as was written down."""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime

from commitments.models import Edition
from commitments.queries.head import newest_number


@dataclass(frozen=True, slots=True)
class Times:
    """When something was true, and by when it was written down; None where it is not asked."""

    as_of: date | None = None
    recorded_at: datetime | None = None

    @property
    def day(self) -> date | None:
        """The day that is looked at, on which lateness is judged; None for today."""
        return self.as_of or (self.recorded_at.astimezone(UTC).date() if self.recorded_at else None)

    def __bool__(self) -> bool:
        """Whether the past is asked for at all."""
        return self.as_of is not None or self.recorded_at is not None


@dataclass(frozen=True, slots=True)
class Then:
    """A state of the record: two times, and the number of the last edition of the full chain that counts."""

    times: Times
    until: int


@dataclass(frozen=True, slots=True)
class Place:
    """The database in which a past state is rebuilt."""

    then: Then
    database: str


_place: ContextVar[Place | None] = ContextVar("past", default=None)


def then_at(times: Times) -> Then:
    """The state that two times name; one query. Moments never run backwards in number order, so one number says it."""
    if times.recorded_at is None:
        return Then(times, until=newest_number())
    known = Edition.objects.filter(recorded_at__lte=times.recorded_at).order_by("-recorded_at", "-number")
    return Then(times, until=known.values_list("number", flat=True).first() or 0)


def place() -> Place | None:
    """Where questions are answered now; None for the record as it is."""
    return _place.get()


def then() -> Then | None:
    """The past state that is asked for now; None for the record as it is."""
    found = _place.get()
    return found.then if found else None


def set_place(where: Place) -> None:
    """Have every question in this context answered there from now on. Call it in a context of its own."""
    _place.set(where)
