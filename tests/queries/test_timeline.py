"""Which commitments lie in a span of days, in which groups, and what is said of those that are not shown."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from commitments.models import Commitment
from commitments.queries import spans
from commitments.queries import timeline as timelines
from commitments.queries.spans import Days
from commitments.queries.timeline import Capped, Timeline, timeline
from tests import factories as make

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 1)
DAYS = Days(date(2024, 1, 1), date(2031, 12, 31))


def asked(by: str = "sector", *, only: tuple[str, ...] = (), days: Days = DAYS) -> Timeline:
    """The timeline of all commitments."""
    return timeline(Commitment.objects.all(), days=days, by=by, only=only, on=ON)


def due(edtf: str, **given: object) -> Commitment:
    """A commitment with a deadline."""
    row: Commitment = make.CommitmentFactory(**given)
    make.DeadlineFactory(commitment=row, edtf=edtf)
    return row


def references(found: Timeline) -> list[str]:
    """The commitments that are shown, group by group."""
    return [entry.listed.record["reference"] for group in found.groups for entry in group.entries]


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        ("2027", True),
        ("2023", False),
        ("2023/2024", True),
        ("2031-12/2040", True),
        ("2032", False),
        ("../2030", True),
        ("../2040", True),
        ("../2023", False),
        ("2029/..", True),
        ("2020/..", True),
        ("2032/..", False),
        ("2027?", True),
    ],
)
def test_what_may_fall_due_in_the_days_is_shown(edtf: str, shown: bool) -> None:  # noqa: FBT001  a parameter
    row = due(edtf)
    assert references(asked()) == ([row.reference] if shown else [])


def test_what_lies_before_and_after_is_counted_with_the_nearest() -> None:
    for edtf in ("2019", "2021-05-04", "2033", "2035/..", "2040"):
        due(edtf)
    found = asked()
    assert (found.before.count, found.before.nearest) == (Capped(2, more=False), date(2021, 5, 4))
    assert (found.after.count, found.after.nearest) == (Capped(3, more=False), date(2033, 1, 1))


def test_rows_stand_in_the_order_of_their_last_days_and_open_ends_last() -> None:
    rows = [due(edtf) for edtf in ("2030/..", "2029", "2025", "2027-03")]
    assert references(asked()) == [rows[place].reference for place in (2, 3, 1, 0)]


def test_what_names_no_date_is_told_apart() -> None:
    row = make.CommitmentFactory()
    due("2027")
    found = asked()
    assert [each.record["reference"] for each in found.undated] == [row.reference]
    assert (found.undated_count, found.undated_more) == (Capped(1, more=False), 0)


def test_a_milestone_in_the_days_puts_a_commitment_without_a_date_on_the_line() -> None:
    row = make.CommitmentFactory()
    make.MilestoneFactory(commitment=row, due="../2030")
    make.MilestoneFactory(due="2050")
    found = asked()
    assert references(found) == [row.reference]
    (step,) = found.groups[0].entries[0].steps
    assert (step.title, step.latest, step.reached) == ({"en": "A step"}, date(2030, 12, 31), False)


def test_a_commitment_stands_in_every_sector_that_it_names_and_is_counted_once() -> None:
    road, rail = make.SectorFactory(slug="road"), make.SectorFactory(slug="rail")
    due("2027", sectors=[road, rail])
    due("2028", sectors=[road])
    due("2029")
    found = asked()
    assert [(group.slug, group.number) for group in found.groups] == [("road", 2), ("rail", 1), ("", 1)]
    assert found.count == Capped(3, more=False)
    assert found.groups[0].name == road.name


def test_owners_are_those_who_lead() -> None:
    row = due("2027")
    lead, other = make.OrganisationFactory(slug="lead"), make.OrganisationFactory(slug="other")
    make.ResponsibilityFactory(commitment=row, organisation=lead, role="co_lead")
    make.ResponsibilityFactory(commitment=row, organisation=other, role="support")
    supported = due("2028")
    make.ResponsibilityFactory(commitment=supported, organisation=other, role="support")
    assert [(group.slug, group.number) for group in asked("owner").groups] == [("lead", 1), ("", 1)]


def test_sources_are_all_texts_that_speak_of_it_each_once() -> None:
    row, text = due("2027"), make.SourceFactory(slug="text")
    for relation in ("establishes", "reaffirms"):
        make.CitationFactory(commitment=row, passage=make.PassageFactory(source=text), relation=relation)
    assert [(group.slug, group.name, group.number) for group in asked("source").groups] == [("text", text.title, 1)]


def test_only_the_groups_that_are_asked_for_are_shown() -> None:
    road, rail = make.SectorFactory(slug="road"), make.SectorFactory(slug="rail")
    due("2027", sectors=[road, rail])
    assert [group.slug for group in asked(only=("rail",)).groups] == ["rail"]


def test_a_group_shows_the_nearest_and_counts_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timelines, "ROWS_OF_GROUP", 2)
    rows = [due(edtf) for edtf in ("2025", "2026-05-31", "2027", "2029")]
    found = asked()
    assert references(found) == [rows[2].reference, rows[3].reference]
    assert (found.groups[0].number, found.groups[0].more) == (4, 2)


def test_few_rows_are_shared_among_the_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timelines, "ROWS", 3)
    road, rail = make.SectorFactory(slug="road"), make.SectorFactory(slug="rail")
    for _ in range(3):
        due("2027", sectors=[road])
    for _ in range(2):
        due("2027", sectors=[rail])
    assert [(group.slug, len(group.entries), group.more) for group in asked().groups] == [
        ("road", 2, 1),
        ("rail", 1, 1),
    ]


def test_groups_beyond_the_most_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timelines, "GROUPS", 1)
    for slug in ("road", "rail", "sea"):
        due("2027", sectors=[make.SectorFactory(slug=slug)])
    found = asked()
    assert ([group.slug for group in found.groups], found.left_out) == (["rail"], 2)


def test_a_number_that_was_not_counted_to_its_end_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "MOST", 2)
    monkeypatch.setattr(timelines, "COUNTED", 1)
    for edtf in ("2027", "2027", "2027", "2020", "2021"):
        due(edtf)
    for _ in range(2):
        make.CommitmentFactory()
    found = asked()
    assert (found.count, found.before.count, found.undated_count) == (
        Capped(2, more=True),
        Capped(1, more=True),
        Capped(1, more=True),
    )


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("by", ["sector", "owner", "source"])
def test_three_groups_take_as_many_queries_as_one(
    by: str, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        row = due("2027", sectors=[make.SectorFactory()])
        make.ResponsibilityFactory(commitment=row)
        make.CitationFactory(commitment=row)
        make.MilestoneFactory(commitment=row)
        make.CommitmentFactory()
    with django_assert_num_queries(11):
        found = asked(by)
    assert len(found.groups) == number
