"""The page of one commitment: its words, its dates, both sides as equals, and what is missing."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from commitments.actions.keep import keep
from commitments.dashboards import account
from commitments.dashboards.pages import commitment
from commitments.models import Commitment
from commitments.queries import neighbours
from tests import factories as make
from tests.dashboards.scenes import TEXT, full, one_more_of_everything, sides, text_of

pytestmark = pytest.mark.django_db
MORE = "and %s more, in this record as data</a>"


def page(client: Client, row: Commitment, language: str = "en") -> str:
    """The page as text, its white space closed up."""
    return text_of(client, f"/{language}/commitments/{row.reference}/")


def test_each_side_has_a_place_even_before_it_has_spoken(client: Client) -> None:
    row = make.CommitmentFactory()
    make.StatusUpdateFactory(commitment=row, side=sides()[0], progress=40, note={"en": "Going well."})
    shown = page(client, row)
    assert shown.count('<article class="side">') == 2
    assert "Going well." in shown
    assert "No word from Side BB yet." in shown


def test_a_word_that_was_corrected_is_struck_through_and_does_not_count(client: Client) -> None:
    row, side = make.CommitmentFactory(), sides()[0]
    wrong = make.StatusUpdateFactory(commitment=row, side=side, status="completed", note={"en": "All done."})
    make.StatusUpdateFactory(commitment=row, side=side, status="stalled", corrects=wrong)
    shown = page(client, row)
    assert "<s>All done.</s>" in shown
    assert shown.count("All done.") == 1
    assert "Sets word 1 right." in shown


def test_a_passage_that_stands_is_shown_in_place(client: Client) -> None:
    shown = page(client, full())
    assert "Both sides <mark>agreed to build the bridge by 2027</mark>, and said so." in shown
    assert "paragraph 2" in shown
    assert "The first line." not in shown


def test_a_passage_that_no_longer_stands_is_shown_as_broken(client: Client) -> None:
    row = full()
    source = row.citations.get().passage.source
    source.copy = TEXT.replace("bridge", "tunnel")
    keep(source, by=None, at=make.AT, why=make.WHY)
    shown = page(client, row)
    assert "Broken: the attached copy no longer has these words in this place." in shown
    assert "<mark>" not in shown


@time_machine.travel("2026-11-21T09:00:00Z")
def test_the_deadline_says_its_bounds_its_versions_and_its_slip(client: Client) -> None:
    shown = page(client, full())
    assert "In 2027" in shown
    assert "“in two years”" in shown
    assert "any day from 1 January 2027 to 31 December 2027" in shown
    assert "2 versions of this deadline" in shown
    assert "The last day has slipped by 365 days." in shown
    assert "405 days to the last day" in shown


def test_gaps_in_what_can_be_verified_are_named(client: Client) -> None:
    shown = page(client, make.CommitmentFactory())
    assert shown.count('<li class="missing">') == 4
    assert page(client, full("AB-2025-900")).count('<li class="there">') == 4


def test_a_text_in_another_language_says_which(client: Client) -> None:
    row = make.CommitmentFactory(title={"vi": "Cầu mới"})
    shown = page(client, row)
    assert '<span lang="vi">Cầu mới</span> <small class="other-language">in Vietnamese</small>' in shown


def test_links_lead_both_ways(client: Client) -> None:
    row = full()
    other = row.links.get().to
    assert f"/en/commitments/{other.reference}/" in page(client, row)
    assert f"/en/commitments/{row.reference}/" in page(client, other)


@pytest.mark.parametrize("reference", ["NO-2025-001", "x", "AB-2025-001%00", "%ED%A0%80", "a" * 500])
def test_an_unknown_reference_is_not_found_and_offers_a_search(reference: str, client: Client) -> None:
    response = client.get(f"/en/commitments/{reference}/")
    assert response.status_code == 404
    assert b'name="q"' in response.content


def test_an_internal_one_is_not_there_for_the_public(client: Client) -> None:
    person = make.analyst("AA")
    make.PartnershipFactory()
    row = make.CommitmentFactory(visibility="internal", by=person)
    assert client.get(f"/en/commitments/{row.reference}/").status_code == 404
    client.force_login(person)
    assert client.get(f"/en/commitments/{row.reference}/").status_code == 200
    client.force_login(make.analyst("BB"))
    assert client.get(f"/en/commitments/{row.reference}/").status_code == 404


def test_a_withdrawn_one_is_gone(client: Client) -> None:
    row = make.CommitmentFactory(title={"en": "A promise"})
    row.visibility = "internal"
    keep(row, by=None, at=make.AT, why={"en": "Under review."})
    response = client.get(f"/en/commitments/{row.reference}/")
    assert response.status_code == 410
    assert b"A promise" not in response.content
    assert b"Under review" not in response.content


@pytest.mark.parametrize("number", [1, 3])
def test_the_whole_page_takes_as_many_queries_for_three_of_everything_as_for_one(
    number: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row = full()
    for each in range(number):
        make.StatusUpdateFactory(commitment=row, as_of=date(2026, 1, 2 + each), evidence=["https://example.org/"])
    for _ in range(number - 1):
        one_more_of_everything(row)
    with django_assert_num_queries(26):
        client.get(f"/en/commitments/{row.reference}/")


def test_of_very_many_of_anything_the_first_are_told_and_the_others_counted(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = full()
    for name in ("CITATIONS", "OF_ROLE", "REVISIONS", "STEPS", "PIECES"):
        monkeypatch.setattr(account, name, 1)
    monkeypatch.setattr(commitment, "TARGETS", 1)
    monkeypatch.setattr(neighbours, "SHOWN", 1)
    shown = text_of(client, f"/en/commitments/{row.reference}/")
    assert shown.count(MORE % 1) == 1  # of the deadlines, of which it has two
    for _each in range(2):
        one_more_of_everything(row)
        make.LinkFactory(to=row)
    make.DeadlineFactory(commitment=row, edtf="2028")
    make.StatusUpdateFactory(commitment=row, evidence=[f"https://example.org/{number}" for number in range(3)])
    shown = text_of(client, f"/en/commitments/{row.reference}/")
    assert shown.count(MORE % 2) == 6
    assert "3 versions of this deadline" in shown
    assert "It refers to more commitments than are named here." in shown
    assert "More commitments refer to this one than are named here." in shown


def test_a_value_of_nothing_is_a_share_of_its_target_as_any_other(client: Client) -> None:
    target = make.TargetFactory()
    make.ObservationFactory(indicator=target.indicator, value=Decimal(0), period="2024")
    assert "<strong>0%</strong>" in text_of(client, f"/en/commitments/{target.commitment.reference}/")
