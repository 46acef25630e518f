"""Passages of a text: found once by their words, kept as a span and a fingerprint, checked in place."""

import hashlib
import unicodedata
from dataclasses import dataclass

from commitments.values.digests import PREFIX


class NoSuchPassage(ValueError):  # noqa: N818 - named for what is wrong, as the room's other errors are
    """Words that do not mark exactly one passage of a paragraph; the message says which words."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a normalised text: its number from 1, and where it lies, in characters, `end` excluded."""

    number: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """A passage: its paragraph, where it lies in the whole normalised text, `end` excluded, and its fingerprint."""

    paragraph: int
    start: int
    end: int
    fingerprint: str


def normalise(text: str) -> str:
    """Return `text` in Unicode NFC, one line for each paragraph, with single spaces and no empty line.

    Two copies of one text that differ only in layout become equal; doing it twice changes nothing more.
    """
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    # Not splitlines(), which also breaks at form feeds, U+2028 and others: here these are spaces in a line.
    tidy = (" ".join(line.split()) for line in lines)
    return "\n".join(line for line in tidy if line)


def paragraphs(normalised: str) -> list[Paragraph]:
    """Return the paragraphs of a normalised text in order; one line feed lies between each and the next."""
    found: list[Paragraph] = []
    start = 0
    for number, text in enumerate(normalised.split("\n") if normalised else [], start=1):
        found.append(Paragraph(number, start, start + len(text), text))
        start += len(text) + 1
    return found


def fingerprint(text: str) -> str:
    """Return "sha256:" and the hexadecimal SHA-256 of the text in UTF-8."""
    # surrogatepass: a text that was decoded badly still has a fingerprint, and so can still be told apart.
    return PREFIX + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def locate(normalised: str, *, paragraph: int, first: str, last: str) -> Span:
    """Return the span of one paragraph from the start of its `first` words to the end of its `last` words.

    Both are normalised before they are looked for, and may overlap or be the same. `first` must stand once in
    the paragraph; `last` once from there on, ending no earlier than `first` does. Raises NoSuchPassage.
    """
    where = _paragraph(normalised, paragraph)
    if where is None:
        raise NoSuchPassage(f"There is no paragraph {paragraph} in this text.")
    opening, closing = normalise(first), normalise(last)
    start = _only(opening, where, 0)
    end = _only(closing, where, start + max(0, len(opening) - len(closing))) + len(closing)
    return _span(normalised, paragraph, where.start + start, where.start + end)


def stands(normalised: str, *, paragraph: int, start: int, end: int, fingerprint: str) -> bool:
    """Return whether the span still lies in that paragraph with the same words.

    It looks only there: a passage that moved is broken, and a person decides where it went.
    """
    where = _paragraph(normalised, paragraph)
    if where is None or not where.start <= start < end <= where.end:
        return False
    return _span(normalised, paragraph, start, end).fingerprint == fingerprint


def _span(normalised: str, paragraph: int, start: int, end: int) -> Span:
    return Span(paragraph, start, end, fingerprint(normalised[start:end]))


def _paragraph(normalised: str, number: int) -> Paragraph | None:
    return next((each for each in paragraphs(normalised) if each.number == number), None)


def _only(words: str, paragraph: Paragraph, begin: int) -> int:
    """Return where `words` stand in the paragraph from `begin` on; overlapping places count as two."""
    found = paragraph.text.find(words, begin) if words else -1
    if found == -1:
        raise NoSuchPassage(f"The words {words!r} are not in paragraph {paragraph.number} where they should be.")
    if paragraph.text.find(words, found + 1) != -1:
        raise NoSuchPassage(f"The words {words!r} are in paragraph {paragraph.number} more than once: quote more.")
    return found
