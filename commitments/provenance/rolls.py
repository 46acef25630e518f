"""Compares the rolls, by which commitments are counted, with the rows."""

from collections.abc import Iterator

from commitments.models import Commitment
from commitments.models.rolls import BLOCK
from commitments.provenance.faults import Fault
from commitments.queries.recount import wrong_rolls
from commitments.values.bits import numbers_in

SHOWN = 3
"""How many commitments of one heading are named."""


def roll_faults() -> Iterator[Fault]:
    """Every heading under which commitments are listed that do not belong there, or are not that do."""
    for block, stored, counted in wrong_rolls():
        for heading in sorted(counted):
            wrong = stored[heading] ^ counted[heading]
            words = f"{wrong.bit_count()} commitment(s) are counted wrongly: {_named(block, wrong)}."
            yield Fault(f"the roll {heading}", f"{words} Run adopt, which counts them again.")


def _named(block: int, bits: int) -> str:
    keys = [block * BLOCK + place for place in numbers_in(bits)[:SHOWN]]
    known = dict(Commitment.objects.filter(pk__in=keys).values_list("pk", "reference"))
    more = ["and more"] if bits.bit_count() > SHOWN else []
    return ", ".join([*(known.get(pk, f"number {pk}, which is not there") for pk in keys), *more])
