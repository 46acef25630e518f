"""A tracker with the seeds and a token for each role, served in processes of its own as `make run` serves it."""

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from unittest import mock

from django.conf import settings

from tests.soak import programs
from tests.soak.programs import ROOT, environment, run

APPLICATION = "tracker.wsgi.application"
UNTHROTTLED = dict.fromkeys(("THROTTLE_ADDRESS", "THROTTLE_TOKEN", "THROTTLE_WRITES"), "0")
PATIENCE = 60
"""How many seconds a start may take."""


@dataclass(frozen=True)
class Tracker:
    """One that runs: where, on which database, and the token of each role."""

    port: int
    database: str
    secrets: dict[str, str] = field(repr=False)

    @property
    def address(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.port}"

    def verified(self) -> str:
        """What `manage.py verify` says of its record, faults and all."""
        command = [sys.executable, "manage.py", "verify"]
        ran = subprocess.run(  # noqa: S603 - our own command
            command, cwd=ROOT, env=environment(self.database), capture_output=True, text=True, check=False
        )
        return ran.stdout + ran.stderr


@dataclass(frozen=True)
class Seeded:
    """A database with the seeds, to which nobody is connected, and the token of each role."""

    database: str
    secrets: dict[str, str] = field(repr=False)


def prepare(database: str) -> Seeded:
    """Fill an empty database; it takes some ten seconds."""
    return Seeded(database, json.loads(run(database, "tests.running.prepare").splitlines()[-1]))


def seeded_file(folder: Path) -> Path:
    """A seeded SQLite file with its tokens beside it, made once for all who name this folder."""
    file, secrets = folder / "seeded.sqlite3", folder / "seeded.json"
    with (folder / "seeded.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not secrets.exists():
            secrets.write_text(json.dumps(prepare(f"sqlite:///{file}").secrets), encoding="ascii")
    return file


def copied(file: Path, folder: Path) -> Seeded:
    """A copy of a seeded file."""
    copy = shutil.copy(file, folder / "tracker.sqlite3")
    return Seeded(f"sqlite:///{copy}", json.loads(file.with_suffix(".json").read_text(encoding="ascii")))


@contextmanager
def serving(seeded: Seeded, folder: Path, *, application: str = APPLICATION) -> Iterator[Tracker]:
    """Serve a database until the block ends; what a tracker keeps is kept in the folder."""
    (folder / "static").symlink_to(settings.STATIC_ROOT)
    port = _free_port()
    with mock.patch.dict(os.environ, {"VAR": str(folder), **UNTHROTTLED}):
        command = [sys.executable, programs.__file__, "tests.running.serve", application, str(port)]
        server = subprocess.Popen(command, cwd=ROOT, env=environment(seeded.database))  # noqa: S603 - our own program
        try:
            _wait_until_it_answers(server, port)
            yield Tracker(port, seeded.database, seeded.secrets)
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _wait_until_it_answers(server: subprocess.Popen[bytes], port: int) -> None:
    last = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < last:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError("The server did not start; its complaint stands above.")
