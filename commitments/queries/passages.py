"""A text's passages in order, each with the commitments that it makes, repeats, changes or reports on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from commitments.models import Citation, Commitment, Observation, Passage, Source
from commitments.models.commitments import CommitmentQuerySet
from commitments.models.vocabulary import CitationRelation
from commitments.queries.stretches import Stretch, stretch
from commitments.queries.visible import of_one_of
from commitments.values.lateness import Lateness, lateness
from commitments.values.standing import CLOSED

LIMIT, MOST = 40, 12
"""How many passages a page shows, and how many commitments or values of each."""

BRIEF = ("reference", "title", "status", "standing", "due_earliest", "due_latest")


@dataclass(frozen=True, slots=True)
class Done:
    """What a passage does to a commitment, and how the commitment stands on a day."""

    relation: str
    commitment: Commitment
    lateness: Lateness


@dataclass(frozen=True, slots=True)
class Spoken:
    """A passage with what it does and the values it reports; `further` are those of either that are not shown."""

    passage: Passage
    done: Sequence[Done]
    values: Sequence[Observation]
    further: int


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says: a page of its passages, and how many commitments it names, in all and by what it does to them."""

    spoken: Sequence[Spoken]
    stretch: Stretch[str]
    commitments: int
    relations: Sequence[tuple[str, int]]


def said(source: Source, rows: CommitmentQuerySet, *, on: date, cursor: str = "") -> Said:
    """What a text says of the rows on a day; eight queries, however many passages. Raises MalformedCursor.

    The cursor is the handle of the first passage of the page.
    """
    handles: list[str] = list(Passage.objects.filter(source=source).values_list("handle", flat=True))
    page = stretch(handles, handles, cursor, limit=LIMIT)
    passages = list(Passage.objects.filter(source=source, handle__in=page.rows))
    named = Citation.objects.filter(of_one_of(rows), passage__source=source)
    seen = Observation.objects.filter(source=source)
    by_relation = dict(named.order_by().values_list("relation").annotate(number=Count("commitment", distinct=True)))
    return Said(
        spoken=_spoken(passages, named.filter(passage__in=passages), seen.filter(passage__in=passages), on),
        stretch=page,
        commitments=named.order_by().values("commitment").distinct().count(),
        relations=[(word, by_relation[word]) for word in CitationRelation.values if word in by_relation],
    )


def _spoken(passages: Sequence[Passage], named: QuerySet[Any], seen: QuerySet[Any], on: date) -> list[Spoken]:
    done: dict[int, list[Done]] = {}
    for citation in _first(named.select_related("commitment"), "relation", "commitment__reference").only(
        "relation", "passage", *(f"commitment__{name}" for name in BRIEF)
    ):
        done.setdefault(citation.passage_id, []).append(_done(citation, on))
    values: dict[int, list[Observation]] = {}
    for value in _first(seen.select_related("indicator"), "indicator__code", "period_earliest", "pk"):
        values.setdefault(value.passage_id, []).append(value)
    further = _by_passage(named), _by_passage(seen)
    return [
        Spoken(
            passage=each,
            done=done.get(each.pk, []),
            values=values.get(each.pk, []),
            further=sum(max(0, counts.get(each.pk, 0) - MOST) for counts in further),
        )
        for each in passages
    ]


def _first(rows: QuerySet[Any], *order: str) -> QuerySet[Any]:
    """The first rows of each passage in an order."""
    place = Window(RowNumber(), partition_by=F("passage_id"), order_by=[F(name).asc() for name in order])
    first: QuerySet[Any] = rows.order_by(*order).annotate(place=place).filter(place__lte=MOST)
    return first


def _by_passage(rows: QuerySet[Any]) -> Mapping[int, int]:
    return dict(rows.order_by().values_list("passage").annotate(number=Count("pk")))


def _done(citation: Citation, on: date) -> Done:
    row = citation.commitment
    closed = row.status in CLOSED
    return Done(
        citation.relation, row, lateness(closed=closed, earliest=row.due_earliest, latest=row.due_latest, on=on)
    )
