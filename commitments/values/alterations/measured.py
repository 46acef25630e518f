"""What changed in what can be counted and in the steps on the way."""

from collections.abc import Iterator

from commitments.values.alterations.facts import Amount, Fact, Measured, MilestoneChanged, Other, Seen
from commitments.values.alterations.particulars import reworded
from commitments.values.alterations.records import Record, differ, listed, pairs

TARGET = frozenset({"indicator", "value", "value_to", "baseline", "latest"})
SEEN = ("period", "value", "source")


def targets(before: Record, after: Record) -> Iterator[Fact]:
    """Targets that came, went or changed; then what was seen of them."""
    for old, new in pairs(listed(before, "targets"), listed(after, "targets"), lambda each: each["indicator"]):
        code, promised = (new or old or {})["indicator"], (_promised(old), _promised(new))
        if promised[0] != promised[1]:
            yield Measured("target", code, *promised)
        if _baseline(old) != _baseline(new):
            yield Measured("baseline", code, _baseline(old), _baseline(new))
        if old and new:
            yield from _seen(old, new)
            yield from (Other(("targets", name)) for name in differ(old, new, but=TARGET | {"unit"}))


def _promised(target: Record | None) -> Amount | None:
    return Amount(target["value"], target["value_to"], target["unit"]) if target else None


def _baseline(target: Record | None) -> Amount | None:
    return Amount(target["baseline"], None, target["unit"]) if target and target.get("baseline") else None


def _seen(old: Record, new: Record) -> Iterator[Fact]:
    was, now = old.get("latest"), new.get("latest")
    if was == now:
        return
    if was is None or now is None or any(was[name] != now[name] for name in SEEN):
        yield Seen(new["indicator"], _sight(was, old["unit"]), _sight(now, new["unit"]))
    elif old["value"] == new["value"]:  # a share follows from the target and the value
        yield Other(("targets", "latest"))


def _sight(latest: Record | None, unit: str) -> tuple[Amount, str] | None:
    return (Amount(latest["value"], None, unit), latest["period"]) if latest else None


def milestones(before: Record, after: Record) -> Iterator[Fact]:
    """Steps that came, went, moved, were reached or renamed; the same step by its number when both have one."""
    old_ones, new_ones = listed(before, "milestones"), listed(after, "milestones")
    numbered = all("number" in each for each in (*old_ones, *new_ones))
    keys = (lambda each: each["number"],) if numbered else (_content, lambda each: str(each["title"]), lambda _: 0)
    for old, new in pairs(old_ones, new_ones, *keys):
        if old is None or new is None:
            yield from _step_there(old, new)
        else:
            yield from _step(old, new)


def _content(step: Record) -> tuple[str, str]:
    return str(step["title"]), str(step["due"])


def _step_there(old: Record | None, new: Record | None) -> Iterator[Fact]:
    there = new or old or {}
    yield MilestoneChanged("added" if new else "removed", there["title"], after=there["due"])
    if new and new["reached_on"]:
        yield MilestoneChanged("reached", new["title"], after=new["reached_on"])


def _step(old: Record, new: Record) -> Iterator[Fact]:
    yield from reworded("milestone", old["title"], new["title"])
    if old["due"] != new["due"]:
        yield MilestoneChanged("moved", new["title"], old["due"], new["due"])
    if old["reached_on"] != new["reached_on"]:
        what = "reached" if new["reached_on"] else "unreached"
        yield MilestoneChanged(what, new["title"], old["reached_on"], new["reached_on"])
    rest = differ(old, new, but={"number", "title", "due", "reached_on"})
    yield from (Other(("milestones", name)) for name in rest)
