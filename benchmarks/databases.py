"""The databases that are measured: an SQLite file, or one in a private, durable PostgreSQL; generated when missing."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.soak.cluster import Cluster
from tests.soak.programs import run

GENERATE = "benchmarks.data.generate"
THROTTLES = ("THROTTLE_ADDRESS", "THROTTLE_TOKEN", "THROTTLE_WRITES")
SETTINGS = {
    "shared_buffers": "512MB",
    "work_mem": "32MB",
    "max_wal_size": "4GB",
    "random_page_cost": "1.1",
    "jit": "off",
}
"""What anybody sets who runs PostgreSQL on a machine with a solid-state disk; durability is left as it comes."""


@contextmanager
def folder(kept: Path | None) -> Iterator[Path]:
    """A folder for what is generated; one that is given is kept, with what is in it."""
    if kept is None:
        with tempfile.TemporaryDirectory(prefix="benchmark-") as made:
            yield _prepared(Path(made))
    else:
        kept.mkdir(parents=True, exist_ok=True)
        yield _prepared(kept)


def _prepared(place: Path) -> Path:
    """What a running tracker keeps is kept here as well, never in the caller's own folder; nobody is throttled."""
    (place / "static").mkdir(exist_ok=True)
    os.environ.update({"VAR": str(place)} | dict.fromkeys(THROTTLES, "0"))
    return place


def sqlite(size: int, place: Path) -> str:
    """The address of a file with so many commitments."""
    file = place / f"{size}.sqlite3"
    if not file.exists():
        making = file.with_suffix(".making")
        for rest in place.glob(f"{making.name}*"):
            rest.unlink()
        run(f"sqlite:///{making}", GENERATE, str(size))
        making.rename(file)
    return f"sqlite:///{file}"


class Postgres:
    """A private cluster with a database for each size."""

    def __init__(self, cluster: Cluster) -> None:
        """Take a cluster that runs."""
        self.cluster = cluster
        self.made: dict[int, str] = {}

    def address(self, size: int) -> str:
        """The address of a database with so many commitments."""
        if size not in self.made:
            self.cluster.execute(f"CREATE DATABASE size{size}")
            run(self.cluster.address(f"size{size}"), GENERATE, str(size))
            self.made[size] = self.cluster.address(f"size{size}")
        return self.made[size]


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Until the block ends."""
    with Cluster() as cluster:
        cluster.start(**SETTINGS)
        yield Postgres(cluster)
