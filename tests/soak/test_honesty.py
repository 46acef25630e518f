"""Verification finds nothing in what honest people have written, however much that is, and while they go on writing."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection

from commitments.models import Edition
from commitments.provenance.checkpoints import check_against
from commitments.provenance.faults import Fault
from commitments.provenance.verification import verify
from commitments.queries.snapshot import one_moment
from tests.soak import story
from tests.soak import superuser as su
from tests.soak.honest import Honest, go_on, written

EDITIONS = 10_000
FEW = 1_000
WAIT = 60


def found(notes: list[str]) -> Iterator[Fault]:
    """What verification says at one moment, with these checkpoints."""
    with one_moment():
        yield from verify()
        for note in notes:
            yield from check_against(note, story.keys())


@contextmanager
def writing(honest: Honest) -> Iterator[None]:
    """Let somebody go on writing on PostgreSQL, where nobody waits for those who read; on SQLite, writing is over."""
    stop = threading.Event()
    given = (honest.commitments[0], honest.at + timedelta(days=1), stop)
    writer = threading.Thread(target=go_on, args=given)
    if connection.vendor == "postgresql":
        writer.start()
    try:
        yield
    finally:
        stop.set()
        if writer.ident:
            writer.join(WAIT)


def forge_a_byte() -> None:
    """Let one letter of one edition be another."""
    row = su.editions().get(number=written() // 2)
    su.force(su.editions().filter(pk=row.pk), record=row.record.replace("e", "a", 1))


@pytest.mark.django_db(transaction=True)
def test_no_false_alarm_over_honest_editions_while_somebody_goes_on_writing(*, soak: bool) -> None:
    size, started = EDITIONS if soak else FEW, time.monotonic()
    honest = Honest(size // 10)
    honest.write(size)
    built, before = time.monotonic(), written()
    with writing(honest):
        assert list(found(honest.notes)) == []
    done, after = time.monotonic(), written()
    assert list(found(honest.notes)) == []
    assert Edition.objects.count() == after >= size
    assert connection.vendor != "postgresql" or after > before
    told = f"{before} editions written in {built - started:.0f} s, verified with {len(honest.notes)} checkpoints in"
    print(f"{told} {done - built:.1f} s while {after - before} more were written: no false alarm.")  # noqa: T201
    forge_a_byte()
    place = f"edition {after // 2} of the full chain"
    assert place in {fault.place for fault in found(honest.notes)}
