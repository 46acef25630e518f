"""Rows on what hangs on a promise: owners, targets, milestones, citations, links."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from commitments.models.vocabulary import Role
from commitments.queries.names import Names, Record
from commitments.templatetags.rows.row import Row, labelled, lines
from commitments.templatetags.sentences import saying
from commitments.templatetags.sentences.labels import label
from commitments.templatetags.sentences.saying import called, day, due, period
from commitments.templatetags.texts import told
from commitments.values.alterations.facts import Amount


def owners(record: Record, _names: Names) -> Iterator[Row]:
    """Who is responsible, by role."""
    known = [*Role.values, *(each["role"] for each in record["owners"])]
    for role in dict.fromkeys(known):
        held = [each for each in record["owners"] if each["role"] == role]
        if held:
            named = tuple(told(each["organisation"]["name"]) for each in held)
            yield Row(("owner", role), called(role, "role"), named, held)


def targets(record: Record, names: Names) -> Iterator[Row]:
    """What is promised of each indicator, and what was seen."""
    for target in record["targets"]:
        name = saying.indicator(target["indicator"], names)
        named = _("Target: %(indicator)s") % {"indicator": name}
        yield Row(("target", target["indicator"]), named, _target(target), target)


def _target(target: Record) -> tuple[str, ...]:
    unit, seen = target["unit"], target["latest"]
    value = (
        _("%(amount)s (%(period)s)")
        % {
            "amount": saying.measured(Amount(seen["value"], None, unit)),
            "period": period(seen["period"]),
        }
        if seen
        else None
    )
    baseline = saying.measured(Amount(target["baseline"], None, unit)) if target["baseline"] else None
    return lines(
        labelled(_("Promised"), saying.measured(Amount(target["value"], target["value_to"], unit))),
        labelled(label("baseline"), baseline),
        labelled(_("Last seen"), value),
    )


def milestones(record: Record, _names: Names) -> Iterator[Row]:
    """The steps on the way."""
    for place, step in enumerate(record["milestones"]):
        key = ("milestone", step.get("number", f"place {place}"))
        reached = _("reached on %(day)s") % {"day": day(step["reached_on"])} if step["reached_on"] else None
        said = lines(told(step["title"]), due(step["due"]), reached)
        yield Row(key, _("milestone"), said, step)


def citations(record: Record, names: Names) -> Iterator[Row]:
    """Where it was said, passage by passage."""
    for each in record["citations"]:
        named = _("Citation: %(source)s") % {"source": saying.source(each["source"], None, names)}
        key = ("citation", each["source"], each["passage"], each["relation"])
        yield Row(key, named, _citation(each), each)


def _citation(each: Record) -> tuple[str, ...]:
    return lines(
        called(each["relation"], "relation"),
        told(each["gist"]),
        _("paragraph %(number)s") % {"number": each["paragraph"]} if each["paragraph"] else None,
        labelled(_("fingerprint"), f"{each['fingerprint'][:15]}…") if each["fingerprint"] else None,
    )


def links(record: Record, _names: Names) -> Iterator[Row]:
    """Which other commitments it bears on."""
    said = tuple(f"{called(each['relation'], 'link')} {each['to']}" for each in record["links"])
    yield Row("links", label("links"), said, record["links"])
