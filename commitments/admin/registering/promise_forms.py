"""What a passage does to a commitment: to one on record, or to a new promise that it makes."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.admin.registering.offers import Offered, offered
from commitments.admin.registering.repeating import Described, Repeated, described, repeated
from commitments.admin.registering.rows import Draft, field_of, one_row, several_rows
from commitments.admin.registering.text_forms import NEW, STORED
from commitments.models import Citation, Commitment, Deadline, Organisation, Responsibility, User
from commitments.models.vocabulary import Basis, CitationRelation, Role
from commitments.queries.resembling import Alike, resembling
from commitments.rules import partnered, readable

OWNER = Responsibility._meta.get_field("organisation")


class PromiseForm(Draft, forms.ModelForm):  # type: ignore[type-arg]  # Django forms take no types when run
    """A promise that is not on record yet, with its owners; who a role is for is a field of the role's name."""

    use_required_attribute = False

    class Meta:
        model = Commitment
        fields = ("title", "summary", "partnership", "kind", "force", "level", "visibility", "made_on", "sectors")
        formfield_callback = field_of

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        """Offer the person's partnerships; the day may be left to the text."""
        super().__init__(*args, **options)
        partnership: Any = self.fields["partnership"]
        partnership.queryset = partnered(user)
        self.fields["made_on"].required = False
        self.fields["made_on"].help_text = _("Leave it empty for the day of the meeting, else of the text.")
        sectors: Any = Commitment._meta.get_field("sectors")
        self.fields["sectors"] = several_rows(sectors, sectors.related_model.objects.all(), label=_("Sectors"))
        for role in Role:
            label = str(role.label).capitalize()
            self.fields[role.value] = several_rows(OWNER, Organisation.objects.all(), label=label)

    def owners(self) -> Iterator[tuple[str, Organisation]]:
        """Who does what."""
        for role in Role.values:
            for body in self.cleaned_data.get(role) or ():
                yield role, body

    def owner_fields(self) -> list[forms.BoundField]:
        """The fields of the roles."""
        return [self[role] for role in Role.values]


class DeadlineForm(Draft, forms.ModelForm):  # type: ignore[type-arg]  # the same
    """Until when, if the text says so. The reason may be left to that of the whole registration."""

    use_required_attribute = False

    class Meta:
        model = Deadline
        fields = ("edtf", "basis", "phrase", "reason")
        formfield_callback = field_of

    def __init__(self, *args: Any, **options: Any) -> None:
        """Let all of it be empty."""
        super().__init__(*args, **options)
        self.fields["basis"].required = self.fields["reason"].required = False
        self.fields["reason"].help_text = _("Leave it empty when the text itself says it.")

    def clean_basis(self) -> str:
        """Words without a date have no basis."""
        return str(self.cleaned_data["basis"] or ("" if self.cleaned_data.get("edtf") else Basis.NONE))

    @property
    def is_given(self) -> bool:
        """Whether the text speaks of time at all."""
        return any(self.cleaned_data.get(name) for name in ("edtf", "phrase", "reason"))


class CitationForm(Draft, forms.Form):
    """A commitment that a passage makes, repeats, changes or reports on."""

    use_required_attribute = False

    passage = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=999)
    relation = forms.ChoiceField(
        label=gettext_lazy("What the passage does"), choices=CitationRelation, initial=CitationRelation.ESTABLISHES
    )
    which = forms.ChoiceField(
        label=gettext_lazy("The commitment"),
        choices=[(NEW, gettext_lazy("a new promise")), (STORED, gettext_lazy("a commitment on record"))],
        widget=forms.RadioSelect,
        initial=NEW,
    )
    commitment = one_row(
        Citation._meta.get_field("commitment"),
        Commitment.objects.none(),
        label=gettext_lazy("The commitment on record"),
    )
    same = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    """The number of the commitment that it is, said again, or the prefix of another form of the page; or that it is a
    new one, whatever it resembles."""

    before: Sequence["CitationForm"] = ()
    """The forms of the page that were added before it and are not left out."""
    again: "CitationForm | None" = None
    """The one of them whose new promise it is, said again."""

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        """Have the forms of a new promise beside it."""
        super().__init__(*args, **options)
        self.user = user
        field: Any = self.fields["commitment"]
        field.queryset = readable(user)
        self.promise = PromiseForm(self.data if self.is_bound else None, prefix=self.prefix, user=user)
        due = f"{self.prefix}-deadline"
        self.deadline = DeadlineForm(self.data if self.is_bound else None, prefix=due)

    def ask_nothing(self) -> None:
        """Say nothing yet of what is not finished."""
        self.is_draft = self.promise.is_draft = self.deadline.is_draft = True

    @property
    def cites_new(self) -> bool:
        """Whether it is a promise that is not on record, and on this page for the first time."""
        return self.cleaned_data.get("which") == NEW and self.cleaned_data.get("same", "") in ("", NEW)

    @property
    def is_described(self) -> bool:
        """Whether a new promise is being described, as it was typed."""
        return self.is_bound and self["which"].data == NEW and self["same"].data in (None, "", NEW)

    @cached_property
    def described(self) -> Described:
        """The new promise, as far as it is described."""
        return described(self)

    @cached_property
    def offers(self) -> Sequence[Alike]:
        """What the new promise resembles on record; none for what cites one on record."""
        if not self.is_bound or self["which"].data != NEW:
            return []
        ours = self.described
        return resembling(readable(self.user), title=ours.title, sectors=ours.sectors, owners=ours.owners.keys())

    @cached_property
    def repeated(self) -> Sequence[Repeated]:
        """What it resembles among the new promises that were added to the page before it."""
        if not self.is_bound or self["which"].data != NEW:
            return []
        return repeated(self.described, filter(attrgetter("is_described"), self.before))

    def offered(self) -> list[Offered]:
        """Both, in words."""
        return [each.offered() for each in self.repeated] + [offered(each) for each in self.offers]

    def clean(self) -> dict[str, Any]:
        """Ask for what the choices call for; what resembles another promise must be said to be new."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("which") == STORED:
            if not cleaned.get("commitment") and "commitment" not in self.errors:
                self.add_error("commitment", _("Choose the commitment."))
        elif cleaned.get("same"):
            self._take(str(cleaned["same"]))
        elif self.offers:
            self.add_error(None, _("This resembles what is on record. Say whether it is the same promise, said again."))
        elif self.repeated:
            self.add_error(
                None, _("This resembles another promise of this page. Say whether it is the same promise, said again.")
            )
        return cleaned

    def _take(self, same: str) -> None:
        """Cite the commitment that it is, said again: one on record, or one that this page registers."""
        if same == NEW:
            return
        self.again = next((each.form for each in self.repeated if each.place == same), None)
        row = next((each.commitment for each in self.offers if str(each.commitment.pk) == same), None)
        if row is None and self.again is None:  # what is typed now resembles others, or none
            self.add_error(None, _("Choose the commitment."))
            return
        self.cleaned_data["commitment"] = row
        if self.cleaned_data.get("relation") == CitationRelation.ESTABLISHES:
            self.cleaned_data["relation"] = CitationRelation.REAFFIRMS

    def is_valid(self) -> bool:
        """Whether it can be written, with the new promise when it is one."""
        if not self.is_bound or not super().is_valid():
            return False
        self.promise.is_draft = self.deadline.is_draft = not self.cites_new
        asked = [each.is_valid() for each in (self.promise, self.deadline)] if self.cites_new else []
        return all(asked)
