"""x"""
import pytest
from tests.factories import *
from commitments.models import *
@pytest.mark.django_db
def test_all():
    c = CommitmentFactory(sectors=[SectorFactory()])
    ResponsibilityFactory(commitment=c); CitationFactory(commitment=c); LinkFactory(commitment=c); MilestoneFactory(commitment=c); TargetFactory(commitment=c); DeadlineFactory(commitment=c)
    StatusUpdateFactory(commitment=c, evidence=[PassageFactory(), "https://example.org/"])
    ObservationFactory(); analyst("BB"); secretary(); MeetingFactory()
    assert c.sectors.count() == 1
    c.refresh_from_db(); assert c.status == "in_progress"
