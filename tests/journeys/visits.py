"""Every page that people can open, and what must hold of each of them for whoever opens it for the first time."""

from dataclasses import dataclass, field
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Page, Request

PAGES = {
    "overview": ["", "?as_of=2025-06-01"],
    "commitments": ["commitments/?sector=trade", "commitments/?q=nothing+has+these+words", "commitments/?status=never"],
    "commitment": ["commitments/VL-2025-001/", "commitments/VL-2025-014/", "commitments/VL-2026-014/?as_of=2025-06-01"],
    "preview": ["commitments/VL-2025-014/preview/"],
    "history": ["commitments/VL-2025-022/history/"],
    "indicators": ["indicators/"],
    "indicator": ["indicators/bilateral-trade/"],
    "timeline": ["timeline/?zoom=quarter", "timeline/?group=source", "timeline/?zoom=never"],
    "organisations": ["organisations/"],
    "organisation": ["organisations/government-vn/"],
    "sources": ["sources/"],
    "source": ["sources/vna-2025-12-01-industrial-chain/"],
    "meetings": ["meetings/"],
    "meeting": ["meetings/state-visit-2026-02-05/"],
    "changes": ["changes/", "changes/?from=2026-02-30"],
    "parts": ["parts/"],
    "": ["nowhere/trade/", "?partnership=none", "?as_of=2026-02-30"],  # what is no page is answered with help
}
"""Addresses below the language, by the name that `commitments.dashboards.urls` gives the page."""

NO_PAGES = {"calendar", "evidence"}
"""Names of addresses that answer with a file to take away."""

Theme = Literal["light", "dark"]
WIDTHS = (390, 768, 1440, 1920)
WEIGHT = 120_000
"""How many bytes of HTML, styles and scripts a first visit may cost before compression."""

STILL = 0.005
"""How much may move while a page comes: a column that is a hair wider than its first words, and nothing that one sees."""

WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((each) => each.value)))
  .observe({ type: "layout-shift", buffered: true });
"""
# Two frames after everything has come, whatever still moved has been reported.
MEASURE = """async () => {
  await document.fonts.ready;
  for (const _ of [1, 2]) await new Promise((next) => requestAnimationFrame(next));
  const own = performance.getEntriesByType("navigation")[0].decodedBodySize;
  const parts = performance.getEntriesByType("resource").filter((each) => /\\.(css|js)$/.test(new URL(each.name).pathname));
  return {
    weight: parts.reduce((sum, each) => sum + each.decodedBodySize, own),
    parts: parts.length,
    shift: window.shifts.reduce((sum, each) => sum + each, 0),
  };
}"""
# Only what is in the way is asked for, and no style or sound is fetched again, which no rule in use would ask for.
RULES: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
GRAVE = {"serious", "critical"}
# But for parts of which only one is open at a time, and which lie on top of others.
UNFOLD = """() => [...document.querySelectorAll("details:not([open], [name])")].map((each) => { each.open = true; return each; })"""
LOOKED_AT: list[Page] = []
"""The pages at which axe is looking: the styles that it tries to set meanwhile are none of the page's."""

# A word of a chart that is cut off by its frame.
CUT_OFF = """() => [...document.querySelectorAll("svg.chart text")].filter((text) => {
  const frame = text.ownerSVGElement.viewBox.baseVal, box = text.getBBox();
  return box.x < -0.5 || box.x + box.width > frame.width + 0.5;
}).map((text) => text.textContent)"""


@dataclass
class Visit:
    """What a page did, and does not do when all is well: each list is empty."""

    own: str
    elsewhere: list[str] = field(default_factory=list)
    """Requests to another host."""
    complaints: list[str] = field(default_factory=list)
    """What stands in the browser's console: scripts that failed, rules of the policy that were broken."""
    wrong: list[Any] = field(default_factory=list)
    """What was measured and is too much."""

    def begin(self, context: BrowserContext) -> Page:
        """A page that is watched."""
        page = context.new_page()
        page.add_init_script(WATCH_SHIFTS)
        page.on("request", self._asked)
        page.on("console", lambda message: self._told(message.text) if page not in LOOKED_AT else None)
        page.on("pageerror", lambda error: self._told(str(error)))
        return page

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(self.own):
            self.elsewhere.append(request.url)

    def _told(self, words: str) -> None:
        # That a page answers 400 or 404 stands in the console as well.
        if "the server responded with a status of 4" not in words:
            self.complaints.append(words)

    def measure(self, page: Page) -> None:
        """Weigh the page, and see that nothing moved while it came."""
        found = page.evaluate(MEASURE)
        self.wrong += [("weight", page.url, found)] if found["weight"] > WEIGHT or not found["parts"] else []
        self.wrong += [("shift", page.url, found)] if found["shift"] > STILL else []

    def resize(self, page: Page) -> None:
        """See the page at every width: nothing is wider than the window, and no word of a chart is cut off."""
        for wide in WIDTHS:
            page.set_viewport_size({"width": wide, "height": 900})
            needed, cut_off = page.evaluate(f"[document.documentElement.scrollWidth, ({CUT_OFF})()]")
            self.wrong += [("width", page.url, wide, needed)] if needed > wide else []
            self.wrong += [("cut off", page.url, wide, text) for text in cut_off]

    def taken(self) -> list[Any]:
        """All that went wrong, which is then forgotten: the next page begins anew."""
        found = [
            *self.wrong,
            *(("complaint", each) for each in self.complaints),
            *(("elsewhere", each) for each in self.elsewhere),
        ]
        for each in (self.wrong, self.complaints, self.elsewhere):
            each.clear()
        return found


def shut_out(page: Page) -> list[Any]:
    """The serious and critical findings of axe in both themes, everything that can be opened being open meanwhile.

    The page is left in the other theme, and otherwise as it was: whoever looks at every step takes them in turns.
    """
    LOOKED_AT.append(page)
    folded = page.evaluate_handle(UNFOLD)
    found = grave(page, **RULES)
    turn(page)  # where nothing but the colours is another
    found += grave(page, **RULES, runOnly=["color-contrast"])
    folded.evaluate("(folded) => folded.forEach((each) => { each.open = false; })")
    folded.dispose()  # by now the browser has told of all the styles that axe set
    LOOKED_AT.remove(page)
    return found


def grave(page: Page, **options: Any) -> list[Any]:
    """What axe finds and calls serious or critical; its script is brought to a page once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("(options) => axe.run(options).then((found) => found.violations)", options)
    return [(each["id"], [node["html"][:300] for node in each["nodes"]]) for each in found if each["impact"] in GRAVE]


def turn(page: Page) -> None:
    """Make the light dark, and the dark light."""
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    page.emulate_media(color_scheme="light" if dark else "dark")
    page.evaluate("document.getAnimations().forEach((each) => each.finish())")  # a colour that is on its way is none


def too_wide(page: Page) -> list[Any]:
    """By how much a page is wider than its window, when it is, once all of it has come.

    Whoever has pressed a button waits for something of the next page before: until that comes, the last one is whole.
    """
    page.wait_for_load_state()
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [("wide", over)] if over > 0 else []


def hindrances(page: Page) -> list[Any]:
    """What is in somebody's way at the width at which a page is open, in either theme; it is left in the other one."""
    return [*too_wide(page), *shut_out(page)]
