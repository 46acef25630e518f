"""What holds of every page: its languages, its head, its conditions, its errors."""

import re

import pytest
import time_machine
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from commitments.dashboards.errors import server_error
from tests import factories as make
from tests.dashboards.scenes import full

PAGES = [
    "/",
    "/commitments/",
    "/timeline/",
    "/indicators/",
    "/changes/",
    "/commitments/AB-2025-001/",
    "/commitments/AB-2025-001/history/",
    "/organisations/",
    "/organisations/a-ministry/",
    "/sources/",
    "/sources/a-text/",
    "/meetings/",
    "/meetings/a-session/",
]
LANGUAGES = ["fr", "en", "vi"]


@pytest.fixture
def record() -> None:
    """A commitment with everything."""
    row = full()
    make.ResponsibilityFactory(commitment=row, organisation=make.OrganisationFactory(slug="a-ministry"))
    source = make.SourceFactory(slug="a-text", meeting=make.MeetingFactory(slug="a-session"))
    make.CitationFactory(commitment=row, passage=make.PassageFactory(source=source))


@pytest.mark.django_db
@pytest.mark.usefixtures("record")
class TestEveryPage:
    """Each page in each language."""

    @pytest.mark.parametrize("address", PAGES)
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_is_in_the_language_of_its_address_and_leads_to_the_others(
        self, language: str, address: str, client: Client
    ) -> None:
        shown = client.get(f"/{language}{address}?", HTTP_ACCEPT_LANGUAGE="de").content.decode()
        assert f'<html lang="{language}">' in shown
        for other in LANGUAGES:
            assert f'hreflang="{other}" href="http://testserver/{other}{address}"' in shown
        assert shown.count("<h1>") == 1

    @pytest.mark.parametrize("address", PAGES)
    def test_it_has_nothing_inline_and_asks_no_other_host(self, address: str, client: Client) -> None:
        shown = client.get(f"/en{address}").content.decode()
        # A block of data is no script: nothing in it is run, and the policy lets it be.
        scripts = re.sub(r'<script type="application/ld\+json">', "", shown)
        assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?! type=\"module\" src=\"/static/)", scripts)
        assert re.findall(r'(?:src|rel="stylesheet" href)="(?!/static/)', shown) == []

    def test_the_language_switch_keeps_the_query(self, client: Client) -> None:
        shown = client.get("/en/commitments/?kind=project&q=a%26b").content.decode()
        assert 'href="/fr/commitments/?kind=project&amp;q=a%26b"' in shown

    @pytest.mark.parametrize("address", PAGES)
    def test_a_repeat_costs_one_query_and_no_body(
        self, address: str, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        tag = client.get(f"/en{address}")["ETag"]
        with django_assert_num_queries(1):
            again = client.get(f"/en{address}", HTTP_IF_NONE_MATCH=tag)
        assert (again.status_code, again.content) == (304, b"")

    @pytest.mark.parametrize("address", PAGES)
    def test_a_change_a_new_day_or_another_language_is_another_version(self, address: str, client: Client) -> None:
        with time_machine.travel("2026-11-21T09:00:00Z"):
            tags = {client.get(f"/en{address}")["ETag"], client.get(f"/fr{address}")["ETag"]}
        with time_machine.travel("2026-11-22T09:00:00Z"):
            tags.add(client.get(f"/en{address}")["ETag"])
            make.SectorFactory()
            tags.add(client.get(f"/en{address}")["ETag"])
        assert len(tags) == 4

    @pytest.mark.parametrize("address", PAGES)
    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_nothing_can_be_sent_to_it(self, method: str, address: str, client: Client) -> None:
        assert getattr(client, method)(f"/en{address}").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_who_sends_something_to_a_page_is_told_that_it_is_only_there_to_be_read(language: str) -> None:
    response = Client(enforce_csrf_checks=True).post(f"/{language}/commitments/?kind=project", {"status": "completed"})
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    shown = response.content.decode()
    assert f'<html lang="{language}">' in shown
    assert f'<a href="/{language}/commitments/">' in shown.partition("<main")[2]


@pytest.mark.django_db
class TestErrors:
    """What a visitor reads when something is wrong."""

    def test_an_unknown_address_searches_in_the_visitors_language(self, client: Client) -> None:
        response = client.get("/vi/khong-co/")
        assert response.status_code == 404
        assert '<html lang="vi">' in response.content.decode()
        assert 'value="khong-co"' in response.content.decode()

    def test_an_address_without_a_language_is_answered_in_the_browsers(self, client: Client) -> None:
        response = client.get("/nowhere/", HTTP_ACCEPT_LANGUAGE="fr")
        assert response.status_code == 404
        assert '<html lang="fr">' in response.content.decode()

    def test_an_unknown_partnership_is_a_bad_request(self, client: Client) -> None:
        assert client.get("/en/?partnership=none").status_code == 400

    def test_too_many_parameters_are_a_bad_request(self, client: Client) -> None:
        response = client.get("/en/commitments/?" + "&".join(f"q={number}" for number in range(1100)))
        assert response.status_code == 400
        assert "This address cannot be read" in response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_failure_is_answered_without_a_database(language: str) -> None:
    response = server_error(RequestFactory().get(f"/{language}/"))
    assert response.status_code == 500
    assert f'<html lang="{language}">' in response.content.decode()
