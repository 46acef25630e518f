"""Where do we stand? What a co-chair reads today, and an embassy of an earlier day, with scripts and without."""

import re
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from commitments.models import Commitment
from tests.journeys.happened import EXPRESSWAY, PARK, TODAY

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NUMBER = re.compile(r"\d+")


def headline(page: Page, words: str) -> Locator:
    """One of the numbers on top, by what it is called."""
    return page.locator("dl.headline > div", has=page.locator("dt", has_text=re.compile(f"^{words}$")))


def section(page: Page, heading: str) -> Locator:
    """A part of the page, by the anchor of its heading."""
    return page.locator(f"section[aria-labelledby={heading}]")


def test_a_co_chair_reads_where_the_cooperation_stands(record: str, reader: Page) -> None:
    public = Commitment.objects.public()
    total, silent = public.count(), public.filter(status="not_assessed").count()
    overdue = public.filter(due_latest__lt=TODAY.date()).exclude(status="completed").count()
    reader.goto(f"{record}/fr/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Où en sommes-nous aujourd’hui\u202f?")
    expect(headline(reader, "Évalués")).to_contain_text(f"{total - silent} sur {total}")
    expect(headline(reader, "En retard").get_by_role("link")).to_have_text(str(overdue))
    headline(reader, "En retard").get_by_role("link").click()
    expect(reader.locator("#results")).to_have_text(f"{overdue} engagements sur {total}")
    reader.go_back()
    ahead = (date(2027, 7, 18) - TODAY.date()).days
    anniversary = reader.locator("ol.strip li", has_text="Le 18 juillet 2027")
    expect(anniversary.locator(".left")).to_have_text(f"{ahead} jours avant la date limite")
    differ = section(reader, "differ")
    expect(differ.locator("ul.rows li").first).to_contain_text(Commitment.objects.get(reference=PARK).title["fr"])
    assert [" ".join(each.split()) for each in differ.locator("ul.words li").all_inner_texts()] == [
        "LA Non commencé",
        "VN En cours",
    ]
    newest = section(reader, "changes").get_by_role("listitem").first
    expect(newest).to_contain_text("18 novembre 2026")
    expect(newest).to_contain_text(Commitment.objects.get(reference=EXPRESSWAY).title["fr"])
    expect(reader.get_by_role("group", name="Commerce bilatéral")).to_be_visible()
    reader.get_by_text("Les mêmes chiffres en tableau").click()
    expect(reader.get_by_role("cell", name="USD 2,25 milliards")).to_be_visible()
    expect(section(reader, "gaps").get_by_role("row", name="Une échéance")).to_contain_text(
        str(public.filter(due_earliest=None, due_latest=None).count())
    )
    reader.get_by_role("link", name=f"{silent} engagements sur {total}").click()
    expect(reader.locator("#results")).to_have_text(f"{silent} engagements sur {total}")
    reader.get_by_role("link", name="English").click()
    expect(reader.locator("#results")).to_have_text(f"{silent} of {total} commitments")


def test_an_embassy_reads_how_it_stood_on_another_day_and_comes_back(record: str, reader: Page) -> None:
    total = Commitment.objects.public().count()
    made = Commitment.objects.public().filter(made_on__lt="2025-06-02").count()
    reader.goto(f"{record}/en/")
    reader.get_by_text("Read this as it stood at another time").click()
    reader.get_by_label("What was true on").fill("2025-06-01")
    reader.get_by_role("button", name="Show").click()
    past = reader.locator(".past[role=status]")
    expect(past).to_contain_text("You are reading what was true on 1 June 2025, as far as it is known today.")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Where did things stand on 1 June 2025?")
    headline(reader, "Commitments").get_by_role("link").click()
    expect(reader.locator("#results")).to_have_text(f"{made} of {made} commitments")
    expect(past).to_contain_text("1 June 2025")
    reader.get_by_role("link", name="Tiếng Việt").click()
    reader.get_by_role("link", name="Kim ngạch thương mại hai chiều đạt 5 tỷ USD").click()
    expect(past).to_contain_text("1/6/2025")
    expect(reader.locator("#sides + p")).to_contain_text("Chưa bên nào")
    past.get_by_role("link").click()
    expect(past).to_have_count(0)
    assert "as_of" not in reader.url
    # Before the sides' words were written down, nobody had spoken.
    reader.goto(f"{record}/en/")
    reader.get_by_text("Read this as it stood at another time").click()
    reader.get_by_label("As it had been written down by the end of").fill("2026-11-05")
    reader.get_by_role("button", name="Show").click()
    expect(reader.get_by_text("Nowhere yet: no side has spoken on any of these commitments.")).to_be_visible()
    expect(reader.get_by_role("link", name=f"{total} of {total} commitments")).to_be_visible()


@pytest.mark.parametrize(
    ("address", "least"),
    [
        ("/fr/", 15),
        ("/en/?as_of=2025-06-01&partnership=vietnam-laos", 6),
        ("/vi/organisations/", 10),
        ("/en/organisations/government-vn/", 9),
        ("/fr/sources/", 8),
        ("/vi/meetings/state-visit-2026-02-05/", 1),
    ],
)
def test_every_number_that_leads_to_a_list_is_the_number_in_that_list(
    address: str, least: int, record: str, page: Page
) -> None:
    page.goto(record + address)
    said = {
        link.get_attribute("href"): link.inner_text()
        for link in page.locator("main a[href*='/commitments/?'], main .headline a[href$='/commitments/']").all()
        if NUMBER.search(link.inner_text())
    }
    found = {}
    for target in said:
        heading = re.search(r'id="results">([^<]*)', page.request.get(f"{record}{target}").text())
        found[target] = heading and NUMBER.search(heading[1])
    assert {target: NUMBER.search(words)[0] for target, words in said.items()} == {  # type: ignore[index]
        target: number and number[0] for target, number in found.items()
    }
    assert len(said) >= least
