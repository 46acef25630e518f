"""A passage: marked in the copy, or found by its words, or on record already."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.admin.registering.copies import span_at, span_between
from commitments.admin.registering.rows import Draft, field_of, one_row
from commitments.models import Citation, Passage
from commitments.values.quotes import Span

PLACE = ("paragraph", "start", "end")
HANDLE = Passage._meta.get_field("handle")


class PassageForm(Draft, forms.Form):
    """One passage. The script fills the place and the words that were marked; others type the first and last words."""

    use_required_attribute = False

    stored = one_row(
        Citation._meta.get_field("passage"),
        Passage.objects.select_related("source"),
        label=gettext_lazy("Or a passage of this text that is on record"),
    )
    paragraph = forms.IntegerField(
        label=gettext_lazy("Paragraph"),
        required=False,
        min_value=1,
        max_value=2**31 - 1,
        help_text=gettext_lazy("Its number in the copy."),
    )
    first = forms.CharField(
        label=gettext_lazy("First words"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("As many as it takes to stand in the paragraph only once."),
    )
    last = forms.CharField(
        label=gettext_lazy("Last words"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Leave them empty when the first words are the whole passage."),
    )
    start = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    quote = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    handle = forms.SlugField(
        label=gettext_lazy("Handle"),
        required=False,
        max_length=HANDLE.max_length,
        help_text=gettext_lazy("A short name for it within the text. Leave it empty to be given one."),
    )
    gist = field_of(Passage._meta.get_field("gist"), required=False)

    span: Span | None = None
    """Where it stands in the text, once `place` has found it."""

    @property
    def number(self) -> str:
        """Its number among the passages of the page, from 0, by which its promises name it."""
        return str(self.prefix).rpartition("-")[2]

    def clean(self) -> dict[str, Any]:
        """Ask for what it says, unless that is on record."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("stored") and "stored" not in self.errors and not cleaned.get("gist"):
            self.add_error("gist", _("Say what the passage says, in your own words, in at least one language."))
        return cleaned

    def place(self, text: str) -> None:
        """Find its place in the normalised text, and refuse one that is not there; without a text it has none."""
        if self.cleaned_data.get("stored") or set(self.errors) & {*PLACE, "first", "last", "quote"}:
            return
        try:
            self.span = self._span(text)
        except forms.ValidationError as error:
            self.add_error("paragraph", error)

    def _span(self, text: str) -> Span | None:
        given = {name: self.cleaned_data.get(name) for name in (*PLACE, "first", "last", "quote")}
        if not text:
            if any(each not in (None, "") for each in given.values()):
                raise forms.ValidationError(_("Paste the text first: a place can only be found in a copy of it."))
            return None
        paragraph, start, end = (given[name] for name in PLACE)
        if paragraph is None:
            raise forms.ValidationError(_("Mark the passage in the text, or give its paragraph and its first words."))
        if start is not None and end is not None:
            return span_at(text, paragraph=paragraph, start=start, end=end, quote=str(given["quote"]))
        if not given["first"]:
            raise forms.ValidationError(_("Mark the passage in the text, or give its paragraph and its first words."))
        return span_between(text, paragraph=paragraph, first=str(given["first"]), last=str(given["last"]))
