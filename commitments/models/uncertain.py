"""A column for an uncertain date, kept as it was written, with its first and last day beside it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.values.calendar_terms import ACCEPTED
from commitments.values.dates import LONGEST, MalformedDate, parse


def check_uncertain_date(text: str) -> None:
    """Accept an EDTF date of the supported subset; refuse all else, saying which forms are accepted."""
    try:
        parse(text)
    except MalformedDate as error:
        raise ValidationError(told(error), code="edtf") from error


def told(error: MalformedDate) -> str:
    """Why a text is no date, and which forms are taken, in the language of whoever asks."""
    why = {"text": error.text, "reason": gettext(error.reason) % error.named, "accepted": gettext(ACCEPTED)}
    return gettext("“%(text)s” is not a date: %(reason)s. %(accepted)s") % why


class UncertainDateField(models.CharField):  # type: ignore[type-arg]  # Django fields take no types when run
    """An EDTF text. `bounds` names the two date columns that hold its first and last day; declare them after it."""

    description = _("Uncertain date (EDTF)")

    def __init__(self, *args: Any, bounds: tuple[str, str] = ("", ""), **kwargs: Any) -> None:
        """Take the names of the columns for the first and the last day."""
        kwargs.setdefault("max_length", LONGEST)
        super().__init__(*args, **kwargs)
        self.bounds = bounds
        self.validators = [*self.validators, check_uncertain_date]

    def deconstruct(self) -> Any:
        """Add the names of the bounds to what a migration stores."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, path, args, {**kwargs, "bounds": self.bounds}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001  Django's signature
        """Set the two bounds from the text, so that they can never disagree with it."""
        text = super().pre_save(model_instance, add)
        when = parse(text) if text else None
        earliest, latest = self.bounds
        setattr(model_instance, earliest, when.earliest if when else None)
        setattr(model_instance, latest, when.latest if when else None)
        return text


def bound() -> "models.DateField[Any, Any]":
    """A date column that an uncertain date fills."""
    return models.DateField(null=True, editable=False)
