"""Programs of these tests that use Django on a database of their own, each a module run in a process of its own."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[2]


def launch(address: str, module: str, *arguments: str) -> subprocess.Popen[str]:
    """Start `module` (such as "tests.soak.writer") with the database at `address`, pipes to it and from it."""
    command = [sys.executable, str(Path(__file__)), module, *arguments]
    return subprocess.Popen(  # noqa: S603  this very interpreter and this very file
        command, cwd=ROOT, env=environment(address), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def run(address: str, module: str, *arguments: str, told: str = "") -> str:
    """Run `module` to its end, tell it `told`, and return what it said. RuntimeError when it fails."""
    with launch(address, module, *arguments) as program:
        said, _nothing = program.communicate(told)
    if program.returncode:
        raise RuntimeError(f"{module} ended with status {program.returncode}; its complaint stands above.")
    return said


def environment(address: str) -> dict[str, str]:
    """The environment of a program: of the caller's tracker it keeps nothing."""
    own = {"DEBUG", "HTTPS", "CONTENT_LANGUAGES"}
    kept = {name: value for name, value in os.environ.items() if name not in own}
    return kept | {"DATABASE_URL": address, "SECRET_KEY": "of the tests alone", "PYTHONPATH": str(ROOT)}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__")
