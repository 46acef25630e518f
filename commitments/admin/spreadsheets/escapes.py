"""Characters that XML cannot hold, as workbooks write them: `_x0007_`, and `_x005F_` for a line that begins such a sign."""

import re
from typing import Any

from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # the library ships no types

UNWRITABLE = "\x00-\x08\x0b-\x1f\ufffe\uffff"
MEANT = re.compile(f"[{UNWRITABLE}]|_(?=x[0-9a-fA-F]{{4}}[_{UNWRITABLE}])")
WRITTEN = re.compile("_x(00[01][0-9A-F]|005F|FFF[EF])_", re.IGNORECASE)
"""Of other signs, as of letters, our own files have none, and what a person typed so is left as it stands."""


class FaithfulSheet(Worksheet):  # type: ignore[misc]  # the same
    """A sheet that takes texts which the library would write as it writes other ones.

    The library looks for signs that are meant as they stand before it writes a character as a sign. One that a sign
    makes anew would then be read for another: `_x005F` before a U+FFFE, for instance.
    """

    @staticmethod
    def _escape_control_characters(data: Any) -> Any:
        return escaped(data) if isinstance(data, str) else data


def escaped(text: str) -> str:
    """A text as a workbook writes it."""
    return MEANT.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """The text that a workbook wrote so.

    Of texts that stand apart from their cells the workbook's reader has turned back `_x005F_` and all else already.
    """
    return WRITTEN.sub(lambda found: chr(int(found[1], 16)), text)
