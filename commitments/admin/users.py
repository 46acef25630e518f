"""The people who sign in, managed by superusers alone."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commitments.admin.base import SuperusersOnly
from commitments.admin.labels import RowField
from commitments.models import User

if TYPE_CHECKING:
    People = UserAdmin[User]
else:  # Django's classes take no types when run
    People = UserAdmin

# What a person may do follows from the organisation, never from a group.
admin.site.unregister(Group)


@admin.register(User)
class PersonAdmin(SuperusersOnly, People):
    """People and the organisations they write for. Nobody is deleted: what they wrote keeps their name."""

    list_display = (
        "username",
        "first_name",
        "last_name",
        "organisation",
        "party",
        "is_staff",
        "is_active",
        "last_login",
    )
    list_filter = ("is_staff", "is_active", "is_superuser", "organisation__side")
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
                "fields": ("organisation", "is_active", "is_staff", "is_superuser"),
                "description": _(
                    "Staff of an organisation write for it, and give the word of its side. Staff without one only read. "
                    "A superuser also manages people, and gains no say over the record."
                ),
            },
        ),
        (_("Dates"), {"fields": ("last_login", "date_joined"), "classes": ("collapse",)}),
    )
    readonly_fields = ("last_login", "date_joined")
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("username", "usable_password", "password1", "password2")}),
        (_("What this person may do"), {"fields": ("organisation", "is_staff")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """People: the accounts of tokens are managed with their tokens, and are given no password here."""
        return super().get_queryset(request).filter(is_machine=False)

    @admin.display(description=_("side"), ordering="organisation__side")
    def party(self, row: User) -> str:
        """The side this person speaks for."""
        return str(row.side or "–")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Call organisations by their names."""
        kwargs.setdefault("form_class", RowField)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: a person who leaves is made inactive."""
        return False
