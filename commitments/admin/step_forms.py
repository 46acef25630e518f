"""What the pages of a commitment's deadline and milestones ask beside their own fields: why, and what was seen."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commitments.admin.forms import AsksWhy, show_refusal
from commitments.admin.overtaken import number_in
from commitments.models import Commitment


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
        """The number of the commitment's newest edition."""
        return self.commitment.edition.number if self.commitment.edition else 0

    @property
    def sent_seen(self) -> int | None:
        """The number of the edition that the form showed when it was sent; None when it does not say."""
        return number_in(self.data.get(self.add_prefix("seen"), "")) if self.is_bound else None

    @property
    def based_on(self) -> int:
        """What the form says was seen once it is shown: what it said, else the newest edition."""
        return self.newest if self.sent_seen is None else self.sent_seen

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody saved since the form was opened."""
        return self.sent_seen not in {None, self.newest}

    def clean(self) -> dict[str, Any]:
        """Refuse a form that does not say what it showed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for message in self.errors.pop("seen", ()):
            self.add_error(None, message)
        return cleaned

    def show(self, refusal: ValidationError) -> None:
        """Add what an action refused, to its field where the form has it."""
        show_refusal(self, refusal)


class WhyStepForm(AsksWhy, StepForm):
    """A step that asks why in the reader's language."""
