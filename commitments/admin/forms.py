"""The forms of recorded things: each asks why, and remembers which edition the writer was shown."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, OperationalError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.admin.labels import reading_language
from commitments.models import Recorded

Refusal = ValidationError | PermissionDenied | IntegrityError | OperationalError
"""What an action raises when it writes nothing."""


class Refused(Exception):  # noqa: N818  it names what happened: the action refused, and nothing was written
    """An action refused what a form asked; the form is shown again and says why."""

    def __init__(self, error: Refusal) -> None:
        """Keep the refusal in a shape that a form takes."""
        super().__init__(str(error))
        self.error = error if isinstance(error, ValidationError) else ValidationError(_plainly(error))


def _plainly(error: PermissionDenied | IntegrityError | OperationalError) -> str:
    if isinstance(error, PermissionDenied):
        return str(error)
    if isinstance(error, OperationalError):
        return _("Somebody else was saving at the same moment. Nothing was saved: save again.")
    return _("Somebody saved something alike at the same moment. Nothing was saved: save again.")


def show_refusal(form: Any, refusal: ValidationError) -> None:
    """Add what an action refused to a form: at the fields that it names and the form has, else above them."""
    by_field = refusal.error_dict if hasattr(refusal, "error_dict") else {NON_FIELD_ERRORS: refusal.error_list}
    for name, errors in by_field.items():
        form.add_error(name if name in form.fields else None, errors)


class AsksWhy(forms.Form):
    """A form that asks why."""

    why = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=2000,
        help_text=gettext_lazy("What happened, or what source says so. It is kept with the change, for all to read."),
        widget=forms.Textarea({"rows": 2, "cols": 40}),
        error_messages={"required": gettext_lazy("Say why: every change to the record keeps its reason.")},
    )

    @property
    def reason(self) -> dict[str, str]:
        """Why, in the language in which it was asked."""
        return {reading_language(): self.cleaned_data["why"]}


class TellsRefusal:
    """A form that shows why it was not saved, and by that is not saved; it stands before the form."""

    refusal: ClassVar[ValidationError | None] = None

    def clean(self) -> dict[str, Any]:
        """Add what an action refused when this form was first sent, or that it is only shown again."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data  # type: ignore[misc, attr-defined]  # a form's
        if self.refusal is not None:
            show_refusal(self, self.refusal)
        return cleaned


class WhyForm(TellsRefusal, AsksWhy, forms.ModelForm):  # type: ignore[type-arg]  # Django forms take no types when run
    """The form of a row, which asks why and shows what an action refused."""


class SeenForm(WhyForm):
    """A form whose change counts instead of what is there: it remembers the newest edition that the writer saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def refuse_unseen(self, record: Recorded) -> None:
        """Refuse a form that does not say which edition of a stored record was shown."""
        if record.pk and record.edition and self.cleaned_data.get("seen") is None:
            self.add_error(None, _("This form does not say which edition it shows. Open the page again."))


class RecordedForm(SeenForm):
    """The form of a recorded noun."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Remember the number of the newest edition."""
        super().__init__(*args, **kwargs)
        row: Recorded = self.instance
        if row.pk and row.edition:
            self.initial["seen"] = row.edition.number

    def clean(self) -> dict[str, Any]:
        """Refuse a stored record whose form does not say which edition was shown."""
        cleaned = super().clean()
        self.refuse_unseen(self.instance)
        return cleaned

    @property
    def alters(self) -> bool:
        """Whether a field of the record itself was changed."""
        return bool(set(self.changed_data) - {"why", "seen"})
