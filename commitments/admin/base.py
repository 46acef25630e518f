"""What the pages of all models share: who sees and writes what, how rows are called, found and shown."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.db import OperationalError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from commitments.actions.refusals import Stale
from commitments.admin.answering import is_refilled, refill, tell_not_saved
from commitments.admin.asked_lists import AskedList
from commitments.admin.coming_back import ComesBack
from commitments.admin.forms import RecordedForm, Refused, WhyForm
from commitments.admin.labels import NUMBER, RowField, RowSelect, RowsField, RowsSelect, label, text_display
from commitments.admin.offered import offered
from commitments.admin.overtaken import shown_now
from commitments.admin.scope import visible
from commitments.admin.search import LONGEST_SEARCH, holding
from commitments.admin.texts import LanguagesField
from commitments.admin.titles import Titled
from commitments.admin.weighing import weighed
from commitments.admin.writing import refusal_in, signature, write_record
from commitments.models import Recorded, User
from commitments.models.texts import TranslatedField
from commitments.rules import is_partner, may_add, may_change_any, may_register, may_write, role_allows

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    Fields = BaseModelAdmin[Any]
else:  # Django's classes take no types when run
    ModelAdmin = admin.ModelAdmin
    Fields = BaseModelAdmin

# Texts of one line; the others are longer.
SHORT = {"title", "name", "short_name", "place"}


def person(request: HttpRequest) -> User:
    """Who asks: the site lets nobody in who has not signed in."""
    return cast("User", request.user)


def may_change(request: HttpRequest, record: Recorded, part: type[Model] | None = None) -> bool:
    """Whether the person may change this record, or its parts of one kind.

    It is answered once a page, from the record as it is stored: a form writes what was typed into it. What takes a
    query is asked once for all kinds.
    """
    user, name = person(request), (record.noun, record.pk)
    answers: dict[Any, bool] = vars(request).setdefault("may_change", {})
    if name not in answers:
        answers[name] = may_write(user) and is_partner(user, record)
    if (name, part) not in answers:
        answers[name, part] = answers[name] and role_allows(user, record, part)
    return answers[name, part]


class Reserved:
    """Pages of a few, who see, add and change; it stands before the class whose answers it replaces."""

    def lets_in(self, user: User) -> bool:
        """Whether the pages are open to this person."""
        raise NotImplementedError

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whoever is let in."""
        return self.lets_in(person(request))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever is let in."""
        return self.lets_in(person(request))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever is let in."""
        return self.lets_in(person(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever is let in, unless a model says otherwise."""
        return self.lets_in(person(request))


class RowFields(Fields):
    """The form fields of the admin: texts by language, and choices among what the person may see."""

    formfield_overrides: ClassVar[Any] = {TranslatedField: {"form_class": LanguagesField}}

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Give short texts one line."""
        if isinstance(db_field, TranslatedField) and db_field.name in SHORT:
            kwargs["rows"] = 1
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer, and accept, only rows that the person may see and the rules let be written."""
        kwargs.setdefault("form_class", RowField)
        kwargs.setdefault("queryset", offered(db_field, person(request)))
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RowSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The same for several rows."""
        kwargs.setdefault("form_class", RowsField)
        kwargs.setdefault("widget", RowsSelect(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Only what the person may see."""
        rows = visible(self.model, person(request))
        ordering = self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    def edits(self, request: HttpRequest, obj: Any) -> bool:
        """Whether the person may change the fields of this row."""
        return bool(self.has_change_permission(request, obj))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show texts in all their languages where they can only be read."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.edits(request, obj):
            return fieldsets
        return [(name, options | {"fields": _shown(self.model, options["fields"])}) for name, options in fieldsets]


def _shown(model: type[Model], fields: Iterable[Any]) -> list[Any]:
    texts = {field.name: field for field in model._meta.fields if isinstance(field, TranslatedField)}
    return [
        text_display(name, texts[name].verbose_name) if isinstance(name, str) and name in texts else name
        for name in fields
    ]


class ReadAdmin(RowFields, AskedList, Titled, ModelAdmin):
    """A model that staff may read; what may be written is decided by the rules, never by Django's permissions."""

    list_per_page = 50
    empty_value_display = "–"
    folded: ClassVar[tuple[str, ...]] = ()
    """The fields that are searched without accents; they are all read, so only for what there are few of."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """All staff."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """All staff; of which rows is decided by `get_queryset`."""
        return bool(request.user.is_active and request.user.is_staff)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody, unless a model says otherwise."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody, unless a model says otherwise."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: what is recorded is never deleted."""
        return False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find words however their accents are typed; a character that no database stores finds nothing."""
        if self.folded:
            return holding(queryset, search_term, self.folded), False
        return super().get_search_results(request, queryset, search_term[:LONGEST_SEARCH].replace("\x00", " "))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What an address may fill in: rows by their numbers."""
        given = super().get_changeform_initial_data(request)
        rows = {field.name for field in self.opts.get_fields() if field.many_to_one}
        return {name: value for name, value in given.items() if name in rows and NUMBER.fullmatch(str(value))}


class WritingAdmin(ComesBack, ReadAdmin):
    """A page that writes through an action, in one change, and asks why."""

    form: type[WhyForm] = WhyForm

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Show the same page again, with all that was typed, when an action refuses; by then nothing is written.

        Showing it takes no transaction, which on SQLite would wait for whoever is writing.
        """
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (Refused, OperationalError) as error:
            vars(request)["refusal"] = refusal_in(error)
            return self._changeform_view(request, object_id, form_url, extra_context)  # type: ignore[attr-defined]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Ask why wherever something can be written."""
        obj = kwargs.get("obj")
        writes = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        context |= {"asks_why": writes, "subtitle": label(obj) if obj else None}
        context["refilled"] = is_refilled(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001  Django's
        """Write nothing yet: a record and its parts are one change."""

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:  # noqa: FBT001, FBT002  Django's signature
        """What Django's own log keeps: why."""
        return form.cleaned_data["why"]


class RecordedAdmin(WritingAdmin):
    """A recorded noun, with the parts that are changed on its page."""

    form: type[WhyForm] = RecordedForm

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever may register such a record."""
        return may_register(person(request), self.model)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may keep this record, or some of its parts."""
        parts = [each.model for each in self.inlines]
        if obj is None:
            user = person(request)
            return may_change_any(user, self.model) or any(may_add(user, each) for each in parts)
        return any(may_change(request, obj, each) for each in (None, *parts))

    def edits(self, request: HttpRequest, obj: Any) -> bool:
        """Whoever may keep the record itself."""
        return may_change(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A stored record keeps its name; whoever may only change parts of it reads the rest."""
        fields = super().get_readonly_fields(request, obj)
        if obj is None:
            return fields
        if not self.edits(request, obj):
            return flatten_fieldsets(self.get_fieldsets(request, obj))
        return (*fields, self.model.natural[0])

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Show both versions, place by place, to whoever was overtaken by somebody else's save.

        What was typed before a sign-in is put in first: it may be the page of both versions that comes back.
        """
        comes_back = refill(request)
        sent = object_id if request.method == "POST" else None
        if sent is not None and (page := weighed(self, request, sent)) is not None:
            if comes_back:
                tell_not_saved(request)
            return page
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if sent is not None and isinstance(vars(request).get("refusal"), Stale):
            return weighed(self, request, sent, refused=True) or response
        return response

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Let the form remember what it showed."""
        if kwargs.get("obj"):
            shown = request.POST.get("shown", "") if request.method == "POST" else None
            form, inlines = context["adminform"].form, context["inline_admin_formsets"]
            context["shown"] = shown_now(form, inlines) if shown is None else shown
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """Write the record and its parts as one change."""
        write_record(form, formsets, signature(form, by=person(request), at=timezone.now()))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """The history of a record is its editions."""
        row = self.get_object(request, object_id)
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        address = admin_address("edition", "changelist")
        return HttpResponseRedirect(f"{address}?noun__exact={row.noun}&key__exact={row.key}")


def admin_address(model: str, page: str, *args: Any) -> str:
    """The address of a page of the admin."""
    return reverse(f"admin:commitments_{model}_{page}", args=args)
