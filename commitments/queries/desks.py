"""The desks that work on the record: one organisation for each side of the busiest partnership, and a joint body."""

from django.db.models import Count, Q

from commitments.models import Level, Organisation, Partnership
from commitments.models.organisations import OrganisationKind


def desks() -> dict[str, Organisation]:
    """The organisation of each desk by a name for its account: `analyst-vn`, `secretariat`; empty without records."""
    busiest = Partnership.objects.annotate(size=Count("commitments")).order_by("-size", "slug").first()
    sides = busiest.sides.order_by("code") if busiest else ()
    found = {f"analyst-{side.code.lower()}": _of(side=side) for side in sides}
    found["secretariat"] = _of(kind=OrganisationKind.JOINT_BODY)
    return {name: organisation for name, organisation in found.items() if organisation}


def _of(**which: object) -> Organisation | None:
    """The one that owes most to states, a government before any other body."""
    owed = Count("responsibilities", filter=Q(responsibilities__commitment__level=Level.STATE))
    rows = Organisation.objects.filter(**which).annotate(owed=owed).order_by("-owed", "slug")
    government: Organisation | None = rows.filter(kind=OrganisationKind.GOVERNMENT).first()
    return government or rows.first()
