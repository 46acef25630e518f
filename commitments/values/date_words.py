"""The words that people write one date with, in French, English and Vietnamese, as `fold` leaves them."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

_MONTHS: Final = (
    ("january", "janvier"),
    ("february", "fevrier"),
    ("march", "mars"),
    ("april", "avril"),
    ("may", "mai"),
    ("june", "juin"),
    ("july", "juillet"),
    ("august", "aout"),
    ("september", "septembre"),
    ("october", "octobre"),
    ("november", "novembre"),
    ("december", "decembre"),
)
_ORDINALS: Final = (
    ("first", "1st", "premier", "1er", "i", "1"),
    ("second", "2nd", "deuxieme", "2e", "2eme", "ii", "2"),
    ("third", "3rd", "troisieme", "3e", "3eme", "iii", "3"),
    ("fourth", "4th", "quatrieme", "4e", "4eme", "iv", "4"),
)
_HALVES: Final = (("dau",), ("cuoi",))


def _numbers(names: Iterable[tuple[str, ...]]) -> Mapping[str, int]:
    return {name: number for number, several in enumerate(names, start=1) for name in several}


def _any(group: str, names: Iterable[str]) -> str:
    return f"(?P<{group}>{'|'.join(sorted(names, key=len, reverse=True))})"


MONTHS: Final = _numbers(_MONTHS)
ORDINALS: Final = {**_numbers(_ORDINALS), **_numbers(_HALVES)}

_NAME: Final = _any("name", MONTHS)
_MONTH: Final = "(?P<month>[0-9]{1,2})"
_DAY: Final = "(?P<day>[0-9]{1,2})"
_YEAR: Final = "(?P<year>[0-9]{4})"
_QUARTER: Final = _any("quarter", _numbers(_ORDINALS))
_HALF: Final = _any("half", _numbers(_ORDINALS[:2]))
_OF_YEAR: Final = f"(?:[ /-]| (?:nam|of|de) ){_YEAR}"

MONTH_ALONE: Final = re.compile(f"(?:{_NAME}|thang {_MONTH})")
"""A month whose year is said once, behind the month that it reaches to."""

SMALL: Final = re.compile("(?:in|on|the|of|en|le|la|au|du|de|d|ngay|nam) ")
"""The small words before a date, which do not say which one it is."""

DAY_IN_NUMBERS: Final = re.compile(r"(?P<first>[0-9]{1,2})([/.-])(?P<second>[0-9]{1,2})\2(?P<year>[0-9]{4})")
"""A day and a month, in an order that languages do not share."""

TERMS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        _YEAR,
        f"{_YEAR}-{_MONTH}-{_DAY}",
        f"{_DAY}(?:st|nd|rd|th|er)? (?:(?:of|de|d) )?{_NAME}{_OF_YEAR}",
        f"{_NAME} {_DAY}(?:st|nd|rd|th)? {_YEAR}",
        f"{_DAY} thang {_MONTH}{_OF_YEAR}",
        f"(?:mois (?:de|d) |month of )?{_NAME}{_OF_YEAR}",
        f"thang {_MONTH}{_OF_YEAR}",
        f"{_MONTH}/{_YEAR}",
        f"quy {_QUARTER}{_OF_YEAR}",
        f"q(?P<quarter>[1-4]){_OF_YEAR}",
        f"{_QUARTER} (?:quarter|trimestre){_OF_YEAR}",
        f"{_HALF} (?:half|semestre){_OF_YEAR}",
        f"[hs](?P<half>[12]){_OF_YEAR}",
        f"(?:6 thang|nua) (?P<half>dau|cuoi){_OF_YEAR}",
    )
)
"""What is one date, each in a way that can be read only once."""


def spelt(match: re.Match[str]) -> str:
    """What a match of one of TERMS says, in EDTF; whether there is such a day is not looked at."""
    said = match.groupdict()
    year, day = said["year"], said.get("day")
    if ordinal := said.get("quarter"):
        return f"{year}-{32 + ORDINALS[ordinal]}"
    if ordinal := said.get("half"):
        return f"{year}-{39 + ORDINALS[ordinal]}"
    month = MONTHS[said["name"]] if said.get("name") else int(said.get("month") or 0)
    if not month:
        # Either only a year, or a month 0, which no calendar has.
        return f"{year}-00" if said.get("month") else year
    return f"{year}-{month:02}-{int(day):02}" if day else f"{year}-{month:02}"
