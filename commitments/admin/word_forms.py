"""The forms of what is added and never changed: a side's word, and a deadline."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.actions.words import Word, record_update, set_deadline
from commitments.admin.labels import RowField, RowSelect
from commitments.admin.word_rows import Due, SideRows, due, said_by_side
from commitments.admin.writing import RowFormSet, Signature
from commitments.models import Commitment, Deadline, Evidence, Passage, Recorded, StatusUpdate, User

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
        if "as_of" in self.fields:
            self.fields["as_of"].initial = timezone.localdate

    def has_changed(self) -> bool:
        """Whether something was said: a form that was opened yesterday and left empty says nothing today."""
        return bool(set(self.changed_data) - {"as_of"})

    @property
    def word(self) -> Word:
        """What the side says."""
        said = {name: self.cleaned_data[name] for name in WORD if name in self.cleaned_data}
        evidence = [each for each in (self.cleaned_data["passage"], self.cleaned_data["address"]) if each]
        return Word(**said, evidence=evidence)


def say(form: UpdateForm, commitment: Commitment, signed: Signature) -> StatusUpdate:
    """Record the word of the writer's own side; there is no way to name another."""
    side = signed.by.side
    if side is None:
        raise PermissionDenied(_("A joint body gives no side's word."))
    return record_update(commitment, side=side, word=form.word, **signed.words)


def correctable(commitment: Commitment, user: User) -> QuerySet[StatusUpdate]:
    """The words of the user's side on a commitment that have not been corrected, newest first."""
    words: QuerySet[StatusUpdate] = StatusUpdate.objects.standing_words()
    return words.filter(commitment=commitment, side=user.side).select_related("commitment", "side").order_by("-number")


class UpdateFormSet(RowFormSet):
    """The words on a commitment: what was said, and one empty form for what is said next."""

    overwrites = False

    def write(self, record: Recorded, signed: Signature) -> None:
        """Record what was said."""
        for form in self.added():
            say(form, record, signed)  # type: ignore[arg-type]  # these rows hang on commitments

    def sides(self) -> list[SideRows]:
        """What each side said, the sides beside each other."""
        return said_by_side(self.instance) if self.instance.pk else []


class DeadlineForm(forms.ModelForm):  # type: ignore[type-arg]  # Django forms take no types when run
    """Until when, from now on."""

    class Meta:
        model = Deadline
        fields: tuple[str, ...] = ("edtf", "basis", "phrase", "passage", "reason")


def date(form: DeadlineForm, commitment: Commitment, signed: Signature, *, seen: int | None = None) -> Deadline:
    """Add a deadline; Stale when `seen` is given and is not the number of the commitment's newest edition."""
    given = {name: form.cleaned_data[name] for name in DeadlineForm.Meta.fields}
    return set_deadline(commitment, **given, seen=seen, **signed.words)


class DeadlineFormSet(RowFormSet):
    """The deadlines of a commitment: those that were set, and one empty form for the next."""

    def write(self, record: Recorded, signed: Signature) -> None:
        """Add what was set."""
        for form in self.added():
            date(form, record, signed)  # type: ignore[arg-type]  # these rows hang on commitments

    def rows(self) -> list[Due]:
        """What was set, newest first."""
        return due(self.instance) if self.instance.pk else []
