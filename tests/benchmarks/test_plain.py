"""The viewset that the API is compared with answers the same: who answers less would be no measure."""

import json
from typing import Any

import pytest
from django.test import Client

from commitments.actions.keep import keep
from commitments.models import Commitment
from tests import factories as make


@pytest.fixture(autouse=True)
def addresses(settings: Any) -> None:
    """Serve the references beside the tracker's own addresses."""
    settings.ROOT_URLCONF = "benchmarks.plain.urls"


@pytest.fixture
def record(db: None) -> Commitment:
    """A commitment with something of everything, and others with less."""
    first = make.CommitmentFactory(sectors=[make.SectorFactory(), make.SectorFactory()], recurrence="FREQ=YEARLY")
    make.ResponsibilityFactory(commitment=first)
    make.ResponsibilityFactory(commitment=first, organisation=make.JointBodyFactory(), role="oversight")
    located = make.PassageFactory(paragraph=3, start=4, end=9, fingerprint=f"sha256:{5:064}")
    spoken = make.PassageFactory(source=make.SourceFactory(meeting=make.MeetingFactory()))
    make.CitationFactory(commitment=first, passage=located)
    make.CitationFactory(commitment=first, passage=spoken, relation="reports")
    make.DeadlineFactory(commitment=first, edtf="2026", passage=located)
    make.DeadlineFactory(commitment=first, edtf="2027-03", phrase="soon")
    wrong = make.StatusUpdateFactory(commitment=first, as_of=make.AT.date().replace(day=1), progress=30)
    make.StatusUpdateFactory(
        commitment=first, corrects=wrong, outlook="at_risk", evidence=[located, "https://example.org/report"]
    )
    make.StatusUpdateFactory(commitment=first, side=make.SideFactory(code="BB"), status="stalled", awaiting=wrong.side)
    make.StatusUpdateFactory(commitment=first, as_of=make.AT.date().replace(year=2025), note={"en": "Told late."})
    make.MilestoneFactory(commitment=first)
    target = make.TargetFactory(commitment=first)
    make.ObservationFactory(indicator=target.indicator, source=make.SourceFactory(published_on="2026-01-03"))
    second = make.CommitmentFactory(parent=first)
    make.LinkFactory(commitment=first, to=second)
    make.CommitmentFactory(visibility="internal")
    first.refresh_from_db()
    return first


def _answers(client: Client, query: str = "") -> list[Any]:
    return [
        json.loads(client.get(f"{place}commitments/{query}").content)["results"] for place in ("/api/v1/", "/plain/")
    ]


@pytest.mark.usefixtures("record")
def test_the_plain_viewset_gives_the_same_records_with_the_same_members(client: Client) -> None:
    ours, theirs = _answers(client)

    assert len(ours) == 2
    assert ours == theirs


def test_the_plain_viewset_filters_as_the_api_does(client: Client, record: Commitment) -> None:
    sector = record.sectors.first()
    assert sector is not None
    for query, found in (
        (f"?sector={sector.slug}", 1),
        ("?status=stalled", 1),
        ("?status=not_assessed", 1),
        ("?due_after=2027-01-01&due_before=2027-12-31", 1),
        ("?due_after=2028-01-01", 0),
    ):
        ours, theirs = _answers(client, query)
        assert ours == theirs
        assert len(ours) == found


def test_the_plain_changes_are_the_same_editions(client: Client, record: Commitment) -> None:
    record.title = {"en": "Said anew"}
    keep(record, by=None, at=make.AT, why=make.WHY)

    ours, theirs = (
        json.loads(client.get(f"{place}changes/?after=3&limit=500").content)["results"]
        for place in ("/api/v1/", "/plain/")
    )

    assert ours[-1]["record"]["title"] == {"en": "Said anew"}
    assert ours == theirs
