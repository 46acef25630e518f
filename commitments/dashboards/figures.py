"""From an indicator's targets and observations to a chart in the reader's words, and the same numbers as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.charts.trajectory import Aim, Chart, Seen, draw
from commitments.models import Observation, Target
from commitments.queries.then import then
from commitments.queries.trajectories import Trajectory
from commitments.templatetags.amounts import amount, amount_range, brief
from commitments.templatetags.dates import day_words, deadline_words, period_words
from commitments.templatetags.texts import words
from commitments.values.dates import parse

WIDE, NARROW = (860, 400), (360, 420)


@dataclass(frozen=True, slots=True)
class SeenRow:
    """An observation with its kind: `whole`, `part` or `expected`."""

    observation: Observation
    kind: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart in two sizes and its numbers."""

    trajectory: Trajectory
    seen: Sequence[SeenRow]
    wide: str
    narrow: str


def figure(trajectory: Trajectory, *, on: date, name: str) -> Figure:
    """Draw an indicator's chart; `name` begins the names of its parts and is used once on a page."""
    chart = _chart(trajectory, on=on, name=name)
    wide, narrow = draw(chart, width=WIDE[0], height=WIDE[1]), draw(chart, width=NARROW[0], height=NARROW[1])
    return Figure(
        trajectory=trajectory,
        seen=[SeenRow(each, kind_of(each)) for each in trajectory.observations],
        wide=wide.svg(size="wide"),
        narrow=narrow.svg(size="narrow"),
    )


def kind_of(row: Observation) -> str:
    """Tell what was seen of a whole year from a part of one, and both from what was expected or estimated."""
    published = row.source.published_latest
    ahead = published is not None and row.period_latest is not None and published < row.period_latest
    if row.flag == "estimated" or ahead:
        return "expected"
    return "whole" if parse(row.period).precision == "year" else "part"


def _chart(trajectory: Trajectory, *, on: date, name: str) -> Chart:
    unit = trajectory.indicator.unit
    dated = [row for row in trajectory.observations if row.period_earliest or row.period_latest]
    values = [row.value for row in trajectory.observations] + [row.value for row in trajectory.targets]
    largest = max(map(abs, values))
    return Chart(
        name=name,
        title=words(trajectory.indicator.name),
        description=_description(trajectory),
        seen=[_seen(row, unit, largest) for row in dated],
        aims=[_aim(row, unit) for row in trajectory.targets],
        on=on,
        today=day_words(on) if then() else _("today"),
        say=partial(amount, unit=unit),
    )


def _seen(row: Observation, unit: str, largest: Decimal) -> Seen:
    first, last = row.period_earliest or row.period_latest, row.period_latest or row.period_earliest
    told = {
        "period": period_words(row.period),
        "amount": amount_range(row.value, row.value_to, unit, row.qualifier),
        "publisher": row.source.publisher,
    }
    return Seen(
        start=first,
        end=last,
        value=row.value,
        value_to=row.value_to,
        kind=kind_of(row),
        label=brief(row.value, unit, largest),
        title=_("%(period)s: %(amount)s (%(publisher)s)") % told,
    )


def _aim(row: Target, unit: str) -> Aim:
    edtf = row.edtf  # type: ignore[attr-defined]  # annotated by the query
    when = parse(edtf) if edtf else None
    promised = {"amount": amount_range(row.value, row.value_to, unit), "when": deadline_words(edtf)}
    return Aim(
        start=when.earliest if when else None,
        end=when.latest if when else None,
        value=row.value,
        value_to=row.value_to,
        label=_("%(amount)s %(when)s") % promised if edtf else _("%(amount)s – no date stated") % promised,
        title=words(row.commitment.title),
    )


def _description(trajectory: Trajectory) -> str:
    promised, seen = len(trajectory.targets), len(trajectory.observations)
    first = ngettext("%(count)s target", "%(count)s targets", promised) % {"count": promised}
    second = ngettext("%(count)s reported value", "%(count)s reported values", seen) % {"count": seen}
    return _("A chart of %(targets)s and %(values)s. The same numbers are in the table below it.") % {
        "targets": first,
        "values": second,
    }
