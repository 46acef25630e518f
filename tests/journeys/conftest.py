"""What journeys share: the first content of the record, served, and a browser that runs no scripts."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

expect.set_options(timeout=30_000)
"""On a busy machine a page may take longer than the five seconds that are usual; one that is right never waits."""


@pytest.fixture
def record(live_server: LiveServer) -> str:
    """The first content of the record, served; the address of the server."""
    call_command("seed", verbosity=0)
    return str(live_server.url)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, locale="fr")
    yield context.new_page()
    context.close()
