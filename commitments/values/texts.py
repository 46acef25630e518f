"""Texts in several languages: which words a reader of one language is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Text = Mapping[str, str]
"""A text by language code: `{"fr": "…", "en": "…"}`."""


@dataclass(frozen=True, slots=True)
class Told:
    """Words, the language they are in, and whether the reader's own was missing."""

    words: str
    language: str
    fallback: bool


def one_newline(words: str) -> str:
    """The words with one character for every line break; browsers send two, and old spreadsheets another one."""
    return words.replace("\r\n", "\n").replace("\r", "\n")


def tell(text: Text, language: str, *, order: Sequence[str]) -> Told:
    """Return the words in `language`, else in the first of `order` that has any, else in any; empty when none has."""
    for code in (language, *order, *sorted(text)):
        if words := text.get(code):
            return Told(words, code, fallback=code != language)
    return Told("", language, fallback=False)
