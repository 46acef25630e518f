"""The columns of the table: which there are, what each holds, and whose right it takes to change it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from commitments.admin.spreadsheets.cells import Cell, Choice, Day, Names, Share, Uncertain, Whole
from commitments.admin.spreadsheets.habits import Habits
from commitments.models.meetings import Level
from commitments.models.vocabulary import Basis, CommitmentKind, Force, Outlook, Role, StatusWord, Visibility

REFERENCE, EDITION = "reference", "edition"
ROLES: tuple[str, ...] = tuple(Role.values)


class Group(StrEnum):
    """What is written together, by one action and with one right."""

    NAME = "name"
    """Which record a row is of, and which edition of it: never changed."""
    PROMISE = "promise"
    OWNERS = "owners"
    DEADLINE = "deadline"
    WORD = "word"


@dataclass(frozen=True)
class Column:
    """A column, or one for each content language when its text is `told`."""

    name: str
    group: Group
    widget: Callable[[Habits], Cell] = Cell
    told: bool = False


def _choice(choices: object) -> Callable[[Habits], Cell]:
    return lambda habits: Choice(habits, choices)


DECLARED = (
    Column(REFERENCE, Group.NAME),
    Column(EDITION, Group.NAME, Whole),
    Column("title", Group.PROMISE, told=True),
    Column("summary", Group.PROMISE, told=True),
    Column("partnership", Group.PROMISE),
    Column("kind", Group.PROMISE, _choice(CommitmentKind)),
    Column("force", Group.PROMISE, _choice(Force)),
    Column("level", Group.PROMISE, _choice(Level)),
    Column("visibility", Group.PROMISE, _choice(Visibility)),
    Column("sectors", Group.PROMISE, Names),
    Column("parent", Group.PROMISE),
    Column("made_on", Group.PROMISE, Uncertain),
    Column("recurrence", Group.PROMISE),
    Column("review_interval", Group.PROMISE, Whole),
    *(Column(role, Group.OWNERS, Names) for role in ROLES),
    Column("deadline", Group.DEADLINE, Uncertain),
    Column("deadline_basis", Group.DEADLINE, _choice(Basis)),
    Column("deadline_phrase", Group.DEADLINE),
    Column("deadline_passage", Group.DEADLINE),
    Column("deadline_reason", Group.DEADLINE, told=True),
    Column("word_side", Group.WORD),
    Column("word_status", Group.WORD, _choice(StatusWord)),
    Column("word_as_of", Group.WORD, Day),
    Column("word_outlook", Group.WORD, _choice(Outlook)),
    Column("word_progress", Group.WORD, Share),
    Column("word_note", Group.WORD, told=True),
    Column("word_next_step", Group.WORD, told=True),
    Column("word_awaiting", Group.WORD),
)
TOLD = tuple(column.name for column in DECLARED if column.told)


def columns(languages: Sequence[str]) -> list[Column]:
    """The columns in order, when texts are given in these languages."""
    return [each for column in DECLARED for each in (_in_each(column, languages) if column.told else [column])]


def _in_each(column: Column, languages: Sequence[str]) -> list[Column]:
    return [Column(told_in(column.name, language), column.group) for language in languages]


def told_in(name: str, language: str) -> str:
    """The column of a text in one language."""
    return f"{name}_{language}"
