"""A table is sent in, looked at and written, in a real browser: at a desk and on a telephone, in the light and in the dark."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from commitments.models import Commitment
from tests.admin.pages import address
from tests.admin.tables import Row, cells_of, workbook
from tests.factories import CommitmentFactory, DeadlineFactory, StatusUpdateFactory, analyst
from tests.journeys.visits import Visit, hindrances, too_wide, turn
from tests.journeys.workbench import WALKERS, WALKS, at_work

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=WALKS, ids=WALKERS)
def visit(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[tuple[Page, Visit]]:
    """A window in which an analyst has signed in, and what it complains of."""
    analyst("AA", username="anna")
    yield from at_work(browser, live_server.url, "anna", request.param, locale="en")


def test_an_analyst_takes_a_table_mends_it_and_sends_it_in(visit: tuple[Page, Visit]) -> None:
    page, _seen = visit
    StatusUpdateFactory(commitment=CommitmentFactory(title={"en": "A bridge"}))
    page.goto(address("commitment", "changelist"))
    with page.expect_download() as download:
        page.get_by_role("link", name="Take as workbook").click()
    header, cells = cells_of(download.value.path().read_bytes())
    page.get_by_role("link", name="Import", exact=True).click()
    fits(page)
    upload(page, header, cells, word_progress=140)
    page.get_by_text("Row 2, column word_progress").wait_for()
    fits(page)
    upload(page, header, cells, word_progress=40, title_en="A bridge of iron")
    page.get_by_role("heading", name="Row 2").wait_for()
    assert words(page, "del") == ["was: A bridge"]
    assert words(page, "ins") == ["becomes: A bridge of iron", "becomes: 40"]
    fits(page)
    page.get_by_label("Why").fill("The ministry said so.")
    page.get_by_role("button", name="Write all of this").click()
    page.get_by_text("The import wrote 1 commitment.").wait_for()
    row = Commitment.objects.get()
    assert (row.title, row.progress) == ({"en": "A bridge of iron"}, 40)


def test_nobody_is_shut_out_of_an_import(visit: tuple[Page, Visit]) -> None:
    page, _seen = visit
    row = StatusUpdateFactory(commitment=CommitmentFactory(title={"en": "A bridge"})).commitment
    DeadlineFactory(commitment=row)
    row.refresh_from_db()
    page.goto(address("commitment", "import"))
    assert hindrances(page) == []
    header, cells = ["reference", "edition", "title_en"], [row.reference, row.edition.number, "A bridge"]
    taken_back = {"word_status": "not_started", "word_as_of": "2025-01-02"}
    moved = {"deadline": "2028", "deadline_reason_en": "Repeated."}
    upload(page, header, cells, title_en="A bridge of iron", **taken_back, **moved)
    page.get_by_role("heading", name="Row 2").wait_for()
    page.get_by_text("goes on counting").wait_for()
    page.get_by_text("366 days later").wait_for()
    assert hindrances(page) == []
    fits(page)
    page.get_by_label("Why").fill("Regular status update.")
    page.get_by_role("button", name="Write all of this").click()
    page.get_by_text("needs a reason of its own").wait_for()
    assert hindrances(page) == []
    page.goto(address("commitment", "import"))
    upload(page, header, cells, edition="x")
    page.get_by_text("Row 2, column edition").wait_for()
    assert hindrances(page) == []


def upload(page: Page, header: list[Any], cells: list[Any], **typed: Any) -> None:
    """Type over a table of one row and send it."""
    made: Row | dict[str, Any] = dict(zip(header, cells, strict=True)) | typed
    file = {
        "name": "table.xlsx",
        "mimeType": "application/octet-stream",
        "buffer": workbook(list(made), list(made.values())),
    }
    page.get_by_label("File").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Show what it changes").click()


def fits(page: Page) -> None:
    """Nothing is wider than the window; the next step is taken in the other theme."""
    turn(page)
    assert too_wide(page) == []


def words(page: Page, element: str) -> list[str]:
    """What the elements of this name say."""
    return [" ".join(each.split()) for each in page.locator(element).all_inner_texts()]
