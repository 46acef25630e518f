"""What an edition of a record would hold now, before it has a number; nothing when it would hold nothing new."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commitments.models import Commitment, Edition, Event, Recorded
from commitments.models.vocabulary import Visibility
from commitments.records import render
from commitments.records.commitments import newest_words
from commitments.records.lines import line
from commitments.records.listed import listed_under
from commitments.records.told import counted
from commitments.values.digests import NotCanonical, canonical


@dataclass(frozen=True, slots=True)
class Draft:
    """An edition without a number, and its record by noun and private key.

    A commitment leaves some headings of the rolls with it, and joins others.
    """

    noun: type[Recorded]
    pk: int
    edition: Edition
    leaves: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()


def drafted(rows: Iterable[Recorded]) -> list[Draft]:
    """The editions of those rows of `records.complete` that are different from their newest ones; no query.

    Raises ValidationError for what canonical JSON cannot carry, and when a word would stand in no edition.
    """
    drafts = [(row, _draft(row)) for row in rows]
    return [_moving(row, edition) for row, edition in drafts if differs(row.edition, edition)]


def _moving(row: Recorded, edition: Edition) -> Draft:
    if not isinstance(row, Commitment):
        return Draft(type(row), row.pk, edition)
    before, after = _listed(row.edition), listed_under(edition)
    return Draft(Commitment, row.pk, edition, leaves=before - after, joins=after - before)


def _listed(edition: Edition | None) -> frozenset[str]:
    """Where a commitment was listed until now; nowhere when its edition was altered until it tells nothing."""
    try:
        return listed_under(edition) if edition else frozenset()
    except (ValueError, KeyError, TypeError, AttributeError):
        return frozenset()


def differs(newest: Edition | None, edition: Edition) -> bool:
    """Whether an edition would hold something new."""
    return newest is None or _held(newest) != _held(edition)


def _held(edition: Edition) -> tuple[str, str, str]:
    """What an edition says of its record, and for whom it is kept."""
    return edition.record, edition.visibility, edition.kept_for


def _draft(row: Recorded) -> Edition:
    visibility = row.visibility if isinstance(row, Commitment) else Visibility.PUBLIC
    keeper = row.recorded_for if isinstance(row, Commitment) else None
    if isinstance(row, Commitment):
        _check_every_word_stands(row)
    record = _canonical(row)
    return Edition(
        noun=row.noun,
        key=row.key,
        event=Event.CHANGED,
        visibility=visibility,
        record=record,
        line=line(record.encode()) if isinstance(row, Commitment) else None,
        public_event=_public_event(row, visibility),
        # Whose internal record it is does not depend on who changed it.
        kept_for=keeper.slug if keeper else "",
        kept_for_side=keeper.side.code if keeper and keeper.side else "",
    )


def _canonical(row: Recorded) -> str:
    try:
        return canonical(render(row)).decode()
    except NotCanonical as error:
        raise ValidationError(str(error), code="canonical") from error


def _public_event(row: Recorded, visibility: str) -> str:
    if visibility == Visibility.PUBLIC:
        return Event.CHANGED
    before = row.edition
    was_public = before is not None and before.visibility == Visibility.PUBLIC
    return Event.WITHDRAWN if was_public else ""


def _check_every_word_stands(row: Commitment) -> None:
    """Refuse several words in one change of which an edition would show only the last.

    A record holds each side's newest word and the one recorded last: so every word stands whole in some edition, as
    long as a change adds one, or one for each side. From the editions alone, all of them can be told again.
    """
    words = sorted(row.updates.all(), key=lambda each: each.number)
    shown = {each.number for each in (*newest_words(row), *words[-1:])}
    before = counted(json.loads(row.edition.record)) if row.edition else 0
    if any(each.number > before and each.number not in shown for each in words):
        raise ValidationError(
            _("One change holds several words of one side on %(key)s. Record them one after the other."),
            code="words",
            params={"key": row.key},
        )
