"""What an admin form writes, as one change: the record itself, then its parts, each by its action."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, OperationalError
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property

from commitments.actions.keep import drop_part, keep, keep_part
from commitments.actions.recording import recording
from commitments.admin.forms import RecordedForm, Refused, WhyForm
from commitments.admin.labels import RowField, know_labels
from commitments.models import Recorded, User

# Serialization failure, deadlock detected, lock not available.
CONTENDED = {"40001", "40P01", "55P03"}


@dataclass(frozen=True)
class Signature:
    """Who writes, when and why; `seen` is the newest edition that the writer was shown."""

    by: User
    at: datetime
    why: dict[str, str]
    seen: int | None = None

    @property
    def words(self) -> dict[str, Any]:
        """What every action takes."""
        return {"by": self.by, "at": self.at, "why": self.why}


class PartFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # Django formsets take no types when run
    """Parts that are added, changed and taken away on the page of their record."""

    @cached_property
    def forms(self) -> list[Any]:
        """One for each row; what their search fields show is looked up for all rows at once."""
        made: list[Any] = super().forms
        for name, field in made[0].fields.items() if made else ():
            if isinstance(field, RowField):
                know_labels(made, name)
        return made

    def write(self, record: Recorded, signed: Signature) -> None:
        """Take away first, so that what replaces a part finds its place free."""
        gone = [form.instance for form in self.deleted_forms if form.instance.pk]
        for part in gone:
            drop_part(part, **signed.words)
        for part in [form.instance for form in self._altered()]:
            setattr(part, part.whole_field, record)
            keep_part(part, **signed.words)

    def _altered(self) -> Iterator[Any]:
        for form in self.initial_forms:
            if form.has_changed() and form not in self.deleted_forms:
                yield form
        for form in self.extra_forms:
            if form.has_changed() and not self._should_delete_form(form):  # type: ignore[attr-defined]
                yield form


@contextmanager
def refusable() -> Iterator[None]:
    """Turn what an action refuses into Refused, and also what a database does for somebody else's sake."""
    try:
        yield
    except (ValidationError, PermissionDenied, IntegrityError) as error:
        raise Refused(error) from error
    except OperationalError as error:
        if not contended(error):
            raise
        raise Refused(error) from error


def contended(error: OperationalError) -> bool:
    """Whether the database gave up because others were writing, on PostgreSQL by its code, on SQLite by its words."""
    return getattr(error.__cause__, "sqlstate", None) in CONTENDED or "is locked" in str(error)


def refusal_in(error: Refused | OperationalError) -> ValidationError:
    """What a form is to say of it. Raises the error itself when it is no refusal: a server that is gone, a full disk.

    On SQLite a save waits for the others at the start of its transaction, before any action is asked.
    """
    if isinstance(error, Refused):
        return error.error
    if not contended(error):
        raise error
    return Refused(error).error


def signature(form: WhyForm, *, by: User, at: datetime) -> Signature:
    """Who writes what this form says, when and why."""
    return Signature(by=by, at=at, why=form.reason, seen=form.cleaned_data.get("seen"))


def write_record(form: RecordedForm, formsets: Sequence[PartFormSet], signed: Signature) -> None:
    """Write a record and its parts as one change. Raises Refused; then nothing is written."""
    record: Recorded = form.instance
    with refusable(), recording(**signed.words) as change:
        if not record.pk or form.alters:
            keep(record, seen=signed.seen, sets=_sets(form), **signed.words)
        elif any(each.has_changed() for each in formsets):
            change.hold(record, seen=signed.seen)
        for formset in formsets:
            _write_rows(formset, record, signed)


def _sets(form: RecordedForm) -> dict[str, Any]:
    names = [field.name for field in form.instance._meta.many_to_many]
    return {name: form.cleaned_data[name] for name in names if name in form.cleaned_data}


def _write_rows(formset: PartFormSet, record: Recorded, signed: Signature) -> None:
    try:
        formset.write(record, signed)
    except ValidationError as error:
        # The field that it names is one of the row's, not of the record's.
        model: Any = formset.model
        name = str(model._meta.verbose_name).capitalize()
        raise ValidationError([f"{name}: {message}" for message in error.messages]) from error
