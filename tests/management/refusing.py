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


def unsigned(run: Callable[[], Any], words: str, folder: Path) -> None:
    """The witness refuses in these words, and neither its memory nor the database has anything new."""
    files = {path: path.read_bytes() for path in folder.glob("*.*") if path.is_file()}
    kept = Countersignature.objects.count()
    with pytest.raises(CommandError, match=words) as refusal:
        run()
    assert "\n" not in str(refusal.value)
    assert {path: path.read_bytes() for path in folder.glob("*.*") if path.is_file()} == files
    assert Countersignature.objects.count() == kept
