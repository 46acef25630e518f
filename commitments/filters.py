"""The filter language of commitments: the same words in the API, on the pages and in exports."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.models import Commitment, Meeting, Organisation, Partnership, Responsibility, Sector, Side, Source
from commitments.models.commitments import CommitmentQuerySet
from commitments.models.indicators import Flag
from commitments.models.meetings import Level, MeetingKind
from commitments.models.organisations import OrganisationKind
from commitments.models.vocabulary import (
    CommitmentKind,
    Force,
    LatenessWord,
    Outlook,
    Role,
    ShownStatus,
    StandingWord,
)
from commitments.queries.gaps import GAPS
from commitments.queries.hits import naming
from commitments.queries.keysets import LARGEST
from commitments.queries.search import found
from commitments.queries.words import with_newest_word

ISO = ["%Y-%m-%d"]
WHOLE = re.compile(f"[0-9]{{1,{len(str(LARGEST))}}}")
DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
NOT_ON_RECORD = gettext_lazy("There is no “%(value)s” on record. Look its name up in its list.")
NONE_KNOWN = gettext_lazy("This parameter is not known. This address takes none.")
LONGEST_TOLD = 100


class WordsField(django_filters.fields.MultipleChoiceField):  # type: ignore[misc]  # the library ships no types
    """Words of a closed list."""

    def validate(self, value: Iterable[str]) -> None:
        """Name the word that is none of them, and all that are."""
        for each in value:
            if not self.valid_value(each):
                told = {"value": each[:LONGEST_TOLD], "known": ", ".join(str(word) for word, _label in self.choices)}
                raise ValidationError(
                    _("“%(value)s” is not known here. Known are: %(known)s."), code="invalid_choice", params=told
                )
        super().validate(value)


class WordsFilter(django_filters.MultipleChoiceFilter):  # type: ignore[misc]  # the library ships no types
    """Rows with any of these words."""

    field_class = WordsField


def _any_of(choices: Any, label: Any, **options: Any) -> WordsFilter:
    return WordsFilter(choices=choices, label=label, distinct=False, **options)


def _named(model: Any, key: str, label: Any, **options: Any) -> django_filters.ModelMultipleChoiceFilter:
    return django_filters.ModelMultipleChoiceFilter(
        queryset=model.objects.all(),
        to_field_name=key,
        label=label,
        distinct=False,
        error_messages={"invalid_choice": NOT_ON_RECORD},
        **options,
    )


def read_day(text: str) -> date | None:
    """A day written as 2026-02-06; None for what is written in any other way, and for a day that no calendar has."""
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def read_whole(text: str) -> int | None:
    """A number written in the digits 0 to 9, no more of them than the largest key has; None for anything else."""
    return int(text) if WHOLE.fullmatch(text) else None


class DayField(forms.DateField):
    """A day written as 2026-02-06 and in no other way."""

    def to_python(self, value: Any) -> date | None:
        """Refuse what a looser reading would take."""
        if value and not DAY.fullmatch(str(value)):
            raise ValidationError(_("Write a day as year, month and day, such as 2026-02-06."), code="invalid")
        return super().to_python(value)


class DayFromFilter(django_filters.DateFilter):  # type: ignore[misc]  # the library ships no types
    """Rows whose uncertain day may lie on this day or after it; an open end reaches any day."""

    field_class = DayField

    def __init__(self, name: str, **options: Any) -> None:
        """Take the name of the uncertain date: `due` for `due_earliest` and `due_latest`."""
        super().__init__(name, input_formats=ISO, **options)

    def filter(self, qs: Any, value: date | None) -> Any:
        """Keep those whose last day is not before it."""
        name = self.field_name
        open_end = Q(**{f"{name}_latest": None, f"{name}_earliest__isnull": False})
        return qs.filter(Q(**{f"{name}_latest__gte": value}) | open_end) if value else qs


class DayUntilFilter(DayFromFilter):
    """Rows whose uncertain day may lie on this day or before it; an open start reaches any day."""

    def filter(self, qs: Any, value: date | None) -> Any:
        """Keep those whose first day is not after it."""
        name = self.field_name
        open_start = Q(**{f"{name}_earliest": None, f"{name}_latest__isnull": False})
        return qs.filter(Q(**{f"{name}_earliest__lte": value}) | open_start) if value else qs


class WholeNumberField(forms.IntegerField):
    """A whole number in the digits 0 to 9 and in no other way."""

    def to_python(self, value: Any) -> int | None:
        """Refuse what a looser reading would take."""
        if value and read_whole(str(value)) is None:
            raise ValidationError(_("Write a whole number from 0 to %s.") % LARGEST, code="invalid")
        return super().to_python(value)


class WholeNumberFilter(django_filters.Filter):  # type: ignore[misc]  # the library ships no types
    """A whole number that either database can compare with."""

    field_class = WholeNumberField


class RecordFilters(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """The filters of what commitments refer to. A repeated parameter means any of its values."""

    def __init__(self, data: Any, queryset: Any, *, given_only: bool = False) -> None:
        """Filter `queryset` by `data`, a QueryDict. `given_only` leaves out of the form what `data` does not give.

        A form with every field costs more than a page of records: only who shows the form needs it whole.
        """
        if given_only:
            given = {name: each for name, each in self.base_filters.items() if name in data}
            self.__dict__["base_filters"] = given  # of this object alone; the class keeps them all
        super().__init__(data, queryset)

    def naming(self, queryset: Any, name: str, value: Iterable[Any]) -> Any:
        """Rows that name one of these themselves."""
        chosen = list(value)
        return queryset.filter(**{f"{name}__in": chosen}) if chosen else queryset


class CommitmentFilters(RecordFilters):
    """The filters of commitments. A repeated parameter means any of its values; different ones must all hold."""

    q = django_filters.CharFilter(method="search", label=gettext_lazy("words"), max_length=200)
    partnership = _named(Partnership, "slug", gettext_lazy("partnership"), method="naming")
    side = _named(Side, "code", gettext_lazy("side of an owner"), method="later")
    owner = _named(Organisation, "slug", gettext_lazy("owner, or an organisation below it"), method="later")
    role = _any_of(Role.choices, gettext_lazy("role of an owner"), method="later")
    sector = _named(Sector, "slug", gettext_lazy("sector"), field_name="sectors", method="among")
    kind = _any_of(CommitmentKind.choices, gettext_lazy("kind"))
    force = _any_of(Force.choices, gettext_lazy("force"))
    level = _any_of(Level.choices, gettext_lazy("level"))
    status = _any_of(ShownStatus.choices, gettext_lazy("status"))
    standing = _any_of(StandingWord.choices, gettext_lazy("standing"))
    lateness = _any_of(LatenessWord.choices, gettext_lazy("deadline"), method="late")
    outlook = _any_of(Outlook.choices, gettext_lazy("outlook of a side"), method="spoken")
    awaiting = _named(Side, "code", gettext_lazy("waits for"), method="spoken")
    source = _named(Source, "slug", gettext_lazy("source"), field_name="citations__passage__source", method="among")
    meeting = _named(
        Meeting, "slug", gettext_lazy("meeting"), field_name="citations__passage__source__meeting", method="among"
    )
    parent = _named(Commitment, "reference", gettext_lazy("part of"), method="naming")
    made_after = DayFromFilter("made", label=gettext_lazy("made from"))
    made_before = DayUntilFilter("made", label=gettext_lazy("made until"))
    due_after = DayFromFilter("due", label=gettext_lazy("due from"))
    due_before = DayUntilFilter("due", label=gettext_lazy("due until"))
    missing = _any_of(
        [
            ("owner", gettext_lazy("a named owner")),
            ("deadline", gettext_lazy("a deadline")),
            ("measure", gettext_lazy("a measure")),
            ("evidence", gettext_lazy("evidence")),
        ],
        gettext_lazy("missing"),
        method="lacking",
    )
    stale = django_filters.ChoiceFilter(
        choices=[("true", gettext_lazy("yes")), ("false", gettext_lazy("no"))],
        label=gettext_lazy("stale"),
        error_messages={"invalid_choice": gettext_lazy("Write true or false.")},
        method="old",
    )
    changed_after = WholeNumberFilter(
        "edition__public_number", "gt", min_value=0, max_value=LARGEST, label=gettext_lazy("changed after edition")
    )

    class Meta:
        model = Commitment
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any, queryset: CommitmentQuerySet, *, on: date, given_only: bool = False) -> None:
        """The same, with what depends on the day taken on the day `on`."""
        super().__init__(data, queryset, given_only=given_only)
        self.on = on
        if "parent" in self.filters:
            self.filters["parent"].queryset = queryset  # a reader never learns that a hidden reference is taken

    def filter_queryset(self, queryset: Any) -> Any:
        """Apply every filter, then what must hold of one and the same owner."""
        chosen = self.form.cleaned_data
        return _owned(super().filter_queryset(queryset), *map(chosen.get, ("side", "owner", "role")))

    def later(self, queryset: Any, _name: str, _value: Any) -> Any:
        """Leave to `filter_queryset`: side, owner and role must hold of the same responsibility."""
        return queryset

    def search(self, queryset: Any, _name: str, value: str) -> Any:
        """Every word, with accents and marks ignored. As the first filter it is given the reader's rows, all of them."""
        return found(queryset, value)

    def among(self, queryset: Any, name: str, value: Iterable[Any]) -> Any:
        """Rows with any of these on the path, each row once."""
        chosen = list(value)
        return naming(queryset, name, chosen) if chosen else queryset

    def late(self, queryset: Any, _name: str, value: list[str]) -> Any:
        """Rows whose deadline stands so on the day."""
        return queryset.with_lateness(on=self.on).filter(lateness__in=value) if value else queryset

    def spoken(self, queryset: Any, name: str, value: Iterable[Any]) -> Any:
        """Rows of which a side's newest word says so."""
        chosen = list(value)
        return with_newest_word(queryset, **{f"{name}__in": chosen}) if chosen else queryset

    def lacking(self, queryset: Any, _name: str, value: list[str]) -> Any:
        """Rows that lack any of these."""
        gaps = Q(pk__in=[])
        for gap in value:
            gaps |= GAPS[gap]()
        return queryset.filter(gaps) if value else queryset

    def old(self, queryset: Any, _name: str, value: str) -> Any:
        """Rows whose newest word by that day is older than their review interval, or is not. Silent ones are neither."""
        stale = Commitment.objects.stale(on=self.on).values("pk")
        spoken = queryset.filter(last_word_on__lte=self.on)
        return spoken.filter(pk__in=stale) if value == "true" else spoken.exclude(pk__in=stale)


def _owned(queryset: Any, sides: Any, owners: Any, roles: Any) -> Any:
    held = Responsibility.objects.filter(commitment=OuterRef("pk"))
    if sides:
        held = held.filter(organisation__side__in=list(sides))
    if owners:
        held = held.filter(organisation__in=Organisation.objects.below(*(owner.slug for owner in owners)))
    if roles:
        held = held.filter(role__in=roles)
    return queryset.filter(Exists(held)) if sides or owners or roles else queryset


class PartnershipFilters(RecordFilters):
    """The filters of partnerships."""

    side = _named(Side, "code", gettext_lazy("side"), field_name="sides", method="naming")

    def naming(self, queryset: Any, name: str, value: Iterable[Any]) -> Any:
        """Each row once, however many of its sides are named."""
        return super().naming(queryset, name, value).distinct()


class OrganisationFilters(RecordFilters):
    """The filters of organisations."""

    side = _named(Side, "code", gettext_lazy("side"), method="naming")
    kind = _any_of(OrganisationKind.choices, gettext_lazy("kind"))
    parent = _named(Organisation, "slug", gettext_lazy("part of"), method="naming")


class MeetingFilters(RecordFilters):
    """The filters of meetings."""

    partnership = _named(Partnership, "slug", gettext_lazy("partnership"), method="naming")
    kind = _any_of(MeetingKind.choices, gettext_lazy("kind"))
    level = _any_of(Level.choices, gettext_lazy("level"))
    held_after = DayFromFilter("held", label=gettext_lazy("held from"))
    held_before = DayUntilFilter("held", label=gettext_lazy("held until"))


class SourceFilters(RecordFilters):
    """The filters of sources."""

    meeting = _named(Meeting, "slug", gettext_lazy("meeting"), method="naming")
    language = django_filters.CharFilter(label=gettext_lazy("language"), max_length=20)


class IndicatorFilters(RecordFilters):
    """The filters of indicators."""

    partnership = _named(Partnership, "slug", gettext_lazy("partnership"), method="naming")


class ObservationFilters(RecordFilters):
    """The filters of an indicator's observations."""

    side = _named(Side, "code", gettext_lazy("side whose statistics it is"), method="naming")
    source = _named(Source, "slug", gettext_lazy("source"), method="naming")
    flag = _any_of(Flag.choices, gettext_lazy("how final it is"))


def check_known(data: Mapping[str, Any], known: Iterable[str]) -> None:
    """Raise ValidationError naming the parameters that nothing reads, so that none is ever ignored in silence."""
    unknown = sorted(set(data) - set(known))
    if unknown:
        told = _("This parameter is not known. Known are: %s.") % ", ".join(sorted(known)) if known else NONE_KNOWN
        raise ValidationError(dict.fromkeys(unknown, told))


def check_storable(data: QueryDict) -> None:
    """Raise ValidationError naming the parameters with a character that no database can compare with."""
    unstorable = [name for name, values in data.lists() if any(_is_unstorable(each) for each in (name, *values))]
    if unstorable:
        raise ValidationError({name: _("This holds a character that cannot be stored.") for name in unstorable})


def _is_unstorable(text: str) -> bool:
    # U+FFFD stands where an address held something that is no UTF-8.
    return any(character in "\x00\ufffd" or "\ud800" <= character <= "\udfff" for character in text)
