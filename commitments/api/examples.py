"""Examples for the API's description; a test holds them to the shapes they are examples of."""

from drf_spectacular.utils import OpenApiExample

_SAYS = {"en": "The two ministries agreed on the chain's first plan."}

COMMITMENT = OpenApiExample(
    "A commitment",
    response_only=True,
    status_codes=["200"],
    value={
        "edition": 12,
        "recorded_at": "2026-02-06T03:14:00Z",
        "lateness": "undated",
        "days_since_update": 288,
        "stale": True,
        "reference": "VL-2025-001",
        "title": {"en": "An industrial chain of the two countries"},
        "summary": {},
        "kind": "agreement",
        "force": "instrument",
        "level": "ministry",
        "visibility": "public",
        "partnership": {"slug": "vietnam-laos", "name": {"en": "Viet Nam and Laos"}, "sides": ["LA", "VN"]},
        "sectors": [{"slug": "industry", "name": {"en": "Industry"}}],
        "parent": None,
        "links": [{"relation": "depends_on", "to": "VL-2025-008"}],
        "owners": [
            {"role": "lead", "organisation": {"slug": "moit-vn", "name": {"en": "Ministry of Industry"}, "side": "VN"}}
        ],
        "made_on": "2025-12-01",
        "deadline": {
            "edtf": None,
            "phrase": "rapidement",
            "basis": "none",
            "earliest": None,
            "latest": None,
            "revisions": 0,
            "slip_days": None,
            "reason": {"en": "The text gives no date."},
            "passage": None,
            "recorded_at": "2026-02-06T03:14:00Z",
            "recorded_for": "moit-vn",
            "earlier": [],
        },
        "recurrence": None,
        "review_interval": 90,
        "status": "in_progress",
        "standing": "one_sided",
        "progress": 40,
        "last_word_on": "2026-02-05",
        "assessments": [
            {
                "number": 1,
                "side": "VN",
                "status": "in_progress",
                "outlook": "on_track",
                "progress": 40,
                "as_of": "2026-02-05",
                "note": _SAYS,
                "evidence": [{"source": "a-text", "passage": "the-plan", "paragraph": 4, "address": None}],
                "next_step": {},
                "awaiting": "LA",
                "corrects": None,
                "recorded_at": "2026-02-06T03:14:00Z",
            }
        ],
        "words": {"count": 1, "late": None},
        "targets": [],
        "milestones": [{"number": 1, "title": {"en": "A joint study"}, "due": "2026", "reached_on": None}],
        "citations": [
            {
                "relation": "establishes",
                "source": "a-text",
                "passage": "the-agreement",
                "paragraph": 3,
                "start": 410,
                "end": 702,
                "fingerprint": f"sha256:{'0' * 64}",
                "gist": _SAYS,
            }
        ],
        "verifiability": {"owner": True, "deadline": False, "measure": False, "evidence": True},
    },
)
