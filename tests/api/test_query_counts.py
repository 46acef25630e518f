"""How many queries an answer costs, whatever it holds."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.filters import CommitmentFilters
from commitments.models import Commitment, Edition, Indicator, Organisation, StatusUpdate
from tests import factories as make
from tests.api.reading import ask

pytestmark = pytest.mark.django_db

FILTERS = CommitmentFilters.base_filters
COSTS = {
    "commitments/": 2,
    "commitments/?kind=project&status=in_progress&lateness=undated&q=promise&missing=deadline&changed_after=1": 3,
    "commitments/?partnership=aa-bb": 3,
    "commitments/?partnership=aa-bb&side=AA&side=BB&source=source-a": 5,
    "commitments/?stale=true": 3,  # the intervals in use
    "commitments/?ordering=-deadline&limit=1": 3,
    "commitments/AB-2025-001/": 2,
    "commitments/AB-2025-001/editions/": 2,
    "commitments/AB-2025-001/editions/7/": 2,
    "commitments/AB-2025-001/editions/7/?diff=7": 2,
    "commitments/AB-2025-001/updates/": 3,
    "commitments.jsonl": 2,
    "commitments.csv?partnership=aa-bb": 3,
    "commitments.xlsx?ordering=-deadline": 3,
    "summary/": 10,
    "summary/?partnership=aa-bb&lateness=undated&owner=ministry": 12,
    "changes/": 2,
    "checkpoints/": 2,
    "sources/": 2,
    "sources/source-a/": 2,
    "indicators/trade/observations/": 2,
    "": 0,
    "schema/": 0,
    "docs/": 0,
}


def grow(number: int) -> None:
    """One more commitment with a word, its evidence, and an observation."""
    source = make.SourceFactory(slug=f"source-{'abc'[number]}")
    commitment = make.CommitmentFactory(reference=f"AB-2025-00{number + 1}", sectors=[make.SectorFactory()])
    passage = make.PassageFactory(source=source)
    make.CitationFactory(commitment=commitment, passage=passage)
    above = Organisation.objects.filter(slug="ministry").first() or make.OrganisationFactory(slug="ministry")
    make.ResponsibilityFactory(commitment=commitment, organisation__parent=above)
    make.StatusUpdateFactory(commitment=commitment, evidence=[passage])
    first = Commitment.objects.get(reference="AB-2025-001")
    make.StatusUpdateFactory(commitment=first, evidence=[passage], progress=number)
    indicator = Indicator.objects.filter(code="trade").first() or make.IndicatorFactory(code="trade")
    make.ObservationFactory(indicator=indicator, source=source, passage=passage)


def cost(path: str) -> int:
    """The queries of one answer."""
    with CaptureQueriesContext(connection) as queries:
        answer = ask(path)
        assert answer.status_code == 200, path
        assert answer.getvalue() or path.startswith("docs")  # a file is read while it is sent
    return len(queries)


def expected(path: str) -> int:
    """On SQLite one more where commitments are filtered, and where they are by a text or meeting on either: see `hits`."""
    filters = [each for each in path.partition("?")[2].split("&") if each.partition("=")[0] in FILTERS]
    listed = any(each.startswith("source=") for each in filters)
    shortest = connection.vendor == "sqlite" and bool(filters)
    return COSTS[path] + listed + shortest


def test_an_answer_costs_as_much_with_three_records_as_with_one() -> None:
    make.CommitmentFactory(reference="AB-2025-404", visibility="internal", by=make.analyst("AA"))
    grow(0)
    seventh = Edition.objects.of("commitment", "AB-2025-001").public().first().public_number
    paths = {path.replace("7", str(seventh)): expected(path) for path in COSTS}
    assert {path: cost(path) for path in paths} == paths
    grow(1)
    grow(2)
    assert {path: cost(path) for path in paths} == paths


def test_a_count_that_grows_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def one_by_one(rows: Callable[..., object], reference: str) -> object:
        return StatusUpdate.objects.filter(commitment__reference=reference).extra(select={"corrected_by": "NULL"})

    grow(0)
    monkeypatch.setattr("commitments.api.views.words.words_on", one_by_one)
    assert cost("commitments/AB-2025-001/updates/") > 3
