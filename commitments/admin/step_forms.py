"""What the pages of a commitment's deadline and milestones ask beside their own fields: why, and what was seen."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commitments.admin.forms import AsksWhy, show_refusal
from commitments.models import Commitment

OVERTAKEN = _(
    "Somebody changed %(key)s since you opened this page. Nothing was saved. What you typed is still here, and the rest "
    "of the page shows the record as it is now: look at it, and save again."
)


class StepForm(forms.Form):
    """A form that remembers the newest edition that its writer saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, commitment: Commitment, **options: Any) -> None:
        """Take the commitment as it is now."""
        super().__init__(*args, **options)
        self.commitment = commitment
        self.fields["seen"].error_messages["required"] = _(
            "This form does not say which edition it shows. Open the page again."
        )

    @property
    def newest(self) -> int:
        """The number of the commitment's newest edition, which the form says was seen once it is shown again."""
        return self.commitment.edition.number if self.commitment.edition else 0

    def clean(self) -> dict[str, Any]:
        """Say when somebody saved since the page was opened."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        seen = cleaned.get("seen")
        if seen is None:
            for message in self.errors.pop("seen", ()):
                self.add_error(None, message)
        elif seen != self.newest:
            self.add_error(None, overtaken(self.commitment))
        return cleaned

    def show(self, refusal: ValidationError) -> None:
        """Add what an action refused, to its field where the form has it."""
        stale = getattr(refusal, "code", "") == "stale"
        show_refusal(self, overtaken(self.commitment) if stale else refusal)


class WhyStepForm(AsksWhy, StepForm):
    """A step that asks why in the reader's language."""


def overtaken(commitment: Commitment) -> ValidationError:
    """The refusal of a form that does not show the newest record."""
    return ValidationError(OVERTAKEN, code="stale", params={"key": commitment.key})
