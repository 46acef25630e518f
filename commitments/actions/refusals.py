"""Why an action refuses: each says what happened and what to do."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _


class Stale(ValidationError):  # noqa: N818  it names what is wrong, as the other refusals do
    """Somebody else saved first; nothing was written."""

    def __init__(self, key: str) -> None:
        """Name the record."""
        super().__init__(
            _(
                "Somebody changed %(key)s since you opened it. Nothing was saved: reload it and enter your change again."
            ),
            code="stale",
            params={"key": key},
        )


class StandsAlready(ValidationError):  # noqa: N818  the same
    """The deadline that counts already was given once more; nothing was written."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            _("This is the deadline that is on record already: change what is to be another."), code="repeated"
        )


def not_yours(what: str) -> PermissionDenied:
    """The refusal to write what belongs to another side or joint body, or to another role."""
    return PermissionDenied(_("Your organisation, or your role in it, may not write this: %(what)s.") % {"what": what})


def no_reason() -> ValidationError:
    """The refusal of a change without a reason."""
    return ValidationError(_("Say why: every change to the record keeps its reason."), code="why")
