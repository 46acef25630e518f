"""The tree of organisations, also where it has what it must not have."""

import pytest

from commitments.queries.trees import Branch, Node, Tree, read_tree
from tests import factories as make

TREE = Tree(
    [
        Node(1, "committee", None, None),
        Node(2, "institute", 3, "AA"),
        Node(3, "ministry", 4, "AA"),
        Node(4, "state", None, "AA"),
        Node(5, "town", None, "BB"),
        Node(6, "town-office", 5, "BB"),
    ]
)


def test_each_is_followed_by_what_stands_below_it_and_joint_bodies_come_last() -> None:
    assert TREE.branches() == [
        Branch("state", 0, "AA"),
        Branch("ministry", 1, "AA"),
        Branch("institute", 2, "AA"),
        Branch("town", 0, "BB"),
        Branch("town-office", 1, "BB"),
        Branch("committee", 0, ""),
    ]


def test_what_is_above_and_below_one_is_told_from_the_top_down() -> None:
    assert TREE.above("institute") == ["state", "ministry"]
    assert TREE.below("state") == ["state", "ministry", "institute"]
    assert (TREE.above("committee"), TREE.below("committee")) == ([], ["committee"])


def test_a_cycle_ends_every_walk() -> None:
    ring = Tree([Node(1, "a", 2, "AA"), Node(2, "b", 1, "AA"), Node(3, "c", None, "AA")])
    assert ring.below("a") == ["a", "b"]
    assert ring.above("a") == ["a", "b"]
    assert [branch.slug for branch in ring.branches()] == ["c"]


@pytest.mark.django_db
def test_the_stored_tree_is_read_whole() -> None:
    state = make.OrganisationFactory(slug="state")
    make.OrganisationFactory(slug="ministry", parent=state)
    joint = make.JointBodyFactory(slug="joint")
    assert [branch.slug for branch in read_tree().branches()] == ["state", "ministry", joint.slug]
