"""The fuzzer finds what is broken on purpose: a failure, a status, a body and a media type, and an open door."""

from pathlib import Path

import pytest

from tests.fuzz.fuzzing import fuzzed
from tests.running.tracker import copied, serving

BROKEN = {
    "^/api/v1/sides/$": "ST101",
    "^/api/v1/sectors/$": "ST103",
    "^/api/v1/meetings/$": "ST108",
    "^/api/v1/sources/$": "ST105",
    "/citations/$": "ST401",
}
"""The addresses that are broken, and what schemathesis calls what it finds there (`schemathesis explain ST101`)."""


@pytest.fixture
def found(seeded: Path, tmp_path: Path) -> str:
    """What is found of the broken tracker."""
    with serving(copied(seeded, tmp_path), tmp_path, application="tests.fuzz.broken.application") as running:
        asked = ("--phases", "fuzzing", "--include-path-regex", "|".join(BROKEN))
        well, said = fuzzed(running, "writer", tmp_path, *asked, examples=5)
    assert not well
    return said


def test_what_is_broken_is_found(found: str) -> None:
    assert [fault for fault in BROKEN.values() if fault not in found] == [], found
