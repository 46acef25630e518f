"""Files that commands read and write: whole or not at all, and refused in plain words."""

import fcntl
import os
import secrets
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.core.management.base import CommandError

LARGEST = 1024 * 1024
"""How many bytes a note or a key may have; far more than any has."""


def read_text(path: Path) -> str:
    """The text of a small file exactly as it is, line ends and all; CommandError when it cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(f"{path} cannot be read ({error.strerror}).") from error
    if len(content) > LARGEST:
        raise CommandError(f"{path} is too large to be what is asked for here.")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is not text in UTF-8 (byte {error.start + 1}).") from error


def keep_secret(path: Path, text: str) -> bool:
    """Write a new file that only its owner can read; False, with nothing written, when there is one already.

    It appears whole or not at all, and of two processes that start together the first one's holds.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _beside(path, 0o600) as (made, file):
            file.write(text.encode())
            _settle(file)
            return _link(made, path)
    except OSError as error:
        raise CommandError(f"{path} cannot be written ({error.strerror}); make its folder writable.") from error


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file, replacing the one that is there only once all has been written; otherwise nothing remains.

    When this returns, the file and its name outlast a loss of power.
    """
    try:
        with _beside(path, 0o666) as (made, file):
            for piece in pieces:
                file.write(piece)
            _settle(file)
            made.replace(path)
    except OSError as error:
        raise CommandError(f"{path} cannot be written ({error.strerror}); nothing was changed.") from error
    try:
        _settle_folder(path.parent)
    except OSError as error:
        words = f"whether it would outlast a loss of power is not known ({error.strerror})"
        raise CommandError(f"{path} was written, but {words}. Do the same again.") from error


@contextmanager
def held_alone(path: Path, otherwise: str) -> Iterator[None]:
    """Let no other process in here with the same file; CommandError in these words when one is.

    The lock is on a file beside it, which is never replaced or removed: a lock on the file itself would be on
    whatever had that name before the last `write_whole`. It ends with the process, however that ends.
    """
    beside = path.with_name(f".{path.name}.lock")
    try:
        file = os.open(beside, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise CommandError(f"{beside} cannot be written ({error.strerror}); make its folder writable.") from error
    try:
        _lock(file, otherwise)
        yield
    finally:
        os.close(file)


def write_out(pieces: Iterable[bytes]) -> None:
    """Write to standard output, as bytes."""
    try:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more to write when Python ends
        raise CommandError("The output was not read to its end.") from error


@contextmanager
def _beside(path: Path, mode: int) -> Iterator[tuple[Path, IO[bytes]]]:
    made = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            yield made, file
    finally:
        made.unlink(missing_ok=True)


def _link(made: Path, path: Path) -> bool:
    """Give a file its name, unless another one has it: unlike a rename, this never replaces anything."""
    try:
        path.hardlink_to(made)
    except FileExistsError:
        return False
    return True


def _lock(file: int, otherwise: str) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:  # taken, or on a file system that has no locks
        words = otherwise if isinstance(error, BlockingIOError) else f"There can be no lock here ({error.strerror})."
        raise CommandError(words) from error


def _settle_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _settle(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())
