"""The desks that work on the record: one organisation for each side of the busiest partnership, and a joint body."""

from typing import Any

from django.db.models import Count, QuerySet

from commitments.models import Organisation, Partnership, Side
from commitments.models.organisations import OrganisationKind


def desks() -> dict[str, Organisation]:
    """The organisation of each desk by a name for its account: `analyst-vn`, `secretariat`; empty without records."""
    busiest = Partnership.objects.annotate(size=Count("commitments")).order_by("-size", "slug").first()
    sides = busiest.sides.order_by("code") if busiest else ()
    found = {f"analyst-{side.code.lower()}": _of_side(side) for side in sides}
    found["secretariat"] = _joint()
    return {name: organisation for name, organisation in found.items() if organisation}


def _owing() -> QuerySet[Any]:
    rows: QuerySet[Any] = Organisation.objects.annotate(owed=Count("responsibilities"))
    return rows


def _of_side(side: Side) -> Organisation | None:
    """A side's body that owes most, its government before any other."""
    rows = _owing().filter(side=side).order_by("-owed", "slug")
    found: Organisation | None = rows.filter(kind=OrganisationKind.GOVERNMENT).first() or rows.first()
    return found


def _joint() -> Organisation | None:
    """The joint body that owes least: who keeps the record is rather one that oversees than one that delivers."""
    found: Organisation | None = _owing().filter(kind=OrganisationKind.JOINT_BODY).order_by("owed", "slug").first()
    return found
