"""When? What people ask of the timeline, with scripts and without."""

import pytest
from playwright.sync_api import Page, expect

from commitments.models import Commitment

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_co_chair_sees_what_falls_due_in_2027_and_goes_there(record: str, reader: Page) -> None:
    undated = Commitment.objects.public().filter(due_earliest=None, due_latest=None).count()
    reader.goto(f"{record}/en/timeline/")
    expect(reader.get_by_role("link", name=f"{undated} name no date: see below")).to_be_visible()
    reader.get_by_role("link", name="By quarter").click()
    reader.get_by_role("link", name="By owner").click()
    # At a desk the wide chart is seen, on a telephone the narrow one.
    row = reader.locator("a.promise:visible", has_text="18 July 2027").first
    row.focus()
    expect(row).to_be_focused()
    row.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_contain_text("50th anniversary of the Treaty")


def test_an_embassy_reads_one_sector_as_a_table_and_what_nobody_has_dated(record: str, reader: Page) -> None:
    reader.goto(f"{record}/vi/timeline/")
    group = reader.locator("section.timeline-group").first
    title = group.get_by_role("heading", level=2).inner_text()
    group.get_by_role("heading", level=2).get_by_role("link").click()
    reader.wait_for_url("**/timeline/?*")
    expect(reader.locator("ul.chips")).to_contain_text(title)
    group.locator("details.numbers summary").click()
    shown = group.locator("tbody tr").count()
    expect(group.locator(".results-head .quiet")).to_have_text(f"{shown} cam kết")
    reader.locator("ul.chips a.clear").click()
    reader.wait_for_url("**/timeline/")
    undated = reader.locator("section.undated-band")
    left = Commitment.objects.public().filter(due_earliest=None, due_latest=None).count()
    left -= undated.locator("ul.undated-list > li").count()
    expect(undated.locator(".more")).to_contain_text(str(left))
    undated.locator(".more a").click()
    expect(reader.locator("ul.chips")).to_be_visible()
    expect(reader.locator("#results")).to_contain_text(f"trên {Commitment.objects.public().count()} cam kết")
