"""Appends editions: renders what a change touched, then numbers and chains it under the lock on the head row."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TypeVar

from commitments.actions.derive import DERIVED, derive
from commitments.actions.search_keys import index
from commitments.models import Commitment, Edition, Event, Head, Recorded, User
from commitments.models.vocabulary import Visibility
from commitments.records import complete, render
from commitments.records.statements import full_statement, public_statement
from commitments.values.digests import canonical, digest
from commitments.values.texts import Text

BATCH = 500
T = TypeVar("T")


def append(touched: Iterable[tuple[type[Recorded], int]], *, by: User | None, at: datetime, why: Text) -> list[Edition]:
    """Append one edition for each touched record that really changed, and point the record to it.

    Everything costly is done before the head row is locked; from then on only numbers, digests and inserts.
    """
    drafts = [draft for batch in _batches(_by_noun(touched)) for draft in _drafts(*batch)]
    if not drafts:
        return []
    head = _lock_head()
    head.recorded_at = max(at, head.recorded_at or at)
    change = head.number + 1
    for _row, edition in drafts:
        edition.change, edition.recorded_at, edition.reason = change, head.recorded_at, dict(why)
        _sign_for(edition, by)
        _chain(edition, head)
    _store(drafts)
    head.save()
    return [edition for _row, edition in drafts]


def _by_noun(touched: Iterable[tuple[type[Recorded], int]]) -> dict[type[Recorded], list[int]]:
    nouns: dict[type[Recorded], list[int]] = {}
    for noun, pk in touched:
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
        record=canonical(render(row)).decode(),
        public_event=_public_event(row, visibility),
    )


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
