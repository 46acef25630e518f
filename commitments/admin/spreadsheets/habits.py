"""How numbers, days and columns are written in the reader's language, as a spreadsheet there expects them."""

from dataclasses import dataclass

MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Habits:
    """What a spreadsheet set to a language writes and understands."""

    separator: str
    """Between the columns of a CSV file: a comma, or a semicolon where the comma is the decimal sign."""
    day_first: bool
    """Whether a day is written 31/12/2026; else it is 2026-12-31, which no reader takes for another day."""
    decimal: str
    grouping: str
    """What may stand between groups of three digits."""

    @property
    def day_format(self) -> str:
        """The format of a workbook's cell that holds a day."""
        return "dd/mm/yyyy" if self.day_first else "yyyy-mm-dd"

    @property
    def example(self) -> str:
        """A day as it is written."""
        return "31/12/2026" if self.day_first else "2026-12-31"


FRENCH = Habits(";", day_first=True, decimal=",", grouping=" \u00a0\u2009\u202f")
VIETNAMESE = Habits(";", day_first=True, decimal=",", grouping=".")
# English is read on both sides of an ocean, and 03/04/2026 is another day on each: only 2026-04-03 is taken.
PLAIN = Habits(",", day_first=False, decimal=".", grouping=",")
BY_LANGUAGE = {"fr": FRENCH, "vi": VIETNAMESE}


def habits_of(language: str) -> Habits:
    """The habits of a language, such as `fr` or `fr-be`."""
    return BY_LANGUAGE.get(language.partition("-")[0], PLAIN)
