"""Digests that chain one statement to the one before it, over JSON with a single possible spelling."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final, cast

import rfc8785

PREFIX: Final = "sha256:"
"""What every digest and fingerprint begins with: the name of the function that made it."""

GENESIS: Final = PREFIX + "0" * 64
"""What the first statement of a chain names as the one before it."""


class NotCanonical(ValueError):  # noqa: N818 - named for what is wrong, as the room's other errors are
    """A value that canonical JSON cannot carry exactly; the message says which and what to write instead."""


def canonical(value: object) -> bytes:
    """Return `value` as canonical JSON (RFC 8785) in UTF-8.

    Takes None, booleans, strings, integers within 2**53 - 1, lists, tuples and dictionaries with string keys.
    Decimals travel as strings. Floats are all refused: 1.0 and 1 would become the same bytes, and 0.1 is not
    the number that was meant. Raises NotCanonical for these, for lone surrogates and for any other type.
    """
    try:
        _refuse_floats(value, "")
        return rfc8785.dumps(cast("Any", value))
    except RecursionError:
        raise NotCanonical("This value is nested too deeply for canonical JSON, or holds itself.") from None
    except NotCanonical:
        raise
    except ValueError as error:  # besides its own error the library lets plain encoding errors through
        raise NotCanonical(f"This value cannot be canonical JSON ({error}). Write numbers as strings.") from error


def digest(previous: str, statement: Mapping[str, object]) -> str:
    """Return "sha256:" and the hexadecimal SHA-256 of `statement` with `previous`, the digest before it.

    Raises ValueError when the statement names a `previous` of its own, NotCanonical when it cannot be carried.
    """
    if "previous" in statement:
        raise ValueError("A statement cannot hold 'previous' itself: give the digest before it as the argument.")
    return PREFIX + hashlib.sha256(canonical({"previous": previous, **statement})).hexdigest()


def _refuse_floats(value: object, place: str) -> None:
    if isinstance(value, float):
        raise NotCanonical(f"There is a float ({value}) at {place or '/'}: write the number as a decimal string.")
    if isinstance(value, dict):
        for key, inner in value.items():
            _refuse_floats(inner, f"{place}/{key}")
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            _refuse_floats(inner, f"{place}/{number}")
