"""A digest depends on every value of a statement and on what came before, and on nothing else."""

import json
import math
from copy import deepcopy
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from commitments.values.digests import GENESIS, NotCanonical, canonical, digest

SAFE = 2**53 - 1
words = st.text(st.characters(codec="utf-8"))
leaves = st.none() | st.booleans() | st.integers(-SAFE, SAFE) | words
values = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(words, inner), max_leaves=12)
keys = words.filter(lambda key: key != "previous")
statements = st.dictionaries(keys, values, min_size=1, max_size=6)

# RFC 8785, section 3.2.2, without its "numbers": those are floats, which we refuse.
PUBLISHED = r"""{
  "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
  "literals": [null, true, false]
}"""
PUBLISHED_BYTES = bytes.fromhex(
    "7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73 65 5d 2c"
    "22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30 30 66 5c 6e 41 27 42 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d"
)

# RFC 8785, section 3.2.3: the order of keys is that of their UTF-16 code units.
SORTING = r"""{
  "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
  "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
}"""
SORTED = [
    "Carriage Return",
    "One",
    "Control",
    "Latin Small Letter O With Diaeresis",
    "Euro Sign",
    "Emoji: Grinning Face",
    "Hebrew Letter Dalet With Dagesh",
]


def test_the_published_example_gives_the_published_bytes() -> None:
    assert canonical(json.loads(PUBLISHED)) == PUBLISHED_BYTES


def test_the_published_keys_sort_as_published() -> None:
    assert list(json.loads(canonical(json.loads(SORTING))).values()) == SORTED


def test_nested_objects_are_sorted_and_lists_keep_their_order() -> None:
    assert canonical({"b": [3, {"z": 1, "a": ()}], "a": "ວຽງຈັນ"}) == '{"a":"ວຽງຈັນ","b":[3,{"a":[],"z":1}]}'.encode()


@given(values)
def test_canonical_json_is_json_for_the_same_value(value: Any) -> None:
    assert json.loads(canonical(value)) == value


def test_a_digest_can_be_computed_by_anyone() -> None:
    expected = sha256(b'{"number":1,"previous":"' + GENESIS.encode() + b'"}').hexdigest()
    assert digest(GENESIS, {"number": 1}) == f"sha256:{expected}"
    assert f"sha256:{'0' * 64}" == GENESIS


@given(statements, st.randoms())
def test_the_order_of_keys_does_not_matter(statement: dict[str, Any], random: Any) -> None:
    items = list(statement.items())
    random.shuffle(items)
    assert digest(GENESIS, dict(items)) == digest(GENESIS, statement)


@given(statements, values, st.data())
def test_any_changed_value_changes_the_digest(statement: dict[str, Any], other: Any, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(sorted(statement)))
    changed = deepcopy(statement)
    changed[key] = other
    # Compared as JSON, since Python holds True equal to 1 and a digest must not.
    assume(json.dumps(changed, sort_keys=True) != json.dumps(statement, sort_keys=True))
    assert digest(GENESIS, changed) != digest(GENESIS, statement)


@given(statements, keys, values)
def test_an_added_or_dropped_key_changes_the_digest(statement: dict[str, Any], key: str, value: Any) -> None:
    assume(key not in statement)
    assert digest(GENESIS, {**statement, key: value}) != digest(GENESIS, statement)


@given(statements, words, words)
def test_what_came_before_changes_the_digest(statement: dict[str, Any], one: str, other: str) -> None:
    assert (digest(one, statement) == digest(other, statement)) == (one == other)


@given(statements, words)
def test_a_statement_is_left_as_it_was(statement: dict[str, Any], previous: str) -> None:
    before = deepcopy(statement)
    digest(previous, statement)
    assert statement == before


def test_a_statement_cannot_choose_what_came_before_it() -> None:
    with pytest.raises(ValueError, match="cannot hold 'previous'"):
        digest(GENESIS, {"previous": "sha256:other"})


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (0.1, "float"),
        (1.0, "float"),
        (-0.0, "float"),
        (math.nan, "float"),
        (math.inf, "float"),
        ({"targets": [{"value": 2.5}]}, "at /targets/0/value"),
        (({"deep": (1, 2.5)},), "at /0/deep/1"),
        (SAFE + 1, "safe integer"),
        (-SAFE - 1, "safe integer"),
        ("\ud800", "UTF-8"),
        ({"\udfff": 1}, "surrogates"),
        ({1: "one"}, "keys must be strings"),
        ({None: "nothing"}, "keys must be strings"),
        (Decimal("0.45"), "unsupported type"),
        ({"when": {1, 2}}, "unsupported type"),
        (b"bytes", "unsupported type"),
    ],
)
def test_what_canonical_json_cannot_carry_is_refused_in_words(value: object, reason: str) -> None:
    with pytest.raises(NotCanonical, match=reason):
        canonical(value)


def test_an_integer_too_long_to_print_is_refused_in_words() -> None:
    with pytest.raises(NotCanonical, match="cannot be canonical JSON"):
        canonical(10**5000)


def test_the_largest_safe_integers_are_carried() -> None:
    assert canonical([SAFE, -SAFE]) == b"[9007199254740991,-9007199254740991]"


def test_a_value_that_holds_itself_is_refused() -> None:
    circle: list[object] = []
    circle.append(circle)
    with pytest.raises(NotCanonical, match="holds itself"):
        canonical(circle)
