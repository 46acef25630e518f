"""A recording: the transaction around every write, which ends by appending the editions of what it touched."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from commitments.actions import editions
from commitments.actions.refusals import Stale, no_reason, not_yours
from commitments.models import Edition, Organisation, Recorded, User
from commitments.models.writing import writable
from commitments.rules import may_keep, may_write
from commitments.values.texts import Text

R = TypeVar("R", bound=Recorded)
Touched = dict[tuple[type[Recorded], int], None]
Rule = tuple[Callable[..., None], type[Recorded], int]
"""What is checked of which record."""
Within = Callable[[], AbstractContextManager[None]]


@dataclass
class Recording:
    """One change under way: who makes it, when and why, and the records it has touched so far."""

    by: User | None
    at: datetime
    why: Text
    touched: Touched = field(default_factory=dict)
    checks: dict[Rule, Callable[[], None]] = field(default_factory=dict)

    @property
    def organisation(self) -> Organisation | None:
        """Whom the change is made for; none when the tracker loads its first records."""
        return self.by.organisation if self.by else None

    def hold(self, row: R, *, seen: int | None = None) -> R:
        """Lock a stored record until the change is over and return it as it is now.

        `seen` is the number of the edition that the writer was shown: Stale when there is a newer one. The number is
        read after the lock, by itself: a row that was waited for comes back without what it was joined to. The lock
        lets others go on referring to the row; what they render meanwhile is rendered again (see `editions.append`).
        """
        held: R = type(row).objects.select_for_update(no_key=True).get(pk=row.pk)
        if seen is not None and held.edition_id is not None:
            newest = Edition.objects.values_list("number", flat=True).get(pk=held.edition_id)
            if newest != seen:
                raise Stale(held.key)
        return held

    def admit(self, row: Recorded, part: type[Model] | None = None) -> None:
        """Refuse a writer who may not change this record, or its parts of this kind."""
        if self.by is not None and not may_keep(self.by, row, part):
            raise not_yours(row.key)

    def touch(self, row: Recorded) -> None:
        """Remember that this record changed."""
        self.touched[type(row), row.pk] = None

    def check(self, rule: Callable[[R], None], row: R, *, within: Within = nullcontext) -> None:
        """Have a rule on a record checked once at the end of the change, and once more should others have come in between.

        `within` lets whoever asks last say more about a refusal.
        """

        def checked() -> None:
            with within():
                rule(row)

        self.checks[rule, type(row), row.pk] = checked

    def run_checks(self) -> None:
        """Raise what the rules raise."""
        for checked in self.checks.values():
            checked()


_current: ContextVar[Recording | None] = ContextVar("recording", default=None)


@contextmanager
def recording(*, by: User | None, at: datetime, why: Text) -> Iterator[Recording]:
    """Open a change. What is written inside is kept whole or not at all; an inner recording joins the outer one.

    Appending comes last, so that the lock on the head row is held as briefly as can be and number order is commit
    order. Raises ValidationError without a reason and PermissionDenied for a person who may not write.
    """
    outer = _current.get()
    if outer is not None:
        yield outer
        return
    change = _opened(by, at, why)
    with transaction.atomic():
        token = _current.set(change)
        try:
            with writable():
                yield change
        finally:
            _current.reset(token)
        change.run_checks()
        signed = editions.Signature(change.by, change.at, change.why)
        editions.append(change.touched, signed, overtaken=change.run_checks)


def _opened(by: User | None, at: datetime, why: Mapping[str, Any]) -> Recording:
    if by is not None and not may_write(by):
        raise not_yours(by.get_username())
    reason = {language: words.strip() for language, words in why.items() if words.strip()}
    if not reason:
        raise no_reason()
    return Recording(by=by, at=at, why=reason)
