"""The records of what commitments refer to: sides, partnerships, organisations, sectors, meetings, sources, indicators."""

from commitments.models import Indicator, Meeting, Observation, Organisation, Partnership, Passage, Sector, Side, Source
from commitments.records.places import brief_place, place
from commitments.records.shape import Json
from commitments.values.measures import plain
from commitments.values.quotes import fingerprint


def side(row: Side) -> dict[str, Json]:
    """The record of a side."""
    return {"code": row.code, "name": row.name}


def partnership(row: Partnership) -> dict[str, Json]:
    """The record of a partnership, with its sides' codes."""
    return {
        "slug": row.slug,
        "code": row.code,
        "name": row.name,
        "sides": sorted(each.code for each in row.sides.all()),
    }


def organisation(row: Organisation) -> dict[str, Json]:
    """The record of an organisation; `side` is null for a joint body."""
    return {
        "slug": row.slug,
        "name": row.name,
        "short_name": row.short_name,
        "kind": row.kind,
        "side": row.side.code if row.side else None,
        "parent": row.parent.slug if row.parent else None,
    }


def sector(row: Sector) -> dict[str, Json]:
    """The record of a sector."""
    return {"slug": row.slug, "name": row.name}


def meeting(row: Meeting) -> dict[str, Json]:
    """The record of a meeting; `held_on` is EDTF."""
    return {
        "slug": row.slug,
        "title": row.title,
        "kind": row.kind,
        "number": row.number,
        "held_on": row.held_on,
        "place": row.place,
        "level": row.level,
        "partnership": row.partnership.slug,
    }


def source(row: Source) -> dict[str, Json]:
    """The record of a source with its passages in order.

    The text itself is never part of it; of an attached copy it has the digest, so that no copy is exchanged unseen.
    """
    return {
        "slug": row.slug,
        "title": row.title,
        "publisher": row.publisher or None,
        "identifier": row.identifier or None,
        "language": row.language,
        "address": row.address or None,
        "published_on": row.published_on or None,
        "meeting": row.meeting.slug if row.meeting else None,
        "digest": row.digest or None,
        "copy": fingerprint(row.copy) if row.copy else None,
        "passages": [_passage(each) for each in row.passages.all()],
    }


def _passage(row: Passage) -> dict[str, Json]:
    return {**place(row), "gist": row.gist}


def indicator(row: Indicator) -> dict[str, Json]:
    """The record of an indicator with everything observed of it; values are decimal strings in its unit."""
    return {
        "code": row.code,
        "name": row.name,
        "unit": row.unit,
        "period": row.period,
        "partnership": row.partnership.slug if row.partnership else None,
        "description": row.description,
        "observations": [observation(each) for each in row.observations.all()],
    }


def observation(row: Observation) -> dict[str, Json]:
    """One value as its publisher stated it; two publishers who differ are two of these."""
    return {
        "period": row.period,
        "value": plain(row.value),
        "value_to": plain(row.value_to) if row.value_to is not None else None,
        "qualifier": row.qualifier or None,
        "flag": row.flag or None,
        "side": row.side.code if row.side else None,
        "source": row.source.slug,
        "publisher": row.source.publisher or None,
        "published_on": row.source.published_on or None,
        "passage": brief_place(row.passage),
        "note": row.note,
    }
