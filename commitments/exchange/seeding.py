"""Reads the fixtures that the record starts from."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FIRST_LOAD = {
    "fr": "Premier chargement du registre à partir des textes publiés.",
    "en": "First load of the record from the published texts.",
    "vi": "Nạp dữ liệu lần đầu vào sổ theo dõi từ các văn bản đã công bố.",
}
"""The reason that the first editions keep."""


def read_fixtures(folder: Path) -> Iterator[dict[str, Any]]:
    """Every row of the folder's files, in the order of their names. Raises FileNotFoundError when there is none."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise FileNotFoundError(folder)
    for path in paths:
        yield from json.loads(path.read_text(encoding="utf-8"))
