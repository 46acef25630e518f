"""Whether the record and its editions still say the same, and the chains run unbroken."""

from collections.abc import Iterator

from commitments.provenance.bounds import bound_faults
from commitments.provenance.chains import chain_faults
from commitments.provenance.faults import Fault
from commitments.provenance.rendering import record_faults


def verify() -> Iterator[Fault]:
    """Every fault there is, as they are found. Call it inside `queries.snapshot.one_moment` while others write.

    It walks both chains, renders every record again and compares it with its newest edition, and compares the columns
    that follow from others with what they follow from.
    """
    yield from chain_faults()
    yield from record_faults()
    yield from bound_faults()
