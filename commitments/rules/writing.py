"""Who may write what: by the role of the person in the own organisation, and never for the other side."""

from django.db.models import Model, Q

from commitments.models import (
    Citation,
    Commitment,
    Deadline,
    Indicator,
    Meeting,
    Milestone,
    Observation,
    Organisation,
    Partnership,
    Recorded,
    Sector,
    Side,
    Source,
    StaffRole,
    StatusUpdate,
    User,
)
from commitments.rules.reading import may_read

ANALYST, EDITOR, SECRETARIAT = StaffRole.ANALYST, StaffRole.EDITOR, StaffRole.SECRETARIAT
WRITING = frozenset({ANALYST, EDITOR, SECRETARIAT})
"""The roles that write to the record."""

KEEPING: dict[type[Recorded], frozenset[StaffRole]] = {
    Commitment: frozenset({EDITOR}),
    Source: frozenset({EDITOR}),
    Organisation: frozenset({EDITOR}),
    Meeting: frozenset({SECRETARIAT}),
    Indicator: frozenset({SECRETARIAT}),
    Sector: frozenset({SECRETARIAT}),
    Side: frozenset({SECRETARIAT}),
    Partnership: frozenset({SECRETARIAT}),
}
"""The roles that change a stored record."""
REGISTERING = KEEPING | {Meeting: frozenset({EDITOR, SECRETARIAT})}
"""Those that add one: a text is registered with the meeting that it reports."""
JOINT = (Side, Partnership, Sector)
"""What all sides refer to: no side keeps it alone."""

ADDING: dict[type[Model], frozenset[StaffRole]] = {
    StatusUpdate: frozenset({ANALYST}),
    Deadline: WRITING,
    Milestone: WRITING,
    Observation: WRITING,
    Citation: frozenset({EDITOR}),
}
"""What partners add to records that others keep as well, and the roles that do. All other parts are the record's own."""


def may_write(user: User) -> bool:
    """Whether the person may write to the record at all: active staff of an organisation in a role that writes."""
    return user.is_active and user.is_staff and user.organisation is not None and bool(user.roles & WRITING)


def may_speak_for(user: User, side: Side | None) -> bool:
    """Whether the person may give this side's word: an analyst of it. A joint body speaks for no side."""
    return may_add(user, StatusUpdate) and side is not None and user.side == side


def may_register(user: User, kind: type[Recorded]) -> bool:
    """Whether the person may add records of this kind; whether a certain one, `may_keep` says."""
    return may_write(user) and _acts_as(user, REGISTERING[kind]) and not (kind in JOINT and user.side)


def may_change_any(user: User, kind: type[Recorded]) -> bool:
    """Whether the person may change stored records of this kind; a certain one, `may_keep` says."""
    return may_write(user) and _acts_as(user, KEEPING[kind]) and not (kind in JOINT and user.side)


def may_move(user: User, record: Recorded) -> bool:
    """Whether the person may give a stored meeting or indicator another partnership: it would be taken from its partners."""
    return may_keep(user, record) and user.side is None


def may_add(user: User, part: type[Model]) -> bool:
    """Whether the person may add this to records of the own partnerships; to a certain one, `may_keep` says."""
    return may_write(user) and _acts_as(user, ADDING.get(part, frozenset()))


def may_keep(user: User, record: Recorded, part: type[Model] | None = None) -> bool:
    """Whether the person may change this record, or its parts of one kind.

    A commitment: editors of the side that it is recorded for, or of any when it is recorded for nobody, such as the
    first content. Status updates, deadlines, milestones and citations on it: partners who may read it. An organisation:
    its own side; a joint one: joint bodies. What both sides refer to: joint bodies. What belongs to a partnership (a
    meeting, the texts on it, an indicator and its observations): partners.
    """
    return may_write(user) and is_partner(user, record) and role_allows(user, record, part)


def role_allows(user: User, record: Recorded, part: type[Model] | None = None) -> bool:
    """Whether the person's role allows what `may_keep` asks, of a record among the person's own partnerships."""
    if part in ADDING:
        return may_add(user, part)
    roles = KEEPING if record.pk else REGISTERING
    return _acts_as(user, roles[type(record)]) and _is_own(user, record)


def is_partner(user: User, record: Recorded) -> bool:
    """Whether the record belongs to a partnership of the person's side, or to none, and may be read."""
    if isinstance(record, Commitment) and record.pk and not may_read(user, record):
        return False
    if user.side is None:
        return True
    sides = set(Partnership.objects.filter(_partnership_of(record)).values_list("sides", flat=True).distinct())
    return not sides or user.side.pk in sides


def may_hide(user: User, commitment: Commitment) -> bool:
    """Whether the person may change who reads a stored commitment: only whom it is recorded for, side or joint body.

    What was recorded for nobody, such as the first content, belongs to all its readers and is hidden by none.
    """
    return is_keeper(user, commitment) and may_keep(user, commitment)


def is_keeper(user: User, commitment: Commitment) -> bool:
    """Whether the commitment is recorded for the person's side, or for this very joint body."""
    keeper = commitment.recorded_for
    if keeper is None:
        return False
    return user.organisation == keeper if keeper.side is None else user.side == keeper.side


def _acts_as(user: User, roles: frozenset[StaffRole]) -> bool:
    """Whether the person has one of these roles. The secretariat of a joint body is the editor of what is joint."""
    return bool(user.roles & roles) or (EDITOR in roles and user.side is None and SECRETARIAT in user.roles)


def _is_own(user: User, record: Recorded) -> bool:
    if isinstance(record, Organisation):
        return user.side == record.side
    if isinstance(record, Commitment):
        return record.recorded_for is None or (user.side.pk if user.side else None) == record.recorded_for.side_id
    return not (isinstance(record, JOINT) and user.side)


def _partnership_of(record: Recorded) -> Q:
    """The partnerships that a record belongs to. A text: that of its meeting, and those of what is cited to it."""
    if isinstance(record, Source):
        reported = _named(record.meeting.partnership_id if record.meeting else None)
        return reported | Q(commitments__citations__passage__source=record) if record.pk else reported
    return _named(record.partnership_id if isinstance(record, Commitment | Meeting | Indicator) else None)


def _named(pk: int | None) -> Q:
    return Q(pk__in=[] if pk is None else [pk])
