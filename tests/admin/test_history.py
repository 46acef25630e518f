"""The history of a commitment at the workbench: who wrote what, and nothing of what another side kept internal."""

from typing import Any

import pytest
from django.test import Client

from commitments.actions.keep import keep
from commitments.models import Commitment, Edition, User
from tests.admin.pages import address
from tests.factories import AT, CommitmentFactory, DeadlineFactory, PartnershipFactory


def read(client: Client, row: Commitment, query: str = "", *, status: int = 200) -> str:
    """The page as text, its white space closed up."""
    response = client.get(address("commitment", "history", row.pk) + query)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def numbers(row: Commitment) -> list[int]:
    """The numbers of its editions in the full chain, newest first."""
    found = Edition.objects.of("commitment", row.reference).order_by("-number")
    return list(found.values_list("number", flat=True))


def renamed(row: Commitment, title: str, visibility: str) -> None:
    """Another title, for other readers."""
    stored = Commitment.objects.get(pk=row.pk)
    stored.title, stored.visibility = {"en": title}, visibility
    keep(stored, by=User.objects.get(username="anna"), at=AT, why={"en": f"Because of {title}."})


@pytest.fixture
def moved(aa: Client) -> Commitment:
    """A commitment whose deadline Anna moved."""
    anna = User.objects.get(username="anna")
    row: Commitment = CommitmentFactory()
    DeadlineFactory(commitment=row, edtf="2025")
    DeadlineFactory(commitment=row, edtf="2027", reason={"en": "The works began late."}, by=anna)
    return row


def test_it_tells_what_changed_by_whom_and_leads_to_each_edition(aa: Client, moved: Commitment) -> None:
    shown = read(aa, moved)
    assert "Deadline moved from 2025 to 2027." in shown
    assert "The works began late." in shown
    assert "recorded by anna" in shown
    for edition in Edition.objects.of("commitment", moved.reference):
        assert f'href="{address("edition", "change", edition.pk)}">Edition {edition.number}</a>' in shown


def test_two_editions_stand_side_by_side(aa: Client, moved: Commitment) -> None:
    newest, _middle, first = numbers(moved)
    shown = read(aa, moved, f"?from={first}&to={newest}")
    assert f"Edition {first} and edition {newest}, side by side" in shown
    assert shown.count("No date stated") == 1


@pytest.mark.parametrize("query", ["?from=abc&to=1", "?from=1", "?from=1&to=99999", "?before=1", "?from=1&to=1"])
def test_what_cannot_be_read_is_said_and_the_list_is_kept(aa: Client, moved: Commitment, query: str) -> None:
    shown = read(aa, moved, query, status=400)
    assert "This address cannot be read" in shown
    assert "Deadline moved from 2025 to 2027." in shown


def test_the_parameters_of_the_admin_itself_are_passed_over(aa: Client, moved: Commitment) -> None:
    read(aa, moved, "?_changelist_filters=status%3Dstalled")


def test_the_other_side_sees_the_editions_it_may_and_compares_no_other(aa: Client, bb: Client) -> None:
    PartnershipFactory()
    row = CommitmentFactory(title={"en": "Open"}, by=User.objects.get(username="anna"))
    renamed(row, "Secret", "internal")
    renamed(row, "Open again", "public")
    newest, hidden, first = numbers(row)
    assert "Because of Secret." in read(aa, row)
    theirs = read(bb, row)
    assert "Secret" not in theirs
    assert "Title in English changed from “Open” to “Open again”." in theirs
    assert f"This commitment has no edition {hidden}." in read(bb, row, f"?from={hidden}&to={newest}", status=400)
    assert "Secret" not in read(bb, row, f"?from={first}&to={newest}")


def test_what_one_may_not_see_has_no_history(aa: Client, bb: Client) -> None:
    PartnershipFactory()
    row = CommitmentFactory(visibility="internal", by=User.objects.get(username="anna"))
    assert bb.get(address("commitment", "history", row.pk)).status_code == 302
    assert "Registered as" in read(aa, row)


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_as_many_queries_for_three_editions_as_for_one(
    aa: Client, django_assert_num_queries: Any, number: int
) -> None:
    row = CommitmentFactory(by=User.objects.get(username="anna"))
    for year in range(number):
        DeadlineFactory(commitment=row, edtf=f"{2027 + year}")
    page = address("commitment", "history", row.pk)
    aa.get(page)
    with django_assert_num_queries(11):
        assert aa.get(page).status_code == 200
