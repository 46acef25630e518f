"""What may be done to a record by a database superuser, each thing under a name and of a kind."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any, NamedTuple

from django.db import models

from commitments.models import (
    Checkpoint,
    Commitment,
    Countersignature,
    Edition,
    Head,
    Organisation,
    Roll,
    Sector,
    StatusUpdate,
)
from commitments.values.digests import PREFIX
from tests.soak import superuser as su
from tests.soak.columns import forged, members, unlike
from tests.soak.story import Told

LIE = PREFIX + "1" * 64
UNSEEN = {"recompute", "cut", "restore"}
"""The kinds that leave everything in the database consistent, so that only what is kept outside of it shows them."""


class Tampering(NamedTuple):
    """A kind, a name, and what it does."""

    kind: str
    name: str
    do: Callable[[], Any]


def tamperings(told: Told) -> Iterator[Tampering]:
    """All of them, over the record as it stands."""
    end = max(told.backups)
    yield from _edits(end)
    yield from _rows()
    yield from _heads()
    yield from _deletions(end)
    yield from _swaps(end)
    yield from _insertions(end)
    yield from _back_dates(end)
    yield from _half_cuts(end)
    yield from _cuts(told, end)
    yield from _restorations(told, end)
    yield from _recomputations(end)


def one(number: int) -> Any:
    """The edition with a number."""
    return su.editions().filter(number=number)


def _edits(end: int) -> Iterator[Tampering]:
    """Every column of editions, several editions, and all of an edition's text but its digests."""
    hidden = su.editions().filter(public_number=None).first()
    for number in {1, end // 2, end, hidden.number}:
        for field in Edition._meta.concrete_fields:
            row = one(number).get()
            if (values := _edition(row, field.name)) is not None:
                name = f"{field.name} of edition {number}"
                yield Tampering("edit", name, partial(su.force, one(number), **values))
    several = su.editions().filter(number__in=range(3, end, 5))
    yield Tampering("edit", "the reason of every fifth edition", partial(su.force, several, reason={"en": "A lie."}))
    text = models.Func(models.F("record"), models.Value('"en"'), models.Value('"fr"'), function="replace")
    yield Tampering("edit", "the language in every record", partial(su.force, su.editions(), record=text))


def _edition(row: Edition, column: str) -> dict[str, Any] | None:
    """Another value of an edition's column, with what the constraints ask for beside it; None when they allow none."""
    if row.public_number is None and column == "visibility":
        public = {"public_number": su.AWAY, "public_event": "changed"}
        return {"visibility": "public", **public, "public_previous": LIE, "public_digest": LIE}
    if row.public_number is None and column.startswith("public_"):
        return None
    if column == "id":  # a private number, which tells nothing
        return None
    special: dict[str, Any] = {
        "number": row.number + su.AWAY,
        "public_number": (row.public_number or 0) + su.AWAY,
        "change": row.change + su.AWAY,
        "event": "withdrawn",
        "public_event": "withdrawn",
        "recorded_at": row.recorded_at + timedelta(microseconds=1),
        "reason": {"en": "A lie."},
        "record": row.record.replace("a", "o", 1),
        **dict.fromkeys(su.CHAINED, LIE),
    }
    values = {column: special.get(column, "a lie")}
    return values | ({"visibility": "internal", "public_event": "withdrawn"} if column == "visibility" else {})


def _rows() -> Iterator[Tampering]:
    """Every column of a row of every table, a row less in each, and a row more."""
    apart = {Edition, Head, Checkpoint, Countersignature}
    for model in su.tables():
        row = model._default_manager.order_by("pk").last() if model not in apart else None
        if row is None:
            continue
        this = models.QuerySet(model).filter(pk=row.pk)
        for column, value in forged(row):
            if (model, column) == (Roll, "version"):  # when it was written, not what is counted
                continue
            name = f"{column} of a row of {model._meta.verbose_name_plural}"
            yield Tampering("edit", name, partial(su.force, this, **{column: value}))
        yield Tampering("delete", f"one of the {model._meta.verbose_name_plural}", partial(su.remove, this))
    yield Tampering("insert", "a sector without an edition", lambda: _insert(Sector(slug="forged", name={"en": "x"})))
    for model in (StatusUpdate, *members()):
        copy = partial(_another, model)
        yield Tampering("insert", f"one more of the {model._meta.verbose_name_plural}", copy)


def _insert(row: models.Model) -> None:
    models.QuerySet(type(row)).bulk_create([row])


def _another(model: Any) -> None:
    """A row more, such as the constraints allow."""
    row = model._default_manager.order_by("pk").last()
    row.pk = None
    if model is StatusUpdate:
        row.number, row.corrects_id = row.number + 1, None
    else:
        unlike(row)
    _insert(row)


def _heads() -> Iterator[Tampering]:
    head = Head.objects.get()
    for column in ("number", "public_number"):
        yield Tampering("edit", f"{column} of the head", partial(su.force, Head, **{column: getattr(head, column) - 1}))
    for column in ("digest", "public_digest"):
        yield Tampering("edit", f"{column} of the head", partial(su.force, Head, **{column: LIE}))
    later = head.recorded_at + timedelta(days=365)
    yield Tampering("edit", "the moment of the head", partial(su.force, Head, recorded_at=later))
    yield Tampering("delete", "the head", partial(su.remove, Head))


def _deletions(end: int) -> Iterator[Tampering]:
    """Editions that are not there any more, with the head and the records pointing to what is left, or not."""
    chosen = {
        "the first": [1],
        "a middle": [end // 2],
        "the last": [end],
        "several": [5, 6, 7, 20],
        "all": range(end + 1),
    }
    for name, numbers in chosen.items():
        rows = su.editions().filter(number__in=list(numbers))
        yield Tampering("delete", f"{name} edition", partial(su.remove, rows))
        mended = partial(_all, partial(su.remove, rows), su.point_again, su.end_head)
        yield Tampering("delete", f"{name} edition, pointers and head mended", mended)
        if name not in {"the last", "all"}:
            closed = partial(_all, mended, su.renumber, su.point_again, su.end_head)
            yield Tampering("delete", f"{name} edition, the later ones moved up", closed)


def _all(*steps: Callable[[], Any]) -> None:
    for step in steps:
        step()


SWAPPED = (("number",), ("record",), ("recorded_at",), ("reason",), ("key", "record"), su.CHAINED)


def _swaps(end: int) -> Iterator[Tampering]:
    for first, second in ((1, 2), (end // 2, end // 2 + 1), (3, end)):
        for columns in SWAPPED:
            if all(getattr(one(first).get(), each) == getattr(one(second).get(), each) for each in columns):
                continue
            name = f"{' and '.join(columns)} of editions {first} and {second}"
            yield Tampering("swap", name, partial(_swap, first, second, columns))


def _swap(first: int, second: int, columns: tuple[str, ...]) -> None:
    one_row, other = one(first).get(), one(second).get()
    mine, yours = ({name: getattr(row, name) for name in columns} for row in (one_row, other))
    public = {"public_number": one_row.public_number}, {"public_number": other.public_number}
    if "number" in columns:
        mine, yours = mine | public[0], yours | public[1]
        away = {name: (value or 0) + su.AWAY for name, value in mine.items() if value is not None}
        su.force(su.editions().filter(pk=one_row.pk), **away)
    su.force(su.editions().filter(pk=other.pk), **mine)
    su.force(su.editions().filter(pk=one_row.pk), **yours)


def _insertions(end: int) -> Iterator[Tampering]:
    """A forged edition where one stands, the later ones moved down.

    One that is forged beyond the end is a new edition to everybody: the next checkpoint covers it, none before does.
    """
    for number in (1, 2, end // 2, end):
        yield Tampering("insert", f"an edition after {number}", partial(_insert_edition, number))
        linked = partial(_all, partial(_insert_edition, number), partial(_link, number))
        yield Tampering("insert", f"an edition after {number}, linked on both sides", linked)
        again = partial(_all, partial(_insert_edition, number), su.chain_again)
        if number < end:
            yield Tampering("recompute", f"an edition inserted after {number}", again)


def _insert_edition(after: int) -> None:
    """A copy of an edition, told a second time for another reason; numbered anew are all after it."""
    row = one(after).get()
    later = su.editions().filter(number__gt=after)
    for away in (su.AWAY, 1 - su.AWAY):
        su.force(later, number=models.F("number") + away)
        later = su.editions().filter(number__gt=su.AWAY)
    row.pk, row.number, row.reason = None, after + 1, {"en": "A lie."}
    row.change = su.AWAY
    if row.public_number is not None:
        behind = su.editions().filter(public_number__gt=row.public_number)
        row.public_number += 1
        for away in (su.AWAY, 1 - su.AWAY):
            su.force(behind, public_number=models.F("public_number") + away)
            behind = su.editions().filter(public_number__gt=su.AWAY)
    _insert(row)
    su.point_again()
    su.end_head()


def _link(after: int) -> None:
    """Let the forged edition follow from the one before it, and the one behind follow from it."""
    before, row = one(after).get(), one(after + 1).get()
    su.force(one(after + 1), previous=before.digest, public_previous=before.public_digest)
    su.digest_again(after + 1)
    row = one(after + 1).get()
    su.force(one(after + 2), previous=row.digest)
    su.force(su.editions().filter(public_number=(row.public_number or su.AWAY) + 1), public_previous=row.public_digest)


def _back_dates(end: int) -> Iterator[Tampering]:
    early = timedelta(days=-30)
    moved = models.F("recorded_at") + early
    for number in (1, 2, end // 2, end):
        back = partial(su.force, one(number), recorded_at=moved)
        yield Tampering("back-date", f"edition {number}", back)
        own = partial(_all, back, partial(su.digest_again, number))
        yield Tampering("back-date", f"edition {number} under a digest of its own", own)
    for name, rows in (("all", su.editions()), ("half", su.editions().filter(number__lte=end // 2))):
        back = partial(su.force, rows, recorded_at=moved)
        yield Tampering("back-date", f"{name} editions", back)
        yield Tampering("recompute", f"{name} editions back-dated", partial(_all, back, su.chain_again))


def _half_cuts(end: int) -> Iterator[Tampering]:
    """The tail cut off, head and pointers mended, while the records go on saying what the tail said."""
    for number in (end - 1, end - 2, end - 8, end // 2):
        tail = su.editions().filter(number__gt=number)
        mended = partial(_all, partial(su.remove, tail), su.point_again, su.end_head)
        yield Tampering("delete", f"all editions after {number}, and not what they told", mended)


def _cuts(told: Told, end: int) -> Iterator[Tampering]:
    """The tail cut off so that everything agrees, with and without the checkpoints that are stored."""
    for number, copy in told.backups.items():
        if number < end:
            record = {model: rows for model, rows in copy.items() if model not in {Checkpoint, Countersignature}}
            cut = partial(su.restore, record)
            yield Tampering("cut", f"{end - number} editions", cut)
            if number % 3 == 0:
                thrown = partial(_all, partial(su.remove, Countersignature), partial(su.remove, Checkpoint), cut)
                yield Tampering("cut", f"{end - number} editions and the stored checkpoints", thrown)


def _restorations(told: Told, end: int) -> Iterator[Tampering]:
    """An older backup put back, as it is or written on since."""
    for number in list(told.backups)[1::4]:
        if number < end:
            back = partial(su.restore, told.backups[number])
            yield Tampering("restore", f"the backup of edition {number}", back)
            yield Tampering("restore", f"the backup of edition {number}, written on", partial(_all, back, _write_on))


def _write_on() -> None:
    """Other changes than those that were, until there are as many editions again."""
    row = models.QuerySet(Edition).latest("number")
    for number in range(row.number + 1, row.number + 4):
        row.pk, row.number, row.change, row.reason = None, number, number, {"en": "Written on."}
        row.public_number = None if row.public_number is None else row.public_number + 1
        _insert(row)
    su.point_again()
    su.chain_again()


def _recomputations(end: int) -> Iterator[Tampering]:
    """One thing changed and everything after it computed anew, down to the head."""
    for number in (1, 2, end // 4, end // 2, end - 1, end):
        for column, value in (("reason", {"en": "A lie."}), ("by", "somebody"), ("kept_for", "somebody")):
            edit = partial(su.force, one(number), **{column: value})
            if column != "kept_for" or not _is_newest(number):
                yield Tampering("recompute", f"{column} of edition {number}", partial(_all, edit, su.chain_again))
    rows: dict[str, Callable[[], Any]] = {
        "a title": partial(su.force, Commitment.objects.filter(reference="AB-2025-003"), title={"en": "A lie."}),
        "a name": partial(su.force, Organisation, name={"en": "A lie."}),
        "a rank": partial(su.force, Commitment, force="intent"),
    }
    resigned = partial(_all, partial(su.remove, Countersignature), partial(su.remove, Checkpoint))
    for name, edit in rows.items():
        again = partial(_all, edit, su.search_again, su.tell_again, su.count_again, su.chain_again)
        yield Tampering("recompute", f"{name}, told so", again)
        yield Tampering("recompute", f"{name}, told so, checkpoints thrown away", partial(_all, again, resigned))
        signed = partial(_all, again, resigned, su.sign_again)
        yield Tampering("recompute", f"{name}, told so, and signed with the operator's key", signed)


def _is_newest(number: int) -> bool:
    row = one(number).get()
    return not su.editions().filter(noun=row.noun, key=row.key, number__gt=number).exists()
