"""Pages for those who are lost: the right status, a search, and what they may have meant."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from commitments.dashboards.errors import not_found
from tests import factories as make

LANGUAGES = ["fr", "en", "vi"]


def missing(client: Client, address: str, **headers: Any) -> str:
    """A page that says that there is none, its white space closed up."""
    response = client.get(address, **headers)
    assert response.status_code == 404
    return " ".join(response.content.decode().split())


@pytest.mark.django_db
class TestWhatWasMeant:
    """Nearest matches to what the address seems to ask for."""

    def test_a_wrong_reference_offers_those_that_begin_alike(self, client: Client) -> None:
        make.CommitmentFactory(reference="AB-2025-001", title={"en": "A bridge"})
        make.CommitmentFactory(reference="CC-2025-001", title={"en": "A road"}, partnership=other())
        shown = missing(client, "/en/commitments/AB-2025-999/")
        assert "Commitments that may be meant" in shown
        assert '<a class="row-title" href="/en/commitments/AB-2025-001/">A bridge</a>' in shown
        assert "A road" not in shown
        assert 'name="q" value="AB-2025-999"' in shown

    def test_words_offer_what_holds_them_and_search_for_them(self, client: Client) -> None:
        make.CommitmentFactory(title={"en": "A bridge"})
        shown = missing(client, "/en/a-bridge/")
        assert ">A bridge</a>" in shown
        assert 'name="q" value="a-bridge"' in shown

    def test_an_internal_one_is_not_offered(self, client: Client) -> None:
        make.CommitmentFactory(reference="AB-2025-001", title={"en": "A secret"}, visibility="internal")
        for address in ("/en/commitments/AB-2025-001/", "/en/commitments/AB-2025-999/", "/en/secret/"):
            shown = missing(client, address)
            assert "A secret" not in shown
            assert "Commitments that may be meant" not in shown

    def test_a_page_whose_name_is_mistyped_is_offered(self, client: Client) -> None:
        shown = missing(client, "/en/comitments/")
        assert "A page with a name like this one" in shown
        assert "A page with a name like this one" not in missing(client, "/en/commitments/AB-2025-999/")
        assert '<li><a href="/en/commitments/">Commitments</a></li>' in shown

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_speaks_the_language_of_the_address(self, language: str, client: Client) -> None:
        make.CommitmentFactory(reference="AB-2025-001", title={"en": "A bridge"})
        shown = missing(client, f"/{language}/commitments/AB-2025-999/", HTTP_ACCEPT_LANGUAGE="de")
        assert f'<html lang="{language}">' in shown
        assert f"/{language}/commitments/AB-2025-001/" in shown

    @pytest.mark.parametrize("number", [1, 3])
    def test_it_takes_as_many_queries_for_three_as_for_one(
        self, number: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for each in range(number):
            make.CommitmentFactory(reference=f"AB-2025-00{each}")
        with django_assert_num_queries(2):
            missing(client, "/en/no-such/AB-2025-999/")


@pytest.mark.django_db
class TestAnotherLanguage:
    """An address in a language that the pages are not in."""

    def test_the_same_page_is_offered_in_each_language(self, client: Client) -> None:
        shown = missing(client, "/xx/commitments/AB-2025-001/", HTTP_ACCEPT_LANGUAGE="en")
        assert "These pages are not in that language" in shown
        assert "The address asks for the language “xx”." in shown
        for language in LANGUAGES:
            assert f'href="/{language}/commitments/AB-2025-001/" lang="{language}"' in shown

    def test_where_there_is_no_such_page_the_overview_is(self, client: Client) -> None:
        shown = missing(client, "/xx/no-such/", HTTP_ACCEPT_LANGUAGE="en")
        assert 'href="/vi/" lang="vi"' in shown
        assert "/vi/no-such/" not in shown

    def test_its_code_is_not_searched_for(self, client: Client) -> None:
        assert 'name="q" value=""' in missing(client, "/xx/", HTTP_ACCEPT_LANGUAGE="en")

    def test_a_name_that_is_no_language_is_a_missing_page(self, client: Client) -> None:
        assert "There is no page at this address" in missing(client, "/nowhere/", HTTP_ACCEPT_LANGUAGE="en")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/commitments/?status=zzz", 400),
        ("/en/commitments/?nope=1", 400),
        ("/en/commitments/?as_of=2026-02-30", 400),
        ("/en/changes/?from=2026-02-30", 400),
        ("/en/commitments/calendar.ics?due_after=2026-02-30", 400),
        ("/en/commitments/AB-2025-001/", 404),
        ("/xx/", 404),
        ("/en/%00/", 404),
        ("/en/%ff/", 404),
        ("/" + "a" * 2000 + "/", 404),
    ],
)
def test_bad_input_is_a_helpful_page_with_the_right_status(address: str, status: int, client: Client) -> None:
    response = client.get(address)
    assert (response.status_code, response.content.count(b"<h1>")) == (status, 1)


def other() -> Any:
    """Another partnership."""
    return make.PartnershipFactory(slug="cc", code="CC", sides=[make.SideFactory(code="AA")])


def test_whoever_is_lost_is_told_so_when_the_database_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_given: object) -> None:
        raise DatabaseError("down")

    monkeypatch.setattr("commitments.dashboards.lost.nearest", down)
    request = RequestFactory().get("/en/commitments/AB-2025-001/")
    request.user = AnonymousUser()
    response = not_found(request)
    assert response.status_code == 404
    assert b'name="q"' in response.content


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_failure_without_a_database_is_answered_without_one(language: str) -> None:
    """No mark lets this test reach a database: any query fails, that of the page and one of the answer to it alike."""
    visitor = Client(raise_request_exception=False)
    response = visitor.get(f"/{language}/commitments/")
    assert response.status_code == 500
    assert f'<html lang="{language}">' in response.content.decode()
    assert f'href="/{language}/"' in response.content.decode()
