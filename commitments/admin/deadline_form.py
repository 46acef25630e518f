"""The form that moves a commitment's deadline."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.actions.refusals import StandsAlready
from commitments.actions.words import stands
from commitments.admin.labels import RowField, RowSelect
from commitments.admin.scope import visible
from commitments.admin.step_forms import StepForm
from commitments.admin.texts import LanguagesField
from commitments.admin.written_dates import WrittenDateField
from commitments.models import Deadline, Passage, User
from commitments.models.texts import check_length
from commitments.models.vocabulary import Basis

PHRASE = Deadline._meta.get_field("phrase")
LONGEST_REASON = 2000
UNDATED = "none"
"""What `shown` says of a deadline without a date."""


class MoveForm(StepForm):
    """The new deadline, and which one the writer has been shown the effect of."""

    date = WrittenDateField(label=gettext_lazy("New date"), required=False)
    basis = forms.ChoiceField(
        label=gettext_lazy("Basis"),
        choices=[("", "---------"), *Basis.choices],
        help_text=gettext_lazy("Choose “no date stated” to leave it without a date."),
    )
    phrase = forms.CharField(
        label=gettext_lazy("Phrase"),
        max_length=PHRASE.max_length,
        required=False,
        help_text=PHRASE.help_text,
        widget=forms.TextInput({"class": "vTextField"}),
    )
    passage = RowField(
        Passage.objects.none(),
        label=gettext_lazy("Passage or decision"),
        required=False,
        widget=RowSelect(Deadline._meta.get_field("passage"), admin.site),
        help_text=gettext_lazy("The place in a source that it rests on."),
    )
    reason = LanguagesField(
        label=gettext_lazy("Why it moves"),
        help_text=gettext_lazy("It is kept with the deadline and with the change, for all to read."),
        rows=2,
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        """Offer the passages that the person may see."""
        super().__init__(*args, **options)
        self.fields["passage"].queryset = visible(Passage, user)  # type: ignore[attr-defined]  # a RowField

    def clean_reason(self) -> dict[str, str]:
        """Refuse a text that nobody would read to its end."""
        reason: dict[str, str] = self.cleaned_data["reason"]
        check_length(reason, LONGEST_REASON)
        return reason

    def clean(self) -> dict[str, Any]:
        """Refuse a date without a basis, a basis without a date, and the deadline that is on record already."""
        cleaned = super().clean()
        date, basis = cleaned.get("date"), cleaned.get("basis")
        if date is not None and basis:
            self._check_pair(date, basis)
            self._check_new(cleaned)
        return cleaned

    def _check_pair(self, date: str, basis: str) -> None:
        if date and basis == Basis.NONE:
            self.add_error(
                "basis", _("You wrote a date and chose “no date stated”: empty the date, or choose another basis.")
            )
        elif not date and basis != Basis.NONE:
            self.add_error("date", _("Write the date. When the words give none, choose “no date stated” as the basis."))

    def _check_new(self, cleaned: dict[str, Any]) -> None:
        given = {"edtf": cleaned.get("date", ""), "basis": cleaned.get("basis", "")}
        given |= {"phrase": cleaned.get("phrase", ""), "passage": cleaned.get("passage")}
        if stands(self.commitment, **given):
            self.add_error(None, StandsAlready())

    @property
    def edtf(self) -> str | None:
        """The date that was understood, empty when there is to be none; None when nothing was understood."""
        cleaned = getattr(self, "cleaned_data", {})
        date: str | None = cleaned.get("date")
        return date or ("" if date == "" and cleaned.get("basis") == Basis.NONE else None)

    @property
    def was_shown(self) -> bool:
        """Whether the writer has been shown what this very date does."""
        return self.edtf is not None and self.cleaned_data.get("shown") == (self.edtf or UNDATED)
