"""Renders every record again and compares it with its newest edition: whatever was written past the actions shows."""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.db.models import Max

from commitments.actions.derive import DERIVED, derive
from commitments.actions.editions import chunks
from commitments.actions.search_keys import searched
from commitments.models import Commitment, Edition, Recorded, SearchKey
from commitments.models.vocabulary import Visibility
from commitments.provenance.faults import UNREADABLE, Fault, unreadable
from commitments.provenance.spoken import word_faults
from commitments.records import NOUNS, complete, render
from commitments.values.differences import ABSENT, differences
from commitments.values.digests import canonical

BATCH = 500
SHOWN = 5
"""How many differences of one record are named."""
LONGEST = 60


def record_faults() -> Iterator[Fault]:
    """Every record that is not what its newest edition holds, noun by noun; a dozen queries for each 500 records."""
    for noun in NOUNS:
        keys = list(noun.objects.order_by("pk").values_list("pk", flat=True))
        for some in chunks(keys, BATCH):
            yield from _of_batch(noun, some)
        yield from _without_row(noun)


def _of_batch(noun: type[Recorded], pks: Sequence[int]) -> Iterator[Fault]:
    rows = list(complete(noun).select_related("edition").filter(pk__in=pks).order_by("pk"))
    newest = _newest_numbers(noun, [row.key for row in rows])
    for row in rows:
        yield from (Fault(f"{row.noun} {row.key}", each) for each in _of_row(row, newest.get(row.key)))
    for key in noun.objects.filter(pk__in={*pks} - {row.pk for row in rows}).values_list(noun.natural[0], flat=True):
        yield Fault(f"{noun.noun} {key}", "it refers to what is not there any more.")
    if noun is Commitment:
        yield from word_faults(rows)
        yield from _search_faults(rows)


def _of_row(row: Recorded, newest: int | None) -> Iterator[str]:
    try:
        yield from _stored_columns(row) if isinstance(row, Commitment) else ()
        yield from _pointer(row, newest) or _drift(row)
    except UNREADABLE as error:
        yield unreadable(error)


def _newest_numbers(noun: type[Recorded], keys: Sequence[str]) -> dict[str, int]:
    editions = Edition.objects.filter(noun=noun.noun, key__in=keys).order_by()
    return dict(editions.values_list("key").annotate(newest=Max("number")))


def _without_row(noun: type[Recorded]) -> Iterator[Fault]:
    """Editions of a record that is not there any more."""
    told = Edition.objects.filter(noun=noun.noun).order_by("key").values_list("key", flat=True).distinct()
    for key in told.exclude(key__in=noun.objects.values(noun.natural[0])):
        yield Fault(f"{noun.noun} {key}", "it has editions, but the record itself is not there any more.")


def _pointer(row: Recorded, newest: int | None) -> list[str]:
    """What is wrong with the edition that the record points to; nothing when it is the newest one."""
    if row.edition is None:
        return ["it has no edition: it was written past the actions."]
    if row.edition.number != newest:
        return [f"it points to edition {row.edition.number}, which is not its newest ({newest or 'there is none'})."]
    return []


def _drift(row: Any) -> Iterator[str]:
    """What the record says now and its newest edition does not."""
    edition = row.edition
    now = canonical(render(row)).decode()
    if now != edition.record:
        yield f"it differs from its edition {edition.number}: {_told(edition.record, now)}."
    kept_for = row.recorded_for.slug if isinstance(row, Commitment) and row.recorded_for else ""
    visibility = row.visibility if isinstance(row, Commitment) else Visibility.PUBLIC
    if (kept_for, visibility) != (edition.kept_for, edition.visibility):
        yield f"its edition {edition.number} says another visibility, or that it is kept for somebody else."


def _told(before: str, after: str) -> str:
    try:
        found = list(islice(differences(json.loads(before), json.loads(after)), SHOWN + 1))
    except ValueError:
        return "the edition holds no JSON"
    told = [f"{each.pointer} was {_brief(each.before)} and is {_brief(each.after)}" for each in found[:SHOWN]]
    return "; ".join([*told, *(["and more"] if len(found) > SHOWN else [])]) or "it is spelt differently"


def _brief(value: Any) -> str:
    text = "nothing" if value is ABSENT else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _stored_columns(row: Commitment) -> list[str]:
    """The derived columns that do not follow from what hangs on the row, which they are then set to."""
    stored = {name: getattr(row, name) for name in DERIVED}
    derive(row)
    return [
        f"its column {name} is {value}, and what it follows from says {getattr(row, name)}."
        for name, value in stored.items()
        if value != getattr(row, name)
    ]


def _search_faults(rows: Sequence[Commitment]) -> Iterator[Fault]:
    texts = dict(SearchKey.objects.filter(commitment__in=rows).values_list("commitment", "text"))
    for row in rows:
        try:
            found = row.edition is None or texts.get(row.pk) == searched(row)
        except UNREADABLE:  # named by its rendering
            continue
        if not found:
            yield Fault(f"commitment {row.key}", "it is not searched in the words that it has.")
