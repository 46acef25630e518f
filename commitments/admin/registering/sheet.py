"""All that the page asks: the text, its passages, and what each of them does to commitments."""

from typing import Any, Final

from django import forms
from django.forms.formsets import BaseFormSet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from commitments.admin.registering.copies import read_file
from commitments.admin.registering.passage_forms import PassageForm
from commitments.admin.registering.promise_forms import CitationForm
from commitments.admin.registering.text_forms import MeetingForm, SourceForm, TextForm
from commitments.models import User
from commitments.values.quotes import Paragraph, paragraphs

MOST_PASSAGES: Final = 25
MOST_PROMISES: Final = 18
"""So many that all their fields stay below DATA_UPLOAD_MAX_NUMBER_FIELDS."""
ADDS: Final = {"_add_passage": "passages", "_add_promise": "promises"}
"""The buttons that add a form, for browsers without scripts; the value of the second is the passage's place."""
SHOW: Final = "_show"

PassageSet: Any = forms.formset_factory(
    PassageForm, extra=0, can_delete=True, max_num=MOST_PASSAGES, absolute_max=MOST_PASSAGES + 1, validate_max=True
)
PromiseSet: Any = forms.formset_factory(
    CitationForm, extra=0, can_delete=True, max_num=MOST_PROMISES, absolute_max=MOST_PROMISES + 1, validate_max=True
)


class Sheet:
    """The forms of one registration; `refusal` is what an action said of it as a whole."""

    def __init__(self, user: User, *, data: QueryDict | None = None, files: Any = None, initial: Any = None) -> None:
        """Show an empty page, or what was sent."""
        given, files = _read(data, files) if data is not None else (None, None)
        self.refusal = ""
        self.is_draft = given is not None and _is_draft(given)
        self.text = TextForm(given, files, user=user, initial=initial)
        self.source = SourceForm(given, prefix="source")
        self.meeting = MeetingForm(given, prefix="meeting", user=user)
        self.passages: BaseFormSet[Any] = PassageSet(given, prefix="passages", form_kwargs={"empty_permitted": False})
        asked = {"empty_permitted": False, "user": user}
        self.promises: BaseFormSet[Any] = PromiseSet(given, prefix="promises", form_kwargs=asked)
        if given is not None:
            self._introduce()
        if self.is_draft:
            self._draft()

    def _introduce(self) -> None:
        """Let each new promise know those that were added before it: one may be the other, said again."""
        crossed = {number for number, form in enumerate(self.passages) if _is_crossed_out(form)}
        before: list[Any] = []
        for form in self.promises:
            form.before = tuple(before)
            if not _is_crossed_out(form) and form["passage"].data not in map(str, crossed):
                before.append(form)

    def promise(self, prefix: str) -> Any:
        """The form of a commitment with this prefix, None when there is none."""
        return next((form for form in self.promises if form.prefix == prefix), None)

    def _draft(self) -> None:
        for form in (self.text, self.source, self.meeting, *self.passages):
            form.is_draft = True
        for form in self.promises:
            form.ask_nothing()
        self.text.full_clean()

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The copy as its passages are counted in it."""
        known = self.text.is_bound and hasattr(self.text, "cleaned_data")
        return paragraphs(self.text.normalised) if known else []

    def kept(self) -> list[tuple[Any, list[Any]]]:
        """Each passage that is not left out, with its promises that are not."""
        promises = [each for each in self.promises if not self._is_out(self.promises, each)]
        return [
            (form, [each for each in promises if each.cleaned_data.get("passage") == number])
            for number, form in enumerate(self.passages)
            if not self._is_out(self.passages, form)
        ]

    def cards(self) -> list[tuple[Any, list[Any]]]:
        """Each passage with its promises, as they are shown."""
        return [
            (form, [each for each in self.promises if str(each["passage"].value()) == str(number)])
            for number, form in enumerate(self.passages)
        ]

    def _is_out(self, formset: Any, form: Any) -> bool:
        form.is_valid()
        return bool(formset._should_delete_form(form))  # noqa: SLF001  as Django's own formsets ask

    def is_valid(self) -> bool:
        """Whether all of it can be written; every form is asked, so that all that is wrong is said at once."""
        if self.is_draft or not self.text.is_bound:
            return False
        self.source.is_draft = self.text.is_valid() and not self.text.is_new
        self.meeting.is_draft = not (self.text.is_valid() and self.text.asks_new_meeting)
        asked = [self.text.is_valid(), _is_managed(self.passages), _is_managed(self.promises)]
        asked += [self.source.is_draft or self.source.is_valid(), self.meeting.is_draft or self.meeting.is_valid()]
        return all([*asked, *self._rows_are_valid()])

    def _rows_are_valid(self) -> list[bool]:
        if not (_is_managed(self.passages) and _is_managed(self.promises)):
            return [False]
        asked, kept = [], self.kept()
        for passage, promises in kept:
            if passage.is_valid() and "text" not in self.text.errors and "file" not in self.text.errors:
                passage.place(self.text.normalised)
            asked += [passage.is_valid(), *(each.is_valid() for each in promises)]
        if not kept:
            self.refusal = _("Mark at least one passage: a text is registered for what it says.")
        elif any(each.cleaned_data.get("passage") not in range(len(self.passages.forms)) for each in self.promises):
            self.refusal = _("A commitment belongs to no passage of this page. Open the page again.")
        return [*asked, not self.refusal]

    @property
    def media(self) -> forms.Media:
        """The scripts of its search fields, also of those that are added later."""
        promise: Any = self.promises.empty_form
        media: forms.Media = self.text.media + self.passages.empty_form.media + promise.promise.media
        return media

    @property
    def has_errors(self) -> bool:
        """Whether something is to be said about what was sent."""
        return self.text.is_bound and not self.is_draft


def _is_crossed_out(form: Any) -> bool:
    """Whether it is to be left out, as it was typed; nothing of it is read."""
    return bool(form["DELETE"].data)


def _is_managed(formset: Any) -> bool:
    """Whether the number of forms came with them, and is one that is taken."""
    return bool(formset.management_form.is_valid()) and formset.total_form_count() <= formset.max_num


def _is_draft(given: QueryDict) -> bool:
    return SHOW in given or any(name in given for name in ADDS)


def _read(data: QueryDict, files: Any) -> tuple[QueryDict, Any]:
    """What was sent, with the text of a file in the place of a pasted one, so that it is there when shown again."""
    given, kept = data.copy(), MultiValueDict(files or {})
    if file := kept.get("file"):
        try:
            given["text"] = read_file(file)
            kept = MultiValueDict()
        except forms.ValidationError:
            file.seek(0)  # the form reads it again, and says what is wrong with it
    for name, prefix in ADDS.items():
        if name in given:
            _add(given, prefix, str(given[name]))
    return given, kept


def _add(given: QueryDict, prefix: str, passage: str) -> None:
    """One more form, as the script adds it."""
    total = given.get(f"{prefix}-TOTAL_FORMS", "")
    if not (total.isascii() and total.isdigit()) or len(total) > 4 or int(total) >= MOST_PASSAGES:
        return
    given[f"{prefix}-TOTAL_FORMS"] = str(int(total) + 1)
    if prefix == "promises":
        form: Any = CitationForm
        for name, field in form.base_fields.items():
            given[f"{prefix}-{total}-{name}"] = str(field.initial or "")
        given[f"{prefix}-{total}-passage"] = passage
