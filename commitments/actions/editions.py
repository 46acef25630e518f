"""Appends editions: renders what a change touched, then numbers and chains it under the lock on the head row."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from commitments.actions.derive import DERIVED, derive
from commitments.actions.search_keys import index
from commitments.models import Commitment, Edition, Event, Head, Recorded, User
from commitments.models.vocabulary import Visibility
from commitments.queries.dependants import dependants
from commitments.records import complete, render
from commitments.records.statements import full_statement, public_statement
from commitments.values.digests import NotCanonical, canonical, digest
from commitments.values.texts import Text

BATCH = 500
T = TypeVar("T")
Name = tuple[type[Recorded], int]
"""A record by its noun and private key."""


class _OvertakenError(Exception):
    """Others changed, since the rendering, what was rendered; nothing is numbered yet."""


def append(
    touched: Iterable[Name], *, by: User | None, at: datetime, why: Text, overtaken: Callable[[], None]
) -> list[Edition]:
    """Append one edition for each touched record that really changed, and for those that show something of it.

    Everything costly is done before the head row is locked; from then on only numbers, digests and inserts. When
    others have appended between the rendering and the lock, `overtaken` checks the rules again, and what they may
    have changed in our records is rendered again, after letting go of the head row.
    """
    while True:
        number = _head_number()
        names = _with_dependants(touched)
        drafts = [draft for batch in _batches(_by_noun(names)) for draft in _drafts(*batch)]
        if not drafts:
            return []
        try:
            with transaction.atomic():
                head = _lock_head()
                if head.number != number:
                    overtaken()
                    _check_current(names, since=number)
                return _append(drafts, head, by, at, why)
        except _OvertakenError:
            continue


def _append(
    drafts: list[tuple[Recorded, Edition]], head: Head, by: User | None, at: datetime, why: Text
) -> list[Edition]:
    head.recorded_at = max(at, head.recorded_at or at)
    change = head.number + 1
    for row, edition in drafts:
        edition.change, edition.recorded_at, edition.reason = change, head.recorded_at, dict(why)
        _sign_for(edition, by)
        _keep_for(edition, row)
        _chain(edition, head)
    _store(drafts)
    head.save()
    return [edition for _row, edition in drafts]


def _head_number() -> int:
    return Head.objects.filter(id=1).values_list("number", flat=True).first() or 0


def _with_dependants(touched: Iterable[Name]) -> set[Name]:
    """What changed and what shows it, the latter locked: nobody else renders it until we are done."""
    names = set(touched)
    for name in sorted(names, key=lambda each: (each[0].noun, each[1])):
        for noun, rows in dependants(name).items():
            names |= {(noun, pk) for pk in rows.select_for_update(no_key=True).values_list("pk", flat=True)}
    return names


def _check_current(names: set[Name], *, since: int) -> None:
    """Raise unless our drafts are still current: no record that commitments show has changed since, and no
    commitment has begun to show what we changed. Whatever else others changed is locked by us or shows in no draft.
    """
    if Edition.objects.filter(number__gt=since).exclude(noun=Commitment.noun).exists():
        raise _OvertakenError
    showing = {(noun, pk) for name in names for noun, rows in dependants(name).items() for pk in _keys(rows)}
    if not showing <= names:
        raise _OvertakenError


def _keys(rows: QuerySet[Any]) -> Iterable[int]:
    return rows.values_list("pk", flat=True)


def _by_noun(touched: Iterable[Name]) -> dict[type[Recorded], list[int]]:
    nouns: dict[type[Recorded], list[int]] = {}
    for noun, pk in sorted(touched, key=lambda name: name[1]):
        nouns.setdefault(noun, []).append(pk)
    # What commitments refer to comes before them, so that a reader of the feed never meets an unknown name.
    return dict(sorted(nouns.items(), key=lambda item: item[0] is Commitment))


def _batches(nouns: dict[type[Recorded], list[int]]) -> Iterator[tuple[type[Recorded], list[int]]]:
    for noun, pks in nouns.items():
        for chunk in chunks(sorted(pks), BATCH):
            yield noun, chunk


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut into lists of at most `size`."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def _drafts(noun: type[Recorded], pks: list[int]) -> list[tuple[Recorded, Edition]]:
    rows = list(complete(noun).select_related("edition").filter(pk__in=pks).order_by("pk"))
    if noun is Commitment:
        Commitment.objects.bulk_update([derive(row) for row in rows], DERIVED)
        index(rows)
    drafts = [(row, _draft(row)) for row in rows]
    return [(row, edition) for row, edition in drafts if _differs(row, edition)]


def _draft(row: Recorded) -> Edition:
    visibility = row.visibility if isinstance(row, Commitment) else Visibility.PUBLIC
    return Edition(
        noun=row.noun,
        key=row.key,
        event=Event.CHANGED,
        visibility=visibility,
        record=_canonical(row),
        public_event=_public_event(row, visibility),
    )


def _canonical(row: Recorded) -> str:
    try:
        return canonical(render(row)).decode()
    except NotCanonical as error:
        raise ValidationError(str(error), code="canonical") from error


def _public_event(row: Recorded, visibility: str) -> str:
    if visibility == Visibility.PUBLIC:
        return Event.CHANGED
    before = row.edition
    was_public = before is not None and before.visibility == Visibility.PUBLIC
    return Event.WITHDRAWN if was_public else ""


def _differs(row: Recorded, edition: Edition) -> bool:
    return row.edition is None or row.edition.record != edition.record


def _lock_head() -> Head:
    head, _new = Head.objects.select_for_update().get_or_create(id=1)
    return head


def _sign_for(edition: Edition, by: User | None) -> None:
    organisation = by.organisation if by else None
    edition.by = by.get_username() if by else ""
    edition.organisation = organisation.slug if organisation else ""
    edition.side = organisation.side.code if organisation and organisation.side else ""


def _keep_for(edition: Edition, row: Recorded) -> None:
    """Whose internal record it is does not depend on who changed it."""
    keeper = row.recorded_for if isinstance(row, Commitment) else None
    edition.kept_for = keeper.slug if keeper else ""
    edition.kept_for_side = keeper.side.code if keeper and keeper.side else ""


def _chain(edition: Edition, head: Head) -> None:
    head.number += 1
    edition.number, edition.previous = head.number, head.digest
    if edition.public_event:
        head.public_number += 1
        edition.public_number, edition.public_previous = head.public_number, head.public_digest
        edition.public_digest = head.public_digest = digest(edition.public_previous, public_statement(edition))
    edition.digest = head.digest = digest(edition.previous, full_statement(edition))


def _store(drafts: list[tuple[Recorded, Edition]]) -> None:
    Edition.objects.bulk_create([edition for _row, edition in drafts], batch_size=BATCH)
    for noun in {type(row) for row, _edition in drafts}:
        rows = [(row, edition) for row, edition in drafts if type(row) is noun]
        for row, edition in rows:
            row.edition = edition
        noun.objects.bulk_update([row for row, _edition in rows], ["edition"], batch_size=BATCH)
