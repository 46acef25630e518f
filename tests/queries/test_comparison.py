"""Two editions chosen in an address: what can be read, and what is said of what cannot."""

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

from commitments.actions.keep import keep
from commitments.models import Commitment
from commitments.queries.comparison import Choice, look_up, read_choice
from commitments.queries.history import chain_of, history
from tests import factories as make


def problems(given: dict[str, list[str]]) -> dict[str, list[str]]:
    """What is wrong with an address, by parameter."""
    with pytest.raises(ValidationError) as caught:
        read_choice(given)
    return caught.value.message_dict


def test_two_editions_are_read_in_any_order_and_blank_fields_are_none() -> None:
    assert read_choice({"from": ["7"], "to": ["3"]}) == Choice(3, 7, None)
    assert read_choice({"from": [""], "to": [""], "before": ["9"]}) == Choice(None, None, 9)
    assert read_choice({}) == Choice(None, None, None)


@pytest.mark.parametrize("text", ["abc", "-1", "0", "1.5", "٣", "1 2", "9" * 16, "\x00"])
def test_what_is_no_number_of_an_edition_is_named(text: str) -> None:
    wrong = ["Write the number of an edition, such as 2."]
    assert problems({"from": [text], "to": ["3"]}) == {"from": wrong}
    assert problems({"before": [text]}) == {"before": wrong}


def test_one_alone_twice_the_same_and_a_parameter_given_twice_are_named() -> None:
    assert problems({"from": ["1"]}) == {"to": ["Choose two editions: one for each side."]}
    assert problems({"to": ["1"]}) == {"from": ["Choose two editions: one for each side."]}
    assert problems({"from": ["1"], "to": ["1"]}) == {"to": ["Choose two different editions."]}
    assert problems({"from": ["1", "2"], "to": ["3"]}) == {"from": ["Give this parameter once."]}


@pytest.mark.django_db
class TestLookedUp:
    """In a commitment's chain."""

    def test_the_two_are_found_with_their_records(self, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        row = make.CommitmentFactory()
        make.DeadlineFactory(commitment=row)
        newer, older = (each.number for each in history(chain_of(row)).editions)
        # Nobody is named, nothing is cited or counted: the editions, and the names of the sides.
        with django_assert_num_queries(2):
            _choice, found = look_up(chain_of(row), {"from": [str(older)], "to": [str(newer)]})
        assert found is not None
        assert (found.older.record["deadline"]["edtf"], found.newer.record["deadline"]["edtf"]) == (None, "2027")  # type: ignore[index]

    def test_those_of_another_commitment_and_those_beyond_the_end_are_not(self) -> None:
        row, other = make.CommitmentFactory(), make.CommitmentFactory()
        foreign = history(chain_of(other)).editions[0].number
        with pytest.raises(ValidationError) as caught:
            look_up(chain_of(row), {"from": [str(foreign)], "to": ["999"]})
        assert caught.value.message_dict == {
            "from": [f"This commitment has no edition {foreign}."],
            "to": ["This commitment has no edition 999."],
        }

    def test_a_withdrawal_holds_nothing_to_compare(self) -> None:
        row = make.CommitmentFactory()
        for visibility in ("internal", "public"):
            stored = Commitment.objects.get(pk=row.pk)
            stored.visibility = visibility
            keep(stored, by=None, at=make.AT, why=make.WHY)
        chain = chain_of(Commitment.objects.get(pk=row.pk))
        newest, gone, _first = (each.number for each in history(chain).editions)
        with pytest.raises(ValidationError) as caught:
            look_up(chain, {"from": [str(gone)], "to": [str(newest)]})
        told = f"Edition {gone} is a withdrawal: it holds nothing to compare."
        assert caught.value.message_dict == {"from": [told]}

    def test_a_page_below_the_first_edition_is_not_there(self) -> None:
        row = make.CommitmentFactory()
        first = history(chain_of(row)).editions[-1].number
        with pytest.raises(ValidationError) as caught:
            look_up(chain_of(row), {"before": [str(first)]})
        assert caught.value.message_dict == {"before": [f"No edition comes before number {first}."]}
