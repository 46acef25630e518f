"""Who may write what: an analyst for the own side, a joint body for what is joint; nobody for the other side."""

from commitments.models import Commitment, Indicator, Meeting, Organisation, Partnership, Recorded, Side, Source, User
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
    joint one: joint bodies. What both sides refer to (sides, partnerships): joint bodies. What belongs to a
    partnership (a meeting, the texts on it, an indicator): its sides and joint bodies. All else: whoever may write.
    """
    if not may_write(user):
        return False
    if isinstance(record, Commitment):
        return _may_keep_commitment(user, record)
    if isinstance(record, Organisation):
        return user.side == record.side
    if isinstance(record, Side | Partnership):
        return user.side is None
    return _is_partner(user, _partnership_of(record))


def may_hide(user: User, commitment: Commitment) -> bool:
    """Whether the person may change who reads a stored commitment: only whom it is recorded for, side or joint body.

    What was recorded for nobody, such as the first content, belongs to all its readers and is hidden by none.
    """
    keeper = commitment.recorded_for
    if not may_keep(user, commitment) or keeper is None:
        return False
    return user.organisation == keeper if keeper.side is None else user.side == keeper.side


def _partnership_of(record: Recorded) -> Partnership | None:
    if isinstance(record, Source):
        return record.meeting.partnership if record.meeting else None
    return record.partnership if isinstance(record, Meeting | Indicator) else None


def _is_partner(user: User, partnership: Partnership | None) -> bool:
    side = user.side
    return side is None or partnership is None or partnership.sides.filter(pk=side.pk).exists()


def _may_keep_commitment(user: User, commitment: Commitment) -> bool:
    if commitment.pk and not may_read(user, commitment):
        return False
    return _is_partner(user, commitment.partnership)
