"""Records what a side says, and until when a commitment is due: rows that are added and never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commitments.actions.attaching import check_attachment, store
from commitments.actions.recording import Recording, recording
from commitments.actions.refusals import StandsAlready, not_yours
from commitments.models import Commitment, Deadline, Evidence, Passage, Side, StatusUpdate, User
from commitments.rules import may_speak_for
from commitments.values.attachments import Attachment
from commitments.values.texts import Text

RESTS_ON = ("passage_id", "address", "file_id", "file_name", "file_size", "file_media_type")
"""The columns of a piece of evidence that say what it is."""


Piece = Passage | str | Attachment | Evidence
"""What a word rests on."""


@dataclass(frozen=True, kw_only=True)
class Word:
    """What a side says: see `StatusUpdate` for each field.

    Each piece of evidence is a passage, an address, a file, or the stored piece of an earlier word that still holds.
    """

    status: str
    as_of: date
    outlook: str = ""
    progress: int | None = None
    note: Text | None = None
    next_step: Text | None = None
    awaiting: Side | None = None
    corrects: StatusUpdate | None = None
    evidence: Sequence[Piece] = ()


def record_update(
    commitment: Commitment, *, side: Side, word: Word, by: User | None, at: datetime, why: Text, seen: int | None = None
) -> StatusUpdate:
    """Add a side's word on a commitment. Raises PermissionDenied when it is not the person's own side."""
    with recording(by=by, at=at, why=why) as change:
        held = change.hold(commitment, seen=seen)
        _admit_speaker(change, held, side)
        _check_word(word, held, side, at)
        update = _add_update(held, side, word, change)
        for number, each in enumerate(word.evidence, start=1):
            _add_evidence(update, number, each)
        change.touch(held)
    return update


def latest_day(at: datetime) -> date:
    """The latest day that has come: it has begun somewhere, and UTC+14 is the furthest ahead."""
    return (at + timedelta(hours=14)).date()


def _admit_speaker(change: Recording, commitment: Commitment, side: Side) -> None:
    change.admit(commitment, StatusUpdate)
    if change.by is not None and not may_speak_for(change.by, side):
        raise not_yours(_("the word of %(side)s") % {"side": side.code})
    if not commitment.partnership.sides.filter(pk=side.pk).exists():
        raise ValidationError(_("%(side)s is no side of this commitment's partnership."), params={"side": side.code})


def _check_word(word: Word, commitment: Commitment, side: Side, at: datetime) -> None:
    if word.as_of > latest_day(at):
        raise ValidationError({"as_of": _("A status can only be given for a day that has come.")})
    if word.awaiting and not commitment.partnership.sides.filter(pk=word.awaiting.pk).exists():
        raise ValidationError({"awaiting": _("It can only wait for a side of the partnership.")})
    if _is_repeated(word, commitment, side):
        raise ValidationError(_("This very word is the last one on record already."), code="repeated")
    corrected = word.corrects
    if corrected and (corrected.commitment_id, corrected.side_id) != (commitment.pk, side.pk):
        raise ValidationError({"corrects": _("Only an update of the same side on the same commitment is corrected.")})


def _is_repeated(word: Word, commitment: Commitment, side: Side) -> bool:
    """Whether the side's last word says the same, as when a form is sent twice."""
    return repeats(commitment.updates.filter(side=side).order_by("-number").first(), word)


def repeats(last: StatusUpdate | None, word: Word) -> bool:
    """Whether a word says the same as the side's last one, which is then not recorded again; a correction never does."""
    if last is None or word.corrects is not None:
        return False
    said = (last.status, last.as_of, last.outlook, last.progress, last.note, last.next_step, last.awaiting)
    note, step = dict(word.note or {}), dict(word.next_step or {})
    return said == (word.status, word.as_of, word.outlook, word.progress, note, step, word.awaiting)


def _add_update(commitment: Commitment, side: Side, word: Word, change: Recording) -> StatusUpdate:
    update = StatusUpdate(
        commitment=commitment,
        number=commitment.updates.count() + 1,
        side=side,
        status=word.status,
        as_of=word.as_of,
        outlook=word.outlook,
        progress=word.progress,
        note=dict(word.note or {}),
        next_step=dict(word.next_step or {}),
        awaiting=word.awaiting,
        corrects=word.corrects,
        recorded_by=change.by,
        recorded_for=change.organisation,
        recorded_at=change.at,
    )
    update.full_clean()
    update.save()
    return update


def _add_evidence(update: StatusUpdate, number: int, piece: Piece) -> None:
    evidence = Evidence(update=update, number=number, **_columns(piece))
    evidence.full_clean()
    evidence.save()


def _columns(piece: Piece) -> dict[str, Any]:
    if isinstance(piece, Passage):
        return {"passage": piece}
    if isinstance(piece, str):
        return {"address": piece}
    if isinstance(piece, Evidence):
        return {name: getattr(piece, name) for name in RESTS_ON}
    check_attachment(piece)
    name, media_type = piece.clean_name, piece.media_type
    return {"file": store(piece), "file_name": name, "file_size": piece.size, "file_media_type": media_type}


def set_deadline(
    commitment: Commitment,
    *,
    edtf: str,
    basis: str,
    reason: Text,
    phrase: str = "",
    passage: Passage | None = None,
    by: User | None,
    at: datetime,
    why: Text,
    seen: int | None = None,
) -> Deadline:
    """Add a deadline to a commitment; it counts from now on, and the older ones stay. An empty `edtf` is no date."""
    with recording(by=by, at=at, why=why) as change:
        held = change.hold(commitment, seen=seen)
        change.admit(held, Deadline)
        if stands(held, edtf=edtf, basis=basis, phrase=phrase, passage=passage):
            raise StandsAlready
        deadline = Deadline(
            commitment=held,
            revision=held.deadlines.count() + 1,
            edtf=edtf,
            basis=basis,
            phrase=phrase,
            passage=passage,
            reason=dict(reason),
            recorded_by=change.by,
            recorded_for=change.organisation,
            recorded_at=change.at,
        )
        deadline.full_clean()
        deadline.save()
        change.touch(held)
    return deadline


def stands(commitment: Commitment, *, edtf: str, basis: str, phrase: str, passage: Passage | None) -> bool:
    """Whether this is the deadline that counts already, for another reason at most; one query."""
    newest = commitment.deadlines.last()
    given = (edtf, basis, phrase, passage)
    return newest is not None and given == (newest.edtf, newest.basis, newest.phrase, newest.passage)
