"""The seeds as they are, and a copy to spoil."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings

SEEDS: Path = settings.BASE_DIR / "seeds"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A copy of the seeds that a test may spoil."""
    return Path(shutil.copytree(SEEDS, tmp_path / "seeds"))
