"""Where everything is, and the problem for what is nowhere."""

from typing import Any

from django.http import HttpResponse
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.reverse import reverse

from commitments.api.answers import spelt, text
from commitments.api.documented import documented
from commitments.api.resources import Address
from commitments.api.shapes.pages import Root as RootShape

LISTS = (
    "commitments",
    "commitments_jsonl",
    "commitments_csv",
    "commitments_xlsx",
    "summary",
    "changes",
    "checkpoints",
    "partnerships",
    "sides",
    "organisations",
    "sectors",
    "meetings",
    "sources",
    "indicators",
    "schema",
    "docs",
)


@documented("root", RootShape, tag="about", conditional=False)
class Root(Address):
    """The resources of this API and their addresses."""

    def get(self, request: Request) -> HttpResponse:
        """Answer without a query."""
        self.asked(request)
        return text(spelt({name: reverse(f"api:{name}", request=request) for name in LISTS}))


class Nowhere(Address):
    """Every other address under the API, whatever the method."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Say that there is nothing, once it is known that whoever asks may be answered at all."""
        self.count(request)
        raise NotFound
