"""Words as people type them: without accents, case or punctuation, so that "ha noi" finds "Hà Nội"."""

import re
import unicodedata
from itertools import pairwise
from typing import Final

# After case folding a Latin letter is one of these, and its accents follow it. Lao, Thai and Khmer vowels and tones
# are also combining marks, but they are the word itself: dropping them would make other words.
_LATIN_ACCENTS: Final = re.compile("([a-z\u00df-\u02af\u1e00-\u1eff])[\u0300-\u036f]+")


def fold(text: str) -> str:
    """Return the words of `text` for searching: lower case, unaccented, one space between words.

    Letters, marks and numbers of every script stay, and everything else becomes a space. Accents go from Latin
    letters only; the letter đ, which Unicode does not decompose, becomes d. Folding twice changes nothing more.
    """
    # NFD around casefold(): Unicode's canonical caseless match (Unicode Standard 3.13, D145).
    lowered = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold())
    bare = _LATIN_ACCENTS.sub(r"\1", lowered.replace("đ", "d"))
    words = "".join(character if _belongs_to_a_word(character) else " " for character in bare).split()
    return unicodedata.normalize("NFC", " ".join(words))


def search_key(text: str) -> str:
    """Return what a search looks in: the folded words, then every two neighbours joined.

    Names of places are written in one word or two: "Hà Nội" gives "ha noi hanoi", so that "Hanoi" finds it.
    """
    words = fold(text).split()
    return " ".join([*words, *(left + right for left, right in pairwise(words))])


def query_words(text: str) -> list[str]:
    """Return the folded words of a query, each once, in order; a match holds all of them in its search key."""
    return list(dict.fromkeys(fold(text).split()))


def _belongs_to_a_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"
