"""What else changed between two days: organisations, sources, indicators and whatever commitments refer to."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from commitments.models import Edition, Event, Indicator, Meeting, Organisation, Partnership, Sector, Side, Source
from commitments.queries.between import Span
from commitments.values.texts import Text

SHOWN = 10
"""How many records of each noun are named."""
NOUNS = tuple(each.noun for each in (Partnership, Organisation, Meeting, Source, Indicator, Sector, Side))
"""In the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A record that came or changed, the name it has at the end, and the reason that was given last."""

    key: str
    name: Text
    new: bool
    reason: Text


@dataclass(frozen=True, slots=True)
class Group:
    """The records of one noun that changed last; `more` is whether there are others still."""

    noun: str
    records: Sequence[Touched]
    more: bool


def others_touched(span: Span) -> list[Group]:
    """The records of all other nouns that changed, by noun, without those of which none did; a query for each noun."""
    groups = [_group(span, noun) for noun in NOUNS]
    return [each for each in groups if each.records]


def _group(span: Span, noun: str) -> Group:
    before = Edition.objects.filter(noun=noun, key=OuterRef("key"), public_number__lte=span.after)
    rows = span.newest().filter(noun=noun).annotate(known=Exists(before))
    found = list(rows.only("noun", "key", "public_event", "reason", "record")[: SHOWN + 1])
    told = [_touched(each, new=not each.known) for each in found[:SHOWN]]
    return Group(noun, told, more=len(found) > SHOWN)


def _touched(edition: Edition, *, new: bool) -> Touched:
    gone = edition.public_event == Event.WITHDRAWN
    record = {} if gone else json.loads(edition.record)
    return Touched(edition.key, record.get("name") or record.get("title") or {}, new, {} if gone else edition.reason)
