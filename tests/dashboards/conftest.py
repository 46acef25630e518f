"""What tests of pages share."""

from collections.abc import Iterator

import pytest
import time_machine


@pytest.fixture
def still_clock() -> Iterator[None]:
    """A morning of 2026 that does not pass."""
    with time_machine.travel("2026-11-21T09:00:00Z", tick=False):
        yield
