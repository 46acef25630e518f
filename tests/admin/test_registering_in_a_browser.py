"""Somebody registers a text in a real browser: by keyboard, with the mouse, in the dark, on a telephone."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from commitments.models import Commitment, Passage, Source
from commitments.values.quotes import normalise
from tests.factories import (
    CommitmentFactory,
    OrganisationFactory,
    PartnershipFactory,
    ResponsibilityFactory,
    SectorFactory,
    analyst,
)
from tests.journeys.visits import hindrances, too_wide
from tests.journeys.workbench import WALKERS, WALKS, at_work

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
# Marks that are put together, letters and signs that a browser counts as two, and scripts without spaces.
TEXT = (
    "Pre\u0301ambule 🌉 𝔸\r\n\r\n"
    "Hai bên  nhất trí xây ca\u0302\u0300u 🌉 qua sông.\r\n"
    "ສອງຝ່າຍ 🏫 ຕົກລົງສ້າງໂຮງຮຽນ ແລະ ສະພານ.\r\n"
    "👩‍👩‍👧 e\u0301te\u0301 — fin"
)


@pytest.fixture(params=WALKS, ids=WALKERS)
def page(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page, opened by an editor; what the browser complains of fails the test."""
    analyst("AA", username="anna")
    PartnershipFactory()
    for opened, _watched in at_work(browser, live_server.url, "anna", request.param):
        opened.goto("/admin/register/", wait_until="domcontentloaded")
        opened.locator(".marking").wait_for()
        yield opened


def attach(page: Page, text: str = TEXT) -> None:
    """Paste the text and look at it."""
    page.get_by_label("Or paste the text").fill(text)
    page.get_by_role("button", name="Show the paragraphs").click()
    page.locator("[data-paragraph]").first.wait_for()


def spans(page: Page) -> list[dict[str, Any]]:
    """The places of the passages, as the page will send them."""
    return page.evaluate("""() => [...document.querySelectorAll("#passages .passage")].map((card) => Object.fromEntries(
        ["paragraph", "start", "end", "quote"].map((name) => [name, document.querySelector(`[name="${card.dataset.prefix}-${name}"]`).value])))""")


def test_a_place_is_counted_as_the_server_counts_it(page: Page) -> None:
    attach(page)
    text = normalise(TEXT)
    words = ["Préambule 🌉 𝔸", "𝔸", "xây cầu 🌉 qua", "🌉 qua sông.", "🏫 ຕົກລົງ", "ສະພານ.", "👩‍👩‍👧 été", "fin"]
    for each in words:
        page.evaluate(
            """(words) => {
              for (const line of document.querySelectorAll("[data-paragraph]")) {
                const at = line.textContent.indexOf(words);
                if (at < 0) continue;
                document.getSelection().setBaseAndExtent(line.firstChild, at, line.firstChild, at + words.length);
              }
            }""",
            each,
        )
        page.get_by_role("button", name="Mark as passage").click()
    found = [(text[int(each["start"]) : int(each["end"])], each["quote"]) for each in spans(page)]
    assert found == [(each, each) for each in words]


def test_half_a_sign_and_white_space_are_not_marked(page: Page) -> None:
    attach(page)
    page.evaluate("""() => {
      const line = document.querySelector("[data-paragraph='1']").firstChild, at = line.data.indexOf("🌉");
      document.getSelection().setBaseAndExtent(line, at - 1, line, at + 1);
    }""")
    page.get_by_role("button", name="Mark as passage").click()
    assert [each["quote"] for each in spans(page)] == ["🌉"]


def test_words_of_two_paragraphs_are_no_passage(page: Page) -> None:
    attach(page)
    page.evaluate("""() => {
      const [one, two] = document.querySelectorAll("[data-paragraph]");
      document.getSelection().setBaseAndExtent(one.firstChild, 0, two.firstChild, 3);
    }""")
    expect(page.get_by_text("A passage lies in one paragraph")).to_be_visible()
    expect(page.get_by_role("button", name="Mark as passage")).to_be_disabled()


def test_a_line_taken_with_three_clicks_is_that_line(page: Page) -> None:
    attach(page)
    page.locator("[data-paragraph='2']").click(click_count=3)
    page.get_by_role("button", name="Mark as passage").click()
    assert [each["quote"] for each in spans(page)] == ["Hai bên nhất trí xây cầu 🌉 qua sông."]


def describe(page: Page) -> None:
    """Describe the source and paste its copy, from field to field."""
    keys = page.keyboard
    page.get_by_label("a new text").focus()
    for words in ("joint-words", "", "Joint words", "", "", "", "vi", "", "2025-12-02"):  # in the order of the fields
        keys.press("Tab")
        keys.type(words)
    for key in ("Tab", "ArrowRight", "ArrowRight"):  # to “no meeting”
        keys.press(key)
    page.get_by_label("Or paste the text").focus()
    keys.insert_text(TEXT)
    keys.press("Tab")
    keys.press("Enter")
    page.locator("[data-paragraph]").first.wait_for()


def mark(page: Page) -> None:
    """Take three words of the second paragraph."""
    expect(page.locator("#copy")).to_be_focused()
    for key in ("ArrowRight", "ArrowDown", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    expect(page.locator("#marked")).to_have_text("Paragraph 2: “nhất trí xây”")
    page.keyboard.press("Enter")
    page.locator("[name=passages-0-gist_en]").focus()
    page.keyboard.type("A bridge is agreed.")


def promise(page: Page) -> None:
    """Describe what it promises, as far as its title, its sector and its owner."""
    page.get_by_role("button", name="Add a commitment").focus()
    page.keyboard.press("Enter")
    page.locator("[name=promises-0-title_en]").focus()
    page.keyboard.type("Build a bridge over the river")
    for field, words in (("sectors", "transport"), ("lead", "works")):
        page.locator(f".asked-{field} .select2-search__field").focus()
        page.keyboard.type(words)
        page.locator(".select2-results__option--highlighted").get_by_text(words).wait_for()
        page.keyboard.press("Enter")


def test_a_text_is_registered_without_a_pointer(page: Page) -> None:
    old = CommitmentFactory(title={"en": "A bridge over the river"}, sectors=[SectorFactory(slug="transport")])
    ResponsibilityFactory(commitment=old, organisation=OrganisationFactory(slug="works"))
    describe(page)
    mark(page)
    promise(page)
    page.get_by_text("Is it this one, said again?").wait_for()
    assert hindrances(page) == []
    page.get_by_role("radio", name=old.reference).focus()
    page.keyboard.press("Space")
    expect(page.locator("[name=promises-0-kind]")).not_to_be_visible()
    page.get_by_label("Why").focus()
    page.keyboard.type("It was published.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="The text is registered").wait_for()
    page.get_by_role("link", name=old.reference).wait_for()
    place = Passage.objects.get()
    assert normalise(TEXT)[place.start : place.end] == "nhất trí xây"
    assert list(old.citations.values_list("relation", "passage")) == [("reaffirms", place.pk)]
    assert Commitment.objects.get() == old


def test_a_new_promise_and_what_was_wrong_with_it(page: Page) -> None:
    attach(page)
    page.get_by_label("Slug").first.fill("joint-words")
    page.get_by_label("no meeting").check()
    page.get_by_role("button", name="Add a passage").click()
    page.locator("[name=passages-0-paragraph]").fill("4")
    page.locator("[name=passages-0-first]").fill("fin")
    page.get_by_role("button", name="Add a commitment").click()
    assert hindrances(page) == []
    page.get_by_role("button", name="Register all of it").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert hindrances(page) == []
    assert not Source.objects.exists()
    page.locator("[name=source-title_fr]").fill("Des mots communs")
    page.get_by_label("Language").fill("vi")
    page.get_by_label("Published on").fill("2025-12-02")
    page.locator("[name=passages-0-gist_fr]").fill("La fin.")
    page.locator("[name=promises-0-title_fr]").fill("Finir")
    for label in ("Partnership", "Kind", "Force", "Level"):
        page.locator(f"[name=promises-0-{label.lower()}]").select_option(index=1)
    page.get_by_label("Why").fill("It was published.")
    page.get_by_role("button", name="Register all of it").click()
    page.get_by_role("heading", name="The text is registered").wait_for()
    assert hindrances(page) == []
    assert Commitment.objects.get().citations.get().passage.handle == "paragraph-4"


def test_a_promise_that_is_typed_twice_is_offered_as_the_one_on_the_page(page: Page) -> None:
    attach(page)
    page.get_by_role("button", name="Add a passage").click()
    for number in (0, 1):
        page.get_by_role("button", name="Add a commitment").first.click()
        page.locator(f"[name=promises-{number}-title_en]").fill("A bridge over the river")
        page.locator(f"[name=promises-{number}-title_en]").press("Tab")
    page.get_by_text("another new promise of this page").wait_for()
    page.get_by_role("radio", name="A bridge over the river").check()
    expect(page.locator("[name=promises-1-kind]")).not_to_be_visible()
    expect(page.locator("[name=promises-0-kind]")).to_be_visible()
    assert too_wide(page) == []
