"""Records a side's word by somebody who saw what was said before: on one commitment, or the same on many."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from commitments.actions.recording import recording
from commitments.actions.words import Word, record_update
from commitments.models import Commitment, Side, StatusUpdate, User
from commitments.values.texts import Text


class Overtaken(ValidationError):  # noqa: N818  it names what is wrong, as the other refusals do
    """The own side has spoken since; nothing was written."""

    def __init__(self, number: int) -> None:
        """Name the word that was not seen."""
        super().__init__(
            _(
                "Your side has recorded no. %(number)s since you opened this page. Nothing was saved: read it above, and "
                "save again if your word still holds."
            ),
            code="overtaken",
            params={"number": number},
        )


def record_after(
    commitment: Commitment, *, side: Side, word: Word, after: int, by: User, at: datetime, why: Text
) -> StatusUpdate:
    """Add a side's word by a writer who was shown no. `after` as the side's last one; 0 is none.

    Raises Overtaken when the side has spoken since, and what `record_update` raises.
    """
    with recording(by=by, at=at, why=why) as change:
        held = change.hold(commitment)
        last = held.updates.filter(side=side).order_by("-number").first()
        if last is not None and last.number != after:
            raise Overtaken(last.number)
        return record_update(held, side=side, word=word, by=by, at=at, why=why)


def record_for_all(
    seen: Sequence[tuple[Commitment, int]], *, side: Side, word: Word, by: User, at: datetime, why: Text
) -> list[StatusUpdate]:
    """Add the same word on many commitments as one change, each with the newest edition that the writer was shown.

    Raises ValidationError that names the first commitment that refuses it, and why; then nothing is written on any.
    """
    with recording(by=by, at=at, why=why):
        ordered = sorted(seen, key=lambda each: each[0].pk)  # all lock in one order, so that none wait for each other
        return [_recorded(row, edition, side, word, by, at, why) for row, edition in ordered]


def _recorded(row: Commitment, edition: int, side: Side, word: Word, by: User, at: datetime, why: Text) -> StatusUpdate:
    try:
        return record_update(row, side=side, word=word, by=by, at=at, why=why, seen=edition)
    except (ValidationError, PermissionDenied) as error:
        told = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        raise ValidationError(
            _("%(key)s: %(told)s Nothing was saved on any of them."),
            code="one-refused",
            params={"key": row.key, "told": told},
        ) from error
