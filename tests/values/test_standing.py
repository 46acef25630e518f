"""The standing is what the sides' newest words amount to, whichever side is named first."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.values.standing import CLOSED, NOT_ASSESSED, Standing, Status, shown_status, standing

SIDES = ["VN", "LA", "KH", "ASEAN"]
heard = st.none() | st.sampled_from(Status)
tables = st.dictionaries(st.sampled_from(SIDES), heard)


@given(tables, st.permutations(SIDES))
def test_swapping_the_sides_changes_nothing(words: dict[str, Status | None], order: list[str]) -> None:
    swapped = {order[SIDES.index(side)]: word for side, word in reversed(words.items())}
    assert standing(swapped) == standing(words)
    assert shown_status(swapped) == shown_status(words)


@given(tables)
def test_the_standing_is_what_its_words_say(words: dict[str, Status | None]) -> None:
    spoken = [word for word in words.values() if word is not None]
    differ = any(one != other for one, other in combinations(spoken, 2))
    holds = {
        Standing.SILENT: not spoken,
        Standing.DIVERGENT: differ,
        Standing.CONCORDANT: bool(spoken) and not differ and len(spoken) == len(words),
        Standing.ONE_SIDED: bool(spoken) and not differ and len(spoken) < len(words),
    }
    assert [name for name in Standing if holds[name]] == [standing(words)]


@given(tables)
def test_the_shown_status_is_a_word_that_was_spoken_or_not_assessed(words: dict[str, Status | None]) -> None:
    spoken = {word.value for word in words.values() if word}
    assert shown_status(words) in (spoken or {NOT_ASSESSED})


@given(tables)
def test_it_is_shown_closed_only_when_every_side_that_spoke_says_so(words: dict[str, Status | None]) -> None:
    spoken = {word for word in words.values() if word}
    assert (shown_status(words) in CLOSED) == (bool(spoken) and spoken <= CLOSED)


@given(tables, st.sampled_from(SIDES), heard)
def test_another_word_never_makes_what_is_shown_more_advanced(
    words: dict[str, Status | None], side: str, word: Status | None
) -> None:
    order = ["not_started", "stalled", "in_progress", "discontinued", "completed", NOT_ASSESSED]
    more = {**words, side: words.get(side) or word}
    assert order.index(shown_status(more)) <= order.index(shown_status(words))


@pytest.mark.parametrize(
    ("words", "expected", "shown"),
    [
        ({}, "silent", "not_assessed"),
        ({"VN": None, "LA": None}, "silent", "not_assessed"),
        ({"VN": Status.STALLED}, "concordant", "stalled"),
        ({"VN": Status.COMPLETED, "LA": None}, "one_sided", "completed"),
        ({"VN": Status.COMPLETED, "LA": Status.COMPLETED}, "concordant", "completed"),
        ({"VN": Status.COMPLETED, "LA": Status.IN_PROGRESS}, "divergent", "in_progress"),
        ({"VN": Status.IN_PROGRESS, "LA": Status.STALLED}, "divergent", "stalled"),
        ({"VN": Status.STALLED, "LA": Status.NOT_STARTED}, "divergent", "not_started"),
        ({"VN": Status.COMPLETED, "LA": Status.DISCONTINUED}, "divergent", "discontinued"),
        ({"VN": Status.DISCONTINUED, "LA": Status.IN_PROGRESS}, "divergent", "in_progress"),
        ({"VN": Status.COMPLETED, "LA": Status.STALLED, "KH": None}, "divergent", "stalled"),
        ({"VN": Status.STALLED, "LA": Status.STALLED, "KH": None}, "one_sided", "stalled"),
    ],
)
def test_examples(words: dict[str, Status | None], expected: str, shown: str) -> None:
    assert standing(words) == expected
    assert shown_status(words) == shown
