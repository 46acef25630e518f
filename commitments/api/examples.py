"""Examples of answers for the API's description: what it tells of the first content, kept in examples.json.

A test asks the API for each of them again (tests/api/test_examples.py), and says how the file is renewed.
"""

import json
from pathlib import Path
from typing import Any, Final

from drf_spectacular.utils import OpenApiExample

from commitments.api.problems import MEDIA_TYPE

FILE: Final = Path(__file__).with_suffix(".json")
_KEPT: Final[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
ASKED: Final = {
    "A page of commitments": "commitments/?q=VL-2025-001&count=true&limit=1",
    "A commitment": "commitments/VL-2025-001/",
    "Some numbers": "summary/?sector=trade",
    "An edition": "commitments/VL-2025-001/editions/{newest}/?diff={before}",
    "What changed": "changes/?after={before}&limit=1",
    "A parameter that cannot be read": "commitments/?status=finished",
}
"""Where each of them is answered; the numbers are those of the commitment's two newest editions."""


def _told(name: str) -> OpenApiExample:
    return OpenApiExample(name, value=_KEPT[name], response_only=True, status_codes=["200"])


PAGE: Final = _told("A page of commitments")
COMMITMENT: Final = _told("A commitment")
SUMMARY: Final = _told("Some numbers")
EDITION: Final = _told("An edition")
CHANGES: Final = _told("What changed")
_UNREAD: Final = "A parameter that cannot be read"
PROBLEM: Final = OpenApiExample(
    _UNREAD, value=_KEPT[_UNREAD], response_only=True, status_codes=["400"], media_type=MEDIA_TYPE
)
