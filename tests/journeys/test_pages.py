"""What people come to the pages for, told in a real browser."""

from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, Request, expect

from commitments.actions.keep import keep
from commitments.models import Commitment, Source
from tests import factories as make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

WIDTHS = [390, 1440, 1920]
ADDRESSES = [
    "/fr/",
    "/fr/commitments/",
    "/fr/commitments/VL-2025-001/",
    "/fr/commitments/VL-2025-001/history/",
    "/fr/organisations/",
    "/fr/organisations/government-vn/",
    "/fr/sources/",
    "/fr/sources/laodong-2026-02-05-prime-minister/",
    "/fr/meetings/",
    "/fr/meetings/state-visit-2026-02-05/",
    "/fr/changes/",
]


@dataclass
class Watch:
    """What a page did that it must not: asked another host, broke the policy, failed in a script."""

    own: str
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Begin to watch."""
        page.on("request", self._asked)
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(self.own):
            self.elsewhere.append(request.url)


def test_a_co_chair_reads_where_the_cooperation_stands(record: str, page: Page) -> None:
    page.goto(f"{record}/fr/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Où en sommes-nous aujourd’hui\u202f?")
    total, silent = Commitment.objects.count(), Commitment.objects.filter(status="not_assessed").count()
    expect(page.get_by_role("link", name=f"{silent} engagements sur {total}")).to_be_visible()
    expect(page.get_by_role("link", name="65", exact=False).first).to_be_visible()
    expect(page.get_by_role("group", name="Commerce bilatéral")).to_be_visible()
    page.get_by_text("Les mêmes chiffres en tableau").click()
    expect(page.get_by_role("cell", name="USD 2,25 milliards")).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where do we stand today?")


def test_a_journalist_finds_a_commitment_and_its_passage_without_scripts(record: str, plain: Page) -> None:
    attach("vna-2025-12-01-industrial-chain")
    plain.goto(f"{record}/fr/commitments/")
    plain.get_by_label("Mots du titre").fill("chaine industrielle")
    plain.locator("summary", has_text="Secteur").click()
    plain.get_by_role("checkbox", name="Industrie").check()
    plain.get_by_role("button", name="Appliquer").first.click()
    assert "sector=industry" in plain.url
    expect(plain.get_by_role("link", name="Secteur : Industrie")).to_be_visible()
    plain.get_by_role("link", name="Protocole d’accord sur la chaîne industrielle", exact=False).first.click()
    assert plain.url.endswith("/fr/commitments/VL-2025-003/")
    expect(plain.get_by_text("paragraphe 3")).to_be_visible()
    expect(plain.get_by_text("Rompu", exact=False).first).to_be_visible()


def attach(slug: str) -> None:
    """Attach a copy that is not the text, so that its passages are broken."""
    source = Source.objects.get(slug=slug)
    source.copy = "Another text."
    keep(source, by=None, at=make.AT, why=make.WHY)


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_is_shut_out(address: str, record: str, browser: Browser) -> None:
    # Axe puts its own script into the page, which the policy of our pages forbids: only here it may.
    context = browser.new_context(color_scheme="light", bypass_csp=True)
    page = context.new_page()
    page.goto(record + address)
    for closed in page.locator("details:not([name])").all():
        closed.locator("summary").first.click()
    found = Axe().run(page).response["violations"]
    page.emulate_media(color_scheme="dark")  # where nothing but the colours is another
    found += Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
    context.close()
    grave = [each for each in found if each["impact"] in {"serious", "critical"}]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in grave] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_fits_asks_nobody_else_and_breaks_no_rule(address: str, record: str, page: Page) -> None:
    watch = Watch(record)
    watch.over(page)
    for language, _name in settings.LANGUAGES:
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        page.goto(record + address.replace("/fr/", f"/{language}/"))
        for wide in WIDTHS:
            page.set_viewport_size({"width": wide, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= wide
    assert (watch.elsewhere, watch.complaints) == ([], [])


def test_the_keyboard_reaches_the_content_at_once_and_closes_what_it_opened(record: str, page: Page) -> None:
    page.goto(f"{record}/en/commitments/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    status = page.locator("details.facet").first
    status.locator("summary").press("Enter")
    expect(status).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(status).not_to_have_attribute("open", "")
