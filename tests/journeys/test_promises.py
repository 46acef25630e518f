"""What was promised, what became of it, and what changed: a ministry and a journalist, with scripts and without."""

import pytest
from playwright.sync_api import Page, expect

from commitments.models import Commitment, Edition
from tests.journeys.happened import EXPRESSWAY, PARK, SPOKEN, TODAY

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_ministry_reads_what_was_promised_where_by_whom_and_until_when(record: str, reader: Page) -> None:
    promise = Commitment.objects.get(reference="VL-2025-001")
    reader.goto(f"{record}/en/")
    reader.get_by_role("link", name="Bilateral trade of 5 billion US dollars").first.click()
    reader.wait_for_url(f"{record}/en/commitments/VL-2025-001/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Bilateral trade of 5 billion US dollars")
    assert promise.due_latest
    left = (promise.due_latest - TODAY.date()).days
    expect(reader.locator("dl.facts")).to_contain_text(f"{left} days to the last day")
    assert reader.locator("dl.owners").first.get_by_role("link").all_inner_texts() == [
        "Government of Laos",
        "Government of Viet Nam",
    ]
    expect(reader.locator("ol.lineage > li")).to_have_count(promise.citations.count())
    expect(reader.locator("ol.lineage")).to_contain_text("paragraph 13")
    when = reader.locator("section[aria-labelledby=when]")
    expect(when).to_contain_text("“within the next two to three years”")
    expect(when).to_contain_text("any day from 1 December 2027 to 31 December 2028")
    versions = promise.deadlines.count()
    when.get_by_text(f"{versions} versions of this deadline").click()
    expect(when.locator("details li:visible")).to_have_count(versions)
    expect(reader.locator("section", has_text="How far it has come").first).to_contain_text("45%")
    for missing in ("owner", "deadline", "measure"):
        expect(reader.locator("ul.gaps li.there", has_text=missing)).to_contain_text("yes")
    assert '"@type": "PlanAction"' in str(reader.locator("script[type='application/ld+json']").text_content())
    # What comes next, and the passage in its text.
    reader.locator("ol.lineage").get_by_role("link", name="Report of the meeting of the two Parties").first.click()
    expect(reader.locator("li.passage", has_text="VL-2025-001")).to_contain_text("Paragraph 13")


def test_an_embassy_reads_both_sides_as_equals_and_compares_two_editions(record: str, reader: Page) -> None:
    reader.goto(f"{record}/en/commitments/{PARK}/")
    expect(reader.locator("#sides + p")).to_contain_text("Neither word outweighs the other.")
    sides = reader.locator(".sides article")
    expect(sides.nth(0)).to_contain_text("The land is not chosen yet.")
    expect(sides.nth(1)).to_contain_text("The study of the park has begun.")
    laos, vietnam = (each.bounding_box() for each in sides.all())
    assert laos
    assert vietnam
    assert laos["width"] == pytest.approx(vietnam["width"], abs=0.5)
    # The copy that was attached to its text is another text, and its page says so.
    expect(reader.locator("ol.lineage > li").first).to_contain_text("Broken: the attached copy no longer has these")
    reader.goto(f"{record}/en/commitments/{EXPRESSWAY}/")
    expect(reader.locator("li.corrected")).to_contain_text("corrected by a later word")
    reader.get_by_role("link", name="Every edition, and two side by side").click()
    editions = Edition.objects.filter(noun="commitment", key=EXPRESSWAY).count()
    expect(reader.locator("ol.changes > li")).to_have_count(editions)
    reader.locator("input[name=from]").last.check()
    reader.locator("input[name=to]").first.check()
    reader.get_by_role("button", name="Compare the two").click()
    reader.wait_for_url("**/history/?*from=*")
    different = reader.locator("tr.differs")
    expect(reader.locator(".comparison caption").first).to_have_text(f"{different.count()} particulars differ")
    expect(different.filter(has_text="The works go on.").first).to_contain_text("nothing on record")


def test_a_journalist_reads_what_changed_between_two_days(record: str, reader: Page) -> None:
    changed = set(
        Edition.objects.filter(noun="commitment", recorded_at__gte=SPOKEN)
        .exclude(public_number=None)
        .values_list("key", flat=True)
    )
    reader.goto(f"{record}/en/changes/")
    reader.get_by_label("First day").fill("2026-11-10")
    reader.get_by_role("button", name="Show").first.click()
    reader.wait_for_url("**/?from=2026-11-10*")
    expect(reader.locator("#differences")).to_have_text(f"{len(changed)} commitments new or changed")
    assert set(reader.locator("li.difference .reference").all_inner_texts()) == changed
    told = reader.locator("li.difference", has_text=EXPRESSWAY)
    expect(told).to_contain_text("Laos sets its word 1 right: “in progress”, as of 9 November 2026.")
    expect(told).to_contain_text("The ministry reported.")
    reader.get_by_label("First day").fill("2026-11-19")
    reader.get_by_role("button", name="Show").first.click()
    expect(reader.get_by_text("Nothing was recorded on these days.", exact=False)).to_be_visible()
    reader.get_by_label("First day").fill("2026-11-18")
    reader.get_by_label("Last day").fill("2026-11-10")
    reader.get_by_role("button", name="Show").first.click()
    expect(reader.get_by_role("alert")).to_contain_text("The first day comes after the last one. Exchange them.")
    reader.get_by_role("link", name="The last 30 days").click()
    expect(reader.locator("#differences")).to_have_text(
        f"{Commitment.objects.public().count()} commitments new or changed"
    )
