"""Texts that a spreadsheet would take for formulas: written so that it does not, and read back as they were."""

import re

from commitments.values.comma_separated import ACTIVE

SHOWN = "'"
_active = re.escape("".join(sorted(ACTIVE)))
NEEDS_ONE = re.compile(f"{SHOWN}*[{_active}]")
HAS_ONE = re.compile(f"{SHOWN}+[{_active}]")


def neutral(text: str) -> str:
    """A text with a leading ' when it begins as a formula does, or as what this makes of one."""
    return f"{SHOWN}{text}" if NEEDS_ONE.match(text) else text


def plain_again(text: str) -> str:
    """The text that `neutral` was given. Whatever a person typed without the ' is left as it is."""
    return text[1:] if HAS_ONE.match(text) else text


def is_formula(text: str) -> bool:
    """Whether a cell of a CSV file is a formula: nobody begins a text with =, and what we write has its '."""
    return text.startswith("=")
