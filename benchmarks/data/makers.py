"""Processes that make batches of commitments beside the one that stores them."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import ClassVar

from benchmarks.data.batches import Batch, batch
from benchmarks.data.registers import Registers

SIZE_OF_BATCH = 500
AHEAD = 6
"""How many batches are made before they are stored, at most: it bounds the memory."""


class Makers:
    """Processes that make batches, at most `AHEAD` of them waiting. Each inherits the registers when it is started."""

    registers: ClassVar[Registers]

    def __init__(self, registers: Registers, number: int) -> None:
        """Start none yet."""
        Makers.registers = registers
        self.pool = ProcessPoolExecutor(number, mp_context=get_context("fork"))

    def batches(self, size: int, **given: int) -> Iterator[Batch]:
        """All commitments, batch by batch, in order."""
        with self.pool:
            waiting: deque[Future[Batch]] = deque()
            for first in range(1, size + 1, SIZE_OF_BATCH):
                last = min(size, first + SIZE_OF_BATCH - 1)
                waiting.append(self.pool.submit(_made, first=first, last=last, **given))
                if len(waiting) >= AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()


def _made(**given: int) -> Batch:
    return batch(Makers.registers, **given)
