"""A commitment as one row: each cell says what the record says."""

from datetime import date
from typing import Any

import pytest

from commitments.models import Commitment, Indicator, Source
from commitments.queries.pages import stored_commitment
from commitments.records.served import commitment_on
from commitments.records.tables import header, row
from tests import factories as make
from tests.api import scenes

LANGUAGES = ("fr", "en", "vi")


def table(reference: str) -> dict[str, Any]:
    """A commitment's cells by the names of their columns."""
    stored = stored_commitment(Commitment.objects.public(), reference, on=date(2026, 1, 10))
    assert stored is not None
    record = commitment_on(stored)
    return dict(zip(header(LANGUAGES), row(record, LANGUAGES), strict=True))


def test_the_columns_are_these() -> None:
    texts = ["title_fr", "title_en", "title_vi", "summary_fr", "summary_en", "summary_vi"]
    assert header(LANGUAGES) == [
        *["reference", *texts, "kind", "force", "level", "partnership", "sides", "sectors", "parent"],
        *["lead", "co_lead", "support", "oversight", "beneficiary", "made_on"],
        *["deadline", "deadline_phrase", "deadline_basis", "deadline_earliest", "deadline_latest"],
        *[
            "deadline_revisions",
            "deadline_slip_days",
            "status",
            "standing",
            "progress",
            "words",
            "targets",
            "citations",
        ],
        *["has_owner", "has_deadline", "has_measure", "has_evidence"],
        *["lateness", "days_since_update", "stale", "as_of", "edition", "recorded_at"],
    ]
    assert header(("lo",))[1:3] == ["title_lo", "summary_lo"]


@pytest.mark.django_db
def test_a_full_record_fills_its_row() -> None:
    commitment = scenes.rich()
    make.ResponsibilityFactory(commitment=commitment, organisation=make.OrganisationFactory(slug="a-second"))
    make.StatusUpdateFactory(commitment=commitment, side=make.SideFactory(code="BB"), status="stalled")
    trade = Indicator.objects.get(code="trade")
    make.ObservationFactory(indicator=trade, period="2024", source=Source.objects.get(slug="the-text"))
    commitment.refresh_from_db()
    assert table("AB-2025-900") == {
        "reference": "AB-2025-900",
        "title_fr": None,
        "title_en": "A road to Hà Nội",
        "title_vi": "Một con đường",
        "summary_fr": None,
        "summary_en": None,
        "summary_vi": None,
        "kind": "target",
        "force": "instrument",
        "level": "ministry",
        "partnership": "aa-bb",
        "sides": "AA; BB",
        "sectors": "transport",
        "parent": "AB-2025-899",
        "lead": "the-ministry; a-second",
        "co_lead": None,
        "support": None,
        "oversight": "the-committee",
        "beneficiary": None,
        "made_on": "2025-12-01",
        "deadline": "2027",
        "deadline_phrase": None,
        "deadline_basis": "explicit",
        "deadline_earliest": date(2027, 1, 1),
        "deadline_latest": date(2027, 12, 31),
        "deadline_revisions": 1,
        "deadline_slip_days": 365,
        "lateness": "not_due",
        "status": "stalled",
        "standing": "divergent",
        "progress": 40,
        "words": "AA in_progress 2026-01-02; BB stalled 2026-01-02",
        "days_since_update": 8,
        "stale": False,
        "targets": "trade 10–20 USD (2024: 5)",
        "citations": "the-text §3",
        "has_owner": True,
        "has_deadline": True,
        "has_measure": True,
        "has_evidence": True,
        "edition": commitment.edition.public_number,
        "recorded_at": "2026-01-05T12:00:00Z",
        "as_of": None,
    }


@pytest.mark.django_db
def test_what_is_not_known_is_empty_and_never_made_up() -> None:
    make.CommitmentFactory(reference="AB-2025-001")
    told = table("AB-2025-001")
    assert {name for name, cell in told.items() if cell is not None} == {
        *["reference", "title_en", "kind", "force", "level", "partnership", "sides", "made_on", "deadline_basis"],
        *["deadline_revisions", "lateness", "status", "standing", "has_owner", "has_deadline", "has_measure"],
        *["has_evidence", "edition", "recorded_at"],
    }
    assert (told["deadline_revisions"], told["has_owner"], told["deadline_basis"]) == (0, False, "none")


@pytest.mark.django_db
def test_a_source_without_a_paragraph_and_a_target_without_a_value_seen() -> None:
    commitment = make.CommitmentFactory(reference="AB-2025-001")
    make.CitationFactory(commitment=commitment, passage__source__slug="text-a")
    make.TargetFactory(commitment=commitment, indicator__code="roads")
    told = table("AB-2025-001")
    assert (told["citations"], told["targets"]) == ("text-a", "roads 10 USD")
