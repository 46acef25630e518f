"""The public record of a commitment: what the API serves, the exports hold and the editions sign."""

from commitments.models import (
    Citation,
    Commitment,
    Deadline,
    Evidence,
    Milestone,
    Responsibility,
    StatusUpdate,
    Target,
)
from commitments.models.vocabulary import OWNING
from commitments.records.observed import latest, seen
from commitments.records.places import brief_place, place
from commitments.records.shape import Json
from commitments.values.dates import distance, parse
from commitments.values.measures import Verifiability, plain
from commitments.values.moments import day, moment


def commitment(row: Commitment) -> dict[str, Json]:
    """Everything stored about a commitment. What depends on the day (lateness, staleness) is added when it is read.

    No query when `row` comes from `commitments.records.complete`, else a dozen.
    """
    return {
        **_particulars(row),
        "owners": [_owner(each) for each in row.responsibilities.all()],
        "deadline": deadline(list(row.deadlines.all())),
        "assessments": [assessment(each) for each in newest_words(row)],
        "words": _words(row),
        "targets": [_target(each) for each in row.targets.all()],
        "milestones": [_milestone(each) for each in row.milestones.all()],
        "links": [{"relation": each.relation, "to": each.to.reference} for each in row.links.all()],
        "citations": [_citation(each) for each in lineage(row)],
        "verifiability": _verifiability(row),
    }


def _particulars(row: Commitment) -> dict[str, Json]:
    return {
        "reference": row.reference,
        "title": row.title,
        "summary": row.summary,
        "kind": row.kind,
        "force": row.force,
        "level": row.level,
        "visibility": row.visibility,
        "partnership": {
            "slug": row.partnership.slug,
            "name": row.partnership.name,
            "sides": sorted(side.code for side in row.partnership.sides.all()),
        },
        "sectors": [{"slug": each.slug, "name": each.name} for each in row.sectors.all()],
        "parent": row.parent.reference if row.parent else None,
        "made_on": row.made_on,
        "recurrence": row.recurrence or None,
        "review_interval": row.review_interval,
        "status": row.status,
        "standing": row.standing,
        "progress": row.progress,
        "last_word_on": day(row.last_word_on),
    }


def _owner(row: Responsibility) -> dict[str, Json]:
    organisation = row.organisation
    return {
        "role": row.role,
        "organisation": {
            "slug": organisation.slug,
            "name": organisation.name,
            "side": organisation.side.code if organisation.side else None,
        },
    }


def deadline(rows: list[Deadline]) -> dict[str, Json]:
    """The newest deadline of a list in order of revision, the `earlier` ones, and by how many days it moved in all."""
    if not rows:
        return _no_deadline()
    newest = rows[-1]
    return {
        **_revision(newest),
        "earliest": day(newest.earliest),
        "latest": day(newest.latest),
        "revisions": len(rows) - 1,
        "slip_days": slip(rows),
        "earlier": [_revision(each) for each in rows[:-1]],
    }


def _revision(row: Deadline) -> dict[str, Json]:
    return {
        "edtf": row.edtf or None,
        "phrase": row.phrase or None,
        "basis": row.basis,
        "reason": row.reason,
        "passage": brief_place(row.passage),
        "recorded_at": moment(row.recorded_at) if row.recorded_at else None,
        "recorded_for": row.recorded_for.slug if row.recorded_for else None,
    }


def _no_deadline() -> dict[str, Json]:
    names = ("edtf", "phrase", "earliest", "latest", "slip_days", "passage", "recorded_at", "recorded_for")
    return {**dict.fromkeys(names), "basis": "none", "revisions": 0, "reason": {}, "earlier": []}


def slip(rows: list[Deadline]) -> int | None:
    """The days between the last day of the first dated deadline and that of the newest; none before it moves."""
    dated = [row for row in rows if row.edtf]
    if len(dated) < 2 or not rows[-1].edtf:
        return None
    return distance(parse(dated[0].edtf), parse(dated[-1].edtf))


def newest_words(row: Commitment) -> list[StatusUpdate]:
    """Each side's newest word that no later update corrects, by side; the twin of `StatusUpdate.newest_words()`."""
    updates = list(row.updates.all())
    corrected = {each.corrects_id for each in updates}
    words = sorted((each for each in updates if each.pk not in corrected), key=lambda each: (each.as_of, each.number))
    return sorted({each.side.code: each for each in words}.values(), key=lambda each: each.side.code)


def _words(row: Commitment) -> dict[str, Json]:
    """How many words there are, and the one recorded last when it is not among the newest.

    A word on an earlier day changes no assessment. It changes the record all the same, so that no word is without its
    edition and every word stands whole in one.
    """
    updates = sorted(row.updates.all(), key=lambda each: each.number)
    late = updates[-1] if updates and updates[-1] not in newest_words(row) else None
    return {"count": len(updates), "late": assessment(late) if late else None}


def assessment(row: StatusUpdate) -> dict[str, Json]:
    """A side's word as it is shown: `outlook`, `progress` and `awaiting` are null when the side does not say."""
    return {
        "number": row.number,
        "side": row.side.code,
        "status": row.status,
        "outlook": row.outlook or None,
        "progress": row.progress,
        "as_of": day(row.as_of),
        "note": row.note,
        "evidence": [_evidence(each) for each in row.evidence.all()],
        "next_step": row.next_step,
        "awaiting": row.awaiting.code if row.awaiting else None,
        "corrects": row.corrects.number if row.corrects else None,
        "recorded_at": moment(row.recorded_at) if row.recorded_at else None,
    }


def _evidence(row: Evidence) -> dict[str, Json]:
    """A piece of evidence. Only one that is a file has the member `file`: all others are written as they ever were."""
    where = brief_place(row.passage) or {"source": None, "passage": None, "paragraph": None}
    return {**where, "address": row.address or None, **({"file": _file(row)} if row.file_id else {})}


def _file(row: Evidence) -> dict[str, Json]:
    """What a file is called and which it is; its bytes are no part of the record, which has their digest."""
    return {
        "name": row.file_name,
        "size": row.file_size,
        "media_type": row.file_media_type,
        "digest": row.file_id,
    }


def _target(row: Target) -> dict[str, Json]:
    newest = latest(row.indicator)
    return {
        "indicator": row.indicator.code,
        "value": plain(row.value),
        "value_to": plain(row.value_to) if row.value_to is not None else None,
        "unit": row.indicator.unit,
        "baseline": plain(row.baseline) if row.baseline is not None else None,
        "latest": seen(newest, row.value) if newest else None,
    }


def _milestone(row: Milestone) -> dict[str, Json]:
    return {"number": row.number, "title": row.title, "due": row.due, "reached_on": day(row.reached_on)}


def lineage(row: Commitment) -> list[Citation]:
    """The citations in the order in which the texts were spoken or published; undated texts last."""
    return sorted(row.citations.all(), key=_spoken)


def _spoken(row: Citation) -> tuple[str, str, int, int]:
    source = row.passage.source
    on = source.meeting.held_earliest if source.meeting else source.published_earliest
    return (day(on) or "9999-12-31", source.slug, row.passage.paragraph or 0, row.passage.start or 0)


def _citation(row: Citation) -> dict[str, Json]:
    return {"relation": row.relation, **place(row.passage), "gist": row.passage.gist}


def _verifiability(row: Commitment) -> dict[str, Json]:
    answers = verifiability(row)
    return {
        "owner": answers.owner,
        "deadline": answers.deadline,
        "measure": answers.measure,
        "evidence": answers.evidence,
    }


def verifiability(row: Commitment) -> Verifiability:
    """The four answers: someone leads it; a date is known; a target measures it; something shows how it goes.

    The text that makes a promise is no evidence that it is kept: evidence is a passage that reports on it,
    something a side's word rests on, or a value observed of what it targets.
    """
    deadlines = list(row.deadlines.all())
    return Verifiability(
        owner=any(each.role in OWNING for each in row.responsibilities.all()),
        deadline=bool(deadlines and deadlines[-1].edtf),
        measure=bool(row.targets.all()),
        evidence=any(each.relation == "reports" for each in row.citations.all())
        or any(each.evidence.all() for each in row.updates.all())
        or any(each.indicator.observations.all() for each in row.targets.all()),
    )
