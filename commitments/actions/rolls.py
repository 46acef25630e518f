"""Keeps the rolls: every edition moves its commitment from the headings it leaves to those it joins."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from commitments.actions.drafts import Draft
from commitments.models import Commitment, Head, Roll
from commitments.models.rolls import BLOCK
from commitments.queries.recount import wrong_rolls

Place = tuple[str, int]
"""A heading and a block."""
BATCH = 500


def enrol(drafts: Iterable[Draft], head: Head) -> None:
    """Move the commitments of these drafts; two statements. The caller has locked the head row, and saves it."""
    leave, join = _moves(drafts)
    places = leave.keys() | join.keys()
    if places:
        head.rolls += 1
        kept = _kept(places)
        bits = {each: kept.get(each, 0) & ~leave.get(each, 0) | join.get(each, 0) for each in places}
        write_rolls(bits, version=head.rolls)


def _moves(drafts: Iterable[Draft]) -> tuple[dict[Place, int], dict[Place, int]]:
    leave: dict[Place, int] = {}
    join: dict[Place, int] = {}
    for draft in drafts:
        block, place = divmod(draft.pk, BLOCK)
        for moves, headings in ((leave, draft.leaves), (join, draft.joins)):
            for heading in headings:
                moves[heading, block] = moves.get((heading, block), 0) | 1 << place
    return leave, join


def _kept(places: Iterable[Place]) -> dict[Place, int]:
    headings, blocks = {heading for heading, _block in places}, {block for _heading, block in places}
    rows = Roll.objects.filter(heading__in=headings, block__in=blocks).values_list("heading", "block", "bits")
    return {(heading, block): int.from_bytes(bytes(bits), "little") for heading, block, bits in rows}


def write_rolls(bits: Mapping[Place, int], *, version: int) -> None:
    """Store the bits of these headings and blocks."""
    Roll.objects.bulk_create(
        [
            Roll(heading=heading, block=block, bits=each.to_bytes(BLOCK // 8, "little"), version=version)
            for (heading, block), each in bits.items()
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["heading", "block"],
        update_fields=["bits", "version"],
    )


def count_again() -> int:
    """Make the rolls what the rows say; how many were not. Others who write wait meanwhile."""
    with transaction.atomic():
        head, _new = Head.objects.select_for_update().get_or_create(id=1)
        head.rolls += 1
        wrong = fill(version=head.rolls)
        head.save(update_fields=["rolls"])
    return wrong


def count_when_new() -> None:
    """Count a record that is older than the rolls; two queries when there is nothing to do."""
    if not Head.objects.filter(rolls__gt=0).exists() and Commitment.objects.filter(edition__isnull=False).exists():
        count_again()


def fill(*, version: int) -> int:
    """The same, in a database that nobody else writes to."""
    wrong = 0
    for block, _stored, counted in wrong_rolls():
        write_rolls({(heading, block): bits for heading, bits in counted.items()}, version=version)
        wrong += len(counted)
    return wrong
