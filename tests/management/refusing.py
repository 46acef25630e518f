"""How these tests see that a command refuses, and leaves everything as it was."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError

from commitments.models import Countersignature

Printed = Callable[..., str]
NOON = "2026-01-07T12:00:00Z"


def vkey(folder: Path, side: str) -> str:
    """The public key of a side's witness."""
    return (folder / f"{side}.vkey").read_text()


def contents(folder: Path) -> dict[Path, bytes]:
    """What every file of a folder holds, but for locks, which hold nothing."""
    found = [path for path in folder.glob("*.*") if path.is_file() and path.suffix != ".lock"]
    return {path: path.read_bytes() for path in found}


def unsigned(run: Callable[[], Any], words: str, folder: Path) -> None:
    """The witness refuses in these words, and neither its memory nor the database has anything new."""
    files = contents(folder)
    kept = Countersignature.objects.count()
    with pytest.raises(CommandError, match=words) as refusal:
        run()
    assert "\n" not in str(refusal.value)
    assert contents(folder) == files
    assert Countersignature.objects.count() == kept
