"""From the records of what commitments refer to back to their rows: the reverse of `records.references`."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Model

from commitments.models import (
    Indicator,
    Meeting,
    Observation,
    Organisation,
    Partnership,
    Passage,
    Sector,
    Side,
    Source,
)
from commitments.past.keys import Keys

Record = Mapping[str, Any]


def side(record: Record, _keys: Keys) -> Iterator[Model]:
    """A side."""
    yield Side(code=record["code"], name=record["name"])


def partnership(record: Record, keys: Keys) -> Iterator[Model]:
    """A partnership, and the rows that tie its sides to it."""
    row = Partnership(slug=record["slug"], code=record["code"], name=record["name"])
    yield row
    through: Any = Partnership.sides.through
    for code in record["sides"]:
        yield through(partnership_id=keys.of(Partnership, row.slug), side_id=keys.of(Side, code))


def organisation(record: Record, keys: Keys) -> Iterator[Model]:
    """An organisation."""
    yield Organisation(
        slug=record["slug"],
        name=record["name"],
        short_name=record["short_name"],
        kind=record["kind"],
        side_id=keys.of(Side, record["side"]),
        parent_id=keys.of(Organisation, record["parent"]),
    )


def sector(record: Record, _keys: Keys) -> Iterator[Model]:
    """A sector."""
    yield Sector(slug=record["slug"], name=record["name"])


def meeting(record: Record, keys: Keys) -> Iterator[Model]:
    """A meeting."""
    names = ("slug", "title", "kind", "number", "held_on", "place", "level")
    yield Meeting(**{name: record[name] for name in names}, partnership_id=keys.of(Partnership, record["partnership"]))


def source(record: Record, keys: Keys) -> Iterator[Model]:
    """A source and its passages. Its attached copy is no part of the record: see `rebuilding`."""
    texts = ("publisher", "identifier", "address", "published_on", "digest")
    yield Source(
        slug=record["slug"],
        title=record["title"],
        language=record["language"],
        meeting_id=keys.of(Meeting, record["meeting"]),
        **{name: record[name] or "" for name in texts},
    )
    for each in record["passages"]:
        row = Passage(
            pk=len(keys.passages) + 1,
            source_id=keys.of(Source, record["slug"]),
            handle=each["passage"],
            fingerprint=each["fingerprint"] or "",
            **{name: each[name] for name in ("paragraph", "start", "end", "gist")},
        )
        keys.add_passage(record["slug"], row)
        yield row


def indicator(record: Record, keys: Keys) -> Iterator[Model]:
    """An indicator and what was observed of it."""
    names = ("code", "name", "unit", "period", "description")
    yield Indicator(
        **{name: record[name] for name in names}, partnership_id=keys.of(Partnership, record["partnership"])
    )
    for each in record["observations"]:
        yield Observation(
            indicator_id=keys.of(Indicator, record["code"]),
            period=each["period"],
            value=Decimal(each["value"]),
            value_to=measured(each["value_to"]),
            qualifier=each["qualifier"] or "",
            flag=each["flag"] or "",
            side_id=keys.of(Side, each["side"]),
            source_id=keys.of(Source, each["source"]),
            passage_id=keys.of_passage(each["passage"]),
            note=each["note"],
        )


def measured(text: str | None) -> Decimal | None:
    """A measured value, or none."""
    return Decimal(text) if text is not None else None
