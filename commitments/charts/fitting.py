"""Words in a drawing: broken into lines, and cut where they find no more room."""

CUT = "…"
LETTER = 7.0
"""The room that a letter takes at 12 on average, in user units: a little more than in the widest of system fonts, bold."""


def width(words: str) -> float:
    """The room that words take in a line."""
    return len(words) * LETTER


def fitted(words: str, room: float) -> str:
    """The words, or as many of their letters as fit with a sign that there are more; none where not even that fits."""
    if width(words) <= room:
        return words
    letters = int(room / LETTER) - 1
    return words[:letters].rstrip() + CUT if letters > 0 else ""


def wrapped(words: str, room: float, *, most: int) -> list[str]:
    """The words in so many lines at most, each of which fits; the last is cut when there are more."""
    lines: list[str] = []
    rest = words.split()
    while rest and len(lines) < most - 1:
        taken = _taken(rest, room)
        lines.append(fitted(" ".join(rest[:taken]), room))
        rest = rest[taken:]
    return [*lines, fitted(" ".join(rest), room)] if rest else lines


def _taken(words: list[str], room: float) -> int:
    """How many of the words fit in a line; one at least, so that no line is empty."""
    taken = 1
    while taken < len(words) and width(" ".join(words[: taken + 1])) <= room:
        taken += 1
    return taken
