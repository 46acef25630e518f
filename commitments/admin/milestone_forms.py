"""The forms of the milestones' page: one more, one that was reached, and those that the recurrence proposes."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.actions.words import latest_day
from commitments.admin.proposals import MOST, Proposal
from commitments.admin.step_forms import WhyStepForm
from commitments.admin.texts import LanguagesField
from commitments.admin.written_dates import WrittenDateField
from commitments.models import Milestone
from commitments.templatetags.dates import period_words
from commitments.values.texts import Text

TITLE = Milestone._meta.get_field("title")


class DayField(forms.DateField):
    """A day that has come."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value: Any) -> date | None:
        """Refuse a day to come; it has come when it has begun anywhere."""
        day: date | None = super().clean(value)
        if day and day > latest_day(timezone.now()):
            raise forms.ValidationError(_("It can only have been reached on a day that has come."), code="to_come")
        return day


class AddForm(WhyStepForm):
    """One more milestone."""

    title = LanguagesField(label=gettext_lazy("Title"), rows=1, validators=TITLE.validators)
    due = WrittenDateField(label=gettext_lazy("Due"))
    reached_on = DayField(
        label=gettext_lazy("Reached on"), required=False, help_text=gettext_lazy("Empty when it is not reached yet.")
    )


class OneForm(WhyStepForm):
    """What is done to one milestone; the name of its button begins with the verb."""

    verb: ClassVar[str]

    def __init__(self, *args: Any, milestone: Milestone, **options: Any) -> None:
        """Take the milestone as it is stored."""
        super().__init__(*args, **options)
        self.milestone = milestone


class ReachForm(OneForm):
    """When it was reached."""

    verb = "reach"

    reached_on = DayField(label=gettext_lazy("Reached on"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Propose today for what is not reached yet."""
        super().__init__(*args, **options)
        self.stored = self.milestone.reached_on
        self.fields["reached_on"].initial = self.stored or timezone.localdate
        if self.stored:
            self.fields["reached_on"].help_text = _("Empty it when it was not reached after all.")

    def clean_reached_on(self) -> date | None:
        """Refuse what is on record already."""
        day: date | None = self.cleaned_data["reached_on"]
        if day == self.stored:
            raise forms.ValidationError(
                _("This is the day that is on record already.") if day else _("Say on which day it was reached."),
                code="same",
            )
        return day


class EditForm(OneForm):
    """What it is called, and when it is due."""

    verb = "edit"

    title = LanguagesField(label=gettext_lazy("Title"), rows=1, validators=TITLE.validators)
    due = WrittenDateField(label=gettext_lazy("Due"))

    def __init__(self, *args: Any, **options: Any) -> None:
        """Show what is stored; languages that the setting does not list stay as they are."""
        super().__init__(*args, **options)
        self.initial = {"title": self.milestone.title, "due": self.milestone.due}

    def clean(self) -> dict[str, Any]:
        """Refuse what is on record already."""
        cleaned = super().clean()
        if (cleaned.get("title"), cleaned.get("due")) == (self.milestone.title, self.milestone.due):
            self.add_error(None, _("This is what is on record already: change what is to be another."))
        return cleaned


class DropForm(OneForm):
    """That it was entered by mistake; the editions keep what was."""

    verb = "drop"


GONE = gettext_lazy(
    "Nothing was saved: %(gone)s is not proposed any more. It is on record already, its day has passed, or the rule was "
    "changed. Look at what is proposed now, and tick again."
)


class TakeForm(WhyStepForm):
    """Those of the proposed milestones that are ticked, each with its title."""

    until = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, proposals: Sequence[Proposal], **options: Any) -> None:
        """Ask for each whether it is taken, and what it is called."""
        super().__init__(*args, **options)
        self.proposals = proposals
        for each in proposals:
            self.fields[f"tick-{each.due}"] = forms.BooleanField(label=each.words, required=False)
            self.fields[f"title-{each.due}"] = LanguagesField(
                label=_("Title of the milestone due %(when)s") % {"when": each.words},
                initial=each.title,
                required=False,
                rows=1,
                validators=TITLE.validators,
            )

    def clean(self) -> dict[str, Any]:
        """Refuse when nothing is ticked, or what is ticked has no title."""
        cleaned = super().clean()
        if gone := [words for due, words, _title in self._ticked() if f"tick-{due}" not in self.fields]:
            self.add_error(None, forms.ValidationError(GONE, params={"gone": ", ".join(gone)}))
        elif not any(cleaned.get(f"tick-{each.due}") for each in self.proposals):
            self.add_error(None, _("Tick the milestones that are to be added."))
        for each in self.proposals:
            if cleaned.get(f"tick-{each.due}") and cleaned.get(f"title-{each.due}") == {}:
                self.add_error(f"title-{each.due}", _("Write it in at least one language."))
        return cleaned

    @property
    def ticked(self) -> list[tuple[str, str]]:
        """When each that was ticked is due, in words, and its title, also of those that are proposed no more."""
        return [(words, title) for _due, words, title in self._ticked()]

    def _ticked(self) -> Iterator[tuple[str, str, str]]:
        start = self.add_prefix("tick-")
        for name in [name for name in self.data if name.startswith(start) and self.data[name]][:MOST]:
            due = name.removeprefix(start)
            asked = self.add_prefix(f"title-{due}")
            titles = (self.data.get(f"{asked}_{code}", "").strip() for code in settings.CONTENT_LANGUAGES)
            yield due, _in_words(due), next(filter(None, titles), "")

    @property
    def taken(self) -> list[tuple[str, Text]]:
        """When each is due, and its title."""
        cleaned = self.cleaned_data
        return [(each.due, cleaned[f"title-{each.due}"]) for each in self.proposals if cleaned[f"tick-{each.due}"]]

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """The two fields of each proposal."""
        return [(self[f"tick-{each.due}"], self[f"title-{each.due}"]) for each in self.proposals]


def _in_words(due: str) -> str:
    """A date as it was proposed, in words; as it was sent where it is none."""
    try:
        return period_words(due)
    except ValueError:
        return due[:MOST]
