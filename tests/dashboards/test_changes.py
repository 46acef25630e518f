"""The page of changes: whole sentences between two days, help for days that cannot be, and nothing internal."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from commitments.actions.keep import keep
from commitments.models import Commitment
from tests import factories as make
from tests.dashboards.scenes import full, text_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def still_clock() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def page(client: Client, query: str = "", *, language: str = "en", status: int = 200) -> str:
    """The page as text, its white space closed up."""
    return text_of(client, f"/{language}/changes/{query}", status=status)


def moved() -> Commitment:
    """A commitment of January whose deadline moved ten days ago."""
    person = make.analyst("AA", organisation__name={"en": "Ministry of Works"})
    row: Commitment = make.CommitmentFactory(reference="AB-2025-001", title={"en": "A bridge", "fr": "Un pont"})
    make.DeadlineFactory(commitment=row, edtf="2026")
    why = {"en": "Agreed at the session.", "fr": "Convenu en session."}
    make.DeadlineFactory(
        commitment=row, edtf="2027", reason={"en": "Late."}, why=why, by=person, at=NOW - timedelta(days=10)
    )
    return row


def test_the_last_thirty_days_are_told_in_sentences_with_their_reasons(client: Client) -> None:
    row = moved()
    shown = page(client)
    assert "In the public record from 2 March 2026 to 31 March 2026" in shown
    assert "1 commitment new or changed" in shown
    assert "Deadline moved from 2026 to 2027." in shown
    assert "Agreed at the session." in shown
    assert "Recorded for: Ministry of Works" in shown
    assert f'href="/en/commitments/{row.reference}/history/"' in shown
    assert "Registered as" not in shown


def test_it_is_told_in_the_readers_language(client: Client) -> None:
    moved()
    shown = page(client, language="fr")
    assert "Convenu en session." in shown
    assert 'Late.</span> <small class="other-language">' in shown


def test_a_commitment_of_these_days_is_new(client: Client) -> None:
    moved()
    shown = page(client, "?from=2026-01-01&to=2026-01-31")
    assert "</svg>New</span>" in shown
    assert "<span>Project</span><span>Agreed by both sides</span>" in shown
    assert "Registered as" not in shown


def test_days_without_a_change_say_so_and_no_more_than_that(client: Client) -> None:
    moved()
    assert "Nothing was recorded on these days." in page(client, "?from=2026-02-01&to=2026-02-10")


def test_what_was_changed_back_says_so(client: Client) -> None:
    row = moved()
    for title in ("A tunnel", "A bridge"):
        stored = Commitment.objects.get(pk=row.pk)
        stored.title = {"en": title, "fr": "Un pont"}
        keep(stored, by=None, at=NOW - timedelta(days=1), why=make.WHY)
    assert "What was changed was changed back" in page(client, "?from=2026-03-30&to=2026-03-30")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?from=2026-02-30", "<strong>From</strong>: The calendar has no such day: 2026-02-30."),
        ("?to=yesterday", "<strong>To</strong>: Write a day as year, month and day"),
        ("?to=2026-04-01", "<strong>To</strong>: This day has not come yet"),
        ("?from=2026-04-01", "<strong>From</strong>: This day has not come yet"),
        ("?from=2026-03-02&to=2026-03-01", "<strong>From</strong>: The first day comes after the last one."),
        ("?from=2026-03-01&from=2026-03-02", "<strong>From</strong>: Give this parameter once."),
        ("?partnership=none", "<strong>Partnership</strong>: There is no such partnership on record."),
        ("?reference=AB-2025-999", "<strong>Reference</strong>: There is no such commitment on record."),
        ("?before=x", "<strong>Changes before number</strong>: Write the number of an edition"),
        ("?page=2", "<strong>page</strong>: This parameter is not known."),
        ("?from=%00", "<strong>From</strong>: This holds a character that cannot be stored."),
        ("?as_of=2027-01-01", "This day has not come yet"),
    ],
)
def test_what_cannot_be_read_is_said_and_the_form_is_kept(query: str, told: str, client: Client) -> None:
    moved()
    shown = page(client, query, status=400)
    assert told in shown
    assert "A bridge" not in shown
    assert 'name="from"' in shown or "as_of" in query


def test_the_first_and_the_last_days_of_all_calendars_break_nothing(client: Client) -> None:
    moved()
    assert "1 commitment new or changed" in page(client, "?from=0001-01-01")
    assert "Nothing was recorded" in page(client, "?from=0001-01-01&to=0001-01-01")
    page(client, "?to=9999-12-31", status=400)


def test_an_internal_commitment_is_never_told_or_counted_whoever_asks(client: Client) -> None:
    person = make.analyst("AA")
    make.PartnershipFactory()
    hidden = make.CommitmentFactory(title={"en": "A secret"}, visibility="internal", by=person, at=NOW)
    for reader in (None, person):
        if reader:
            client.force_login(reader)
        shown = page(client)
        assert "A secret" not in shown
        assert hidden.reference not in shown
        assert "0 commitments new or changed" in shown
        page(client, f"?reference={hidden.reference}", status=400)


def test_what_was_withdrawn_is_named_by_its_reference_alone(client: Client) -> None:
    row = moved()
    stored = Commitment.objects.get(pk=row.pk)
    stored.visibility, stored.title = "internal", {"en": "A secret"}
    keep(stored, by=None, at=NOW - timedelta(days=2), why={"en": "Because of it."})
    shown = page(client)
    assert "Withdrawn from the public record." in shown
    assert row.reference in shown
    for hidden in ("A bridge", "A secret", "Because of it.", "Agreed at the session."):
        assert hidden not in shown
    earlier = page(client, "?from=2026-03-15&to=2026-03-25")
    assert "It changed in these days and was withdrawn from the public record since." in earlier
    assert "A bridge" not in earlier


def test_another_partnership_can_be_chosen_and_stays_chosen(client: Client) -> None:
    moved()
    other = make.PartnershipFactory(slug="cc", code="CC", sides=[make.SideFactory(code="AA")])
    make.CommitmentFactory(reference="CC-2025-001", title={"en": "A road"}, partnership=other, at=NOW)
    shown = page(client, "?partnership=cc")
    assert "A road" in shown
    assert "A bridge" not in shown
    assert '<option value="cc" selected>' in shown
    assert "from=2026-03-25&amp;to=2026-03-31&amp;partnership=cc" in shown


def test_pages_lead_on_with_the_same_days(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commitments.queries.between.PAGE", 1)
    for number in range(2):
        make.CommitmentFactory(reference=f"AB-2025-00{number + 1}", at=NOW)
    first = client.get("/en/changes/")
    assert [each.reference for each in first.context["changes"].items] == ["AB-2025-002"]
    second = client.get(first.context["older"])
    assert [each.reference for each in second.context["changes"].items] == ["AB-2025-001"]
    assert second.context["newest"] == "/en/changes/?from=2026-03-02&to=2026-03-31"
    assert second.context["older"] is None


def test_other_records_are_named_and_lead_to_their_pages(client: Client) -> None:
    make.OrganisationFactory(slug="works", name={"en": "Works"}, at=NOW, why={"en": "Founded."})
    shown = page(client)
    assert "<h3>Organisations</h3>" in shown
    assert '<a href="/en/organisations/works/">Works</a> <span class="quiet">new on record</span>' in shown


def test_at_another_time_the_days_end_there(client: Client) -> None:
    moved()
    shown = page(client, "?recorded_at=2026-01-31")
    assert "from 2 January 2026 to 31 January 2026" in shown
    assert "</svg>New</span>" in shown
    assert "Deadline moved" not in shown
    assert '<input type="hidden" name="recorded_at" value="2026-01-31">' in shown
    page(client, "?recorded_at=2026-01-31&to=2026-02-01", status=400)


@pytest.mark.parametrize("language", ["fr", "en", "vi"])
def test_it_answers_in_each_language(language: str, client: Client) -> None:
    full()
    page(client, "?from=2026-01-01", language=language)


@pytest.mark.parametrize("number", [1, 3])
def test_the_whole_page_takes_as_many_queries_for_three_as_for_one(
    number: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in range(number):
        row = full(f"AB-2025-9{each}1")
        make.StatusUpdateFactory(commitment=row, by=make.analyst("AA"))
    with django_assert_num_queries(20):
        page(client, "?from=2026-01-01")
