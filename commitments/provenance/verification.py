"""Whether the record and its editions still say the same, and the chains run unbroken."""

from collections.abc import Callable, Iterator

from commitments.provenance.bounds import bound_faults
from commitments.provenance.chains import chain_faults
from commitments.provenance.faults import UNREADABLE, Fault, unreadable
from commitments.provenance.files import file_faults
from commitments.provenance.rendering import record_faults
from commitments.provenance.rolls import roll_faults


def verify() -> Iterator[Fault]:
    """Every fault there is, as they are found. Call it inside `queries.snapshot.one_moment` while others write.

    It walks both chains, renders every record again and compares it with its newest edition, and compares the bytes of
    files with their digests, and the columns and the rolls that follow from others with what they follow from.
    """
    yield from _of("the editions", chain_faults)
    yield from _of("the record", record_faults)
    yield from _of("the files", file_faults)
    yield from _of("an uncertain date", bound_faults)
    yield from _of("the rolls", roll_faults)


def _of(place: str, part: Callable[[], Iterator[Fault]]) -> Iterator[Fault]:
    """The faults of a part; rows that no model can even hold are one, and end it."""
    try:
        yield from part()
    except UNREADABLE as error:
        yield Fault(place, unreadable(error))
