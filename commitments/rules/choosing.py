"""Among which rows a person may choose what is written to: the querysets behind `is_partner` and `may_keep`."""

from django.db.models import Q, QuerySet

from commitments.models import Partnership, Side, User


def partnered(user: User) -> QuerySet[Partnership]:
    """The partnerships that the person's side is part of, and those without sides; all of them for a joint body."""
    rows: QuerySet[Partnership] = Partnership.objects.all()
    if user.side is None:
        return rows
    return rows.filter(pk__in=Partnership.objects.filter(Q(sides=user.side) | Q(sides=None)).values("pk"))


def spoken_for(user: User) -> QuerySet[Side]:
    """The sides whose organisations the person may keep: the own one, and none for a joint body."""
    rows: QuerySet[Side] = Side.objects.all()
    return rows.filter(pk=user.side.pk) if user.side else rows.none()
