"""What every test stands on: a database like the real one, the collected static files, and a browser for journeys."""

import ctypes
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any
from unittest import mock

import hypothesis
import pytest
from django.conf import settings
from django.utils import translation
from pytest_django.live_server_helper import LiveServer

from commitments.dashboards.kept import PAGES
from commitments.management.starting import collect_static_files
from commitments.queries.prepared import KEPT
from commitments.queries.rolls import KEPT_ROLLS

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_ARGUMENTS = [
    "--no-sandbox",  # in a container, and as root, Chromium's own sandbox cannot start
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# A machine that does other work at the same time is slow for a moment: no test is timed.
hypothesis.settings.register_profile("untimed", hypothesis.settings.default, deadline=None)
hypothesis.settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """Collect the static files once for all workers, apart from a running tracker's, and hash passwords quickly."""
    settings.STATIC_ROOT = config.cache.mkdir("static")
    settings.WHITENOISE_AUTOREFRESH = True  # look a file up when it is asked for, not all of them for every client
    settings.THROTTLE_ADDRESS = settings.THROTTLE_TOKEN = settings.THROTTLE_WRITES = 0  # but in tests of the throttles
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if not hasattr(config, "workerinput"):
        collect_static_files()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys last: the browser's event loop goes on running in their process, and only they know how to live with it."""
    items.sort(key=is_journey)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let a journey use the database beside the browser's event loop, which Django would take for asynchronous code."""
    if is_journey(item):
        if missing := missing_for_journeys():
            pytest.skip(missing)
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def is_journey(item: pytest.Item) -> bool:
    """Whether a test drives a browser."""
    return item.get_closest_marker("journey") is not None


def missing_for_journeys() -> str:
    """What this machine lacks to drive a browser; nothing when it lacks nothing."""
    if installed_browser() is None:
        return "a journey needs a browser (apt install chromium)"
    try:
        if sys.platform == "linux":
            ctypes.CDLL("libatomic.so.1")  # the driver between Playwright and the browser is linked to it
    except OSError:
        return "a journey needs libatomic (apt install libatomic1)"
    return ""


def installed_browser() -> Path | None:
    """Where the browser is."""
    return next((Path(found) for found in map(which, BROWSERS) if found), None)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Keep SQLite's test database in a file, as the real one is: in memory there are no two writers."""
    database: dict[str, Any] = settings.DATABASES["default"]
    database["CONN_MAX_AGE"] = 0  # a connection kept by a live server's thread would keep the test database alive
    if "sqlite3" in database["ENGINE"]:
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        command = database["OPTIONS"]["init_command"].replace("synchronous=FULL", "synchronous=OFF")
        database["OPTIONS"] = database["OPTIONS"] | {"init_command": command}


@pytest.fixture(autouse=True)
def past_folder(tmp_path: Path, settings: Any) -> None:
    """Each test rebuilds past states in a folder of its own: another test's record may look the same and be another."""
    settings.PAST = tmp_path / "past"


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Each test's rows have private numbers of their own, which what is kept from the test before does not know."""
    KEPT.forget()
    KEPT_ROLLS.forget()
    PAGES.forget()
    translation.deactivate()  # the language in which the test before asked for its last page


@pytest.fixture(scope="session")
def live_server() -> Iterator[LiveServer]:
    """The tracker on a port of its own, its static files served by WhiteNoise as they are in earnest."""
    with mock.patch("django.contrib.staticfiles.handlers.StaticFilesHandler", lambda application: application):
        server = LiveServer("127.0.0.1")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The browser that this machine has, with its habits of calling home switched off."""
    return browser_type_launch_args | {"executable_path": installed_browser(), "args": BROWSER_ARGUMENTS}
