"""Whatever a database superuser does to the record is found with the checkpoints that witnesses keep elsewhere."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import IntegrityError

from commitments.models import Checkpoint, Countersignature
from commitments.provenance.checkpoints import check_against
from commitments.provenance.faults import Fault
from commitments.provenance.verification import verify
from tests.soak import story
from tests.soak import superuser as su
from tests.soak.tampering import UNSEEN, Tampering, tamperings

pytestmark = pytest.mark.django_db
LEAST = 100


def found(notes: list[str]) -> Iterator[Fault]:
    """What verification says, with these checkpoints."""
    yield from verify()
    for note in notes:
        yield from check_against(note, story.keys())


def missed(each: Tampering, notes: list[str]) -> bool | None:
    """Whether nothing is found after it; None when the database refuses it."""
    with su.undone():
        try:
            each.do()
        except IntegrityError:
            return None
        return next(found(notes), None) is None


def outcomes(told: story.Told, notes: list[str], *, share: int) -> dict[Tampering, bool]:
    """Of each tampering whether it is missed; in between, all is as it was. What the database refuses is none.

    `share` tries one of so many, for the quick run.
    """
    chosen = list(tamperings(told))[::share]
    tried = {each: missed(each, notes) for each in chosen}
    assert list(found(told.notes)) == []
    return {each: went for each, went in tried.items() if went is not None}


def test_every_tampering_is_found_with_the_checkpoints_that_witnesses_keep(*, soak: bool) -> None:
    told = story.tell()
    assert list(found(told.notes)) == []
    tried = outcomes(told, told.notes, share=1 if soak else 3)
    overlooked = "\n".join(f"{each.kind}: {each.name}" for each, went in tried.items() if went)
    assert overlooked == ""
    kinds = Counter(each.kind for each in tried)
    print(f"{len(tried)} of {len(tried)} tamperings found: {dict(kinds)}.")  # noqa: T201
    assert len(tried) >= LEAST
    assert {*kinds} == {"edit", "delete", "swap", "insert", "back-date"} | UNSEEN


def test_control_without_witnesses_a_chain_that_was_computed_again_cut_or_put_back_is_missed(*, soak: bool) -> None:
    told = story.tell()
    su.remove(Countersignature)
    su.remove(Checkpoint)
    tried = outcomes(told, [], share=1 if soak else 7)
    overlooked = {f"{each.kind}: {each.name}" for each, went in tried.items() if went}
    assert overlooked == {f"{each.kind}: {each.name}" for each in tried if each.kind in UNSEEN}
