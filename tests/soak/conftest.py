"""A private cluster with a seeded database, from which each test takes its copy."""

import os
from collections.abc import Iterator

import pytest

from tests.soak.cluster import Cluster, missing
from tests.soak.programs import run

SOAK = os.environ.get("SOAK", "") not in {"", "0"}
"""Whether to run at full size: `make soak`."""

COMMITMENTS = 500 if SOAK else 60


@pytest.fixture(scope="session")
def soak() -> bool:
    """Whether to run at full size."""
    return SOAK


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A durable cluster that runs, with the database "seeded"."""
    if reason := missing():
        pytest.skip(reason)
    with Cluster() as made:
        made.start()
        made.execute("CREATE DATABASE seeded")
        run(made.address("seeded"), "tests.soak.seed", str(COMMITMENTS))
        yield made
