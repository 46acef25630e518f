"""The text: which source, of which meeting, its attached copy, and why it is registered."""

import uuid
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.admin.forms import AsksWhy
from commitments.admin.registering.copies import checked, read_file
from commitments.admin.registering.rows import Draft, field_of, one_row
from commitments.models import Meeting, Passage, Source, User
from commitments.rules import may_keep, may_register, partnered
from commitments.values.quotes import fingerprint, normalise

NEW, STORED, NONE = "new", "stored", "none"


class SourceForm(Draft, forms.ModelForm):  # type: ignore[type-arg]  # Django forms take no types when run
    """A text that is not on record yet."""

    use_required_attribute = False

    class Meta:
        model = Source
        fields = ("slug", "title", "publisher", "identifier", "language", "address", "published_on")
        formfield_callback = field_of


class MeetingForm(Draft, forms.ModelForm):  # type: ignore[type-arg]  # the same
    """A meeting that is not on record yet."""

    use_required_attribute = False

    class Meta:
        model = Meeting
        fields = ("slug", "title", "kind", "number", "held_on", "place", "level", "partnership")
        formfield_callback = field_of

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        """Offer the partnerships of the person's side."""
        super().__init__(*args, **options)
        field: Any = self.fields["partnership"]
        field.queryset = partnered(user)


class TextForm(Draft, AsksWhy):
    """What is asked about the text as a whole."""

    use_required_attribute = False
    user: User

    which = forms.ChoiceField(
        label=gettext_lazy("The text"),
        choices=[(NEW, gettext_lazy("a new text")), (STORED, gettext_lazy("a text on record"))],
        widget=forms.RadioSelect,
        initial=NEW,
    )
    source = one_row(Passage._meta.get_field("source"), Source.objects.all(), label=gettext_lazy("The text on record"))
    occasion = forms.ChoiceField(
        label=gettext_lazy("The meeting that it reports"),
        choices=[
            (STORED, gettext_lazy("a meeting on record")),
            (NEW, gettext_lazy("a new meeting")),
            (NONE, gettext_lazy("no meeting")),
        ],
        widget=forms.RadioSelect,
        initial=STORED,
    )
    meeting = one_row(
        Source._meta.get_field("meeting"), Meeting.objects.all(), label=gettext_lazy("The meeting on record")
    )
    file = forms.FileField(
        label=gettext_lazy("A plain text file"),
        required=False,
        allow_empty_file=True,  # what is empty is told apart below
        widget=forms.FileInput({"accept": ".txt,text/plain"}),
        help_text=gettext_lazy("In UTF-8, at most 1 MB."),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 6, "cols": 80, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "One line for each paragraph. Leave it empty for a text whose copy is attached already."
        ),
    )
    attach = forms.BooleanField(
        label=gettext_lazy("Keep this copy with the source"),
        required=False,
        initial=True,
        help_text=gettext_lazy(
            "Pages then quote the paragraphs of its passages, and never the whole. Otherwise only its digest is kept."
        ),
    )
    once = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        error_messages={
            "required": gettext_lazy("Open this page again."),
            "invalid": gettext_lazy("Open this page again."),
        },
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        """Offer a new meeting to those who may register one."""
        super().__init__(*args, **options)
        self.user = user
        occasion: Any = self.fields["occasion"]
        self.asks_meeting = may_register(user, Meeting)
        if not self.asks_meeting:
            occasion.choices = [each for each in occasion.choices if each[0] != NEW]

    def clean_text(self) -> str:
        """The pasted text."""
        text: str = self.cleaned_data["text"]
        return checked(text) if text.strip() else ""

    def clean_file(self) -> str:
        """The text in the file."""
        file = self.cleaned_data["file"]
        return read_file(file) if file else ""

    def clean(self) -> dict[str, Any]:
        """Ask for what the choices call for, and for one copy of the text that is the text on record."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("which") == STORED:
            self._check_source(cleaned.get("source"))
        elif cleaned.get("occasion") == STORED and not cleaned.get("meeting"):
            self._miss("meeting", _("Choose the meeting, or say that there is none."))
        return cleaned

    def _check_source(self, source: Source | None) -> None:
        if source is None:
            self._miss("source", _("Choose the text."))
        elif not may_keep(self.user, source, Passage):
            self.add_error("source", _("Your organisation, or your role in it, may not mark passages in this text."))
        elif source.digest and self.normalised and fingerprint(self.normalised) != source.digest:
            self.add_error("text", _("This is not the text on record: its digest is another. Attach that very text."))

    def _miss(self, name: str, words: str) -> None:
        if name not in self.errors:
            self.add_error(name, words)

    @property
    def is_new(self) -> bool:
        """Whether a new text is described."""
        return self.cleaned_data.get("which") != STORED

    @property
    def asks_new_meeting(self) -> bool:
        """Whether a new meeting is described with it."""
        return self.is_new and self.cleaned_data.get("occasion") == NEW

    @cached_property
    def copy(self) -> str:
        """The copy as it was given: the file, else what was pasted, else the one that is attached already."""
        source = self.cleaned_data.get("source") if not self.is_new else None
        given: str = self.cleaned_data.get("file") or self.cleaned_data.get("text") or ""
        return given or (source.copy if source else "")

    @property
    def normalised(self) -> str:
        """The text in which passages are counted."""
        return normalise(self.copy)
