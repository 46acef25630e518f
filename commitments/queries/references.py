"""Which commitments refer to which across the line between public and internal; and the next free reference."""

from django.db.models import Q

from commitments.models import Commitment, Link
from commitments.models.vocabulary import Visibility


def internal_neighbours(commitment: Commitment) -> list[str]:
    """The references by which a public record would name an internal one, were this commitment as it is; two queries.

    A public record is the same for all its readers, so it never names what some of them may not see. The links are asked
    for by themselves: asked for together, a database goes through all commitments.
    """
    if commitment.visibility == Visibility.PUBLIC:
        linked = Link.objects.filter(commitment=commitment).values_list("to", flat=True)
        beside = Q(pk__in=[*linked, commitment.parent_id])
    else:
        linking = Link.objects.filter(to=commitment).values_list("commitment", flat=True)
        beside = Q(pk__in=list(linking)) | Q(parent=commitment)
    wrong = Commitment.objects.filter(beside).exclude(visibility=commitment.visibility)
    return sorted(set(wrong.values_list("reference", flat=True)))


def next_reference(code: str, year: int) -> str:
    """The first free reference of a partnership and a year, such as VL-2025-017; one query."""
    return following(f"{code}-{year:04}")


def following(stem: str) -> str:
    """The reference after the last of those that begin so, such as VL-2025, whoever may read them; one query."""
    taken = Commitment.objects.filter(reference__startswith=f"{stem}-").values_list("reference", flat=True)
    last = max((number_of(reference) for reference in taken), default=0)
    return f"{stem}-{last + 1:03}"


def number_of(reference: str) -> int:
    """Its number among those of its partnership and year."""
    return int(reference.rpartition("-")[2])
