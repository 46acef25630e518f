"""What must hold between a record and its neighbours at the end of a change."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commitments.models import Commitment, Organisation, Partnership, Recorded, StatusUpdate
from commitments.queries.ancestry import is_below
from commitments.queries.references import internal_neighbours


def check_neighbours(record: Recorded) -> None:
    """Raise ValidationError when the stored record does not go with those around it; at most a few queries."""
    row = type(record).objects.get(pk=record.pk)
    if isinstance(row, Commitment | Organisation) and row.parent and is_below(row.parent, row):
        raise ValidationError({"parent": _("It cannot be a part of itself.")})
    if isinstance(row, Commitment):
        _check_commitment(row)
    if isinstance(row, Partnership):
        _check_sides(row)


def check_code(row: Commitment) -> None:
    """Raise ValidationError when the reference is of another partnership; no query."""
    if not row.reference.startswith(f"{row.partnership.code}-"):
        raise ValidationError(
            {"reference": _("A reference begins with the code of its partnership, %s.") % row.partnership.code}
        )


def _check_commitment(row: Commitment) -> None:
    check_code(row)
    if hidden := internal_neighbours(row):
        raise ValidationError(
            _("A public commitment cannot refer to an internal one: %(references)s. Remove the link first."),
            params={"references": ", ".join(hidden)},
        )


def check_cited(commitment: Commitment) -> None:
    """Raise ValidationError when no passage leads to the commitment any more; one query."""
    if not commitment.citations.exists():
        raise ValidationError(_("Every commitment leads to a passage: keep or add at least one citation."))


def _check_sides(row: Partnership) -> None:
    spoken = StatusUpdate.objects.filter(commitment__partnership=row).exclude(side__in=row.sides.all())
    if codes := sorted(set(spoken.values_list("side__code", flat=True))):
        raise ValidationError(
            _("%(sides)s cannot leave the partnership: it has spoken on its commitments."),
            params={"sides": ", ".join(codes)},
        )
