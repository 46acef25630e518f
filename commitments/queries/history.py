"""The history of a commitment in words: every edition's number, moment, organisation and reason."""

from dataclasses import dataclass
from datetime import datetime

from commitments.models import Commitment, Edition
from commitments.queries.latest import names_of
from commitments.values.texts import Text

BRIEF = ("number", "public_number", "public_event", "recorded_at", "organisation", "reason")


@dataclass(frozen=True, slots=True)
class PastEdition:
    """One edition, numbered in the chain that the reader follows."""

    number: int
    withdrawn: bool
    recorded_at: datetime
    organisation: Text | None
    reason: Text


def history(commitment: Commitment) -> list[PastEdition]:
    """Its editions, newest first: the public ones of a public commitment, all of an internal one; two queries."""
    editions = Edition.objects.of(commitment.noun, commitment.reference)
    chosen = list((editions.public() if commitment.is_public else editions).reverse().only(*BRIEF))
    names = names_of(each.organisation for each in chosen)
    return [
        PastEdition(
            number=each.public_number if commitment.is_public and each.public_number else each.number,
            withdrawn=each.public_event == "withdrawn",
            recorded_at=each.recorded_at,
            organisation=names.get(each.organisation),
            reason=each.reason,
        )
        for each in chosen
    ]
