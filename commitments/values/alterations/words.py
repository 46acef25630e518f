"""What the sides said anew: their newest words, those for earlier days, and those that a record only counts."""

from collections.abc import Iterator

from commitments.values.alterations.facts import Attached, Evidenced, Fact, Given, MoreWords, Other, Recalled, Spoken
from commitments.values.alterations.records import Record, differ, listed, pairs

BESIDE = ("outlook", "progress", "awaiting")


def words(before: Record, after: Record) -> Iterator[Fact]:
    """The words since, side by side; then how many more there are than the record shows."""
    old, new = before.get("words") or {}, after.get("words") or {}
    known = old.get("count", 0)
    told = [*_newest(before, after, known), *_late(old.get("late"), new.get("late"), known, after)]
    yield from told
    further = new.get("count", 0) - known - sum(isinstance(fact, Spoken) for fact in told)
    if further > 0:
        yield MoreWords(further)
    elif further < 0 or (not told and (old.get("late") and not new.get("late"))):
        yield Other(("words",))
    yield from (Other(("words", name)) for name in differ(old, new, but={"count", "late"}))


def _newest(before: Record, after: Record, known: int) -> Iterator[Fact]:
    def side(word: Record) -> str:
        return str(word["side"])

    for old, new in pairs(listed(before, "assessments"), listed(after, "assessments"), side):
        if new is None or old == new:
            yield from [Other(("assessments",))] if new is None else []
        elif new["number"] > known:
            yield from _spoken(old, new, after, late=False)
        elif old and old["number"] == new["number"]:
            yield from _edited(old, new)
        else:
            yield Recalled(new["side"], new["status"], new["as_of"])


def _late(old: Record | None, new: Record | None, known: int, after: Record) -> Iterator[Fact]:
    if new is None or new == old:
        return
    if new["number"] > known:
        yield from _spoken(None, new, after, late=True)
    else:
        yield from _edited(old, new) if old else [Other(("words", "late"))]


def _spoken(old: Record | None, new: Record, after: Record, *, late: bool) -> Iterator[Fact]:
    was, side = old or {}, new["side"]
    yield Spoken(
        side=side,
        before=was.get("status"),
        status=new["status"],
        as_of=new["as_of"],
        corrects=new.get("corrects"),
        late=late,
        note=new.get("note") or {},
        next_step=new.get("next_step") or {},
    )
    for name in BESIDE:
        if was.get(name) != new.get(name):
            yield Given(name, side, was.get(name), new.get(name))
    if new.get("evidence"):
        yield Evidenced(side, len(new["evidence"]), tuple(_files(new, after)))


def _files(word: Record, after: Record) -> Iterator[Attached]:
    for number, piece in enumerate(word["evidence"], start=1):
        if file := piece.get("file"):
            known = {name: file[name] for name in ("name", "media_type", "size")}
            yield Attached(reference=after["reference"], word=word["number"], piece=number, **known)


def _edited(old: Record, new: Record) -> Iterator[Fact]:
    """A word never changes; what it shows of others may."""
    return (Other(("words", new["side"], name)) for name in differ(old, new))
