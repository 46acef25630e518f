"""Who may write what: an analyst for the own side, a joint body for what is joint; nobody for the other side."""

from commitments.models import Commitment, Organisation, Recorded, Side, User
from commitments.rules.reading import may_read


def may_write(user: User) -> bool:
    """Whether the person may write to the record at all: active staff of an organisation."""
    return user.is_active and user.is_staff and user.organisation is not None


def may_speak_for(user: User, side: Side | None) -> bool:
    """Whether the person may give this side's word. A joint body speaks for no side."""
    return may_write(user) and side is not None and user.side == side


def may_keep(user: User, record: Recorded) -> bool:
    """Whether the person may change this record.

    A commitment: its partnership's sides and joint bodies, when they may read it. An organisation: its own side; a
    joint one: joint bodies. What both sides refer to (sides, partnerships): joint bodies. All else: whoever may write.
    """
    if not may_write(user):
        return False
    if isinstance(record, Commitment):
        return _may_keep_commitment(user, record)
    if isinstance(record, Organisation):
        return user.side == record.side
    return record.noun not in {"side", "partnership"} or user.side is None


def _may_keep_commitment(user: User, commitment: Commitment) -> bool:
    if commitment.pk and not may_read(user, commitment):
        return False
    return user.side is None or commitment.partnership.sides.filter(pk=user.side.pk).exists()
