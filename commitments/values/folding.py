"""Words as people type them: without accents, case or punctuation, so that "ha noi" finds "Hà Nội"."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Final

# After case folding a Latin letter is one of these, and its accents follow it. Lao, Thai and Khmer vowels and tones
# are also combining marks, but they are the word itself: dropping them would make other words.
_LATIN_ACCENTS: Final = re.compile("([a-z\u00df-\u02af\u1e00-\u1eff])[\u0300-\u036f]+")

# Latin letters that Unicode does not decompose, as they are typed without them. A soft hyphen is not typed at all.
_TYPED: Final = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ı": "i", "\u00ad": None})

# Lao and Thai: a tone before the small circle of ຳ, which others type behind it.
_TONE_BEFORE_CIRCLE: Final = re.compile("([\u0e48-\u0e4b])(\u0e4d)|([\u0ec8-\u0ecb])(\u0ecd)")

# Scripts that put no spaces between words: Thai, Lao, Myanmar, Khmer, kana, and Chinese characters.
_UNSPACED: Final = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua9e0-\ua9ff\uaa60-\uaa7f\U00020000-\U0003ffff]+)"
)

# A Vietnamese syllable as it is typed without marks: onset, nucleus, coda.
_SYLLABLE: Final = re.compile(
    "(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?"
    "(?:uye|uya|uyu|uay|uoi|uou|oai|oao|oay|oeo|ieu|yeu"
    "|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ya|ye|[aeiouy])"
    "(?:ch|ng|nh|[ckmnpt])?"
)


class Characters(dict[int, str]):
    """What becomes of each character, remembered for `str.translate` from when it is first met."""

    def __init__(self, become: Callable[[str], str]) -> None:
        super().__init__()
        self.become = become

    def __missing__(self, code: int) -> str:
        character = self.become(chr(code))
        if len(self) < MOST_CHARACTERS:  # readers may send every character there is
            self[code] = character
        return character


def _apart(character: str) -> str:
    return character if unicodedata.category(character)[0] in "LMN" else " "


def _digit(character: str) -> str:
    return str(unicodedata.decimal(character, character))


def _spelt(character: str) -> str:
    if character.isascii():
        return character
    return f"u{ord(character):04x}" if ord(character) < 0x10000 else f"v{ord(character):06x}"


_WORDS_APART: Final = Characters(_apart)
_ASCII_DIGITS: Final = Characters(_digit)
_SPELT: Final = Characters(_spelt)

MOST_CHARACTERS: Final = 10_000
"""The characters that are remembered: more than any text of these languages has."""

LONGEST_WORD: Final = 64
"""The characters of a word that are looked at, in a text and in a query."""

LONGEST_KEY: Final = 500_000
"""The characters of a search key. A database that keeps words in a vector has room for a million."""


def fold(text: str) -> str:
    """Return the words of `text` for searching: lower case, unaccented, one space between words.

    Letters, marks and numbers of every script stay, and everything else becomes a space. Accents go from Latin
    letters only; the letter đ, which Unicode does not decompose, becomes d. Folding twice changes nothing more.
    """
    # NFD around casefold(): Unicode's canonical caseless match (Unicode Standard 3.13, D145).
    lowered = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold())
    bare = _LATIN_ACCENTS.sub(r"\1", lowered.replace("đ", "d"))
    return unicodedata.normalize("NFC", " ".join(bare.translate(_WORDS_APART).split()))


def pieces(text: str) -> list[str]:
    """Return the words of `text` as they are compared: each either of a script without spaces, or of none of those.

    Beyond `fold`, letters that only look different are one (ﬁ and fi, ² and 2, ຳ and its two parts), and so are the
    digits of all scripts.
    """
    # NFKD around casefold(): Unicode's compatibility caseless match (D146).
    lowered = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = unicodedata.normalize("NFKD", fold(lowered.translate(_TYPED)))
    plain = _TONE_BEFORE_CIRCLE.sub(r"\2\1\4\3", plain)
    return _UNSPACED.sub(r" \1 ", plain.translate(_ASCII_DIGITS)).split()


def is_unspaced(piece: str) -> bool:
    """Whether a piece is of a script that puts no spaces between words."""
    return _UNSPACED.match(piece) is not None


def is_syllable(piece: str) -> bool:
    """Whether a piece may be a Vietnamese syllable, which a name of places is often written without spaces of."""
    return _SYLLABLE.fullmatch(piece) is not None


def token(piece: str) -> str:
    """Spell a piece in the letters a to z and digits, so that no database has an opinion of where it ends.

    What a piece begins with is what its token begins with: each other character becomes a code of fixed length.
    """
    return piece[:LONGEST_WORD].translate(_SPELT)


def tokens(text: str) -> Iterator[str]:
    """Yield what a text is found by: its words, and two neighbours joined where both may be Vietnamese syllables.

    Names of places are written in one word or two: "Hà Nội" gives ha, noi and hanoi, so that "Hanoi" finds it. A run
    of a script without spaces gives all pairs of neighbouring characters and its last character.
    """
    words = pieces(text)
    for word in words:
        if is_unspaced(word):
            yield from (token(word[at : at + 2]) for at in range(len(word)))
        else:
            yield token(word)
    yield from (left + right for left, right in pairwise(words) if is_syllable(left) and is_syllable(right))


def search_key(texts: Iterable[str]) -> str:
    """Return what a search looks in: the tokens of all the texts, each once, one space between them.

    Tokens beyond LONGEST_KEY characters are left out.
    """
    key = " ".join(dict.fromkeys(each for text in texts for each in tokens(text)))
    return key if len(key) <= LONGEST_KEY else key[: key.rindex(" ", 0, LONGEST_KEY + 1)]
