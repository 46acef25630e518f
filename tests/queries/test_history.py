"""The history of a commitment: the reader's own chain, in pages, each edition with the record before it."""

import pytest
from pytest_django import DjangoAssertNumQueries

from commitments.actions.keep import keep
from commitments.models import Commitment, Edition
from commitments.queries.history import Chain, chain_of, editions_by_number, history
from tests import factories as make

pytestmark = pytest.mark.django_db


def renamed(row: Commitment, title: str, **given: str) -> Commitment:
    """The same commitment with another title, and what else is given."""
    stored = Commitment.objects.get(pk=row.pk)
    stored.title = {"en": title}
    for name, value in given.items():
        setattr(stored, name, value)
    return keep(stored, by=None, at=make.AT, why={"en": f"Now {title}."})


def titles(chain: Chain, before: int | None = None, limit: int = 25) -> list[tuple[str | None, str | None]]:
    """For each edition, the title before and after it."""
    return [
        (each.before["title"]["en"] if each.before else None, each.record["title"]["en"] if each.record else None)
        for each in history(chain, before=before, limit=limit).editions
    ]


def test_the_public_chain_numbers_the_editions_says_why_and_names_nobody() -> None:
    person = make.analyst("AA")
    row = make.CommitmentFactory(why={"en": "First."})
    make.ResponsibilityFactory(commitment=row, by=person, why={"en": "Second."})
    editions = history(chain_of(row)).editions
    assert [each.reason for each in editions] == [{"en": "Second."}, {"en": "First."}]
    assert [each.number for each in editions] == sorted((each.number for each in editions), reverse=True)
    assert (editions[0].organisation, editions[0].side, editions[0].by) == (person.organisation.name, "AA", "")


def test_each_edition_comes_with_the_record_before_it_also_across_pages() -> None:
    row = make.CommitmentFactory(title={"en": "a"})
    for title in "bcde":
        renamed(row, title)
    chain = chain_of(row)
    assert titles(chain) == [("d", "e"), ("c", "d"), ("b", "c"), ("a", "b"), (None, "a")]
    first = history(chain, limit=2)
    assert first.newer is None
    assert titles(chain, first.older, limit=2) == [("b", "c"), ("a", "b")]
    second = history(chain, before=first.older, limit=2)
    third = history(chain, before=second.older, limit=2)
    assert [len(page.editions) for page in (first, second, third)] == [2, 2, 1]
    assert (third.older, history(chain, before=third.newer, limit=2)) == (None, second)
    assert history(chain, before=second.newer, limit=2).editions == first.editions


def test_a_withdrawal_tells_nothing_and_what_comes_back_is_compared_with_what_was_last_public() -> None:
    person = make.analyst("AA")
    make.PartnershipFactory()
    row = make.CommitmentFactory(title={"en": "a"}, by=person)
    renamed(row, "b")
    renamed(row, "secret", visibility="internal")
    renamed(row, "more secret")
    back = renamed(row, "c", visibility="public")
    newest, withdrawal, second, first = history(chain_of(back)).editions
    assert (withdrawal.withdrawn, withdrawal.record, withdrawal.reason, withdrawal.organisation) == (
        *(True, None, {}, None),
    )
    assert (newest.returned, second.returned, first.returned) == (True, False, False)
    assert titles(chain_of(back)) == [("b", "c"), ("b", None), ("a", "b"), (None, "a")]
    for limit in (1, 2):
        (again, *_rest) = history(chain_of(back), limit=limit).editions
        assert (again.returned, again.before["title"]) == (True, {"en": "b"})  # type: ignore[index]


def test_the_readers_of_an_internal_one_follow_the_full_chain() -> None:
    person = make.analyst("AA")
    make.PartnershipFactory()
    row = make.CommitmentFactory(title={"en": "a"}, by=person)
    hidden = renamed(row, "b", visibility="internal")
    chain = chain_of(hidden)
    assert titles(chain) == [("a", "b"), (None, "a")]
    numbers = list(Edition.objects.of("commitment", row.reference).values_list("number", flat=True))
    assert [each.number for each in history(chain).editions] == numbers[::-1]
    assert history(chain).editions[0].reason == {"en": "Now b."}


def test_editions_are_found_by_their_numbers_in_the_chain_alone() -> None:
    row, other = make.CommitmentFactory(), make.CommitmentFactory()
    chain = chain_of(row)
    own, foreign = (history(chain_of(each)).editions[0].number for each in (row, other))
    assert set(editions_by_number(chain, (own, foreign, 999))) == {own}


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_costs_the_same_however_many_editions(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = make.analyst("AA")
    row = make.CommitmentFactory(by=person)
    make.CitationFactory(commitment=row, by=person)
    make.TargetFactory(commitment=row, by=person)
    for title in "abcdefg"[:number]:
        renamed(row, title)
    chain = chain_of(row)
    # The editions and the organisations they were recorded for; the names of sides, indicators and sources.
    with django_assert_num_queries(5):
        assert len(history(chain).editions) == number + 3
