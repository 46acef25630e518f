"""Examples of writes for the API's description; a test sends them."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample

_WHY: Final = {"en": "Reported at the meeting of the two ministries."}
_PLACE: Final = {"source": "a-text", "passage": "the-plan"}

UPDATE: Final[dict[str, Any]] = {
    "status": "in_progress",
    "outlook": "on_track",
    "progress": 40,
    "as_of": "2026-02-05",
    "note": {"en": "The two ministries agreed on the chain's first plan.", "fr": "Le premier plan est convenu."},
    "next_step": {"en": "A list of companies by June."},
    "awaiting": None,
    "corrects": None,
    "evidence": [_PLACE, {"address": "https://example.org/the-plan"}],
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
CITATION: Final[dict[str, Any]] = {**_PLACE, "relation": "reaffirms", "reason": {"en": "It is said again."}}
OBSERVATION: Final[dict[str, Any]] = {
    "period": "2025-01/2025-10",
    "value": "2400000000",
    "qualifier": "about",
    "flag": "provisional",
    "source": "a-text",
    "reason": {"en": "Published for the first ten months."},
}
MENDED: Final[dict[str, Any]] = {"value": "2450000000", "reason": {"en": "A digit was mistyped."}}


def sent(name: str, value: dict[str, Any]) -> OpenApiExample:
    """An example of a body."""
    return OpenApiExample(name, value=value, request_only=True)
