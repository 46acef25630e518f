"""Hands that know nothing but a keyboard, and see where they are."""

from playwright.sync_api import Locator, Page

MOST = 160
"""How often somebody presses Tab before giving up."""
# Where the focus is: whether it lies in the window with nothing on top of it, and what draws it.
FOCUS = """() => {
  const at = document.activeElement;
  if (at === document.body) return { name: "", seen: false, drawn: false };
  // A link may be broken into lines, each a box of its own.
  const box = [...at.getClientRects()].find((each) => each.width && each.height) ?? at.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const top = document.elementFromPoint(Math.min(Math.max(x, 1), innerWidth - 1), Math.min(Math.max(y, 1), innerHeight - 1));
  // In a field for a day the browser itself draws which of its parts has the focus.
  const drawn = at.matches("input[type=date]") || [at, ...at.querySelectorAll(".room")].some((each) => {
    const style = getComputedStyle(each);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
      || (each !== at && parseFloat(style.strokeWidth) >= 2 && style.stroke !== "none");
  });
  return {
    name: `${at.tagName} ${(at.getAttribute("aria-label") || at.textContent || at.name || "").trim().slice(0, 60)}`,
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
      && (at.contains(top) || (at instanceof SVGElement && at.ownerSVGElement.contains(top))),
    drawn,
  };
}"""


class Keys:
    """The keyboard of a page; no pointer is ever used."""

    def __init__(self, page: Page) -> None:
        """Take the page as it is."""
        self.page = page

    def to(self, wanted: Locator) -> "Keys":
        """Press Tab until the focus is on what is wanted, each stop on the way being seen; fail when it never is."""
        one = wanted.first.element_handle()
        stops: list[str] = []
        for _ in range(MOST):
            self.page.keyboard.press("Tab")
            focus = self.page.evaluate(FOCUS)
            stops.append(focus["name"])
            assert focus["seen"], f"the focus cannot be seen: {focus} after {stops}"
            assert focus["drawn"], f"nothing shows that the focus is here: {focus}"
            if one.evaluate("each => each === document.activeElement"):
                return self
        raise AssertionError(f"{wanted} was not reached by {stops}")

    def press(self, *keys: str) -> "Keys":
        """Press these keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, words: str) -> "Keys":
        """Type words where the focus is."""
        self.page.keyboard.type(words)
        return self
