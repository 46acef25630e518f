"""What is stored and must always be true; each noun's rows, constraints and questions."""

from commitments.models.answered import Answered
from commitments.models.base import AppendOnlyError, Recorded
from commitments.models.checkpoints import Chain, Checkpoint, Countersignature
from commitments.models.commitments import Commitment
from commitments.models.deadlines import Deadline
from commitments.models.editions import Edition, Event, Head
from commitments.models.files import StoredFile
from commitments.models.indicators import Indicator, Observation, Target
from commitments.models.meetings import Level, Meeting
from commitments.models.organisations import Organisation
from commitments.models.parts import Citation, Link, Milestone, Responsibility
from commitments.models.rolls import Roll
from commitments.models.search import SearchKey
from commitments.models.sectors import Sector
from commitments.models.sides import Partnership, Side
from commitments.models.sources import Passage, Source
from commitments.models.tokens import Access, Token, TokenState
from commitments.models.updates import Evidence, StatusUpdate
from commitments.models.users import StaffRole, User

__all__ = [
    "Access",
    "Answered",
    "AppendOnlyError",
    "Chain",
    "Checkpoint",
    "Citation",
    "Commitment",
    "Countersignature",
    "Deadline",
    "Edition",
    "Event",
    "Evidence",
    "Head",
    "Indicator",
    "Level",
    "Link",
    "Meeting",
    "Milestone",
    "Observation",
    "Organisation",
    "Partnership",
    "Passage",
    "Recorded",
    "Responsibility",
    "Roll",
    "SearchKey",
    "Sector",
    "Side",
    "Source",
    "StaffRole",
    "StatusUpdate",
    "StoredFile",
    "Target",
    "Token",
    "TokenState",
    "User",
]
