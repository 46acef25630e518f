"""What the pages of the admin are called: by their noun, where Django puts it into a sentence that fits few languages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _


class Titled:
    """An admin whose list is called by what it lists, and whose form by what it holds."""

    opts: Any

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list."""
        context = {"title": capfirst(self.opts.verbose_name_plural)} | (extra_context or {})
        page: HttpResponse = super().changelist_view(request, context)  # type: ignore[misc]  # an admin stands behind it
        return page

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; one of a row has the row's name below."""
        noun = self.opts.verbose_name
        context["title"] = capfirst(noun) if kwargs.get("obj") else _("Add: %(noun)s") % {"noun": noun}
        page: HttpResponse = super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]  # the same
        return page
