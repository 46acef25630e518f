"""What was said and set on a commitment, ready to be read on its page, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString

from commitments.admin.badges import badge
from commitments.admin.labels import label, told
from commitments.admin.when import due_in_words
from commitments.models import Commitment, Deadline, Evidence, StatusUpdate
from commitments.models.vocabulary import Outlook, ShownStatus
from commitments.templatetags.files import file_address, file_facts


@dataclass(frozen=True, kw_only=True)
class Said:
    """A side's word."""

    number: int
    side: str
    as_of: date
    status: SafeString
    outlook: SafeString | str
    progress: int | None
    note: str
    next_step: str
    awaiting: str
    evidence: Sequence[tuple[str, str]]
    """Each piece's words, and its address when it has one: on the Web, or where its file is downloaded."""
    corrects: int | None
    corrected_by: int | None
    recorded_by: str
    recorded_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Due:
    """A deadline."""

    revision: int
    counts: bool
    words: str
    edtf: str
    basis: str
    phrase: str
    passage: str
    reason: str
    recorded_by: str
    recorded_at: datetime | None


def said(commitment: Commitment) -> list[Said]:
    """The sides' words; three queries, however many there are."""
    rows = list(
        StatusUpdate.objects.filter(commitment=commitment)
        .select_related("side", "awaiting", "corrects", "recorded_by", "recorded_for")
        .prefetch_related("evidence__passage__source")
        .order_by("-number")
    )
    for row in rows:
        row.commitment = commitment  # which the addresses of files name
    corrections = {row.corrects_id: row.number for row in rows}
    return [_said(row, corrections.get(row.pk)) for row in rows]


@dataclass(frozen=True, kw_only=True)
class SideRows:
    """A side under its own name, and its words, newest first; none while it is silent."""

    code: str
    name: str
    rows: Sequence[Said]


def said_by_side(commitment: Commitment) -> list[SideRows]:
    """The words of each side of the partnership, and of any other that has spoken, by code; a query more than `said`."""
    words = said(commitment)
    names = {side.code: told(side.name) for side in commitment.partnership.sides.all()}
    codes = sorted({*names, *(each.side for each in words)})
    return [
        SideRows(code=code, name=names.get(code, code), rows=[each for each in words if each.side == code])
        for code in codes
    ]


def _said(row: StatusUpdate, corrected_by: int | None) -> Said:
    return Said(
        number=row.number,
        side=row.side.code,
        as_of=row.as_of,
        status=badge(ShownStatus(row.status)),
        outlook=badge(Outlook(row.outlook)) if row.outlook else "",
        progress=row.progress,
        note=told(row.note),
        next_step=told(row.next_step),
        awaiting=row.awaiting.code if row.awaiting else "",
        evidence=[_evidence(each) for each in row.evidence.all()],
        corrects=row.corrects.number if row.corrects else None,
        corrected_by=corrected_by,
        recorded_by=writer(row),
        recorded_at=row.recorded_at,
    )


def _evidence(row: Evidence) -> tuple[str, str]:
    if row.file_id:
        return file_words(row), file_address(row.update.commitment.reference, row.update.number, row.number)
    return (label(row.passage), row.passage.source.address) if row.passage else (row.address, row.address)


def linked_file(row: Evidence) -> SafeString:
    """A link to a file that a word rests on."""
    words, address = _evidence(row)
    return format_html('<a href="{}">{}</a>', address, words)


def file_words(row: Evidence) -> str:
    """What a file is called, of what kind it is and how large."""
    return f"{row.file_name} ({file_facts(row.file_media_type, row.file_size or 0)})"


def due(commitment: Commitment) -> list[Due]:
    """The deadlines; one query."""
    rows = list(
        Deadline.objects.filter(commitment=commitment)
        .select_related("passage__source", "recorded_by", "recorded_for")
        .order_by("-revision")
    )
    return [_due(row, counts=row is rows[0]) for row in rows]


def _due(row: Deadline, *, counts: bool) -> Due:
    return Due(
        revision=row.revision,
        counts=counts,
        words=due_in_words(row),
        edtf=row.edtf,
        basis=row.get_basis_display(),
        phrase=row.phrase,
        passage=label(row.passage) if row.passage else "",
        reason=told(row.reason),
        recorded_by=writer(row),
        recorded_at=row.recorded_at,
    )


def writer(row: StatusUpdate | Deadline) -> str:
    """The person and the organisation; empty for what the tracker itself loaded."""
    return ", ".join(str(each) for each in (row.recorded_by, row.recorded_for) if each)
