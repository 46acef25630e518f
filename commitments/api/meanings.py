"""What the parameters of addresses mean, and the names of the word lists that they take, for the description."""

from typing import Final

from commitments.models.indicators import Flag
from commitments.models.meetings import Level, MeetingKind
from commitments.models.organisations import OrganisationKind
from commitments.models.vocabulary import (
    CommitmentKind,
    Force,
    LatenessWord,
    Outlook,
    Role,
    ShownStatus,
    StandingWord,
)

NUMBERS: Final = {
    "after": "The number of the last edition that you have: those after it are answered. 0, the beginning, by default.",
    "diff": "The number of another edition of the same commitment, in the chain that you follow: `diff` then says what "
    "changed since it.",
}
TIMED: Final = {
    "as_of": "Answer with what was true on this day, as far as it is known. Not later than today.",
    "recorded_at": "Answer with what had been written down by this moment, or by the end of this day in UTC.",
}
FILTERS: Final = {
    "q": "Words, all of which must be found in reference, title, summary or owners; accents and marks are ignored. From "
    "four letters on also the beginning of a word.",
    "partnership": "Of this partnership, by slug.",
    "owner": "An owner, or an organisation above one, by slug. With `side` and `role` it must be one and the same owner.",
    "role": "That an owner has this role.",
    "sector": "Of this sector, by slug.",
    "kind": "Of this kind.",
    "force": "How binding it is.",
    "level": "On which level it was agreed or held.",
    "status": "What the sides' newest words amount to; not_assessed when no side has spoken.",
    "standing": "How the sides' newest words stand to one another; silent when no side has spoken.",
    "lateness": "How the deadline stands on the day `on`; closed when the commitment is, undated when none is stated.",
    "outlook": "That a side's newest word has this outlook.",
    "awaiting": "That a side's newest word waits for this side, by code.",
    "source": "From this source, by slug.",
    "meeting": "From a text about this meeting, by slug.",
    "parent": "Directly part of this one, by its reference or slug.",
    "stale": "Whether the newest word is older than the review interval. What no side has spoken of is neither.",
    "missing": "What it lacks to be verifiable: a named owner, a deadline, a measure, evidence.",
    "due_after": "Due on this day or later, as far as the deadline may lie there.",
    "due_before": "Due on this day or earlier, as far as the deadline may lie there.",
    "made_after": "Made on this day or later, as far as an uncertain day may lie there.",
    "made_before": "Made on this day or earlier, as far as an uncertain day may lie there.",
    "held_after": "Held on this day or later, as far as an uncertain day may lie there.",
    "held_before": "Held on this day or earlier, as far as an uncertain day may lie there.",
    "changed_after": "Whose newest edition has a higher number than this, in the chain that you follow.",
    "language": "In this language, by its code.",
}
SHOWN_STATUS: Final = "ShownStatusEnum"
LISTS: Final = {
    tuple(words.values): name
    for words, name in (
        (CommitmentKind, "CommitmentKindEnum"),
        (MeetingKind, "MeetingKindEnum"),
        (OrganisationKind, "OrganisationKindEnum"),
        (Force, "ForceEnum"),
        (Level, "LevelEnum"),
        (ShownStatus, SHOWN_STATUS),
        (StandingWord, "StandingEnum"),
        (LatenessWord, "LatenessEnum"),
        (Outlook, "OutlookEnum"),
        (Role, "RoleEnum"),
        (Flag, "FlagEnum"),
    )
}
"""The names that the description gives these lists in answers: a client then knows one list, wherever it is taken."""
