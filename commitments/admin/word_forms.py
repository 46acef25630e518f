"""What every form of a side's word asks, and which words can be corrected."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from commitments.actions.words import Word
from commitments.admin.labels import RowField, RowSelect
from commitments.models import Commitment, Evidence, Passage, StatusUpdate, User

ADDRESS = Evidence._meta.get_field("address")
WORD = ("status", "as_of", "outlook", "progress", "note", "next_step", "awaiting", "corrects")


class UpdateForm(forms.ModelForm):  # type: ignore[type-arg]  # Django forms take no types when run
    """A side's word with what it rests on, in one step."""

    passage = RowField(
        Passage.objects.select_related("source"),
        label=gettext_lazy("Evidence: a passage"),
        required=False,
        widget=RowSelect(Evidence._meta.get_field("passage"), admin.site),
        help_text=gettext_lazy("The place in a source that shows it."),
    )
    address = forms.CharField(
        label=gettext_lazy("Evidence: an address"),
        max_length=ADDRESS.max_length,
        required=False,
        validators=ADDRESS.validators,
        widget=forms.URLInput({"class": "vURLField"}),
        help_text=gettext_lazy("Where it can be read on the Web."),
    )

    class Meta:
        model = StatusUpdate
        fields: tuple[str, ...] = WORD

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Speak of today, unless told otherwise."""
        super().__init__(*args, **kwargs)
        self.fields["as_of"].initial = timezone.localdate

    @property
    def word(self) -> Word:
        """What the side says."""
        said = {name: self.cleaned_data[name] for name in WORD if name in self.cleaned_data}
        evidence = [each for each in (self.cleaned_data["passage"], self.cleaned_data["address"]) if each]
        return Word(**said, evidence=evidence)


def correctable(commitment: Commitment, user: User) -> QuerySet[StatusUpdate]:
    """The words of the user's side on a commitment that have not been corrected, newest first."""
    words: QuerySet[StatusUpdate] = StatusUpdate.objects.standing_words()
    return words.filter(commitment=commitment, side=user.side).select_related("commitment", "side").order_by("-number")
