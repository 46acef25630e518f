"""The number beside a value is what choosing it shows: held against the filters themselves."""

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from commitments.choosing.further import further
from commitments.filters import CommitmentFilters
from commitments.models import Commitment
from commitments.queries import further_facets
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
COUNTED = ("side", "role", "owner", "source", "meeting")
QUERIES = (
    *("", "role=lead", "side=AA", "owner=top", "side=AA&role=support", "owner=top&role=lead", "stale=true"),
    *("outlook=at_risk", "missing=owner", "source=text", "kind=project", "kind=target", "q=bridge"),
)


def scene() -> None:
    """Commitments that differ in all that is counted."""
    top = make.OrganisationFactory(slug="top", side=make.SideFactory(code="AA"))
    below = make.OrganisationFactory(slug="below", parent=top)
    other = make.OrganisationFactory(slug="other", side=make.SideFactory(code="BB"))
    source = make.SourceFactory(slug="text", meeting=make.MeetingFactory(slug="session"))
    first, second, third = (make.CommitmentFactory(title={"en": title}) for title in ("A bridge", "A road", "A port"))
    make.CommitmentFactory(kind="target")
    for row, body, role in ((first, top, "lead"), (first, below, "support"), (second, below, "lead")):
        make.ResponsibilityFactory(commitment=row, organisation=body, role=role)
    make.ResponsibilityFactory(commitment=second, organisation=other, role="support")
    make.ResponsibilityFactory(commitment=third, organisation=other, role="lead")
    for _each in range(2):
        make.CitationFactory(commitment=first, passage=make.PassageFactory(source=source))
    make.StatusUpdateFactory(commitment=first, outlook="on_track", as_of=date(2026, 1, 1))
    make.StatusUpdateFactory(commitment=first, outlook="at_risk", as_of=date(2026, 1, 2), awaiting=other.side)
    make.StatusUpdateFactory(commitment=third, as_of=date(2026, 11, 1), at=make.AT.replace(month=11))
    make.DeadlineFactory(commitment=third)


def counted(query: str) -> dict[str, dict[str, int]]:
    """The counts under an address."""
    data, rows = QueryDict(query), Commitment.objects.public()
    return further(CommitmentFilters(data, rows, on=TODAY), data, rows, total=4)


def shown(query: str, name: str, value: str) -> int:
    """How many the list shows with this value alone chosen of this filter."""
    data = QueryDict(query, mutable=True)
    data.setlist(name, [value])
    return int(CommitmentFilters(data, Commitment.objects.public(), on=TODAY).qs.count())


def values(name: str) -> list[str]:
    """Every value that can be chosen."""
    field: Any = CommitmentFilters(QueryDict(), Commitment.objects.public(), on=TODAY).form.fields[name]
    if hasattr(field, "queryset"):
        return [row.key for row in field.queryset]
    return [str(value) for value, _label in field.choices if value]


@pytest.mark.parametrize("query", QUERIES)
def test_each_count_is_what_choosing_the_value_shows(query: str) -> None:
    scene()
    counts = counted(query)
    expected = {name: {value: shown(query, name, value) for value in values(name)} for name in COUNTED}
    assert {name: {value: counts[name].get(value, 0) for value in values(name)} for name in COUNTED} == expected
    assert query or sum(map(bool, expected["owner"].values())) == 3


def test_among_many_commitments_they_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    scene()
    monkeypatch.setattr("commitments.choosing.further.FEW", 3)
    assert counted("") == {}
    assert further_facets.FEW == 5000


def test_what_is_internal_is_in_no_count() -> None:
    person = make.analyst("AA")
    make.PartnershipFactory()
    hidden = make.CommitmentFactory(visibility="internal", by=person)
    make.ResponsibilityFactory(commitment=hidden, organisation=make.OrganisationFactory(slug="top"), by=person)
    make.CitationFactory(commitment=hidden, by=person)
    counts = counted("")
    assert {name: sum(each.values()) for name, each in counts.items()} == dict.fromkeys(counts, 0)


@pytest.mark.parametrize("number", [1, 3])
def test_they_cost_the_same_however_many(number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _each in range(number):
        make.ResponsibilityFactory()
    with django_assert_num_queries(6):
        counted("")
