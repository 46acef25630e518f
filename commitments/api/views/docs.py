"""The description of the API (OpenAPI 3.1), and a page that shows it without any other host."""

import hashlib
import json
from functools import cache
from typing import Any

from csp.decorators import csp_update
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.decorators import method_decorator
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.api.conditions import entity_tag, tagged, unchanged
from commitments.api.parameters import Parameters
from commitments.api.resources import Address


@cache
def description() -> dict[str, Any]:
    """The description, in English whatever the reader's language; made once for each process."""
    with translation.override("en"):
        generator: Any = SchemaGenerator
        found: dict[str, Any] = generator().get_schema(request=None, public=True)
        return found


@cache
def _version(media: str) -> int:
    """A number that differs for another description, and for another form of it."""
    told = json.dumps([media, description()], default=str)
    return int(hashlib.sha256(told.encode()).hexdigest()[:16], 16)


class Schema(Address):
    """The description as JSON or YAML, whichever is asked for in `Accept`."""

    schema = None
    renderer_classes = (OpenApiJsonRenderer, OpenApiJsonRenderer2, OpenApiYamlRenderer, OpenApiYamlRenderer2)

    def get(self, request: Request) -> HttpResponseBase:
        """Answer without a query."""
        self.asked(request)
        tag = entity_tag(request, (_version(request.accepted_renderer.media_type),), None)
        return unchanged(request, tag) or tagged(Response(description()), tag)


# Swagger UI writes style attributes, which the policy of our own pages forbids. Its scripts, and the one that starts
# it, have addresses of their own, so that no inline script is allowed even here.
@method_decorator(csp_update({"style-src": ["'unsafe-inline'"]}), name="dispatch")
class Docs(SpectacularSwaggerSplitView, Address):
    """The page. With `script` it is the script that starts it."""

    schema = None
    authentication_classes = Address.authentication_classes
    permission_classes = Address.permission_classes
    throttle_classes = Address.throttle_classes
    parameters = Parameters(words=("script",))
    policy = None
    url_name = "api:schema"

    def get(self, request: Request, *_args: Any, **_names: Any) -> HttpResponseBase:
        """Answer without a query."""
        self.asked(request)
        answer: HttpResponseBase = super().get(request)  # type: ignore[no-untyped-call]  # the library's is untyped
        return answer
