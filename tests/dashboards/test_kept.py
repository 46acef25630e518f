"""Pages that are kept: as long as nothing has changed, for visitors alone, and never more than there is room for."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from commitments.actions.keep import keep
from commitments.dashboards import kept
from commitments.dashboards.kept import PAGES, Pages, may_be_kept
from tests import factories as make
from tests.factories import AT, WHY

stored = pytest.mark.django_db(transaction=True)


def text(client: Client, address: str = "/en/", **headers: Any) -> str:
    """The page."""
    response = client.get(address, **headers)
    assert response.status_code == 200
    return response.content.decode()


@stored
def test_a_page_that_is_asked_for_again_takes_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make.CommitmentFactory()
    client = Client()
    first = client.get("/en/")
    with django_assert_num_queries(1):
        again = client.get("/en/")
    assert again.content == first.content
    assert {*again.headers.items()} == {*first.headers.items()}


@stored
def test_whatever_becomes_public_is_shown_at_once() -> None:
    row = make.CommitmentFactory()
    client = Client()
    assert "Renamed" not in text(client, "/en/commitments/")
    row.title = {"en": "Renamed"}
    keep(row, by=None, at=AT, why=WHY)
    assert "Renamed" in text(client, "/en/commitments/")
    row.visibility = "internal"
    keep(row, by=None, at=AT, why=WHY)
    assert "Renamed" not in text(client, "/en/commitments/")


@stored
def test_control_a_page_that_is_kept_by_its_address_alone_would_be_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commitments.dashboards.page.name_of", lambda request, _version: request.get_full_path())
    row = make.CommitmentFactory()
    client = Client()
    text(client, "/en/commitments/")
    row.title = {"en": "Renamed"}
    keep(row, by=None, at=AT, why=WHY)
    assert "Renamed" not in text(client, "/en/commitments/")


@stored
def test_each_day_language_address_and_site_has_its_own() -> None:
    row = make.CommitmentFactory()
    make.DeadlineFactory(commitment=row, edtf="2026-11-22")
    client = Client()
    with time_machine.travel("2026-11-22T09:00:00Z") as clock:
        today = text(client)
        clock.shift(timedelta(days=1))
        tomorrow = text(client)
    assert ("0 days past" in today, "1 day past the last day" in tomorrow) == (False, True)
    assert '<html lang="fr">' in text(client, "/fr/")
    assert "http://testserver/en/" in text(client)
    assert "http://127.0.0.1/en/" in text(client, headers={"host": "127.0.0.1"})


@stored
def test_what_a_person_sees_who_is_signed_in_is_not_kept() -> None:
    person = make.analyst("AA")
    make.PartnershipFactory()
    make.CommitmentFactory(visibility="internal", title={"en": "A secret"}, by=person)
    inside, outside = Client(), Client()
    inside.force_login(person)
    assert "A secret" in text(inside, "/en/commitments/")
    assert PAGES.size == 0
    assert "A secret" not in text(outside, "/en/commitments/")
    assert PAGES.size > 0
    assert "A secret" in text(inside, "/en/commitments/")


@stored
def test_what_is_no_page_is_not_kept() -> None:
    client = Client()
    assert client.get("/en/?partnership=nowhere").status_code == 400
    assert client.get("/en/commitments/AB-2025-999/").status_code == 404
    assert PAGES.size == 0


def test_an_answer_for_one_visitor_alone_is_not_kept() -> None:
    request = RequestFactory().get("/en/")
    marked = HttpResponse()
    marked.set_cookie("language", "vi")
    assert may_be_kept(request, HttpResponse())
    assert not may_be_kept(request, marked)
    assert not may_be_kept(request, StreamingHttpResponse([b"a"]))
    request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True
    assert not may_be_kept(request, HttpResponse())


def test_what_was_asked_for_longest_ago_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LARGEST", 6)
    pages = Pages(most=10)
    for name in "abc":
        pages.keep(name, HttpResponse(name * 4))
        pages.get("a")
    assert [name for name in "abc" if pages.get(name)] == ["a", "c"]
    pages.keep("d", HttpResponse("d" * 7))
    assert (pages.get("d"), pages.size) == (None, 8)
    pages.keep("a", HttpResponse("a"))
    assert pages.size == 5


def test_whoever_is_given_a_page_may_change_it() -> None:
    pages = Pages()
    pages.keep("a", HttpResponse("a", headers={"X-Robots-Tag": "noindex"}))
    given = pages.get("a")
    assert given is not None
    given["X-Robots-Tag"] = "all"
    again = pages.get("a")
    assert again is not None
    assert again["X-Robots-Tag"] == "noindex"
