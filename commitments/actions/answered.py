"""Keeps what a writer was answered, so that a write that is sent again is answered the same and writes nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from commitments.models import Answered, User

KEPT: Final = timedelta(hours=24)
"""How long an answer is kept at least."""
SWEPT: Final = 100
"""How many old answers a new one sweeps away at most: more than come in, so that they do not pile up."""


class KeyUsed(ValidationError):  # noqa: N818  it names what is wrong, as the other refusals do
    """The key was given to another write; nothing was written."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            _("This Idempotency-Key was given to another write. Nothing was saved: give each write a key of its own."),
            code="key-used",
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a writer is told: the status, the JSON text, the tag and, where there is one, the address of what was made."""

    status: int
    body: str = ""
    tag: str = ""
    location: str = ""


def answered(account: User, key: str, fingerprint: str) -> Answer | None:
    """What a write with this key was answered; one query. Raises KeyUsed when that was another write."""
    kept = Answered.objects.filter(account=account, key=key, status__isnull=False).first()
    if kept is None:
        return None
    if kept.fingerprint != fingerprint:
        raise KeyUsed
    return Answer(status=kept.status or 0, body=kept.body, tag=kept.tag, location=kept.location)


def write_once(
    account: User, key: str, fingerprint: str, *, at: datetime, write: Callable[[], Answer]
) -> tuple[Answer, bool]:
    """Write, and keep the answer in the same transaction: a crash leaves both or neither, a refusal leaves nothing.

    The key is taken first, so that whoever sends the same meanwhile waits, and gets the answer that was kept; then the
    second value says so, and nothing is written. Raises KeyUsed when the key was given to another write.
    """
    with transaction.atomic():
        row = Answered(account=account, key=key, fingerprint=fingerprint, recorded_at=at)
        if kept := _kept_before(row):
            return kept, True
        _sweep(before=at - KEPT)  # before the write, which ends with the lock that all writers wait for
        answer = write()
        row.status, row.body, row.tag, row.location = answer.status, answer.body, answer.tag, answer.location
        row.save(update_fields=["status", "body", "tag", "location"])
    return answer, False


def _kept_before(row: Answered) -> Answer | None:
    """Take the key, unless somebody has taken it: then what was answered, once that write has ended."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        kept = answered(row.account, row.key, row.fingerprint)
        if kept is None:  # it was swept away at this very moment
            raise
        return kept
    return None


def _sweep(*, before: datetime) -> None:
    """Take some old answers away; two queries, and nobody is waited for."""
    old = Answered.objects.filter(recorded_at__lt=before).order_by("recorded_at")
    found = list(old.select_for_update(skip_locked=True).values_list("pk", flat=True)[:SWEPT])
    Answered.objects.filter(pk__in=found).delete()
