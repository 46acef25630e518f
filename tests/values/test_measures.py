"""Numbers keep their value on the way: shares are rounded once, decimals are written plainly."""

import re
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.values.measures import Verifiability, plain, share

numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=6)
targets = numbers.filter(bool)


@given(numbers, targets)
def test_a_share_is_within_half_a_ten_thousandth_of_the_quotient(value: Decimal, target: Decimal) -> None:
    found = share(value, target)
    assert found is not None
    assert found.as_tuple().exponent == -4
    with localcontext(prec=80):
        assert abs(found * target - value) <= abs(target) * Decimal("0.00005")


@given(st.integers(-10_000, 10_000))
def test_a_tie_goes_to_the_even_digit(number: int) -> None:
    found = share(Decimal(2 * number + 1), Decimal(20_000))
    assert found is not None
    assert int(found * 10_000) % 2 == 0


@pytest.mark.parametrize(
    ("value", "target", "expected"),
    [
        ("2250000000", "5000000000", "0.4500"),
        ("1", "3", "0.3333"),
        ("2", "3", "0.6667"),
        ("6", "5", "1.2000"),
        ("0", "5", "0.0000"),
        ("-0.0000001", "5", "0.0000"),
        ("-1", "4", "-0.2500"),
        ("0.00005", "1", "0.0000"),
        ("0.00015", "1", "0.0002"),
        # Above the tie by less than 28 digits can show: rounding twice would go down.
        ("0.00005000000000000000000000000000000001", "1", "0.0001"),
        ("1E+40", "1", "1" + "0" * 40 + ".0000"),
    ],
)
def test_examples_of_shares(value: str, target: str, expected: str) -> None:
    assert str(share(Decimal(value), Decimal(target))) == expected


def test_nothing_is_a_share_of_zero() -> None:
    assert share(Decimal(1), Decimal(0)) is None
    assert share(Decimal(0), Decimal("-0.00")) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40))
def test_a_plain_decimal_reads_back_as_the_same_number(value: Decimal) -> None:
    assert Decimal(plain(value)) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40))
def test_a_plain_decimal_has_one_spelling(value: Decimal) -> None:
    assert re.fullmatch(r"0|-?(0|[1-9][0-9]*)\.[0-9]*[1-9]|-?[1-9][0-9]*", plain(value))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2.25E+9", "2250000000"),
        ("2250000000.00", "2250000000"),
        ("0.450", "0.45"),
        ("-0", "0"),
        ("-0.000", "0"),
        ("0E+5", "0"),
        ("100", "100"),
        ("-1.50", "-1.5"),
        ("1E-7", "0.0000001"),
        ("12345678901234567890123456789012345.1", "12345678901234567890123456789012345.1"),
    ],
)
def test_examples_of_plain_decimals(value: str, expected: str) -> None:
    assert plain(Decimal(value)) == expected


@pytest.mark.parametrize("endless", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_no_finite_number_is_refused(endless: str) -> None:
    with pytest.raises(ValueError, match="finite decimal"):
        plain(Decimal(endless))
    with pytest.raises(ValueError, match="finite decimal"):
        share(Decimal(endless), Decimal(1))
    with pytest.raises(ValueError, match="finite decimal"):
        share(Decimal(1), Decimal(endless))


def test_the_gaps_are_what_is_missing_in_order() -> None:
    assert Verifiability(owner=True, deadline=True, measure=True, evidence=True).gaps() == ()
    assert Verifiability(owner=False, deadline=True, measure=False, evidence=True).gaps() == ("owner", "measure")
    nothing = Verifiability(owner=False, deadline=False, measure=False, evidence=False)
    assert nothing.gaps() == ("owner", "deadline", "measure", "evidence")
