"""Fills an empty database with the record as it stood, from the editions alone."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Max, Model

from commitments.actions.derive import DERIVED, derive
from commitments.actions.editions import as_kept, chunks
from commitments.actions.rolls import fill
from commitments.actions.search_keys import index
from commitments.models import Commitment, Edition, Indicator, Link, Organisation, Recorded, Source
from commitments.models.vocabulary import Visibility
from commitments.models.writing import unguarded
from commitments.past import commitments, references
from commitments.past.happened import Happened
from commitments.past.keys import Keys, present_keys
from commitments.queries.then import Then
from commitments.records import NOUNS, render
from commitments.records.told import counted, told_words
from commitments.values.digests import canonical
from commitments.values.quotes import fingerprint

BATCH = 500
Record = Mapping[str, Any]
ROWS: Mapping[str, Callable[[Record, Keys], Iterator[Model]]] = {
    "side": references.side,
    "partnership": references.partnership,
    "organisation": references.organisation,
    "sector": references.sector,
    "meeting": references.meeting,
    "source": references.source,
    "indicator": references.indicator,
}


@dataclass(frozen=True, slots=True)
class Present:
    """What the rebuilt record takes from the present one: private keys, attached copies, and what is hidden now."""

    database: str
    hidden: Mapping[str, str | None]
    """The side that keeps each internal commitment, by reference: what was withdrawn is not shown as it was before."""
    copies: frozenset[int]
    """The editions of the sources that have a copy attached: one that was exchanged or taken away has another."""
    keys: Keys = field(default_factory=lambda: Keys({}))


def present(database: str = "default") -> Present:
    """Read it, but for the keys; two queries."""
    internal = Commitment.objects.using(database).filter(visibility=Visibility.INTERNAL)
    attached = Source.objects.using(database).exclude(copy="")
    return Present(
        database,
        hidden=dict(internal.order_by("reference").values_list("reference", "recorded_for__side__code")),
        copies=frozenset(attached.values_list("edition_id", flat=True)),
    )


def rebuild(then: Then, now: Present, database: str) -> None:
    """Fill the tables of `database` with the record as it stood; call it where questions are answered there.

    The private keys are those of the present, so that rules over them mean the same. What a reader may not see now
    is internal here as well, whatever it was then; and where its keeper went over to another side, nobody's any more.
    """
    now = replace(now, keys=present_keys(now.database))
    happened = Happened(then.times.as_of) if then.times.as_of else None
    for noun in NOUNS:
        for editions in _newest(noun, then.until, now):
            _insert(_rows(noun, editions, happened, now), database)
    _attach_copies(now, database)
    _let_go(database)
    _keep_from_former_sides(now, database)
    _finish(database, cut=happened is not None)
    fill(version=1)


def _newest(noun: type[Recorded], until: int, now: Present) -> Iterator[list[Edition]]:
    """The newest edition by then of each record of a noun, in the order of the records' private keys."""
    known = Edition.objects.using(now.database).filter(noun=noun.noun, number__lte=until).order_by()
    newest = dict(known.values_list("key").annotate(newest=Max("number")))
    keys = sorted(newest, key=lambda key: now.keys.of(noun, key) or 0)
    for some in chunks(keys, BATCH):
        numbers = {newest[key] for key in some}
        found = {each.key: each for each in Edition.objects.using(now.database).filter(number__in=numbers)}
        yield [found[key] for key in some]


def _rows(noun: type[Recorded], editions: list[Edition], happened: Happened | None, now: Present) -> Iterator[Model]:
    if noun is Commitment:
        yield from _commitment_rows(editions, happened, now)
        return
    for edition in editions:
        record = json.loads(edition.record)
        if happened and (cut := getattr(happened, noun.noun, None)):
            record = cut(record)
        yield from _recorded(ROWS[noun.noun](record, now.keys), edition, now)


def _commitment_rows(editions: list[Edition], happened: Happened | None, now: Present) -> Iterator[Model]:
    records = {each.key: json.loads(each.record) for each in editions}
    words = _words(editions, records, now)
    for edition in editions:
        record, said = records[edition.key], words[edition.key]
        if happened:
            if not happened.was_made(record):
                continue
            record, said = happened.commitment(record), happened.words(said)
        yield from _recorded(commitments.commitment(record, said, now.keys), edition, now)


def _recorded(rows: Iterator[Model], edition: Edition, now: Present) -> Iterator[Model]:
    """The rows of one record, the first of them tied to its edition."""
    first: Any = next(rows)
    first.pk, first.edition_id = now.keys.of(type(first), edition.key), edition.pk
    if isinstance(first, Commitment):
        first.recorded_for_id = now.keys.of(Organisation, edition.kept_for)
        if edition.key in now.hidden:
            first.visibility = Visibility.INTERNAL
    yield edition
    yield first
    yield from rows


def _words(editions: list[Edition], records: Mapping[str, Record], now: Present) -> dict[str, list[Record]]:
    """Every word on these commitments by then. Older editions are read only where the newest does not hold them all."""
    until = {each.key: each.number for each in editions}
    told = {key: told_words([record]) for key, record in records.items()}
    lacking = [key for key, record in records.items() if len(told[key]) < counted(record) or "words" not in record]
    older: dict[str, list[Record]] = {}
    found = Edition.objects.using(now.database).filter(noun=Commitment.noun, key__in=lacking).order_by("number")
    for key, number, record in found.values_list("key", "number", "record").iterator(chunk_size=BATCH):
        if number <= until[key]:
            older.setdefault(key, []).append(json.loads(record))
    told |= {key: told_words(each) for key, each in older.items()}
    return {key: [words[number] for number in sorted(words)] for key, words in told.items()}


def _insert(rows: Iterable[Model], database: str) -> None:
    tables: dict[type[Model], list[Any]] = {}
    for row in rows:
        tables.setdefault(type(row), []).append(row)
    for model, some in tables.items():
        unguarded(model).using(database).bulk_create(some, batch_size=BATCH)


def _attach_copies(now: Present, database: str) -> None:
    """The attached copies are no part of the editions, which hold their digests: take those that are still the same."""
    held = Source.objects.using(now.database).filter(edition__in=now.copies).values_list("pk", "copy").iterator()
    there = dict(Source.objects.using(database).values_list("pk", "edition__record"))
    same = [
        Source(pk=pk, copy=copy)
        for pk, copy in held
        if pk in there and json.loads(there[pk]).get("copy") == fingerprint(copy)
    ]
    unguarded(Source).using(database).bulk_update(same, ["copy"], batch_size=BATCH)


def _let_go(database: str) -> None:
    """Take away what refers to commitments that had not been made by then."""
    made = Commitment.objects.using(database).values("pk")
    unguarded(Link).using(database).exclude(to__in=made).delete()
    unguarded(Commitment).using(database).exclude(parent=None).exclude(parent__in=made).update(parent=None)


def _keep_from_former_sides(now: Present, database: str) -> None:
    """Who reads what is internal follows from the keeper's side: by that of then a side would read what it may not now."""
    internal = Commitment.objects.using(database).filter(visibility=Visibility.INTERNAL)
    kept = internal.values_list("pk", "reference", "recorded_for__side__code")
    gone_over = [pk for pk, reference, side in kept if side != now.hidden.get(reference, side)]
    for some in chunks(gone_over, BATCH):
        unguarded(Commitment).using(database).filter(pk__in=some).update(recorded_for=None)


def _finish(database: str, *, cut: bool) -> None:
    """Fill what commitments are searched in. Of what was cut down to a day, derive and render again what changed."""
    for noun in (Indicator, Commitment) if cut else (Commitment,):
        keys = list(noun.objects.order_by("pk").values_list("pk", flat=True))
        for some in chunks(keys, BATCH):
            rows = list(as_kept(noun).filter(pk__in=some))
            if cut:
                _derive(rows, database)
            if noun is Commitment:
                index(rows)


def _derive(rows: list[Any], database: str) -> None:
    if rows and isinstance(rows[0], Commitment):
        unguarded(Commitment).using(database).bulk_update([derive(row) for row in rows], DERIVED)
    unguarded(Edition).using(database).bulk_update([_rendered(row) for row in rows], ["record", "line"])


def _rendered(row: Any) -> Edition:
    edition: Edition = row.edition
    if isinstance(row, Commitment):
        row.visibility = edition.visibility  # as it was, not as it is hidden here
    edition.record, edition.line = canonical(render(row)).decode(), None
    return edition
