"""The tokens of organisations, issued and revoked by superusers; a secret is shown once and kept nowhere."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from commitments.actions.tokens import USUAL, Issued, issue_token, revoke_token
from commitments.admin.asked_lists import AskedList
from commitments.admin.base import ModelAdmin, Reserved, admin_address, person
from commitments.admin.coming_back import ComesBack
from commitments.admin.forms import Refused, TellsRefusal
from commitments.admin.kept import release
from commitments.admin.labels import RowField, label
from commitments.admin.titles import Titled
from commitments.models import Organisation, Token, TokenState, User


class TokenForm(TellsRefusal, forms.ModelForm):  # type: ignore[type-arg]  # Django forms take no types when run
    """Whom a token is for, what it may do, and until when."""

    organisation = RowField(
        label=gettext_lazy("Organisation"),
        queryset=Organisation.objects.order_by("slug"),
        help_text=gettext_lazy("Whoever has the token reads what this organisation may see, and writes in its name."),
    )

    class Meta:
        model = Token
        fields = ("name", "access", "expires_on")


@admin.register(Token)
class TokenAdmin(Reserved, ComesBack, AskedList, Titled, ModelAdmin):
    """Who may ask with a token. Nothing of one is ever changed but that it is revoked."""

    form = TokenForm
    list_display = ("login", "holder", "access", "standing", "expires_on", "last_used_on", "issued_by")
    list_filter = ("access", "account__organisation__side")
    list_select_related = ("account__organisation", "issued_by")
    list_per_page = 50
    search_fields = ("account__username",)
    empty_value_display = "–"
    actions = None
    add_fieldsets = ((None, {"fields": ("organisation", "name", "access", "expires_on")}),)
    fieldsets = (
        (None, {"fields": ("login", "holder", "access", "standing")}),
        (
            gettext_lazy("Dates"),
            {"fields": ("issued_by", "issued_at", "expires_on", "last_used_on", "revoked_at")},
        ),
    )
    readonly_fields = ("login", "holder", "standing", "issued_by", "issued_at", "last_used_on", "revoked_at")

    def lets_in(self, user: User) -> bool:
        """Superusers."""
        return user.is_active and user.is_superuser

    @admin.display(description=gettext_lazy("account"), ordering="account__username")
    def login(self, row: Token) -> str:
        """Under whose name it writes, as text: an account of a token has no page of its own."""
        return row.account.username

    @admin.display(description=gettext_lazy("organisation"), ordering="account__organisation")
    def holder(self, row: Token) -> str:
        """Whom it stands for."""
        return label(row.organisation) if row.organisation else "–"

    @admin.display(description=pgettext_lazy("of a token", "standing"))
    def standing(self, row: Token) -> str:
        """Whether it works today."""
        return str(row.state(on=_now().date()).label)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """What is asked for a new one; all that is known of a stored one."""
        return self.fieldsets if obj else self.add_fieldsets

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A year from today."""
        return {"expires_on": _now().date() + USUAL}

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Show the form again, with all that was typed, when the action refuses."""
        context = (extra_context or {}) | {"show_save_and_add_another": False, "show_save_and_continue": False}
        try:
            return super().changeform_view(request, object_id, form_url, context)
        except Refused as refused:
            vars(request)["refusal"] = refused.error
            return super().changeform_view(request, object_id, form_url, context)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Offer to revoke one that works."""
        token = kwargs.get("obj")
        context["may_revoke"] = token is not None and _works(token)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001  Django's
        """Issue it, and hold its secret until the answer to this very request."""
        asked = form.cleaned_data
        given = {name: asked[name] for name in ("organisation", "name", "access", "expires_on")}
        try:
            issued = issue_token(**given, by=person(request), at=_now())
        except ValidationError as error:
            raise Refused(error) from error
        obj.pk, obj.account = issued.token.pk, issued.token.account
        vars(request)["issued"] = issued

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """Show the secret, here and never again: not in an address, a session or a message that would keep it."""
        release(request)
        issued: Issued = vars(request)["issued"]
        context = self.admin_site.each_context(request) | {
            "title": _("The token %s") % issued.token,
            "opts": self.opts,
            "token": issued.token,
            "secret": issued.secret,
        }
        return TemplateResponse(request, "admin/commitments/token/issued.html", context)

    def get_urls(self) -> list[URLPattern]:
        """The admin's own, and where one is revoked."""
        revoking = path(
            "<int:pk>/revoke/", self.admin_site.admin_view(self.revoke_view), name="commitments_token_revoke"
        )
        return [revoking, *super().get_urls()]

    def revoke_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say what revoking a token does; once that is confirmed, revoke it and show it. One that does not work stays."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        token = self.get_object(request, str(pk))
        if token is None or not _works(token):
            return HttpResponseRedirect(admin_address("token", "change", pk))
        if request.method != "POST":
            return self._confirmation(request, token)
        revoke_token(token, at=_now())
        self.log_change(request, token, _("Revoked."))
        messages.success(request, _("The token %s works no more.") % token)
        return HttpResponseRedirect(admin_address("token", "change", pk))

    def _confirmation(self, request: HttpRequest, token: Token) -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "title": _("Revoke the token %s?") % token,
            "opts": self.opts,
            "token": token,
            "holder": self.holder(token),
        }
        return TemplateResponse(request, "admin/commitments/token/revoke.html", context)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: whoever needs another token is given another."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: what was written with it keeps its name."""
        return False


def _works(token: Token) -> bool:
    return token.state(on=_now().date()) == TokenState.ACTIVE


def _now() -> datetime:
    return datetime.now(UTC)
