"""The people who sign in, managed by superusers, and by administrators those of their own organisation."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commitments.admin.asked_lists import AskedList
from commitments.admin.base import Reserved, person
from commitments.admin.coming_back import ComesBack
from commitments.admin.forms import TellsRefusal
from commitments.admin.labels import RowField
from commitments.admin.titles import Titled
from commitments.models import StaffRole, User
from commitments.queries.head import newest_number
from commitments.rules import grantable, manageable, may_manage, may_manage_people, may_set_password

if TYPE_CHECKING:
    People = UserAdmin[User]
else:  # Django's classes take no types when run
    People = UserAdmin

# The groups are the roles: what they allow is written in the rules, and nobody makes others.
admin.site.unregister(Group)


class RolesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django fields take no types when run
    """The roles that the person who asks may give; those that others gave stay."""

    def label_from_instance(self, obj: Any) -> str:
        """The role in the reader's language."""
        return str(StaffRole(obj.name).label).capitalize()


class RoleFilter(admin.SimpleListFilter):
    """Those who have a role, by its name in the reader's language."""

    title = _("roles")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """The roles."""
        return StaffRole.choices

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Those of one role."""
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


class PersonForm(TellsRefusal, UserChangeForm):  # type: ignore[type-arg]  # Django forms take no types when run
    """A person."""


class NewPersonForm(TellsRefusal, AdminUserCreationForm):  # type: ignore[type-arg]  # the same
    """A person who is new; the password is never kept."""


@admin.register(User)
class PersonAdmin(Reserved, ComesBack, AskedList, Titled, People):
    """People and the organisations they write for. Nobody is deleted: what they wrote keeps their name."""

    form, add_form = PersonForm, NewPersonForm
    list_display = (
        "username",
        "first_name",
        "last_name",
        "organisation",
        "party",
        "duties",
        "is_staff",
        "is_active",
        "last_login",
    )
    list_filter = ("is_staff", "is_active", "is_superuser", RoleFilter, "organisation__side")
    list_select_related = ("organisation__side",)
    search_fields = ("username", "first_name", "last_name", "email", "organisation__slug")
    autocomplete_fields = ("organisation",)
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email")}),
        (
            _("What this person may do"),
            {
                "fields": ("organisation", "groups", "is_active", "is_staff", "is_superuser"),
                "description": _(
                    "A reader sees the workbench. An analyst gives the word of the own side. An editor registers "
                    "commitments, texts and organisations of the own side. The secretariat keeps meetings and "
                    "indicators and, in a joint body, what is joint. All three move deadlines and add milestones. An "
                    "administrator manages the people of the own organisation. A superuser manages all people and "
                    "tokens, and writes to the record only in such a role."
                ),
            },
        ),
        (_("Dates"), {"fields": ("last_login", "date_joined"), "classes": ("collapse",)}),
    )
    readonly_fields = ("last_login", "date_joined")
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("username", "usable_password", "password1", "password2")}),
        (_("What this person may do"), {"fields": ("organisation", "groups", "is_staff")}),
    )

    def lets_in(self, user: User) -> bool:
        """Whoever manages people."""
        return may_manage_people(user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever manages this person."""
        return super().has_change_permission(request) and (obj is None or may_manage(person(request), obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: a person who leaves is made inactive."""
        return False

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> Any:  # noqa: A002  Django's name
        """Nobody signs in as another to do what that role alone allows."""
        account: Any = self.get_object(request, unquote(id))
        if account is not None and not may_set_password(person(request), account):
            raise PermissionDenied
        return super().user_change_password(request, id, form_url)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Those whom the person manages."""
        return manageable(person(request)).prefetch_related("groups")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """An administrator gives neither another organisation nor power over all."""
        fieldsets = super().get_fieldsets(request, obj)
        if person(request).is_superuser:
            return fieldsets
        return [(name, options | {"fields": _without_power(options["fields"])}) for name, options in fieldsets]

    def get_list_filter(self, request: HttpRequest) -> Any:
        """Only what tells people apart."""
        return self.list_filter if person(request).is_superuser else ("is_staff", "is_active", RoleFilter)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001  Django's
        """Whom an administrator adds belongs to the same organisation; for whom is added, all begins today."""
        user = person(request)
        if not (change or user.is_superuser):
            obj.organisation = user.organisation
        if not change:
            obj.seen_edition = newest_number()  # what was written before is no news to whoever comes
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """Give and take the roles that are this person's to give; all else stays."""
        others = list(form.instance.groups.exclude(name__in=grantable(person(request))))
        super().save_related(request, form, formsets, change)
        form.instance.groups.add(*others)

    @admin.display(description=_("side"), ordering="organisation__side")
    def party(self, row: User) -> str:
        """The side this person speaks for."""
        return str(row.side or "–")

    @admin.display(description=_("roles"))
    def duties(self, row: User) -> str:
        """What this person does for the organisation."""
        held = {each.name for each in row.groups.all()}
        return ", ".join(str(each.label) for each in StaffRole if each in held) or "–"

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Call organisations by their names."""
        kwargs.setdefault("form_class", RowField)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Roles, to be ticked."""
        if db_field.name != "groups":
            return super().formfield_for_manytomany(db_field, request, **kwargs)
        given = Group.objects.filter(name__in=grantable(person(request))).order_by("pk")
        return RolesField(given, label=_("Roles"), required=False, widget=forms.CheckboxSelectMultiple)


def _without_power(fields: Any) -> tuple[Any, ...]:
    return tuple(each for each in fields if each not in ("organisation", "is_superuser"))
