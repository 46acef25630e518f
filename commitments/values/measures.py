"""What is counted and whether it can be: shares of a target, decimals as text, the gaps in a promise."""

from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Verifiability:
    """The four things without which nobody can tell whether a promise was kept, each there or not."""

    owner: bool
    deadline: bool
    measure: bool
    evidence: bool

    def gaps(self) -> tuple[str, ...]:
        """Return the names of those that are missing, in the order above."""
        return tuple(field.name for field in fields(self) if not getattr(self, field.name))


def share(value: Decimal, target: Decimal) -> Decimal | None:
    """Return `value` as a share of `target` (1 is all of it), to four decimals; None for a target of 0.

    A tie goes to the even digit. The quotient is exact before it is rounded, however long the numbers are, so
    it does not depend on the decimal context. Raises ValueError for an infinity or a NaN.
    """
    _refuse_endless(value, target)
    if not target:
        return None
    ten_thousandths = round(Fraction(value) / Fraction(target) * 10_000)
    return Decimal(f"{ten_thousandths}E-4")


def plain(value: Decimal) -> str:
    """Return a decimal as the text that travels in JSON: no exponent, no trailing zeros, never "-0".

    Equal decimals give equal text. Nothing is rounded. Raises ValueError for an infinity or a NaN.
    """
    _refuse_endless(value)
    whole, _, fraction = f"{value:f}".partition(".")
    fraction = fraction.rstrip("0")
    text = f"{whole}.{fraction}" if fraction else whole
    return "0" if text == "-0" else text


def _refuse_endless(*values: Decimal) -> None:
    for value in values:
        if not value.is_finite():
            raise ValueError(f"{value} is not a number that can be counted: give a finite decimal.")
