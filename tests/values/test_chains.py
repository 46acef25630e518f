"""A chain is walked link by link, and nothing in it can be changed unseen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from commitments.values.chains import BEGINNING, BrokenChain, Link, Place, follow
from commitments.values.digests import digest

AT = datetime(2026, 1, 5, tzinfo=UTC)


def chain(length: int) -> list[Link]:
    """Links that follow from each other."""
    links, before = [], BEGINNING
    for number in range(1, length + 1):
        covered = {"number": number, "says": f"word {number}"}
        here = digest(before.digest, covered)
        links.append(Link(number, AT + timedelta(hours=number // 2), before.digest, here, covered))
        before = Place(number, here)
    return links


def walked(links: list[Link], start: Place = BEGINNING) -> list[int]:
    """The numbers that a walk meets."""
    return [link.number for link in follow(start, links)]


def place(link: Link) -> Place:
    return Place(link.number, link.digest)


def test_an_honest_chain_is_walked_from_its_beginning_and_from_any_place() -> None:
    links = chain(5)
    assert walked(links) == [1, 2, 3, 4, 5]
    assert walked(links[3:], place(links[2])) == [4, 5]
    assert walked([]) == []


def changed(links: list[Link], index: int, **values: Any) -> list[Link]:
    return [*links[:index], replace(links[index], **values), *links[index + 1 :]]


FORGED = {
    "a changed statement": (lambda links: changed(links, 2, covered={"number": 3, "says": "another"}), 3, "changed"),
    "a changed digest": (lambda links: changed(links, 2, digest="sha256:" + "1" * 64), 3, "changed"),
    "a digest before it": (lambda links: changed(links, 2, previous="sha256:" + "1" * 64), 3, "does not follow"),
    "a number that no digest covers": (lambda links: changed(links, 2, covered={"number": 0.5}), 3, "changed"),
    "one left out": (lambda links: links[:2] + links[3:], 3, "missing"),
    "one twice": (lambda links: links[:3] + links[2:], 4, "missing"),
    "two swapped": (lambda links: [links[0], links[2], links[1], *links[3:]], 2, "missing"),
    "an earlier moment": (lambda links: changed(links, 3, recorded_at=AT), 4, "recorded before"),
    "a beginning that is none": (lambda links: links[1:], 1, "missing"),
    "another chain's end": (lambda links: links[:2] + other()[2:], 3, "does not follow"),
}


def other() -> list[Link]:
    """A chain of the same length that says something else from its beginning on, and holds by itself."""
    links, before = [], BEGINNING
    for link in chain(5):
        covered = {**link.covered, "says": "a lie"}
        here = digest(before.digest, covered)
        links.append(replace(link, previous=before.digest, digest=here, covered=covered))
        before = Place(link.number, here)
    return links


@pytest.mark.parametrize("name", FORGED)
def test_what_was_done_to_a_chain_is_found_at_its_edition(name: str) -> None:
    forge, number, words = FORGED[name]
    with pytest.raises(BrokenChain, match=f"^Edition {number}: .*{words}") as found:
        walked(forge(chain(5)))
    assert found.value.number == number


def test_a_chain_that_was_computed_again_holds_by_itself() -> None:
    """Why there are witnesses: without a place that somebody kept, this is not found."""
    assert walked(other()) == [1, 2, 3, 4, 5]
    with pytest.raises(BrokenChain, match="Edition 3: it does not follow from edition 2"):
        walked(other()[2:], place(chain(5)[1]))


def test_nothing_after_a_place_is_older_than_the_edition_there() -> None:
    links = chain(5)
    since = links[2].recorded_at
    assert [link.number for link in follow(place(links[2]), links[3:], since=since)] == [4, 5]
    dated = changed(links, 3, recorded_at=AT)
    assert walked(dated[3:4], place(links[2])) == [4]
    with pytest.raises(BrokenChain, match="Edition 4: it was recorded before the edition before it"):
        list(follow(place(links[2]), dated[3:], since=since))
