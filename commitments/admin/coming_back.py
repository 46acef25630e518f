"""Stock forms that come back as themselves after a sign-in: filled with what was typed, and not saved by themselves."""

from typing import Any

from django.http import HttpRequest

from commitments.admin.answering import is_refilled, refill
from commitments.admin.kept import release


class ComesBack:
    """An admin whose forms come back; they are `TellsRefusal`, by which one that is only shown again is never saved."""

    refills = True
    """Whether it can show what was typed before, and not save it."""

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002  Django's signature
        """Tell the form why it is shown again."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)  # type: ignore[misc]  # an admin stands behind it
        form.refusal = vars(request).get("refusal")
        return form

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Show what was typed before a sign-in; it takes no transaction."""
        if is_refilled(request) or refill(request):
            return self._changeform_view(request, object_id, form_url, extra_context)  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, extra_context)  # type: ignore[misc]  # the same

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> Any:
        """It is saved: what was typed before a sign-in is kept no more."""
        release(request)
        return super().response_add(request, obj, post_url_continue)  # type: ignore[misc]  # the same

    def response_change(self, request: HttpRequest, obj: Any) -> Any:
        """The same for a stored row."""
        release(request)
        return super().response_change(request, obj)  # type: ignore[misc]  # the same
