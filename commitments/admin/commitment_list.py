"""The list of commitments: its columns, its filters, its orders, and what its address says that cannot be read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.contrib.admin.views.main import ORDER_VAR, PAGE_VAR, ChangeList
from django.core.paginator import Paginator
from django.db.models import Case, F, Prefetch, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.admin.ages import age_in_words
from commitments.admin.badges import badge
from commitments.admin.base import RecordedAdmin
from commitments.admin.facet_filters import FILTERS
from commitments.admin.labels import told
from commitments.admin.list_form import ListForm, is_listed, list_form
from commitments.admin.when import due_in_words
from commitments.models import Commitment, Deadline, Responsibility
from commitments.models.vocabulary import OWNING, LatenessWord, ShownStatus, StandingWord
from commitments.templatetags.dates import day_words
from commitments.values.lateness import lateness
from commitments.values.standing import CLOSED

if TYPE_CHECKING:
    Pages = Paginator[Any]
else:  # Django's classes take no types when run
    Pages = Paginator

SOMETIMES_EMPTY = {"due_latest", "last_word_on"}
"""The columns that are empty in some rows, which come last in either direction, on either database."""


class Counted(Pages):
    """Pages of rows whose number is known already."""

    def __init__(self, rows: QuerySet[Any], per_page: int, *, number: int) -> None:
        """Take the rows and their number."""
        super().__init__(rows, per_page)
        self._number = number

    @cached_property
    def count(self) -> int:
        """How many rows there are; no query."""
        return self._number


class CommitmentList(ChangeList):
    """A page of the list, with the owners and deadlines it shows: three queries, however many rows."""

    form: ListForm
    problems: dict[str, str]

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        """The rows that the form lets through; none when something in the address cannot be read."""
        self.form = list_form(request)
        self.problems = dict(self.form.problems)
        self.filter_specs = self._specs(request)
        self.has_filters, self.has_active_filters = True, self.form.is_narrowed
        self.clear_all_filters_qs = self.get_query_string(dict.fromkeys(self.form.data.keys() - {ORDER_VAR}))
        rows = self.form.listed
        owners = Responsibility.objects.filter(role__in=OWNING).select_related("organisation")
        return rows.order_by(*self.get_ordering(request, rows)).prefetch_related(
            Prefetch("responsibilities", owners), Prefetch("deadlines", Deadline.objects.all())
        )

    def get_results(self, request: HttpRequest) -> None:
        """The page that is asked for, or the nearest one, and a word of it."""
        pages = max(1, -(-self.form.number // self.list_per_page))
        asked = request.GET.get(PAGE_VAR, "1")
        if not asked.isascii() or not asked.isdigit() or not 1 <= int(asked[:9]) <= pages:
            self.problems[_("Page")] = _("This list has pages 1 to %(last)s. The nearest one is shown.") % {
                "last": pages
            }
        self.page_num = min(max(self.page_num, 1), pages)
        super().get_results(request)
        self.show_full_result_count, self.full_result_count = True, self.form.desk.visible.total
        self.show_admin_actions = True

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        """What the address asks for, with rows last in which it is empty."""
        columns = range(len(self.list_display))
        asked = [each.removeprefix("-") for each in self.params.get(ORDER_VAR, "").split(".") if each]
        if not all(each.isascii() and each.isdigit() and int(each[:9]) in columns for each in asked):
            self.problems[_("Order")] = _("This order is not known. Choose one by the head of a column.")
        return [_empty_last(each) for each in super().get_ordering(request, queryset)]

    def _specs(self, request: HttpRequest) -> list[Any]:
        made = [each(request, {}, self.model, self.model_admin) for each in FILTERS]
        return [each for each in made if each.has_output()]


def _empty_last(order: Any) -> Any:
    if isinstance(order, str) and order.removeprefix("-") in SOMETIMES_EMPTY:
        column = F(order.removeprefix("-"))
        return column.desc(nulls_last=True) if order.startswith("-") else column.asc(nulls_last=True)
    return order


def rank(column: str, words: Sequence[str]) -> Combinable:
    """The place of a column's word in its list: from the first to the last is an order that says something."""
    return Case(*(When(**{column: word}, then=Value(place)) for place, word in enumerate(words)))


def late_today(row: Commitment) -> LatenessWord:
    """How its deadline stands today."""
    closed = row.status in CLOSED
    return LatenessWord(
        lateness(closed=closed, earliest=row.due_earliest, latest=row.due_latest, on=timezone.localdate())
    )


def is_stale(row: Commitment) -> bool:
    """Whether it is open and the newest word is older than its review interval; the twin of `CommitmentQuerySet.stale`."""
    if row.last_word_on is None or row.status in CLOSED:
        return False
    return (timezone.localdate() - row.last_word_on).days > row.review_interval


class ListedAdmin(RecordedAdmin):
    """The list of commitments and its columns."""

    list_display = ("reference", "called", "lead", "due", "state", "agreement", "age")
    show_facets = admin.ShowFacets.NEVER  # the filters show their own numbers
    show_full_result_count = False  # the list knows how many there are and counts no row

    def get_changelist(self, request: HttpRequest, **_options: Any) -> type[ChangeList]:
        """The list with what its columns need."""
        return CommitmentList

    def get_paginator(self, request: HttpRequest, queryset: Any, per_page: int, *_more: Any, **_options: Any) -> Any:
        """Pages by the number that the form of the list knows; the choices of a search field have no form."""
        if not is_listed(request):
            return super().get_paginator(request, queryset, per_page, *_more, **_options)
        return Counted(queryset, per_page, number=list_form(request).number)

    def can_be_asked(self, request: HttpRequest) -> bool:
        """Always: the list says in words what it cannot read."""
        return True

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list; with the status of a request that cannot be read when that is so."""
        response = super().changelist_view(request, extra_context)
        if (
            isinstance(response, TemplateResponse)
            and "cl" in (response.context_data or {})
            and list_form(request).problems
        ):
            response.status_code = 400
        return response

    @admin.display(description=gettext_lazy("title"))
    def called(self, row: Commitment) -> str:
        """The title in the reader's language."""
        return told(row.title)

    @admin.display(description=gettext_lazy("lead"))
    def lead(self, row: Commitment) -> str:
        """Who leads it."""
        bodies = [each.organisation for each in row.responsibilities.all()]
        return ", ".join(told(body.short_name) or told(body.name) for body in bodies) or "–"

    @admin.display(description=gettext_lazy("deadline"), ordering="due_latest")
    def due(self, row: Commitment) -> SafeString | str:
        """Until when, in words, and how that stands today."""
        words = due_in_words(max(row.deadlines.all(), key=lambda each: cast("int", each.revision), default=None))
        late = late_today(row)
        return words if late == LatenessWord.UNDATED else format_html("{} {}", words, badge(late))

    @admin.display(description=gettext_lazy("status"), ordering=rank("status", ShownStatus.values))
    def state(self, row: Commitment) -> SafeString:
        """The status as a badge."""
        return badge(ShownStatus(row.status))

    @admin.display(description=gettext_lazy("standing"), ordering=rank("standing", StandingWord.values))
    def agreement(self, row: Commitment) -> SafeString:
        """What the sides' words amount to."""
        return badge(StandingWord(row.standing))

    @admin.display(description=gettext_lazy("last word"), ordering="-last_word_on")
    def age(self, row: Commitment) -> SafeString | str:
        """How old the newest word is, and its day to whoever asks."""
        if row.last_word_on is None:
            return _("none yet")
        words = age_in_words(row.last_word_on, on=timezone.localdate())
        day, stale = row.last_word_on, "stale" if is_stale(row) else ""
        return format_html(
            '<time class="age {}" datetime="{}" title="{}">{}</time>', stale, day.isoformat(), day_words(day), words
        )
