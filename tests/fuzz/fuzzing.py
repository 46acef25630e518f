"""One run of schemathesis against a tracker that is served: as whom, how long, and what it found."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.running.tracker import Tracker
from tests.soak.programs import ROOT

SETTINGS = Path(__file__).with_name("schemathesis.toml")
PROGRAM = Path(sys.executable).with_name("schemathesis")
NOBODY = "nobody"


def fuzzed(tracker: Tracker, role: str, folder: Path, *more: str, examples: int) -> tuple[bool, str]:
    """Ask as a role, so many times at each address; whether nothing was found, and all that schemathesis says."""
    described = f"{tracker.address}/api/v1/schema/"
    command = [
        str(PROGRAM),
        "--config-file",
        str(_settings(role, examples, folder)),
        "run",
        described,
        "--no-color",
        *more,
    ]
    own = os.environ | {"PYTHONPATH": str(ROOT), "FUZZ_AUTHORIZATION": f"Bearer {tracker.secrets.get(role, '')}"}
    ran = subprocess.run(  # noqa: S603 - the fuzzer, with what is written in this folder
        command, cwd=folder, env=own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return ran.returncode == 0, f"As {role}:\n{ran.stdout}"


def _settings(role: str, examples: int, folder: Path) -> Path:
    """The settings, with the number of examples; nobody sends no credentials at all."""
    text = SETTINGS.read_text(encoding="utf-8")
    text = text.replace("max-examples = 5", f"max-examples = {examples}")
    text = text.replace("max-examples = 20", f"max-examples = {4 * examples}")
    kept = folder / f"{role}.toml"
    kept.write_text(re.sub("^headers = .*$", "", text, flags=re.MULTILINE) if role == NOBODY else text, "utf-8")
    return kept
