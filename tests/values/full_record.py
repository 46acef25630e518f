"""A record of a commitment with one or two of everything, as the editions hold it."""

import copy
from typing import Any

WORD: dict[str, Any] = {
    "number": 1,
    "side": "AA",
    "status": "in_progress",
    "outlook": "on_track",
    "progress": 20,
    "as_of": "2026-01-02",
    "note": {"en": "It goes well."},
    "evidence": [
        {"source": "text", "passage": "road", "paragraph": 2, "address": None},
        {"source": None, "passage": None, "paragraph": None, "address": "https://example.org/"},
    ],
    "next_step": {"en": "A meeting."},
    "awaiting": "BB",
    "corrects": None,
    "recorded_at": "2026-01-05T12:00:00Z",
}
REVISION: dict[str, Any] = {
    "edtf": "2025",
    "phrase": "soon",
    "basis": "explicit",
    "reason": {"en": "The text says so."},
    "passage": {"source": "text", "passage": "road", "paragraph": 2},
    "recorded_at": "2026-01-05T12:00:00Z",
    "recorded_for": "works",
}


def full_record() -> dict[str, Any]:
    """The record, new each time."""
    return copy.deepcopy(RECORD)


def owner(slug: str, role: str) -> dict[str, Any]:
    """An organisation's part."""
    return {"role": role, "organisation": {"slug": slug, "name": {"en": f"Body {slug}"}, "side": "AA"}}


RECORD: dict[str, Any] = {
    "reference": "AB-2025-001",
    "title": {"en": "A bridge", "fr": "Un pont"},
    "summary": {"en": "Both sides build it."},
    "kind": "project",
    "force": "joint",
    "level": "state",
    "visibility": "public",
    "partnership": {"slug": "aa-bb", "name": {"en": "Partnership AB"}, "sides": ["AA", "BB"]},
    "sectors": [{"slug": "roads", "name": {"en": "Roads"}}, {"slug": "trade", "name": {"en": "Trade"}}],
    "parent": "AB-2024-001",
    "made_on": "2025-12-01",
    "recurrence": "FREQ=YEARLY",
    "review_interval": 90,
    "status": "in_progress",
    "standing": "divergent",
    "progress": 20,
    "last_word_on": "2026-01-02",
    "owners": [owner("works", "lead"), owner("trade", "support")],
    "deadline": {
        **REVISION,
        "edtf": "2026",
        "earliest": "2026-01-01",
        "latest": "2026-12-31",
        "revisions": 1,
        "slip_days": 365,
        "earlier": [dict(REVISION)],
    },
    "assessments": [dict(WORD), {**WORD, "number": 2, "side": "BB", "status": "stalled"}],
    "words": {"count": 3, "late": {**WORD, "number": 3, "as_of": "2025-12-30"}},
    "targets": [
        {
            "indicator": "trade",
            "value": "5",
            "value_to": "10",
            "unit": "USD",
            "baseline": "1",
            "latest": {"period": "2024", "value": "2", "source": "text", "share": "0.4"},
        }
    ],
    "milestones": [{"number": 1, "title": {"en": "Opening"}, "due": "2026-06", "reached_on": "2026-06-02"}],
    "links": [{"relation": "follows", "to": "AB-2023-001"}],
    "citations": [
        {
            "relation": "establishes",
            "source": "text",
            "passage": "road",
            "paragraph": 2,
            "start": 10,
            "end": 20,
            "fingerprint": "sha256:ab",
            "gist": {"en": "It will be built."},
        }
    ],
    "verifiability": {"owner": True, "deadline": True, "measure": True, "evidence": True},
}


def older_form(record: dict[str, Any]) -> dict[str, Any]:
    """The same record as editions wrote it before deadlines, places and milestones said more."""
    deadline = {name: value for name, value in record["deadline"].items() if name not in LATER}
    deadline["passage"] = record["deadline"]["passage"] and _brief(record["deadline"]["passage"])
    words = [{**word, "evidence": [_brief(each) for each in word["evidence"]]} for word in record["assessments"]]
    late = record["words"]["late"]
    late = late and {**late, "evidence": [_brief(each) for each in late["evidence"]]}
    steps = [{name: step[name] for name in ("title", "due", "reached_on")} for step in record["milestones"]]
    return {
        **record,
        "deadline": deadline,
        "assessments": words,
        "words": {**record["words"], "late": late},
        "milestones": steps,
    }


LATER = ("earlier", "recorded_at", "recorded_for")


def _brief(place: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in place.items() if name != "passage"}
