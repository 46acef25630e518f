"""The page of a commitment's history: who changed what, for whom, when and why, and two editions side by side."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from commitments.actions.keep import keep
from commitments.models import Commitment
from commitments.queries.history import chain_of, history
from tests import factories as make
from tests.dashboards.scenes import full, sides, text_of

pytestmark = pytest.mark.django_db


def read(client: Client, row: Commitment, query: str = "", *, language: str = "en", status: int = 200) -> str:
    """The page as text, its white space closed up."""
    return text_of(client, f"/{language}/commitments/{row.reference}/history/{query}", status=status)


def numbers(row: Commitment) -> list[int]:
    """The numbers of its editions as its readers know them, newest first."""
    return [each.number for each in history(chain_of(Commitment.objects.get(pk=row.pk))).editions]


@pytest.fixture
def moved(db: None) -> Commitment:
    """A commitment whose deadline was moved, with its reason in two languages."""
    person = make.analyst("AA", username="anna", organisation__name={"en": "Ministry of Works"})
    row = make.CommitmentFactory(title={"en": "A bridge", "fr": "Un pont"})
    make.DeadlineFactory(commitment=row, edtf="2025")
    reason = {"en": "The works began late.", "fr": "Les travaux ont commencé tard."}
    why = {"en": "Agreed at the session.", "fr": "Convenu en session."}
    make.DeadlineFactory(commitment=row, edtf="2027", reason=reason, why=why, by=person)
    return row


def test_a_deadline_that_moved_is_told_in_words_with_its_reason_and_for_whom(client: Client, moved: Commitment) -> None:
    shown = read(client, moved)
    assert "Deadline moved from 2025 to 2027." in shown
    assert "The works began late." in shown
    assert "Agreed at the session." in shown
    assert "Recorded for: Ministry of Works" in shown
    assert "5 January 2026, 12:00 UTC" in shown
    assert "anna" not in shown


def test_the_reason_is_told_in_the_readers_language(client: Client, moved: Commitment) -> None:
    shown = read(client, moved, language="fr")
    assert "Les travaux ont commencé tard." in shown
    assert "Convenu en session." in shown


def test_the_commitments_own_page_tells_the_last_three_and_leads_to_all(client: Client, moved: Commitment) -> None:
    make.ResponsibilityFactory(commitment=moved, organisation__name={"en": "Body"})
    shown = " ".join(client.get(f"/en/commitments/{moved.reference}/").content.decode().split())
    assert "Deadline moved from 2025 to 2027." in shown
    assert "Responsible from now on: Body (lead)." in shown
    assert "Registered as" not in shown
    assert f'href="/en/commitments/{moved.reference}/history/"' in shown


def test_what_a_side_says_is_told_as_it_changed(client: Client) -> None:
    row, side = make.CommitmentFactory(), sides()[0]
    make.StatusUpdateFactory(commitment=row, side=side)
    make.StatusUpdateFactory(commitment=row, side=side, status="completed", as_of=date(2026, 1, 4))
    shown = read(client, row)
    assert "Side AA now says “completed” instead of “in progress”, as of 4 January 2026." in shown
    assert "The status shown changed from “in progress” to “completed”." in shown


def test_two_editions_stand_side_by_side_what_differs_first(client: Client, moved: Commitment) -> None:
    newest, _middle, first = numbers(moved)
    shown = read(client, moved, f"?from={first}&to={newest}")
    assert f"Edition {first} and edition {newest}, side by side" in shown
    assert shown.index("No date stated") < shown.index("are the same in both")
    assert shown.index("are the same in both") < shown.index("A bridge</span></p>")
    assert f'name="from" value="{first}" checked' in shown
    assert read(client, moved, f"?from={newest}&to={first}").count('class="differs"') == shown.count('class="differs"')


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?from=abc&to=2", "<strong>First edition</strong>: Write the number of an edition, such as 2."),
        ("?from=1", "<strong>Second edition</strong>: Choose two editions: one for each side."),
        ("?from=1&to=99999", "<strong>Second edition</strong>: This commitment has no edition 99999."),
        ("?from=9999999999999999&to=1", "<strong>First edition</strong>: Write the number"),
        ("?before=1", "<strong>Editions before number</strong>: No edition comes before number 1."),
        ("?page=2", "<strong>page</strong>: This parameter is not known."),
        ("?from=%00&to=2", "<strong>First edition</strong>: Write the number of an edition"),
        ("?%ED%A0%80=2", "This parameter is not known."),
    ],
)
def test_what_cannot_be_read_is_said_and_the_list_is_kept(
    query: str, told: str, client: Client, moved: Commitment
) -> None:
    shown = read(client, moved, query, status=400)
    assert told in shown
    assert "Deadline moved from 2025 to 2027." in shown


def test_an_edition_of_another_commitment_is_not_compared(client: Client, moved: Commitment) -> None:
    (foreign,) = numbers(make.CommitmentFactory(title={"en": "Elsewhere"}))
    shown = read(client, moved, f"?from={foreign}&to={numbers(moved)[0]}", status=400)
    assert f"This commitment has no edition {foreign}." in shown
    assert "Elsewhere" not in shown


def test_pages_of_25_follow_each_other(client: Client) -> None:
    row = make.CommitmentFactory()
    for number in range(26):
        make.StatusUpdateFactory(commitment=row, side=sides()[0], progress=number)
    all_of_them = numbers(row)
    shown = read(client, row)
    assert shown.count('class="edition-head"') == 25
    older = read(client, row, f"?before={all_of_them[24]}")
    assert older.count('class="edition-head"') == 2
    assert "Registered as" in older
    assert "Newer editions" in older
    assert f'<input type="hidden" name="before" value="{all_of_them[24]}">' in older


def test_a_withdrawal_tells_nothing_of_its_content(client: Client) -> None:
    person = make.analyst("AA")
    make.PartnershipFactory()
    row = make.CommitmentFactory(title={"en": "A bridge"}, by=person)
    for title, visibility in (("Secret", "internal"), ("A tunnel", "public")):
        stored = Commitment.objects.get(pk=row.pk)
        stored.title, stored.visibility = {"en": title}, visibility
        keep(stored, by=person, at=make.AT, why={"en": f"Because of {title}."})
    shown = read(client, row)
    assert "Withdrawn from the public record." in shown
    assert "Public again." in shown
    assert "Title in English changed from “A bridge” to “A tunnel”." in shown
    assert "Secret" not in shown
    assert shown.count('name="from"') == 2


def test_it_is_there_for_whom_the_commitment_is_there(client: Client) -> None:
    person = make.analyst("AA")
    make.PartnershipFactory()
    hidden = make.CommitmentFactory(visibility="internal", by=person)
    read(client, hidden, status=404)
    client.force_login(person)
    assert "Registered as" in read(client, hidden)
    client.force_login(make.analyst("BB"))
    read(client, hidden, status=404)


def test_a_withdrawn_one_is_gone(client: Client) -> None:
    row = make.CommitmentFactory(title={"en": "A promise"})
    row.visibility = "internal"
    keep(row, by=None, at=make.AT, why={"en": "Under review."})
    shown = read(client, row, status=410)
    assert "A promise" not in shown


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_as_many_queries_for_three_editions_as_for_one(
    number: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row, person = full(), make.analyst("AA")
    for each in range(number):
        make.StatusUpdateFactory(commitment=row, as_of=date(2026, 1, 2 + each), by=person)
    newest, *_others, first = numbers(row)
    with django_assert_num_queries(7):
        read(client, row)
    with django_assert_num_queries(12):
        read(client, row, f"?from={first}&to={newest}")
