"""What differs between two JSON values."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from commitments.values.differences import ABSENT, Difference, differences

VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=5),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text("a/~é", max_size=2), inner, max_size=4),
    max_leaves=12,
)


def at(pointer: str, value: Any) -> Any:
    """What stands at a JSON pointer, read as RFC 6901 says; ABSENT when nothing does."""
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        try:
            value = value[int(name)] if isinstance(value, list) else value[name]
        except (KeyError, IndexError):
            return ABSENT
    return value


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, [Difference("/a", 1, 2)]),
        ({"a": 1}, {}, [Difference("/a", 1, ABSENT)]),
        ({}, {"a": None}, [Difference("/a", ABSENT, None)]),
        ({"a": [1, 2]}, {"a": [1, 3, 4]}, [Difference("/a/1", 2, 3), Difference("/a/2", ABSENT, 4)]),
        ({"a/b": {"m~n": 1}}, {"a/b": {"m~n": 2}}, [Difference("/a~1b/m~0n", 1, 2)]),
        ({"a": True}, {"a": 1}, [Difference("/a", before=True, after=1)]),
        ({"a": "x"}, {"a": ["x"]}, [Difference("/a", "x", ["x"])]),
        (None, {"a": 1}, [Difference("", None, {"a": 1})]),
    ],
)
def test_each_place_that_differs_is_named_once(before: Any, after: Any, expected: list[Difference]) -> None:
    assert list(differences(before, after)) == expected


@given(VALUES, VALUES)
def test_every_pointer_leads_to_what_is_said_of_it(before: Any, after: Any) -> None:
    for each in differences(before, after):
        assert (at(each.pointer, before), at(each.pointer, after)) == (each.before, each.after)


@given(VALUES, VALUES)
def test_nothing_differs_exactly_when_the_texts_are_the_same(before: Any, after: Any) -> None:
    same = json.dumps(before, sort_keys=True) == json.dumps(after, sort_keys=True)
    assert (not list(differences(before, after))) == same


def test_what_is_not_there_says_so() -> None:
    assert repr(ABSENT) == "ABSENT"
