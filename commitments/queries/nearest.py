"""Commitments that somebody may have meant by a reference or by words that are not quite right."""

import re
from typing import Any

from commitments.models import Commitment
from commitments.models.commitments import CommitmentQuerySet
from commitments.queries.search import found

MOST = 6
REFERENCE = re.compile("[A-Z]{1,10}(-[0-9A-Z]{0,6}){0,2}")
BRIEF = ("reference", "title", "status")


def nearest(rows: CommitmentQuerySet, sought: str) -> list[Commitment]:
    """At most six of the rows: those whose references begin alike, else those that hold the words; four queries at most.

    A reference that begins like none is shortened to its year, then to its partnership.
    """
    text = sought.strip().upper().replace("_", "-")
    brief: Any = rows.only(*BRIEF).order_by("reference")
    if REFERENCE.fullmatch(text):
        for beginning in _beginnings(text):
            if alike := list(brief.filter(reference__startswith=beginning)[:MOST]):
                return alike
    words = " ".join(re.findall(r"[^\W_]+", sought))
    return list(found(brief, words)[:MOST]) if words else []


def _beginnings(reference: str) -> list[str]:
    """The reference itself, then what stands before its number, then what stands before its year."""
    code, _hyphen, rest = reference.partition("-")
    year, _hyphen, number = rest.partition("-")
    found = [reference, f"{code}-{year}-" if number else "", f"{code}-" if year else ""]
    return [each for each in found if each]
