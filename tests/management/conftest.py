"""What the tests of checkpoints, witnesses and proofs share: a still clock, keys of their own, and a witness."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.core.management import call_command

from tests import factories as make
from tests.management.refusing import NOON, Printed


@pytest.fixture
def still_clock() -> Any:
    """A clock that stands still, after the records of the tests were written."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def told(tmp_path: Path, settings: LazySettings, capsys: pytest.CaptureFixture[str], still_clock: Any) -> Printed:
    """Run a command with keys of its own, and return what it printed."""
    settings.CHECKPOINT_KEY = tmp_path / "kept" / "checkpoint-key"
    settings.ORIGIN = "record.example"

    def run(*arguments: object, **options: object) -> str:
        capsys.readouterr()
        call_command(*(str(each) for each in arguments), **options)
        return capsys.readouterr().out

    return run


@pytest.fixture
def log(told: Printed) -> str:
    """The operator's public key for the public chain."""
    return told("checkpoint", "--key-only", "--chain", "public").strip()


@pytest.fixture
def witness(told: Printed, tmp_path: Path, log: str) -> Callable[..., str]:
    """Countersign as the witness of a side, which is made at its first call; what was printed."""

    def run(side: str, *arguments: object) -> str:
        key, last = tmp_path / f"{side}.key", tmp_path / f"{side}.last"
        if not key.exists():
            (tmp_path / f"{side}.vkey").write_text(told("witness_key", f"witness.example/{side}", key).strip())
        first = [] if last.exists() else ["--first"]
        return told("countersign", "--key", key, "--last", last, "--log", log, *first, *arguments)

    return run


@pytest.fixture
def seen(told: Printed, witness: Callable[..., str]) -> None:
    """A checkpoint over three editions that the witness of AA has countersigned, and two editions after it."""
    for _ in range(3):
        make.SectorFactory()
    told("checkpoint")
    witness("aa")
    for _ in range(2):
        make.SectorFactory(at=datetime.fromisoformat(NOON))
