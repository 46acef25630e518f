"""Counts who asks how often, in a small file that all workers of a machine share. It may be lost at any time.

Each key has a bucket that holds what may be asked in a minute and fills again evenly. All that is kept of it is the
moment at which it will be full again: asking moves that moment on, and is refused while it lies more than a minute
ahead. So one statement both counts and decides, whichever worker asks, and nothing is left to be added up.
"""

import hashlib
import logging
import sqlite3
import threading
from pathlib import Path
from typing import Final

from django.conf import settings

MINUTE: Final = 60.0
PATIENCE: Final = 0.05
"""For how many seconds a count waits for another one."""
SWEEP: Final = 10 * MINUTE
"""How often a thread takes away what no longer counts."""

OPENING: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=OFF",  # what a failing machine loses is a minute's worth of counts
    "CREATE TABLE IF NOT EXISTS buckets (key BLOB PRIMARY KEY, full_at REAL NOT NULL) WITHOUT ROWID",
)
ASK: Final = (
    "INSERT INTO buckets VALUES (:key, :now + :step) ON CONFLICT (key) DO UPDATE "
    "SET full_at = MAX(full_at, :now) + :step WHERE MAX(full_at, :now) + :step <= :now + :minute RETURNING 1"
)

logger = logging.getLogger(__name__)


class Counts(threading.local):
    """The counts in one file, opened anew by each thread."""

    def __init__(self, path: Path) -> None:
        """Take the file; it is opened, and made, when it is first asked."""
        self.path = path
        self.file: sqlite3.Connection | None = None
        self.swept_at = 0.0

    def wait(self, kind: str, who: str, *, rate: int, at: float) -> float:
        """Ask once more, at a moment in seconds: 0 when it is within the rate a minute, else how many seconds to wait.

        A file that cannot be used refuses nobody. Costs one statement; another when it is refused.
        """
        try:
            return self._wait(_key(kind, who), MINUTE / rate, at)
        except sqlite3.Error as error:
            self.close()
            _warn(str(self.path), str(error))
            return 0.0

    def close(self) -> None:
        """Let go of the file."""
        file, self.file = self.file, None
        if file is not None:
            file.close()

    def _wait(self, key: bytes, step: float, now: float) -> float:
        file = self.file or self._open()
        if abs(now - self.swept_at) > SWEEP:
            self.swept_at = now
            file.execute("DELETE FROM buckets WHERE full_at < ? OR full_at > ?", (now, now + 2 * MINUTE))
        if file.execute(ASK, {"key": key, "now": now, "step": step, "minute": MINUTE}).fetchall():
            return 0.0
        full = file.execute("SELECT full_at FROM buckets WHERE key = ?", (key,)).fetchone()
        return max(float(full[0]) + step - now - MINUTE, 0.001) if full else 0.0

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.file = file = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
        for statement in OPENING:
            file.execute(statement)
        return file


def _key(kind: str, who: str) -> bytes:
    """What stands for somebody in the file: nobody reads an address out of it."""
    secret = hashlib.sha256(settings.SECRET_KEY.encode()).digest()
    return hashlib.blake2b(f"{kind} {who}".encode(), key=secret, digest_size=16).digest()


_warned: set[str] = set()


def _warn(path: str, words: str) -> None:
    """Say once in each process that nothing is counted."""
    if path not in _warned:
        _warned.add(path)
        logger.warning("Nobody is throttled: %s cannot be used (%s). Remove it, and it will be made anew.", path, words)


_counts: dict[Path, Counts] = {}


def counts() -> Counts:
    """The counts of this machine."""
    path: Path = settings.THROTTLE_COUNTS
    return _counts.get(path) or _counts.setdefault(path, Counts(path))
