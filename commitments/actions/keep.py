"""Keeps records and their parts: adds new ones, changes stored ones, drops parts that were entered by mistake."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Max, Model, ProtectedError
from django.utils.translation import gettext as _

from commitments.actions.neighbours import check_cited, check_neighbours
from commitments.actions.recording import Recording, recording
from commitments.actions.refusals import not_yours
from commitments.actions.words import latest_day
from commitments.models import Citation, Commitment, Indicator, Meeting, Milestone, Passage, Recorded
from commitments.models.base import Part
from commitments.models.uncertain import UncertainDateField
from commitments.models.users import User
from commitments.rules import may_hide, may_move
from commitments.values.texts import Text

R = TypeVar("R", bound=Recorded)
P = TypeVar("P", bound=Part)


def keep(
    record: R,
    *,
    by: User | None,
    at: datetime,
    why: Text,
    seen: int | None = None,
    sets: Mapping[str, Iterable[Model]] | None = None,
) -> R:
    """Add a record, or change a stored one to what `record` says.

    `seen` is the number of the edition that the writer was shown; Stale when somebody saved since. `sets` gives the
    members of its many-to-many fields by name. Raises ValidationError or PermissionDenied; then nothing is written.
    """
    with recording(by=by, at=at, why=why) as change:
        _change(record, change, seen) if record.pk else _add(record, change)
        for name, members in (sets or {}).items():
            getattr(record, name).set(members)
        change.check(check_neighbours, record)
        change.touch(record)
    return record


def _add(record: Recorded, change: Recording) -> None:
    if isinstance(record, Commitment):
        record.recorded_for = change.organisation
    record.full_clean()
    change.admit(record)
    record.save()


def _change(record: Recorded, change: Recording, seen: int | None) -> None:
    held = change.hold(record, seen=seen)
    change.admit(held)
    record.full_clean()
    if record.key != held.key:
        raise ValidationError(_("%(key)s keeps its name: others refer to it by it."), params={"key": held.key})
    change.admit(record)
    _check_visibility(record, held, change)
    _check_partnership(record, held, change)
    record.save(update_fields=_own_columns(record))


def _check_visibility(record: Recorded, held: Recorded, change: Recording) -> None:
    if not (isinstance(record, Commitment) and isinstance(held, Commitment)) or change.by is None:
        return
    if record.visibility != held.visibility and not may_hide(change.by, held):
        raise not_yours(_("who may read %(key)s") % {"key": held.key})


def _check_partnership(record: Recorded, held: Recorded, change: Recording) -> None:
    """What belongs to a partnership is taken from none of its sides by another."""
    if not (isinstance(record, Meeting | Indicator) and isinstance(held, Meeting | Indicator)) or change.by is None:
        return
    if record.partnership != held.partnership and not may_move(change.by, held):
        raise not_yours(_("to which partnership %(key)s belongs") % {"key": held.key})


def _own_columns(record: Model) -> list[str]:
    """The columns that people fill, with the bounds of their dates; never those that are derived."""
    columns = []
    for field in record._meta.concrete_fields:
        if field.editable and not field.primary_key:
            columns += [field.name, *(field.bounds if isinstance(field, UncertainDateField) else ())]
    return columns


def keep_part(part: P, *, by: User | None, at: datetime, why: Text, seen: int | None = None) -> P:
    """Add a part to its record, or change a stored one to what `part` says; `seen` as for `keep`."""
    with recording(by=by, at=at, why=why) as change:
        whole = _held_whole(part, change, seen=seen)
        _check_handle(part)
        if isinstance(part, Milestone) and not part.pk:
            last = part.commitment.milestones.aggregate(last=Max("number"))["last"]  # one may have been dropped
            part.number = (last or 0) + 1
        part.full_clean()
        _check_day(part, at)
        part.save()
        change.check(check_neighbours, whole)
        change.touch(whole)
    return part


def _check_day(part: Part, at: datetime) -> None:
    """A milestone is reached on a day that has come; what is on record of it already may stay."""
    if not (isinstance(part, Milestone) and part.reached_on and part.reached_on > latest_day(at)):
        return
    if not Milestone.objects.filter(pk=part.pk, reached_on=part.reached_on).exists():
        raise ValidationError({"reached_on": _("It can only have been reached on a day that has come.")})


def _check_handle(part: Part) -> None:
    """Editions name a passage by its handle: it keeps it."""
    if not (isinstance(part, Passage) and part.pk):
        return
    handle = Passage.objects.values_list("handle", flat=True).get(pk=part.pk)
    if handle != part.handle:
        raise ValidationError({"handle": _("%(key)s keeps its name: others refer to it by it.") % {"key": handle}})


def drop_part(part: Part, *, by: User | None, at: datetime, why: Text, seen: int | None = None) -> None:
    """Take a part away from its record; the editions keep what was. `seen` as for `keep`.

    Raises ValidationError when others rest on it.
    """
    with recording(by=by, at=at, why=why) as change:
        whole = _held_whole(part, change, seen=seen)
        try:
            part.delete()
        except ProtectedError as error:
            raise ValidationError(
                _("%(part)s cannot be removed: the record refers to it elsewhere."), params={"part": str(part)}
            ) from error
        change.check(check_neighbours, whole)
        if isinstance(part, Citation):
            change.check(check_cited, part.commitment)
        change.touch(whole)


def _held_whole(part: Part, change: Recording, *, seen: int | None) -> Recorded:
    whole = change.hold(part.whole, seen=seen)
    change.admit(whole, type(part))
    if part.pk and type(part).objects.values_list(f"{part.whole_field}_id", flat=True).get(pk=part.pk) != whole.pk:
        raise not_yours(str(part))
    return whole
