"""What changed between two days: the ends of the days, new and withdrawn ones, reasons, pages, and what is never told."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from commitments.actions.keep import keep
from commitments.models import Commitment, Edition, Partnership
from commitments.queries import between
from commitments.queries.between import Differences, Narrowed, Span, changed, differences, span_between
from commitments.queries.between_nouns import Touched, others_touched
from tests import factories as make

pytestmark = pytest.mark.django_db


def at(day: int, hour: int = 12) -> datetime:
    """A moment of March 2026."""
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def days(first: int, last: int) -> Span:
    """The editions of some days of March 2026."""
    return span_between(date(2026, 3, first), date(2026, 3, last))


def told(found: Differences) -> list[tuple[str, str, Any, Any]]:
    """Reference, what happened, and the titles before and after."""
    return [
        (
            each.reference,
            each.happened,
            each.before["title"]["en"] if each.before else None,
            each.record["title"]["en"] if each.record else None,
        )
        for each in found.items
    ]


def renamed(row: Commitment, title: str, day: int, hour: int = 12, **given: str) -> Commitment:
    """The commitment with another title from a day on."""
    stored = Commitment.objects.get(pk=row.pk)
    stored.title = {"en": title}
    for name, value in given.items():
        setattr(stored, name, value)
    return keep(stored, by=None, at=at(day, hour), why={"en": f"Now {title}."})


@pytest.fixture
def row() -> Commitment:
    """A commitment that was registered on the first of March, and renamed on the 5th, twice on the 10th, on the 15th."""
    make.PartnershipFactory(at=at(1, 1))
    first: Commitment = make.CommitmentFactory(reference="AB-2025-001", title={"en": "a"}, at=at(1))
    for day, hour, title in ((5, 12, "b"), (10, 0, "c"), (10, 23, "d"), (15, 12, "e")):
        renamed(first, title, day, hour)
    return first


@pytest.mark.parametrize(
    ("first", "last", "titles"),
    [
        (5, 10, ("a", "d")),
        (6, 10, ("b", "d")),
        (10, 10, ("b", "d")),
        (2, 31, ("a", "e")),
        (1, 4, (None, "a")),
    ],
)
def test_both_days_are_included_and_the_ends_are_compared(
    row: Commitment, first: int, last: int, titles: tuple[str | None, str | None]
) -> None:
    happened = "new" if titles[0] is None else "changed"
    assert told(differences(days(first, last), Narrowed())) == [(row.reference, happened, *titles)]


def test_days_without_an_edition_tell_nothing(row: Commitment) -> None:
    assert (told(differences(days(11, 14), Narrowed())), changed(days(11, 14), Narrowed())) == ([], 0)
    assert row.reference


def test_the_reasons_are_those_of_these_days_the_newest_first(row: Commitment) -> None:
    (only,) = differences(days(5, 10), Narrowed()).items
    assert [reason.words["en"] for reason in only.reasons] == ["Now d.", "Now c.", "Now b."]
    assert (only.editions, only.recorded_at, row.reference) == (3, at(10, 23), only.reference)


def test_a_reason_that_was_given_several_times_in_a_row_is_told_once(row: Commitment) -> None:
    for _each in range(3):
        make.ResponsibilityFactory(commitment=row, at=at(20), why={"en": "The list came."})
    (only,) = differences(days(20, 20), Narrowed()).items
    assert ([reason.words for reason in only.reasons], only.editions) == ([{"en": "The list came."}], 3)


def test_only_the_newest_reasons_are_told(row: Commitment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(between, "REASONS", 2)
    (only,) = differences(days(1, 31), Narrowed()).items
    assert [reason.words["en"] for reason in only.reasons] == ["Now e.", "Now d."]
    assert (only.editions, row.reference) == (5, only.reference)


def test_a_withdrawal_tells_nothing_more_than_that_it_happened(row: Commitment) -> None:
    renamed(row, "secret", 20, visibility="internal")
    (only,) = differences(days(16, 25), Narrowed()).items
    assert (only.happened, only.before, only.record, only.reasons, only.title) == ("withdrawn", None, None, (), None)


def test_what_was_withdrawn_since_is_no_longer_told(row: Commitment) -> None:
    renamed(row, "secret", 20, visibility="internal")
    (only,) = differences(days(5, 10), Narrowed()).items
    assert (only.happened, only.before, only.record, only.reasons, only.title) == ("hidden", None, None, (), None)


def test_what_is_public_again_is_compared_with_what_was_public_last(row: Commitment) -> None:
    renamed(row, "secret", 20, visibility="internal")
    renamed(row, "more secret", 21)
    renamed(row, "f", 25, visibility="public")
    assert told(differences(days(21, 31), Narrowed())) == [(row.reference, "returned", "e", "f")]
    assert told(differences(days(16, 31), Narrowed())) == [(row.reference, "changed", "e", "f")]
    assert told(differences(days(20, 24), Narrowed())) == [(row.reference, "withdrawn", None, None)]


def test_what_was_always_internal_is_not_there_for_anybody() -> None:
    person = make.analyst("AA")
    make.PartnershipFactory(at=at(1))
    make.CommitmentFactory(visibility="internal", by=person, at=at(2))
    assert (told(differences(days(1, 31), Narrowed())), changed(days(1, 31), Narrowed())) == ([], 0)


def test_pages_follow_each_other_the_last_changed_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(between, "PAGE", 2)
    rows = [make.CommitmentFactory(at=at(number + 1)) for number in range(5)]
    renamed(rows[0], "again", 20)
    span, seen, before = days(1, 31), [], None
    for _page in range(3):
        page = differences(span, Narrowed(), before=before)
        seen += [each.reference for each in page.items]
        before = page.older
    assert seen == [rows[place].reference for place in (0, 4, 3, 2, 1)]
    assert before is None


def test_one_partnership_or_one_commitment_can_be_asked_for(row: Commitment) -> None:
    other = make.PartnershipFactory(slug="cc", code="CC", sides=[make.SideFactory(code="AA")], at=at(16))
    second = make.CommitmentFactory(reference="CC-2025-001", partnership=other, at=at(16))
    renamed(second, "hidden now", 17, visibility="internal")
    own = Partnership.objects.get(slug="aa-bb")
    span = days(1, 31)
    assert [each.reference for each in differences(span, Narrowed(own)).items] == [row.reference]
    assert [each.reference for each in differences(span, Narrowed(other)).items] == [second.reference]
    assert [each.reference for each in differences(span, Narrowed(reference=row.reference)).items] == [row.reference]
    assert [changed(span, each) for each in (Narrowed(), Narrowed(own), Narrowed(other))] == [2, 1, 1]


def test_what_was_changed_back_is_the_same_at_both_ends(row: Commitment) -> None:
    renamed(row, "f", 20)
    renamed(row, "e", 21)
    assert told(differences(days(20, 21), Narrowed())) == [(row.reference, "changed", "e", "e")]


def test_too_many_editions_are_not_counted(row: Commitment, monkeypatch: pytest.MonkeyPatch) -> None:
    span = days(1, 31)
    monkeypatch.setattr(between, "COUNTED", span.last - span.after)
    assert changed(span, Narrowed()) == 1
    monkeypatch.setattr(between, "COUNTED", span.last - span.after - 1)
    assert (changed(span, Narrowed()), row.reference) == (None, "AB-2025-001")


def test_the_record_of_a_past_moment_ends_where_it_ended(row: Commitment) -> None:
    until = Edition.objects.filter(recorded_at=at(10, 0)).get().number
    span = span_between(date(2026, 3, 5), date(2026, 3, 31), until=until)
    assert told(differences(span, Narrowed())) == [(row.reference, "changed", "a", "c")]


def test_other_records_are_named_and_said_to_be_new_or_changed() -> None:
    body = make.OrganisationFactory(slug="works", name={"en": "Works"}, at=at(1))
    make.SourceFactory(slug="text", title={"en": "A text"}, at=at(8), why={"en": "Published."})
    body.name = {"en": "Ministry of Works"}
    keep(body, by=None, at=at(9), why={"en": "Renamed."})
    (bodies, sources) = others_touched(days(5, 31))
    assert (bodies.noun, bodies.more) == ("organisation", False)
    assert bodies.records == [Touched("works", {"en": "Ministry of Works"}, new=False, reason={"en": "Renamed."})]
    assert sources.records == [Touched("text", {"en": "A text"}, new=True, reason={"en": "Published."})]


def test_other_records_are_cut_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commitments.queries.between_nouns.SHOWN", 2)
    for _each in range(3):
        make.SectorFactory(at=at(3))
    (sectors,) = others_touched(days(1, 31))
    assert (len(sectors.records), sectors.more) == (2, True)


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_costs_the_same_however_much_changed(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = make.analyst("AA")
    for _each in range(number):
        changing = make.CommitmentFactory(at=at(1), by=person)
        make.CitationFactory(commitment=changing, at=at(8), by=person)
        make.TargetFactory(commitment=changing, at=at(9), by=person)
    span = days(8, 31)
    # The page and the starts; records, reasons, who they were recorded for; names of sides, indicators and sources.
    with django_assert_num_queries(8):
        assert len(differences(span, Narrowed()).items) == number
    with django_assert_num_queries(7):
        others_touched(span)
    with django_assert_num_queries(2):
        days(8, 31)
