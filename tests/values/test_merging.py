"""Three versions of one record: nobody's change is lost unless somebody says so."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.values.merging import Fork, Outcome, UndecidedError, forks, merged

NAMES = st.sampled_from(["title_en", "title_fr", "summary_en", "sectors", "made_on"])
VALUES = st.one_of(st.sampled_from(["", "a", "b", "c"]), st.lists(st.sampled_from(["1", "2"]), max_size=2))
RECORDS = st.dictionaries(NAMES, VALUES)
ROWS = st.dictionaries(st.sampled_from("12345"), st.dictionaries(NAMES, VALUES, min_size=1))
VERSIONS = st.one_of(st.tuples(RECORDS, RECORDS, RECORDS), st.tuples(ROWS, ROWS, ROWS))
CHOICES = st.dictionaries(st.one_of(NAMES, st.sampled_from("12345")), st.sampled_from(["theirs", "mine"]))


def all_mine(found: list[Fork[Any]]) -> dict[str, str]:
    """The choice of everything that is mine."""
    return {each.name: "mine" for each in found}


def became(theirs: dict[str, Any], found: list[Fork[Any]], choices: dict[str, str]) -> dict[str, Any]:
    """The whole record after the merge."""
    whole = theirs | merged(found, choices)
    return {name: value for name, value in whole.items() if value is not None}


@given(VERSIONS)
def test_who_alone_changed_something_gets_it(versions: Any) -> None:
    shown, theirs, _mine = versions
    assert became(theirs, forks(shown, theirs, shown), {}) == theirs
    assert became(shown, forks(shown, shown, theirs), {}) == theirs


@given(VERSIONS)
def test_two_who_say_the_same_are_asked_nothing(versions: Any) -> None:
    shown, theirs, _mine = versions
    found = forks(shown, theirs, theirs)
    assert {each.outcome for each in found} <= {Outcome.ALIKE}
    assert became(theirs, found, {}) == theirs


@given(VERSIONS)
def test_it_is_the_same_question_from_either_side(versions: Any) -> None:
    shown, theirs, mine = versions

    def contested(first: Any, second: Any) -> set[str]:
        return {each.name for each in forks(shown, first, second) if each.outcome is Outcome.CONTESTED}

    assert contested(theirs, mine) == contested(mine, theirs)


@given(VERSIONS)
def test_only_what_both_changed_and_not_alike_is_asked(versions: Any) -> None:
    shown, theirs, mine = versions
    asked = {each.name for each in forks(shown, theirs, mine) if each.outcome is Outcome.CONTESTED}
    places = [(name, shown.get(name), theirs.get(name), mine.get(name)) for name in shown | theirs | mine]
    assert asked == {name for name, old, one, other in places if one != old and other != old and one != other}


@given(VERSIONS, CHOICES)
def test_each_place_becomes_what_one_of_the_three_says_and_no_change_is_undone_unasked(
    versions: Any, choices: dict[str, str]
) -> None:
    shown, theirs, mine = versions
    found = forks(shown, theirs, mine)
    whole = became(theirs, found, all_mine(found) | choices)
    for name in shown | theirs | mine:
        here = whole.get(name)
        assert here in (theirs.get(name), mine.get(name))
        if theirs.get(name) != mine.get(name):
            assert here != shown.get(name), "somebody's change is undone"


@given(VERSIONS)
def test_nothing_is_decided_for_anybody(versions: Any) -> None:
    shown, theirs, mine = versions
    found = forks(shown, theirs, mine)
    asked = [each.name for each in found if each.outcome is Outcome.CONTESTED]
    if not asked:
        merged(found, {})
        return
    with pytest.raises(UndecidedError) as refused:
        merged(found, {asked[0]: "nobody's"})
    assert list(refused.value.names) == asked


@given(VERSIONS)
def test_what_was_taken_once_is_asked_again_only_when_somebody_changes_it_again(versions: Any) -> None:
    shown, theirs, mine = versions
    found = forks(shown, theirs, mine)
    whole = became(theirs, found, all_mine(found))
    again = forks(theirs, theirs, whole)
    assert {each.outcome for each in again} <= {Outcome.MINE}
