"""What changed in until when a promise is due: each revision since, told from the one before it."""

from collections.abc import Iterator, Sequence

from commitments.values.alterations.facts import Changed, DeadlinePlaced, DeadlineSet, Fact, Other
from commitments.values.alterations.records import Record, differ, same
from commitments.values.dates import distance, parse

REVISION = ("edtf", "phrase", "basis", "reason", "passage")
"""What people give; the rest of a deadline follows from it."""

FOLLOWING = ("earliest", "latest", "revisions", "slip_days", "recorded_at", "recorded_for", "earlier")


def deadline(before: Record, after: Record) -> Iterator[Fact]:
    """One fact or more for each revision that is new; what else differs by its name."""
    old, new = before.get("deadline") or {}, after.get("deadline") or {}
    if old == new:
        return
    told = list(_walk(old, new))
    yield from told
    if not told:
        yield from (Other(("deadline", name)) for name in differ(old, new))
        return
    yield from (Other(("deadline", name)) for name in differ(old, new, but={*REVISION, *FOLLOWING}))
    if not _stayed(old, new):
        yield Other(("deadline", "earlier"))


def _walk(old: Record, new: Record) -> Iterator[Fact]:
    last = old if _there(old) else None
    known = old.get("revisions", 0) + 1 if last else 0
    added: Sequence[Record] = [*(new.get("earlier") or ()), new][known:] if "earlier" in new else []
    for each in added or [new]:
        if _there(each):
            yield from _step(last, each, later=bool(added))
        elif last:
            yield DeadlineSet(last.get("edtf"), None, None, first=False, days=None, reason={})
        last = each


def _step(old: Record | None, new: Record, *, later: bool) -> Iterator[Fact]:
    """From one revision to the next; nothing when they say the same and neither is later."""
    was = old or {}
    if old and not later and all(same(was.get(name), new.get(name)) for name in REVISION):
        return
    dates = was.get("edtf"), new.get("edtf")
    yield DeadlineSet(*dates, new.get("phrase"), first=old is None, days=_days(*dates), reason=new.get("reason") or {})
    if old and all(dates):
        yield from _values(was, new, ("basis", "phrase"))
    elif old:
        yield from _values(was, new, ("phrase",))
    if not same(was.get("passage"), new.get("passage")):
        place = new.get("passage") or {}
        yield DeadlinePlaced(place.get("source"), place.get("paragraph"))


def _values(old: Record, new: Record, names: Sequence[str]) -> Iterator[Fact]:
    return (Changed(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name))


def _days(before: str | None, after: str | None) -> int | None:
    return distance(parse(before), parse(after)) if before and after else None


def _there(revision: Record) -> bool:
    return any(revision.get(name) for name in ("edtf", "phrase", "reason"))


def _stayed(old: Record, new: Record) -> bool:
    """Whether the earlier revisions are still what they were, as far as both records hold them."""
    if "earlier" not in old or "earlier" not in new:
        return True
    return same(list(new["earlier"][: len(old["earlier"])]), list(old["earlier"]))
