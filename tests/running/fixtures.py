"""The tracker as a fixture; `from tests.running.fixtures import …` in a folder's conftest lets its tests ask for it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running.tracker import Tracker, copied, seeded_file, serving


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seeded SQLite file. All who run tests at once share one."""
    own = tmp_path_factory.getbasetemp()
    return seeded_file(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture(scope="module")
def tracker(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    """A tracker that is served, with a copy of the seeds."""
    folder = tmp_path_factory.mktemp("tracker")
    with serving(copied(seeded, folder), folder) as running:
        yield running
