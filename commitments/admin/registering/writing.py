"""Writes what the page asks as one change: all of it, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from commitments.actions.keep import keep, keep_part
from commitments.actions.recording import recording
from commitments.actions.words import set_deadline
from commitments.admin.forms import Refused, show_refusal
from commitments.admin.registering.rows import Draft
from commitments.admin.registering.sheet import Sheet
from commitments.admin.registering.text_forms import STORED
from commitments.admin.writing import Signature, refusable
from commitments.models import Citation, Commitment, Meeting, Passage, Responsibility, Source
from commitments.models.vocabulary import Basis
from commitments.queries.references import next_reference
from commitments.values.dates import parse
from commitments.values.quotes import fingerprint


@dataclass
class Registered:
    """What was written."""

    source: Source
    meeting: Meeting | None = None
    passages: list[Passage] = field(default_factory=list)
    new: list[Commitment] = field(default_factory=list)
    cited: list[Commitment] = field(default_factory=list)


def register(sheet: Sheet, signed: Signature) -> Registered:
    """Write a valid sheet in one recording. Raises Refused; then nothing is written, and the form says what was wrong."""
    with refusable(), recording(**signed.words):
        meeting = _meeting(sheet, signed)
        done = Registered(
            source=_source(sheet, meeting, signed), meeting=meeting if sheet.text.asks_new_meeting else None
        )
        again: list[tuple[Any, Passage]] = []
        for form, promises in sheet.kept():
            with _told_by(form):
                passage = _passage(form, done, signed)
            for each in promises:
                if each.again:
                    again.append((each, passage))
                else:
                    _cite(each, passage, done, signed)
        for each, passage in again:  # once the promises that they say again are registered
            _add_citation(each, each.again.promise.instance, passage, signed)
    return done


@contextmanager
def _told_by(form: Draft) -> Iterator[None]:
    """Have the form say what an action refuses."""
    try:
        yield
    except ValidationError as error:
        show_refusal(form, error)
        raise Refused(error) from error
    except PermissionDenied as error:
        show_refusal(form, ValidationError(str(error)))
        raise Refused(error) from error


def _meeting(sheet: Sheet, signed: Signature) -> Meeting | None:
    text = sheet.text
    if text.asks_new_meeting:
        with _told_by(sheet.meeting):
            added: Meeting = keep(sheet.meeting.instance, **signed.words)
            return added
    if not text.is_new:
        stored: Meeting | None = text.cleaned_data["source"].meeting
        return stored
    chosen: Meeting | None = text.cleaned_data["meeting"] if text.cleaned_data["occasion"] == STORED else None
    return chosen


def _source(sheet: Sheet, meeting: Meeting | None, signed: Signature) -> Source:
    text = sheet.text
    source: Source = sheet.source.instance if text.is_new else text.cleaned_data["source"]
    alters = _take_copy(source, text.normalised, attach=text.cleaned_data["attach"])
    if text.is_new:
        source.meeting = meeting
        with _told_by(sheet.source):
            return keep(source, **signed.words)
    if alters:
        with _told_by(text):
            keep(source, seen=source.edition.number if source.edition else None, **signed.words)
    return source


def _take_copy(source: Source, normalised: str, *, attach: bool) -> bool:
    """Give the source the copy's digest, and the copy itself when it is to be kept; whether that changes it."""
    if not normalised or (source.digest and (source.copy or not attach)):
        return False
    source.digest = fingerprint(normalised)
    source.copy = normalised if attach and not source.copy else source.copy
    return True


def _passage(form: Any, done: Registered, signed: Signature) -> Passage:
    stored: Passage | None = form.cleaned_data.get("stored")
    if stored is not None:
        if stored.source_id != done.source.pk:
            raise ValidationError({"stored": _("This passage is of another text.")})
        return stored
    passage = Passage(source=done.source, gist=form.cleaned_data["gist"])
    if span := form.span:
        passage.paragraph, passage.start, passage.end = span.paragraph, span.start, span.end
        passage.fingerprint = span.fingerprint
    passage.handle = form.cleaned_data.get("handle") or _free_handle(passage)
    keep_part(passage, **signed.words)
    done.passages.append(passage)
    return passage


def _free_handle(passage: Passage) -> str:
    """The first free one that says where it stands, such as paragraph-3 or paragraph-3-2; one query."""
    stem = f"paragraph-{passage.paragraph}" if passage.paragraph else "passage"
    taken = set(Passage.objects.filter(source=passage.source).values_list("handle", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (stem, *numbered) if each not in taken)


def _cite(form: Any, passage: Passage, done: Registered, signed: Signature) -> None:
    if form.cites_new:
        commitment = _promise(form, done.source, signed)
        done.new.append(commitment)
    else:
        commitment = form.cleaned_data["commitment"]
        done.cited.append(commitment)
    _add_citation(form, commitment, passage, signed)
    if form.cites_new and form.deadline.is_given:
        with _told_by(form.deadline):
            _date(form.deadline, commitment, passage, signed)


def _add_citation(form: Any, commitment: Commitment, passage: Passage, signed: Signature) -> None:
    with _told_by(form):
        keep_part(
            Citation(commitment=commitment, passage=passage, relation=form.cleaned_data["relation"]), **signed.words
        )


def _promise(form: Any, source: Source, signed: Signature) -> Commitment:
    promise: Commitment = form.promise.instance
    with _told_by(form.promise):
        promise.made_on = promise.made_on or _day_of(source)
        made = parse(promise.made_on)
        day = made.earliest or made.latest
        promise.reference = next_reference(promise.partnership.code, day.year) if day else ""
        keep(promise, sets={"sectors": form.promise.cleaned_data["sectors"]}, **signed.words)
        for role, body in form.promise.owners():
            keep_part(Responsibility(commitment=promise, organisation=body, role=role), **signed.words)
    return promise


def _day_of(source: Source) -> str:
    day = (source.meeting.held_on if source.meeting else "") or source.published_on
    if not day:
        raise ValidationError({"made_on": _("Neither the meeting nor the text gives a day: say when it was promised.")})
    return str(day)


def _date(form: Any, commitment: Commitment, passage: Passage, signed: Signature) -> None:
    asked = form.cleaned_data
    given = {name: asked[name] for name in ("edtf", "phrase")}
    basis, reason = asked["basis"] or Basis.NONE, asked["reason"] or signed.why
    set_deadline(commitment, **given, basis=basis, reason=reason, passage=passage, **signed.words)
