"""Appends editions: renders what a change touched, then numbers and chains it under the lock on the head row."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from operator import attrgetter
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet

from commitments.actions.derive import DERIVED, derive
from commitments.actions.drafts import Draft, drafted
from commitments.actions.rolls import enrol
from commitments.actions.search_keys import index
from commitments.models import Commitment, Edition, Head, Recorded, User
from commitments.models.writing import unguarded
from commitments.queries.dependants import dependants
from commitments.queries.head import newest_number
from commitments.records import complete
from commitments.records.statements import full_link, public_statement
from commitments.values.digests import digest
from commitments.values.texts import Text

_derived = attrgetter(*DERIVED)

BATCH = 500
"""How many records are rendered at once."""
MANY = 2000
"""From how many records on the renderings are no longer all kept in memory until the head row is locked."""
T = TypeVar("T")
Name = tuple[type[Recorded], int]
"""A record by its noun and private key."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who changed the record, when and why: what all editions of one change share."""

    by: User | None
    at: datetime
    why: Text


class _OvertakenError(Exception):
    """Others changed, since the rendering, what was rendered; nothing is numbered yet."""


def append(touched: Iterable[Name], signed: Signature, *, overtaken: Callable[[], None]) -> None:
    """Append one edition for each touched record that really changed, and for those that show something of it.

    Everything costly is done before the head row is locked; from then on only numbers, digests and inserts. When
    others have appended between the rendering and the lock, `overtaken` checks the rules again, and what they may
    have changed in our records is rendered again, after letting go of the head row.
    """
    while True:
        number = newest_number()
        names = _with_dependants(touched)
        try:
            if len(names) > MANY:
                return _append_many(names, signed, overtaken)
            drafts = [draft for batch in _batches(names) for draft in _drafts(*batch)]
            if not drafts:
                return None
            with transaction.atomic():
                head = _lock_head()
                if head.number != number:
                    overtaken()
                    _check_unchanged(since=number)
                    _check_complete(names)
                _append(drafts, head, signed, change=head.number + 1)
                return head.save()
        except _OvertakenError:
            continue


def _append_many(names: set[Name], signed: Signature, overtaken: Callable[[], None]) -> None:
    """The same for more records than are held in memory at once: batch by batch, the others waiting meanwhile."""
    with transaction.atomic():
        head = _lock_head()
        change = head.number + 1
        overtaken()
        _check_complete(names)
        for batch in _batches(names):
            _append(_drafts(*batch), head, signed, change=change)
        head.save()


def _append(drafts: list[Draft], head: Head, signed: Signature, *, change: int) -> None:
    head.recorded_at = max(signed.at, head.recorded_at or signed.at)
    for draft in drafts:
        edition = draft.edition
        edition.change, edition.recorded_at, edition.reason = change, head.recorded_at, dict(signed.why)
        _sign_for(edition, signed.by)
        _chain(edition, head)
    _store(drafts)
    enrol(drafts, head)


def _with_dependants(touched: Iterable[Name]) -> set[Name]:
    """What changed and what shows it, the latter locked: nobody else renders it until we are done."""
    names = set(touched)
    showing = _showing(names)
    for noun, pks in _batches(showing):  # everybody locks in one order, so that no two wait for each other
        list(_keys(noun.objects.filter(pk__in=pks).order_by("pk").select_for_update(no_key=True)))
    return names | showing


def _showing(names: Iterable[Name]) -> set[Name]:
    return {(noun, pk) for name in names for noun, rows in dependants(name).items() for pk in _keys(rows)}


def _check_unchanged(*, since: int) -> None:
    """Raise when a record that commitments show has changed since our drafts were rendered.

    Whatever else others changed is locked by us or shows in no draft.
    """
    if Edition.objects.filter(number__gt=since).exclude(noun=Commitment.noun).exists():
        raise _OvertakenError


def _check_complete(names: set[Name]) -> None:
    """Raise when a record has begun to show what we changed, and is not among those that are rendered again."""
    if not _showing(names) <= names:
        raise _OvertakenError


def _keys(rows: QuerySet[Any]) -> Iterable[int]:
    return rows.values_list("pk", flat=True)


def _batches(names: Iterable[Name]) -> Iterator[tuple[type[Recorded], list[int]]]:
    nouns: dict[type[Recorded], list[int]] = {}
    for noun, pk in names:
        nouns.setdefault(noun, []).append(pk)
    # What commitments refer to comes before them, so that a reader of the feed never meets an unknown name.
    for noun in sorted(nouns, key=lambda each: (each is Commitment, each.noun)):
        for chunk in chunks(sorted(nouns[noun]), BATCH):
            yield noun, chunk


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut into lists of at most `size`."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def as_kept(noun: type[Recorded]) -> QuerySet[Any]:
    """The rows of `records.complete`, with what is kept beside them until now: their editions and search keys."""
    beside = ("edition", "search_key") if noun is Commitment else ("edition",)
    return complete(noun).select_related(*beside)


def _drafts(noun: type[Recorded], pks: list[int]) -> list[Draft]:
    rows = list(as_kept(noun).filter(pk__in=pks).order_by("pk"))
    if noun is Commitment:
        _update(Commitment, [row for row in rows if _derived(row) != _derived(derive(row))], DERIVED)
        index(rows)
    return drafted(rows)


def _lock_head() -> Head:
    head, _new = Head.objects.select_for_update().get_or_create(id=1)
    return head


def _sign_for(edition: Edition, by: User | None) -> None:
    organisation = by.organisation if by else None
    edition.by = by.get_username() if by else ""
    edition.organisation = organisation.slug if organisation else ""
    edition.side = organisation.side.code if organisation and organisation.side else ""


def _chain(edition: Edition, head: Head) -> None:
    head.number += 1
    edition.number, edition.previous = head.number, head.digest
    if edition.public_event:
        head.public_number += 1
        edition.public_number, edition.public_previous = head.public_number, head.public_digest
        edition.public_digest = head.public_digest = digest(edition.public_previous, public_statement(edition))
    edition.digest = head.digest = digest(edition.previous, full_link(edition))


def _store(drafts: list[Draft]) -> None:
    unguarded(Edition).bulk_create([draft.edition for draft in drafts], batch_size=BATCH)
    for noun in {draft.noun for draft in drafts}:
        made: Any = noun
        rows = [made(pk=draft.pk, edition=draft.edition) for draft in drafts if draft.noun is noun]
        _update(noun, rows, ["edition"])


def _update(noun: type[Recorded], rows: Sequence[Recorded], columns: Sequence[str]) -> None:
    """Write these columns of rows. Nearly every change has one row, and a statement for many takes longer to put together."""
    if len(rows) == 1:
        (row,) = rows
        unguarded(noun).filter(pk=row.pk).update(**{name: getattr(row, name) for name in columns})
    else:
        unguarded(noun).bulk_update(rows, columns, batch_size=BATCH)
