"""A process that records one status update after the other: with the chain, without it, without any record, and so on.

A line `KIND THINK` on its input prepares a round in the database KIND, in which each change is held open for THINK
seconds; it answers `ready`. A line `BEGIN END`, moments of the clock that this machine's processes share, starts the
round; it answers with the seconds that each change took which ended in time, in JSON.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from itertools import count
from types import SimpleNamespace
from typing import Any
from unittest import mock

from django.db import connection, transaction
from django.db.models import Prefetch

from commitments.actions.derive import DERIVED, derive
from commitments.actions.recording import recording
from commitments.actions.words import Word, record_update
from commitments.models import Commitment, Edition, Head, Recorded, Side, StatusUpdate
from commitments.models.writing import unguarded
from commitments.values.digests import GENESIS
from tests.factories import AT

WRITERS = 8
"""Each has every eighth commitment to itself, so that no two wait for each other's rows: only for the head row."""
NUMBERS = 10_000_000
"""How many numbers each process has to itself when there is no chain that gives them."""
APPENDING = "commitments.actions.editions"
WORDS = Prefetch("updates", StatusUpdate.objects.select_related("side"))
DERIVED_FROM = Commitment.objects.select_related("partnership").prefetch_related(
    "partnership__sides", "deadlines", WORDS
)
"""As little as the derived columns can be computed from."""


@dataclass
class Unlocked:
    """Stands for the head row where there is no chain: numbers of this process's own, and nothing to wait for."""

    number: int
    recorded_at: Any = None

    def save(self) -> None:
        """Keep nothing."""


@contextmanager
def unchained(head: Unlocked) -> Iterator[None]:
    """Append the same editions, rendered and inserted as ever, but without the head row and without digests."""

    def number(edition: Edition, _head: Unlocked) -> None:
        head.number += 1
        edition.number = edition.public_number = head.number
        edition.previous = edition.digest = edition.public_previous = edition.public_digest = GENESIS

    parts = {
        "newest_number": lambda: head.number,
        "_lock_head": lambda: head,
        "_chain": number,
        "transaction": SimpleNamespace(atomic=nullcontext),  # the savepoint is the lock's
    }
    with ExitStack() as replaced:
        for name, part in parts.items():
            replaced.enter_context(mock.patch(f"{APPENDING}.{name}", part))
        yield


@contextmanager
def unrecorded() -> Iterator[None]:
    """Write the same rows, and the columns that follow from them, but render no record and append no edition."""

    def derived(touched: Iterable[tuple[type[Recorded], int]], _signed: object, *, overtaken: object) -> None:
        for _noun, pk in touched:
            row = derive(DERIVED_FROM.get(pk=pk))
            unguarded(Commitment).filter(pk=pk).update(**{name: getattr(row, name) for name in DERIVED})

    with mock.patch(f"{APPENDING}.append", derived):
        yield


@contextmanager
def lock_first() -> Iterator[None]:
    """A transaction that locks the head row before anything else."""
    with transaction.atomic():
        Head.objects.select_for_update().get(id=1)
        yield


class Writer:
    """Records words of one side on the commitments of this process, in turn."""

    def __init__(self, process: int) -> None:
        self.process = process
        self.turns = count()
        self.unlocked = Unlocked(number=process * NUMBERS)
        self.commitments = list(Commitment.objects.order_by("pk"))[process % WRITERS :: WRITERS]
        self.side = Side.objects.get(code="AA")
        self.kinds: dict[str, Callable[[], AbstractContextManager[Any]]] = {
            "chained": nullcontext,
            "unchained": nullcontext,
            "lock_first": lock_first,
            "unrecorded": unrecorded,
        }

    def round(self, kind: str, think: float) -> list[float]:
        """The seconds of each change of a round that ended in time. The one that prepares it is not counted."""
        self.use(kind)
        with unchained(self.unlocked) if kind == "unchained" else nullcontext():
            self.change(kind, think=0)
            answer("ready")
            begin, end = map(float, sys.stdin.readline().split())
            time.sleep(max(0, begin - time.monotonic()))
            return list(self.changes(kind, think, end))

    def changes(self, kind: str, think: float, end: float) -> Iterator[float]:
        """One change after the other until `end`."""
        while (began := time.monotonic()) < end:
            self.change(kind, think=think)
            ended = time.monotonic()
            if ended <= end:
                yield ended - began

    def change(self, kind: str, *, think: float) -> None:
        """One status update with its edition."""
        turn = next(self.turns)
        commitment = self.commitments[turn % len(self.commitments)]
        address = f"https://example.org/{turn}"
        word = Word(status="in_progress", as_of=AT.date(), note={"en": f"Turn {turn}"}, evidence=(address,))
        why = {"en": f"Turn {turn} of process {self.process}"}
        with self.kinds[kind](), recording(by=None, at=AT, why=why):
            record_update(commitment, side=self.side, word=word, by=None, at=AT, why=why)
            time.sleep(think)

    def use(self, database: str) -> None:
        """Go on in another database of the same cluster."""
        connection.close()
        connection.settings_dict["NAME"] = database


def answer(line: str) -> None:
    """One line to whoever asked."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    writer = Writer(int(sys.argv[1]))
    while asked := sys.stdin.readline().split():
        answer(json.dumps(writer.round(asked[0], float(asked[1]))))
