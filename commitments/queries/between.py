"""What changed between two days: each commitment as it stood before the first, and at the end of the second.

Only the public chain is read, whoever asks: a page of changes is the same for all its readers.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, Max, OuterRef, Q, Window
from django.db.models.functions import RowNumber

from commitments.models import Commitment, Edition, Event, Partnership
from commitments.models.editions import EditionQuerySet
from commitments.queries.changes import public_now
from commitments.queries.latest import names_of
from commitments.queries.names import Names, names_for
from commitments.values.texts import Text

PAGE = 20
"""How many commitments a page tells."""
REASONS = 5
"""How many reasons are told of one commitment, the newest first."""
COUNTED = 20_000
"""Of how many editions the commitments that they changed are counted."""

Happened = Literal["new", "changed", "returned", "withdrawn", "hidden"]
Record = Mapping[str, Any]
TOLD = ("public_number", "noun", "key", "public_event", "recorded_at", "organisation", "side", "reason")


@dataclass(frozen=True, slots=True)
class Span:
    """The public editions of some days: those with a number above `after`, up to `last`. The chain has no gaps."""

    after: int
    last: int

    def newest(self) -> EditionQuerySet:
        """The last edition in it of each record, the newest first."""
        later = Edition.objects.filter(
            noun=OuterRef("noun"),
            key=OuterRef("key"),
            public_number__gt=OuterRef("public_number"),
            public_number__lte=self.last,
        )
        found: EditionQuerySet = self.editions().filter(~Exists(later)).order_by("-public_number")
        return found

    def editions(self) -> EditionQuerySet:
        """All of them."""
        found: EditionQuerySet = Edition.objects.public().filter(
            public_number__gt=self.after, public_number__lte=self.last
        )
        return found


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an edition was recorded, when, and for whom."""

    recorded_at: datetime
    organisation: Text | None
    side: str
    words: Text


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one commitment. `before` and `record` are its records at both ends, None where it has none to show.

    `happened` is `hidden` for one that was withdrawn after these days: what it said in them is no longer told.
    `editions` is how many were recorded; `reasons` are those of the newest.
    """

    reference: str
    happened: Happened
    recorded_at: datetime
    before: Record | None
    record: Record | None
    reasons: Sequence[Reason]
    editions: int

    @property
    def title(self) -> Text | None:
        """Its title at the end of the days."""
        told: Record = self.record or self.before or {}
        return told.get("title")


@dataclass(frozen=True, slots=True)
class Differences:
    """A page of differences, the newest first. `older` is the number to ask for before, None at the end."""

    items: Sequence[Difference]
    older: int | None
    names: Names


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which commitments are asked for: those of a partnership, one by its reference, or all."""

    partnership: Partnership | None = None
    reference: str = ""

    def among(self, editions: EditionQuerySet) -> Any:
        """The editions of these commitments, with `shown`: whether they may be read now."""
        shown = ExpressionWrapper(public_now(), output_field=BooleanField())
        rows: Any = editions.filter(noun=Commitment.noun).annotate(shown=shown)
        rows = rows.filter(key=self.reference) if self.reference else rows
        # A reference begins with the code of its partnership: what is hidden needs no further look.
        return rows.filter(key__startswith=f"{self.partnership.code}-") if self.partnership else rows


def span_between(first: date, last: date, *, until: int | None = None) -> Span:
    """The public editions from the beginning of one day to the end of another, in UTC; two queries.

    `until` is the number of the last edition of the full chain that counts; None when all do.
    """
    return Span(_newest_before(first, until), _newest_before(last + timedelta(days=1), until))


def _newest_before(day: date, until: int | None) -> int:
    """Moments never run backwards in number order: the last edition before a moment tells all of them."""
    rows = Edition.objects.filter(public_number__isnull=False, recorded_at__lt=datetime.combine(day, time(), UTC))
    rows = rows.filter(number__lte=until) if until is not None else rows
    return rows.order_by("-recorded_at", "-number").values_list("public_number", flat=True).first() or 0


def changed(span: Span, narrowed: Narrowed) -> int | None:
    """How many commitments changed; one query. None when that would take a walk over too many editions."""
    if span.last - span.after > COUNTED:
        return None
    number: int = narrowed.among(span.editions()).order_by().aggregate(number=Count("key", distinct=True))["number"]
    return number


def differences(span: Span, narrowed: Narrowed, *, before: int | None = None) -> Differences:
    """A page of what changed, below the number `before`; eight queries at most, however many editions there were."""
    rows = narrowed.among(span.newest()).only(*TOLD)
    rows = rows.filter(public_number__lt=before) if before is not None else rows
    found = list(rows[: PAGE + 1])
    shown, more = found[:PAGE], len(found) > PAGE
    starts = _starts(span, [each.key for each in shown])
    records = _records(shown, starts)
    reasons, numbers = _reasons(span, [each.key for each in shown if each.shown])
    items = [_difference(each, starts.get(each.key), records, reasons, numbers) for each in shown]
    return Differences(
        items=items,
        older=shown[-1].public_number if more else None,
        names=names_for([record for item in items for record in (item.before, item.record)]),
    )


@dataclass(frozen=True, slots=True)
class _Start:
    """The last public edition of a commitment before the days, and the last that holds its record."""

    last: int
    told: int | None


def _starts(span: Span, keys: Sequence[str]) -> dict[str, _Start]:
    before = Edition.objects.public().filter(public_number__lte=span.after)
    rows = before.filter(noun=Commitment.noun, key__in=keys).order_by()
    told = Max("public_number", filter=~Q(public_event=Event.WITHDRAWN))
    return {
        each["key"]: _Start(each["last"], each["told"])
        for each in rows.values("key").annotate(last=Max("public_number"), told=told)
    }


def _records(editions: Iterable[Any], starts: Mapping[str, _Start]) -> dict[int, Record]:
    """The records at both ends of those that may be read now, by the numbers of their editions; one query."""
    numbers: set[int] = set()
    for each in editions:
        if each.shown and each.public_event != Event.WITHDRAWN:
            start = starts.get(each.key)
            numbers |= {each.public_number, *([start.told] if start and start.told else [])}
    rows = Edition.objects.filter(public_number__in=numbers).values_list("public_number", "record")
    return {number: json.loads(record) for number, record in rows if number is not None}


def _reasons(span: Span, keys: Sequence[str]) -> tuple[dict[str, list[Reason]], dict[str, int]]:
    """The newest reasons of each commitment, told once however often in a row, and how many editions it has; two queries."""
    rows: Any = span.editions().filter(noun=Commitment.noun, key__in=keys).exclude(public_event=Event.WITHDRAWN)
    rank = Window(RowNumber(), partition_by=F("key"), order_by=F("public_number").desc())
    rows = rows.annotate(rank=rank, editions=Window(Count("pk"), partition_by=F("key")))
    newest = list(rows.filter(rank__lte=REASONS).order_by("-public_number").only(*TOLD))
    organisations = names_of(each.organisation for each in newest)
    found: dict[str, list[Reason]] = {}
    for each in newest:
        told = found.setdefault(each.key, [])
        reason = Reason(each.recorded_at, organisations.get(each.organisation), each.side, each.reason)
        if each.reason and (not told or (told[-1].words, told[-1].organisation) != (reason.words, reason.organisation)):
            told.append(reason)
    return found, {each.key: each.editions for each in newest}


def _difference(
    edition: Any,
    start: _Start | None,
    records: Mapping[int, Record],
    reasons: Mapping[str, Sequence[Reason]],
    numbers: Mapping[str, int],
) -> Difference:
    happened = _happened(edition, start)
    tells = happened in {"new", "changed", "returned"}
    return Difference(
        reference=edition.key,
        happened=happened,
        recorded_at=edition.recorded_at,
        before=records.get(start.told) if tells and start and start.told else None,
        record=records.get(edition.public_number) if tells else None,
        reasons=reasons.get(edition.key, ()) if tells else (),
        editions=numbers.get(edition.key, 0) if tells else 0,
    )


def _happened(edition: Any, start: _Start | None) -> Happened:
    if edition.public_event == Event.WITHDRAWN:
        return "withdrawn"
    if not edition.shown:
        return "hidden"
    if start is None:
        return "new"
    return "changed" if start.last == start.told else "returned"
