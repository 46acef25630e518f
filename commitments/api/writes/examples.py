"""Examples of writes for the API's description, on the first content; a test sends them."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample

_WHY: Final = {"en": "Reported at the meeting of the two ministries."}
_PLACE: Final = {"source": "parties-2025-12-02-high-level", "passage": "trade-5bn"}
_TEXT: Final = "vna-2025-12-01-industrial-chain"

UPDATE: Final[dict[str, Any]] = {
    "status": "in_progress",
    "outlook": "on_track",
    "progress": 40,
    "as_of": "2026-02-05",
    "note": {"en": "The two ministries agreed on a first list of goods.", "fr": "Une première liste est convenue."},
    "next_step": {"en": "Prices, by June."},
    "awaiting": "LA",
    "corrects": None,
    "evidence": [_PLACE, {"address": "https://example.org/the-list"}],
    "reason": _WHY,
}
DEADLINE: Final[dict[str, Any]] = {
    "edtf": "2026-06",
    "basis": "explicit",
    "phrase": "before the end of June 2026",
    "passage": _PLACE,
    "reason": {"en": "The ministries named a month."},
}
MILESTONE: Final[dict[str, Any]] = {"title": {"en": "A joint study"}, "due": "2026", "reason": _WHY}
REACHED: Final[dict[str, Any]] = {"reached_on": "2026-02-05", "reason": {"en": "The study was handed over."}}
CITATION: Final[dict[str, Any]] = {**_PLACE, "relation": "reports", "reason": {"en": "It says how far it has come."}}
OBSERVATION: Final[dict[str, Any]] = {
    "period": "2025-01/2025-10",
    "value": "2400000000",
    "qualifier": "about",
    "flag": "provisional",
    "source": _TEXT,
    "reason": {"en": "Published for the first ten months."},
}
OBSERVATION_NAME: Final = f"{_TEXT}/2025-01--2025-10"
MENDED: Final[dict[str, Any]] = {"value": "2450000000", "reason": {"en": "A digit was mistyped."}}


def sent(name: str, value: dict[str, Any]) -> OpenApiExample:
    """An example of a body."""
    return OpenApiExample(name, value=value, request_only=True)
