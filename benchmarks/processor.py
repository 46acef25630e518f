"""The processor time of this process and of its own PostgreSQL backends, in seconds."""

import time
from pathlib import Path

NANO = 1e-9


class Processor:
    """Counts this process, and the backends that are named to it."""

    def __init__(self) -> None:
        """No backend yet."""
        self.backends: set[int] = set()

    def read(self) -> dict[int, float]:
        """The seconds so far by process; this one is number 0, a backend that has ended is left out."""
        read = {0: time.process_time()}
        for backend in self.backends:
            try:
                spent = Path(f"/proc/{backend}/schedstat").read_text(encoding="ascii").split()[0]
            except OSError:
                continue
            read[backend] = int(spent) * NANO
        return read


def between(before: dict[int, float], after: dict[int, float]) -> float | None:
    """The seconds between two readings; None when a backend has ended in between."""
    return sum(after[each] - before[each] for each in before) if before.keys() <= after.keys() else None
