"""The documentation page, in a real browser and under the strict policy."""

from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from commitments.api.views.docs import description
from tests.api.reading import ask

METHODS = {"get", "post", "patch", "delete"}
WATCH = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => {
        window.violations.push(event.violatedDirective + " " + event.blockedURI);
    });
"""


def directives(answer: HttpResponse) -> dict[str, str]:
    """The policy of an answer, by directive."""
    return dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))


@pytest.mark.django_db
def test_only_the_style_of_this_one_page_is_let_loose() -> None:
    usual, here = directives(Client().get("/en/")), directives(ask("docs/"))
    assert usual["style-src"] == "'self'"
    assert here == usual | {"style-src": "'self' 'unsafe-inline'"}


def test_what_is_no_page_may_load_nothing() -> None:
    nothing = {"default-src": "'none'", "frame-ancestors": "'none'"}
    assert [directives(ask(path)) for path in ("", "schema/", "nowhere/")] == [nothing] * 3


@pytest.mark.journey
def test_a_developer_reads_the_description_and_no_other_host_hears_of_it(page: Page, live_server: LiveServer) -> None:
    hosts: set[str] = set()
    failures: list[str] = []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.on("console", lambda said: failures.append(said.text) if said.type == "error" else None)
    page.add_init_script(WATCH)
    page.goto(f"{live_server.url}/api/v1/docs/")
    expect(page.locator(".opblock")).to_have_count(
        sum(len(METHODS & set(path)) for path in description()["paths"].values())
    )
    page.locator("#operations-commitments-commitments_list .opblock-summary-control").click()
    expect(page.locator("#operations-commitments-commitments_list")).to_contain_text("missing")
    assert page.evaluate("window.violations") == []
    assert failures == []
    assert {host for host in hosts if host} == {urlsplit(live_server.url).netloc}


@pytest.mark.journey
def test_an_inline_script_would_be_seen_and_stopped(page: Page, live_server: LiveServer) -> None:
    page.add_init_script(WATCH)
    page.goto(f"{live_server.url}/api/v1/docs/")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
    )
    assert page.evaluate("window.ran") is None
    assert page.evaluate("window.violations") == ["script-src-elem inline"]
