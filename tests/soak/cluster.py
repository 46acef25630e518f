"""A private PostgreSQL cluster in a folder of its own: started with a test's settings, killed, and started again."""

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

import psycopg

PROGRAMS = Path("/usr/lib/postgresql")
OWNER = "postgres"
PORT = 5432
"""Only the name of a socket in the cluster's own folder: it listens on no network."""
PATIENCE = 60
"""How long a start, with its recovery, or an end may take, in seconds."""


def programs() -> Path | None:
    """The folder of the newest server programs of this machine."""
    found = [path.parent for path in PROGRAMS.glob("*/bin/initdb")]
    return max(found, key=lambda path: [int(part) for part in re.findall(r"\d+", path.parent.name)], default=None)


def missing() -> str:
    """What this machine lacks to run a cluster; nothing when it lacks nothing."""
    if programs() is None:
        return "a private PostgreSQL cluster needs the server programs (apt install postgresql)"
    if os.geteuid() == 0 and OWNER not in {person.pw_name for person in pwd.getpwall()}:
        return f"PostgreSQL does not run as root, and there is no user {OWNER} (apt install postgresql)"
    return ""


class Cluster:
    """`with Cluster() as cluster:` makes one; `start` it. Its folder goes when the block ends."""

    def __init__(self) -> None:
        found = programs()
        if missing() or found is None:
            raise RuntimeError(missing())
        self._programs = found
        self._folder = Path(tempfile.mkdtemp(prefix="soak-"))
        # PostgreSQL refuses to run as root; its own user then owns the folder and runs the server.
        self._owner: dict[str, Any] = {}
        if os.geteuid() == 0:
            self._owner = {"user": OWNER, "group": pwd.getpwnam(OWNER).pw_gid, "extra_groups": []}
            shutil.chown(self._folder, OWNER, pwd.getpwnam(OWNER).pw_gid)
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Cluster":
        made = ["-D", "data", "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        initdb = [str(self._programs / "initdb"), *made]
        subprocess.run(initdb, cwd=self._folder, check=True, capture_output=True, **self._owner)  # noqa: S603
        return self

    def __exit__(self, _kind: type | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self.stop()
        shutil.rmtree(self._folder)

    def address(self, name: str) -> str:
        """The address of one of its databases, for DATABASE_URL and for psycopg."""
        return f"postgres://{OWNER}@{quote(str(self._folder), safe='')}:{PORT}/{name}"

    def start(self, **settings: str) -> None:
        """Start with these settings and wait until it answers, after recovery if need be. Durable unless they say not."""
        wanted = {"listen_addresses": "", "unix_socket_directories": str(self._folder), "port": str(PORT)} | settings
        options = [part for name, value in wanted.items() for part in ("-c", f"{name}={value}")]
        with self._log.open("ab") as log:
            self._server = subprocess.Popen(  # noqa: S603  the program found above, with a test's own settings
                [str(self._programs / "postgres"), "-D", "data", *options],
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a person's interrupt reaches the test, which stops the cluster in its turn
                **self._owner,
            )
        self._wait_until_it_answers(self._server)

    def stop(self) -> None:
        """End in order, if it runs."""
        if self._server and self._server.poll() is None:
            self._server.send_signal(signal.SIGINT)
            self._server.wait(timeout=PATIENCE)
        self._server = None

    def kill(self) -> int:
        """`kill -9` the server and all its processes at one moment; how many they were."""
        if self._server is None:
            raise RuntimeError("The cluster does not run: start it before it is killed.")
        self._server.send_signal(signal.SIGSTOP)  # so that it neither starts nor ends any other meanwhile
        processes = [*children(self._server.pid), self._server.pid]
        for process in processes:
            os.kill(process, signal.SIGKILL)
        self._server.wait(timeout=PATIENCE)
        self._server = None
        for process in processes:
            _wait_until_gone(process)
        return len(processes)

    def execute(self, statement: str, *, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run one statement outside of any transaction; its rows, if it has any."""
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def copy(self, name: str, *, of: str) -> str:
        """Make a database like another one, to which nobody is connected; its address."""
        self.execute(f"CREATE DATABASE {name} TEMPLATE {of}")
        return self.address(name)

    @property
    def _log(self) -> Path:
        return self._folder / "log"

    def _wait_until_it_answers(self, server: subprocess.Popen[bytes]) -> None:
        last = time.monotonic() + PATIENCE
        while True:
            try:
                psycopg.connect(self.address("postgres"), connect_timeout=5).close()
            except psycopg.OperationalError as error:
                if server.poll() is not None or time.monotonic() > last:
                    end = self._log.read_text(encoding="utf-8", errors="replace")[-2000:]
                    raise RuntimeError(f"The cluster does not start; its log ends with:\n{end}") from error
                time.sleep(0.05)
            else:
                return


def children(parent: int) -> list[int]:
    """The processes that a process has started and that are there still."""
    return [int(path.name) for path in Path("/proc").glob("[0-9]*") if _state_and_parent(path)[1] == parent]


def _state_and_parent(process: Path) -> tuple[str, int]:
    """What /proc says of a process: a letter for its state and its parent's number; nothing of one that is gone."""
    try:
        state, parent = (process / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[:2]
    except (FileNotFoundError, ProcessLookupError):
        return "", 0
    return state, int(parent)


def _wait_until_gone(process: int) -> None:
    """Wait for the end of a process, though nobody may ever ask how a dead one ended (state Z)."""
    last = time.monotonic() + PATIENCE
    while _state_and_parent(Path("/proc") / str(process))[0] not in {"", "Z", "X"}:
        if time.monotonic() > last:
            raise RuntimeError(f"Process {process} outlives kill -9.")
        time.sleep(0.01)
