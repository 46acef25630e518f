"""What the errors that the framework raises say to whoever asked: what happened, and what to do next."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rest_framework.exceptions import (
    APIException,
    MethodNotAllowed,
    NotAcceptable,
    NotFound,
    Throttled,
    UnsupportedMediaType,
)


def detail_of(error: APIException, context: Mapping[str, Any]) -> str:
    """The sentences of a problem, in the language of the request. An error with a code of its own keeps its words."""
    say = PHRASES.get(type(error))
    if say is None or error.get_codes() != error.default_code:
        return str(error.detail)
    return say(error, context.get("view")) or str(error.detail)


def _nothing_here(_error: Any, _view: Any) -> str:
    return _("There is nothing at this address. Look at %s for what there is.") % reverse("api:root")


def _other_method(_error: Any, view: Any) -> str:
    return _("This address does not take this method. It takes: %s.") % ", ".join(view.allowed_methods) if view else ""


def _other_form(error: Any, view: Any) -> str:
    renderers: Iterable[Any] = error.available_renderers or getattr(view, "renderer_classes", ())
    types = ", ".join(dict.fromkeys(str(each.media_type) for each in renderers))
    return _("Nothing here comes in a form that Accept names. It can name: %s.") % types if types else ""


def _other_body(_error: Any, _view: Any) -> str:
    return _("This address reads JSON alone. Send the body with “Content-Type: application/json”.")


def _too_often(error: Any, _view: Any) -> str:
    if error.wait is None:
        return _("Too many requests. Ask again in a while.")
    return ngettext(
        "Too many requests. Ask again in %(count)s second.",
        "Too many requests. Ask again in %(count)s seconds.",
        error.wait,
    ) % {"count": error.wait}


PHRASES: Mapping[type[APIException], Callable[[Any, Any], str]] = MappingProxyType(
    {
        NotFound: _nothing_here,
        MethodNotAllowed: _other_method,
        NotAcceptable: _other_form,
        UnsupportedMediaType: _other_body,
        Throttled: _too_often,
    }
)
"""By the exact class: each takes the error and the view, if one was reached. An empty text leaves the framework's."""
