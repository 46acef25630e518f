"""Two writers at once: one holds its change open while the other begins and, where the database lets it, ends."""

import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connection

from commitments.actions.recording import recording
from tests.factories import AT, WHY

OPEN = 0.7
"""How long the first writer holds its change open, in seconds: far longer than the second needs."""


def race(first: Callable[[], Any], second: Callable[[], Any]) -> list[Exception | None]:
    """Run both, the second while the first has written but not committed; what each raised."""
    written = threading.Event()
    raised: list[Exception | None] = [None, None]

    def held_open() -> None:
        with recording(by=None, at=AT, why=WHY):
            first()
            written.set()
            time.sleep(OPEN)

    def run(place: int, work: Callable[[], Any]) -> None:
        try:
            work()
        except Exception as error:
            raised[place] = error
        finally:
            written.set()
            connection.close()

    writers = [threading.Thread(target=run, args=(0, held_open))]
    writers[0].start()
    written.wait(timeout=30)
    writers.append(threading.Thread(target=run, args=(1, second)))
    writers[1].start()
    for writer in writers:
        writer.join(timeout=60)
    return raised
