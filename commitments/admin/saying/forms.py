"""The short form of a word: what is said, what it rests on, what comes next and, where it is needed, why."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.actions.words import Word
from commitments.admin.forms import WhyForm, show_refusal
from commitments.admin.kept import LOST_FILES
from commitments.admin.labels import label
from commitments.admin.saying.attachments import AttachmentField
from commitments.admin.saying.reasons import asks, contradicted, is_own, proposed
from commitments.admin.texts import LanguagesField
from commitments.admin.word_forms import WORD, UpdateForm
from commitments.admin.word_rows import file_words
from commitments.models import Evidence, Side, StatusUpdate


def _languages(name: str) -> LanguagesField:
    field: Any = StatusUpdate._meta.get_field(name)
    return LanguagesField(label=capfirst(field.verbose_name), required=False, rows=2)


class SayForm(UpdateForm, WhyForm):
    """A side's word. There is no field for the side: it is the writer's."""

    note = _languages("note")
    next_step = _languages("next_step")
    why = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 2, "cols": 40}),
        help_text=gettext_lazy(
            "Kept with the change, for all to read. A word that contradicts your side’s last one needs a reason of its own."
        ),
    )

    class Meta(UpdateForm.Meta):
        fields: tuple[str, ...] = tuple(name for name in WORD if name != "corrects")
        widgets = {
            "as_of": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "progress": forms.NumberInput({"max": 100, "inputmode": "numeric"}),
        }

    def __init__(self, *args: Any, sides: QuerySet[Side], **kwargs: Any) -> None:
        """Offer these sides to wait for, and propose a reason."""
        super().__init__(*args, **kwargs)
        self.fields["why"].initial = proposed
        if not self.is_bound:  # the first thing that is said; where something is wrong, that is read first
            self.fields["status"].widget.attrs["autofocus"] = True
        waits: Any = self.fields["awaiting"]
        waits.queryset, waits.empty_label = sides, _("nobody")
        outlook: Any = self.fields["outlook"]
        outlook.choices = [("", _("not known")), *(each for each in outlook.choices if each[0])]

    def clean(self) -> dict[str, Any]:
        """Ask why where the word contradicts the last one; where it does not, the proposed reason will do."""
        cleaned = super().clean()
        if not is_own(cleaned.get("why", "")):
            self.ask_why(cleaned)
            if "why" in cleaned:
                cleaned["why"] = cleaned["why"].strip() or proposed()
        return cleaned

    def ask_why(self, cleaned: dict[str, Any]) -> None:
        """Refuse the proposed reason where it will not do."""

    def claim(self, cleaned: dict[str, Any]) -> Any:
        """What is compared with the last word; none while the status or the day is wrong."""
        wanted = ("status", "as_of", "progress")
        return SimpleNamespace(**{name: cleaned[name] for name in wanted}) if set(wanted) <= cleaned.keys() else None

    def show(self, refusal: forms.ValidationError) -> None:
        """Say what an action refused."""
        show_refusal(self, refusal)


class CorrectedField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django fields take no types when run
    """The word that is set right, by its number on the commitment."""

    default_error_messages = {
        "invalid_choice": gettext_lazy(
            "That word cannot be corrected here: it is not your side’s, or somebody has corrected it already. "
            "Correct the correction."
        )
    }


class KeptField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # the same
    """Which pieces of evidence still hold, a passage with what it says."""

    def label_from_instance(self, obj: Any) -> str:
        """The passage's name and words, the address, or the file's name and facts."""
        if obj.file_id:
            return file_words(obj)
        return label(obj.passage) if obj.passage else str(obj.address)


class OneForm(SayForm):
    """A word on one commitment; it may set right an earlier one, and keep what that rested on."""

    corrects = CorrectedField(
        StatusUpdate.objects.none(), to_field_name="number", required=False, widget=forms.HiddenInput
    )
    kept = KeptField(
        Evidence.objects.none(),
        label=gettext_lazy("Evidence of the corrected word that still holds"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    file = AttachmentField(label=gettext_lazy("Evidence: a file"), required=False)
    after = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    class Meta(SayForm.Meta):
        fields: tuple[str, ...] = WORD

    def __init__(
        self, *args: Any, last: StatusUpdate | None, correctable: QuerySet[StatusUpdate], **kwargs: Any
    ) -> None:
        """Compare with the side's last word; offer what it may correct."""
        super().__init__(*args, **kwargs)
        self.last = last
        chosen: Any = self.fields["corrects"]
        chosen.queryset = correctable
        self.corrected = self._corrected(chosen)
        kept: Any = self.fields["kept"]
        if self.corrected is None:
            del self.fields["kept"]
        else:
            kept.queryset = self.corrected.evidence.select_related("passage__source")

    def _corrected(self, field: CorrectedField) -> StatusUpdate | None:
        """The word that is set right, as the address or the form that was sent names it."""
        try:
            named: StatusUpdate | None = field.clean(self["corrects"].value())
        except forms.ValidationError:  # the field itself says so
            return None
        return named

    def ask_why(self, cleaned: dict[str, Any]) -> None:
        """Ask for what was wrong, or why the side says otherwise now."""
        if cleaned.get("corrects"):
            self.add_error("why", _("Say why: what was wrong in the word that this one corrects."))
        elif (claim := self.claim(cleaned)) and (told := contradicted(self.last, claim)):
            self.add_error("why", asks(told))

    def ask_for_lost_file(self) -> None:
        """Ask again, once, for a file that was chosen before the form was only shown again, and that nobody could keep."""
        if LOST_FILES in self.data and not self.files:
            self.add_error(
                "file", _("The file that you had chosen could not be kept: choose it again, or save without it.")
            )

    def ask_for_file_again(self) -> None:
        """Say that the file was not kept where the form is shown again: no browser sends a file twice by itself."""
        if self.files.get("file") and "file" not in self.errors:
            self.add_error("file", _("Nothing was saved, and the file was not kept: choose it again."))

    @property
    def word(self) -> Word:
        """What the side says, with the evidence of the corrected word that still holds."""
        word = super().word
        kept = [each.passage or each.address or each for each in self.cleaned_data.get("kept", ())]
        new = [each for each in word.evidence if each not in kept]
        held = {each.file_id for each in kept if isinstance(each, Evidence)}
        file = self.cleaned_data["file"]
        return replace(word, evidence=[*kept, *new, *([file] if file and file.digest not in held else [])])
