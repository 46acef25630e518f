"""A file is attached to a word and downloaded again with nothing but a keyboard, at a desk and on a telephone."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from commitments.models import Evidence
from tests.admin.pages import address
from tests.admin.test_saying_in_a_browser import fits, opened, pytestmark, tab_to, visit
from tests.attached import NOT_TAKEN, PDF_BYTES
from tests.factories import CommitmentFactory
from tests.journeys.keys import Keys
from tests.journeys.visits import Visit, hindrances

__all__ = ["pytestmark", "visit"]

NAME = f"Báo cáo {'r' * 100}.pdf"
"""Longer than a telephone is wide, with nowhere to break."""


def attach(page: Page, file: Path) -> None:
    """Open the browser's own dialogue from the keyboard, and choose a file in it."""
    with page.expect_file_chooser() as dialogue:
        tab_to(page, page.get_by_label("Evidence: a file")).press("Enter")
    dialogue.value.set_files(file)


def test_an_analyst_attaches_a_file_and_finds_it_again(visit: tuple[Page, Visit], tmp_path: Path) -> None:
    page, _watched = visit
    commitment = CommitmentFactory()
    file = tmp_path / NAME
    file.write_bytes(PDF_BYTES)
    opened(page, address("commitment", "say", commitment.pk) + "?back=page")
    expect(page.get_by_label("Status:", exact=True)).to_be_focused()
    keys = Keys(page).type("in p")
    attach(page, file)
    assert fits(page)
    keys.to(page.get_by_role("button", name="Save", exact=True)).press("Enter")
    page.wait_for_url(f"**{address('commitment', 'change', commitment.pk)}")
    assert Evidence.objects.get().file_name == NAME
    assert fits(page)
    for path in (address("commitment", "say", commitment.pk), f"/en/commitments/{commitment.reference}/history/"):
        opened(page, path)
        assert fits(page)
    opened(page, f"/en/commitments/{commitment.reference}/")
    assert fits(page)
    keys.to(page.get_by_role("link", name=NAME).first)
    with page.expect_download() as download:
        keys.press("Enter")
    assert (download.value.suggested_filename, download.value.path().read_bytes()) == (NAME, PDF_BYTES)
    assert fits(page)


def test_a_file_that_cannot_be_taken_is_said_to_be_so_and_chosen_again(
    visit: tuple[Page, Visit], tmp_path: Path, settings: Any
) -> None:
    page, _watched = visit
    settings.EVIDENCE_BYTES = 1000
    commitment = CommitmentFactory()
    large, wrong, right = (tmp_path / name for name in ("large.pdf", "wrong.pdf", "right.pdf"))
    large.write_bytes(PDF_BYTES + b"\x00" * 1000)
    wrong.write_bytes(NOT_TAKEN["a program"][1])
    right.write_bytes(PDF_BYTES)
    opened(page, address("commitment", "say", commitment.pk) + "?back=page")
    keys = Keys(page).type("in p")
    attach(page, large)
    expect(page.get_by_role("alert")).to_contain_text("was not chosen")
    assert page.get_by_label("Evidence: a file").input_value() == ""
    opened(page, address("commitment", "say", commitment.pk) + "?back=page")
    keys.type("in p")
    attach(page, wrong)
    keys.to(page.get_by_role("button", name="Save", exact=True)).press("Enter")
    expect(page.get_by_text("A file of this kind is not taken")).to_be_visible()
    assert fits(page)
    assert hindrances(page) == []
    attach(page, right)
    keys.to(page.get_by_role("button", name="Save", exact=True)).press("Enter")
    page.wait_for_url(f"**{address('commitment', 'change', commitment.pk)}")
    assert Evidence.objects.get().file_name == "right.pdf"
