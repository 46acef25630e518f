"""Sets of numbers as the bits of one whole number: a million of them are met, joined and counted in microseconds."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

DAY_BITS = 22
"""How many bits the number of any day has."""

_SET = re.compile(rb"[^\x00]", re.DOTALL)


def bits_of(numbers: Iterable[int]) -> int:
    """The set of these numbers, of which none is below 0."""
    content = bytearray()
    for number in numbers:
        place = number >> 3
        if place >= len(content):
            content.extend(bytes(place + 1 - len(content)))
        content[place] |= 1 << (number & 7)
    return int.from_bytes(content, "little")


def numbers_in(bits: int) -> list[int]:
    """The numbers of a set, the least first."""
    content = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    return [
        8 * found.start() + place
        for found in _SET.finditer(content)
        for place in range(8)
        if content[found.start()] >> place & 1
    ]


def without(bits: int, others: int) -> int:
    """Those of a set that are not in another one."""
    return bits ^ (bits & others)


def slices_of_day(day: date | None) -> list[int]:
    """Which bits the number of a day has; none for no day, whose number is 0."""
    number = day.toordinal() if day else 0
    return [place for place in range(DAY_BITS) if number >> place & 1]


def dated(slices: Sequence[int]) -> int:
    """Those that have a day at all. `slices[n]` is the set of those whose day's number has bit n."""
    found = 0
    for each in slices:
        found |= each
    return found


def before(slices: Sequence[int], day: date) -> int:
    """Those whose day is before this one; those without a day are not."""
    equal, less, number = dated(slices), 0, day.toordinal()
    for place in reversed(range(len(slices))):
        higher = equal & slices[place]
        if number >> place & 1:
            less |= equal ^ higher
            equal = higher
        else:
            equal ^= higher
    return less


def until(slices: Sequence[int], day: date) -> int:
    """Those whose day is this one or before it; those without a day are not."""
    return dated(slices) if day == date.max else before(slices, day + timedelta(days=1))


def first_by_day(slices: Sequence[int], among: int, count: int) -> int:
    """At most `count` of a set, those with the earliest days; of the same day, those with the least numbers."""
    chosen = 0
    for each in reversed(slices):
        later = among & each
        earlier = among ^ later
        if (number := earlier.bit_count()) >= count:
            among = earlier
        else:
            chosen, among, count = chosen | earlier, later, count - number
    return chosen | first(among, count)


def first(bits: int, count: int) -> int:
    """At most `count` of a set, the least numbers."""
    if bits.bit_count() <= count:
        return bits
    chosen = 0
    for _each in range(count):
        least = bits & -bits
        chosen, bits = chosen | least, bits ^ least
    return chosen
