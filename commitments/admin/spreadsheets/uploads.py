"""The files that people sent in and have yet to confirm: each is its sender's alone, by its digest, for an hour."""

import hashlib
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from commitments.models import User

KEPT_SECONDS = 60 * 60
DIGEST = re.compile("[0-9a-f]{64}")
CLAIMED = ".claimed"


@dataclass(frozen=True)
class Upload:
    """A file that was sent in."""

    path: Path
    format: str
    """`csv` or `xlsx`."""

    def content(self) -> bytes:
        """What is in it."""
        return self.path.read_bytes()


def keep_upload(content: bytes, kind: str, *, user: User) -> str:
    """Keep a file until it is confirmed or its hour is over, and give its digest. Sweeps out what is older."""
    settings.IMPORTS.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep()
    digest = hashlib.sha256(content).hexdigest()
    path = _path(digest, kind, user)
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(content)
    unfinished.chmod(0o600)
    unfinished.replace(path)
    return digest


def kept_upload(digest: str, *, user: User) -> Upload | None:
    """The file of this digest that this very person sent in within the hour, if it was not confirmed since."""
    if not DIGEST.fullmatch(digest):
        return None
    for kind in ("csv", "xlsx"):
        path = _path(digest, kind, user)
        if (age := _age(path)) is not None and age <= KEPT_SECONDS:
            return Upload(path, kind)
    return None


@contextmanager
def claimed(upload: Upload) -> Iterator[Upload | None]:
    """Hold the file for one confirmation: of two at the same moment the second gets none.

    It is gone once the block has ended; when the block raises, it is there again to be confirmed anew.
    """
    mine = Path(f"{upload.path}{CLAIMED}")
    try:
        upload.path.rename(mine)
    except FileNotFoundError:
        yield None
        return
    try:
        yield Upload(mine, upload.format)
    except BaseException:
        mine.rename(upload.path)
        raise
    mine.unlink(missing_ok=True)


def _path(digest: str, kind: str, user: User) -> Path:
    folder: Path = settings.IMPORTS
    return folder / f"{user.pk}-{digest}.{kind}"


def _age(path: Path) -> float | None:
    """The seconds since it was sent in; None when it is gone, be it since a moment ago."""
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return None


def _sweep() -> None:
    for path in settings.IMPORTS.iterdir():
        if path.is_file() and (_age(path) or 0) > KEPT_SECONDS:
            path.unlink(missing_ok=True)
