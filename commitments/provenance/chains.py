"""Walks both chains from their beginning: whether every edition follows from the one before it, and the head from all."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from msgspec import MsgspecError

from commitments.models import Chain, Edition, Head
from commitments.provenance.faults import Fault
from commitments.records.chains import link
from commitments.records.lines import is_told_by
from commitments.values.chains import BrokenChain, computed
from commitments.values.digests import GENESIS, canonical
from commitments.values.moments import moment

CHUNK = 500


@dataclass(slots=True)
class Walk:
    """Where a walk along one chain has come to: the number and digest there."""

    chain: str
    number: int = 0
    digest: str = GENESIS

    def step(self, number: int, previous: str, stated: str, computed: str | None) -> Iterator[Fault]:
        """Go on to an edition; `computed` is the digest of what it states now, None when it has none."""
        place = f"edition {number} of the {self.chain} chain"
        if number != self.number + 1:
            yield Fault(_between(self.number, number, self.chain), "missing.")
        elif previous != self.digest:
            yield Fault(place, "it does not follow from the edition before it, which has another digest.")
        if computed is None:
            yield Fault(place, "it states something that canonical JSON cannot carry.")
        elif stated != computed:
            yield Fault(place, "it is not as it was when it was numbered: its digest does not cover what it states.")
        self.number, self.digest = number, stated

    def end(self, number: int, stated: str) -> Iterator[Fault]:
        """Compare the end of the walk with what the head row says."""
        if (number, stated) != (self.number, self.digest):
            words = f"the {self.chain} chain ends at edition {self.number}, the head row names edition {number}"
            same = " with another digest" if number == self.number else ": editions are missing, or the head was edited"
            yield Fault("head", f"{words}{same}.")


def _between(last: int, number: int, chain: str) -> str:
    if number <= last:
        return f"edition {last + 1} of the {chain} chain"
    missing = f"edition {last + 1}" if number == last + 2 else f"editions {last + 1} to {number - 1}"
    return f"{missing} of the {chain} chain"


def chain_faults() -> Iterator[Fault]:
    """Every place where a chain is broken, in number order; one query for all editions, read in chunks, and one more."""
    editions = Edition.objects.order_by("number").iterator(chunk_size=CHUNK)
    yield from faults_along(editions, Head.objects.filter(id=1).first() or Head())


def faults_along(editions: Iterable[Edition], head: Head) -> Iterator[Fault]:
    """The same for editions in number order and the head that they should lead to."""
    full, public = Walk("full"), Walk("public")
    last: datetime | None = None
    for edition in editions:
        yield from full.step(edition.number, edition.previous, edition.digest, _full(edition))
        if edition.public_number is not None:
            found = _computed(Chain.PUBLIC, edition)
            yield from public.step(edition.public_number, edition.public_previous, edition.public_digest, found)
        yield from _moment_faults(edition, last)
        yield from _line_faults(edition)
        last = edition.recorded_at
    yield from full.end(head.number, head.digest)
    yield from public.end(head.public_number, head.public_digest)
    if head.recorded_at != last:
        yield Fault("head", "its moment is not that of the newest edition: the next one would be dated wrongly.")


def _full(edition: Edition) -> str | None:
    return _computed(Chain.FULL, edition) if _is_canonical(edition.record) else None


def _computed(chain: str, edition: Edition) -> str | None:
    try:
        return computed(link(chain, edition))
    except BrokenChain:
        return None


def _is_canonical(record: str) -> bool:
    """Whether a record is JSON in its one possible spelling, so that a digest of it means the same everywhere."""
    try:
        return canonical(json.loads(record)) == record.encode()
    except ValueError:
        return False


def _line_faults(edition: Edition) -> Iterator[Fault]:
    """No digest covers the line of a table: it must be what the record says, which a digest does cover."""
    try:
        told = is_told_by(edition.record, edition.line)
    except MsgspecError:  # no record of a commitment
        told = False
    if not told:
        yield Fault(f"edition {edition.number} of the full chain", "its line of a table is not what its record says.")


def _moment_faults(edition: Edition, last: datetime | None) -> Iterator[Fault]:
    if last is not None and edition.recorded_at < last:
        words = f"it is said to be recorded at {moment(edition.recorded_at)}, before the edition that it follows"
        yield Fault(f"edition {edition.number} of the full chain", f"{words} ({moment(last)}).")
