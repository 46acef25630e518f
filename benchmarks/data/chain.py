"""Numbers and chains the editions of generated commitments, as the actions would one by one."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

from benchmarks.data.light import Light
from benchmarks.data.spelling import canonical
from commitments.models import Head
from commitments.records.statements import full_link, public_statement
from commitments.values.digests import digest


@contextmanager
def quick_digests() -> Iterator[None]:
    """Write canonical JSON the quick way, which is the same for what is generated."""
    with ExitStack() as replaced:
        for module in ("commitments.values.digests", "commitments.records.statements"):
            replaced.enter_context(mock.patch(f"{module}.canonical", canonical))
        yield


def chain(editions: Iterable[Light], head: Head) -> None:
    """Give each its numbers and digests, and move the head on."""
    for edition in editions:
        given: Any = edition
        head.number += 1
        edition.number = edition.change = head.number
        edition.previous = head.digest
        if edition.public_event:
            head.public_number += 1
            edition.public_number, edition.public_previous = head.public_number, head.public_digest
            edition.public_digest = head.public_digest = digest(edition.public_previous, public_statement(given))
        edition.digest = head.digest = digest(edition.previous, full_link(given))
        head.recorded_at = edition.recorded_at
