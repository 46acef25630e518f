"""What journeys share: one record for all of them, served on a still day, and the browsers that people read it with."""

from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
import time_machine
from django.test import TransactionTestCase
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from commitments.actions.accounts import open_account
from commitments.models import Commitment, Organisation, User
from tests.journeys.happened import TODAY, happen
from tests.journeys.workbench import WALKERS, WALKS, at_work

expect.set_options(timeout=30_000)
"""On a busy machine a page may take longer than the five seconds that are usual; one that is right never waits."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys through the shared record last of all: no other test finds its rows."""
    here = Path(__file__).parent
    items.sort(key=lambda item: here in item.path.parents)


@pytest.fixture(scope="session")
def lasting() -> Iterator[None]:
    """Rows that stay from one journey to the next; they go with the test database, when the session ends."""
    with mock.patch.object(TransactionTestCase, "_fixture_teardown"):
        yield


@pytest.fixture
def record(lasting: None, live_server: LiveServer) -> Iterator[str]:
    """The address of the served record: its first content, and what happened since; the day is TODAY.

    It is written for the first journey of a process and read by all of them, so that a journey takes as long as its
    steps. A journey must change no record.
    """
    if not Commitment.objects.exists():
        happen()
    with time_machine.travel(TODAY):
        yield str(live_server.url)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, locale="fr")
    yield context.new_page()
    context.close()


@pytest.fixture(params=["at a desk", "on a telephone without scripts, in the dark"])
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page as two people see it: what a journey with this asserts must be read with scripts and without."""
    context = (
        browser.new_context(viewport={"width": 1440, "height": 900})
        if request.param == "at a desk"
        else browser.new_context(
            java_script_enabled=False, viewport={"width": 390, "height": 844}, is_mobile=True, color_scheme="dark"
        )
    )
    yield context.new_page()
    context.close()


@pytest.fixture(params=WALKS, ids=WALKERS)
def workbench(record: str, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The home of an analyst who has seen nothing yet."""
    name = f"morning-{User.objects.count()}"
    body = Organisation.objects.get(slug="government-vn")
    person = open_account(username=name, password="a long enough secret", organisation=body)
    User.objects.filter(pk=person.pk).update(seen_edition=0)
    for page, _watched in at_work(browser, record, name, request.param, locale="en"):
        page.goto("/admin/", wait_until="domcontentloaded")
        yield page
