"""Texts that a spreadsheet would take for formulas: written so that it does not, and read back as they were.

Who opens a file with another separator than ours sees cells where we wrote none: of “a,=1+1” between semicolons a
reader of commas makes two. So whatever could begin a cell for any of them is looked at, not only what begins one of ours.
"""

import re

from commitments.values.comma_separated import ACTIVE

SHOWN = "'"
SEPARATORS = ",;\t|\r\n"
"""What may end a cell or a row, for one reader or another."""
WIDE = frozenset("＝＋－＠")
"""The same signs as East Asian keyboards write them, and some spreadsheets read them."""
_begins = f"(?:^|(?<=[{re.escape(SEPARATORS)}]))"
_active = f'(?=[ "{SHOWN}]*[{re.escape("".join(sorted(ACTIVE | WIDE)))}])'  # a reader may drop the spaces and quotes
NEEDS_ONE = re.compile(f"{_begins}{_active}")
HAS_ONE = re.compile(f"{_begins}{SHOWN}{_active}")


def neutral(text: str) -> str:
    """A text with a ' wherever a cell could begin as a formula does, or as what this makes of one."""
    return NEEDS_ONE.sub(SHOWN, text)


def plain_again(text: str) -> str:
    """The text that `neutral` was given. Whatever a person typed without the ' is left as it is."""
    return HAS_ONE.sub("", text)


def is_formula(text: str) -> bool:
    """Whether a cell of a CSV file is a formula: nobody begins a text with =, and what we write has its '."""
    return text.startswith("=")
