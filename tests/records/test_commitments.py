"""What a commitment looks like as JSON, field by field."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.models import Commitment
from commitments.queries.gaps import GAPS
from commitments.records import complete, render
from commitments.records.commitments import verifiability
from tests import factories as make

pytestmark = pytest.mark.django_db


def record(commitment: Commitment) -> dict[str, Any]:
    return json.loads(complete(Commitment).get(pk=commitment.pk).edition.record)


def test_a_full_commitment_holds_everything_that_hangs_on_it() -> None:
    commitment = make.CommitmentFactory(sectors=[make.SectorFactory(slug="roads")], recurrence="FREQ=YEARLY")
    passage = make.PassageFactory(source=make.SourceFactory(slug="text"), handle="road")
    make.ResponsibilityFactory(commitment=commitment, organisation=make.OrganisationFactory(slug="works"))
    make.CitationFactory(commitment=commitment, passage=passage)
    make.DeadlineFactory(commitment=commitment, edtf="2027/2028", phrase="soon")
    make.MilestoneFactory(commitment=commitment, due="2026-06")
    make.TargetFactory(commitment=commitment, indicator=make.IndicatorFactory(code="km"), value=Decimal("2.50"))
    make.LinkFactory(commitment=commitment, to=make.CommitmentFactory(reference="AB-2020-001"))
    make.StatusUpdateFactory(
        commitment=commitment, evidence=[passage, "https://example.org/"], awaiting=make.SideFactory()
    )
    held = record(commitment)
    assert held["sectors"] == [{"slug": "roads", "name": {"en": "Field roads", "fr": "Domaine roads"}}]
    assert held["owners"][0]["organisation"]["slug"] == "works"
    assert held["citations"][0] | {"gist": None} == {
        "relation": "establishes",
        "source": "text",
        "passage": "road",
        "paragraph": None,
        "start": None,
        "end": None,
        "fingerprint": None,
        "gist": None,
    }
    deadline = held["deadline"]
    assert (deadline["edtf"], deadline["phrase"], deadline["earliest"], deadline["latest"], deadline["revisions"]) == (
        "2027/2028",
        "soon",
        "2027-01-01",
        "2028-12-31",
        0,
    )
    assert held["milestones"] == [{"number": 1, "title": {"en": "A step"}, "due": "2026-06", "reached_on": None}]
    assert held["targets"][0]["value"] == "2.5"
    assert held["links"] == [{"relation": "follows", "to": "AB-2020-001"}]
    (word,) = held["assessments"]
    assert (word["side"], word["status"], word["awaiting"], word["outlook"], word["progress"]) == (
        "AA",
        "in_progress",
        "AA",
        None,
        None,
    )
    assert [each["source"] or each["address"] for each in word["evidence"]] == ["text", "https://example.org/"]


def test_an_unstated_deadline_stays_unstated() -> None:
    deadline = record(make.CommitmentFactory())["deadline"]
    assert (deadline["edtf"], deadline["earliest"], deadline["latest"], deadline["basis"]) == (None, None, None, "none")


def test_the_lineage_is_in_the_order_in_which_the_texts_were_spoken() -> None:
    commitment = make.CommitmentFactory()
    for slug, held_on in [("late", "2026-02-05"), ("early", "2023-07"), ("middle", "2024?-09-17")]:
        source = make.SourceFactory(slug=slug, meeting=make.MeetingFactory(held_on=held_on), published_on="2026-12")
        make.CitationFactory(commitment=commitment, passage=make.PassageFactory(source=source))
    make.CitationFactory(
        commitment=commitment, passage=make.PassageFactory(source=make.SourceFactory(slug="undated", published_on=""))
    )
    assert [each["source"] for each in record(commitment)["citations"]] == ["early", "middle", "late", "undated"]


def test_rendering_costs_the_same_queries_for_one_and_for_three() -> None:
    counts = []
    for _each in range(2):
        for commitment in [make.CommitmentFactory() for _other in range(len(counts) + 1)]:
            make.StatusUpdateFactory(commitment=commitment, evidence=["https://example.org/"])
            make.TargetFactory(commitment=commitment)
            make.CitationFactory(commitment=commitment)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            rendered = [render(row) for row in complete(Commitment)]
        counts.append((len(rendered), len(asked)))
    assert counts == [(1, 13), (3, 13)]


def gapless(commitment: Commitment) -> Commitment:
    make.ResponsibilityFactory(commitment=commitment)
    make.DeadlineFactory(commitment=commitment)
    make.ObservationFactory(indicator=make.TargetFactory(commitment=commitment).indicator)
    return commitment


def test_the_gaps_that_the_database_finds_are_those_that_python_finds() -> None:
    commitments = [make.CommitmentFactory(), gapless(make.CommitmentFactory())]
    make.StatusUpdateFactory(commitment=make.CommitmentFactory(), evidence=["https://example.org/"])
    make.CitationFactory(relation="reports")
    make.CitationFactory(relation="establishes")
    make.ResponsibilityFactory(role="beneficiary")
    make.TargetFactory()
    make.DeadlineFactory(edtf="", basis="none")
    found = {gap: set(Commitment.objects.filter(lacks())) for gap, lacks in GAPS.items()}
    for row in complete(Commitment):
        assert set(verifiability(row).gaps()) == {gap for gap, rows in found.items() if row in rows}
    assert all(commitments[0] in rows and commitments[1] not in rows for rows in found.values())


def test_the_database_finds_the_same_stale_ones() -> None:
    old = make.StatusUpdateFactory(as_of=date(2025, 9, 1)).commitment
    make.StatusUpdateFactory(as_of=date(2025, 12, 31))
    make.StatusUpdateFactory(as_of=date(2025, 9, 1), status="completed")
    make.CommitmentFactory()
    assert list(Commitment.objects.stale(on=date(2026, 1, 1))) == [old]
    assert not Commitment.objects.stale(on=date.min).exists()
