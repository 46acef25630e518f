"""What every address of data does: read the parameters, ask for the version, answer or say that nothing changed."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, ClassVar, TypeVar

from django.http.response import HttpResponseBase
from rest_framework.exceptions import NotFound
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from commitments.api.conditions import Version, entity_tag, tagged, unchanged
from commitments.api.parameters import Asked, Parameters
from commitments.api.problems import BadParameter, NotYet, Withdrawn
from commitments.past.travel import answer
from commitments.queries.changes import was_public
from commitments.queries.head import newest_public_number
from commitments.queries.then import then, then_at

T = TypeVar("T")


class Negotiation(DefaultContentNegotiation):
    """By `Accept` alone: `format=` is no parameter of ours, and unknown like any other."""

    def filter_renderers(self, renderers: Iterable[BaseRenderer], _format: str | None) -> list[BaseRenderer]:
        """Leave them as they are."""
        return list(renderers)


class Address(APIView):
    """An address under the API, whether it serves data or not."""

    content_negotiation_class = Negotiation
    parameters: ClassVar[Parameters] = Parameters()

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:  # type: ignore[override]  # as it is called
        """Say which methods there are; the framework writes them into `Allow`."""
        return Response(status=204)

    def asked(self, request: Request) -> Asked:
        """What the query string asks for; BadParameter names what cannot be read."""
        return self.parameters.read(request.query_params, at=datetime.now(UTC))


class Resource(Address):
    """An address of data. One query tells its version; a reader who has it costs no more than that."""

    def get(self, request: Request, **_names: Any) -> HttpResponseBase:
        """Answer, or say that nothing has changed."""
        asked = self.asked(request)
        # The version is read before the records: what is written in between makes the tag too old, never too new.
        version = self.version()
        if asked.times:  # the past is told by editions of many records, and less of it once one is withdrawn
            version = (newest_public_number(),)
        tag = entity_tag(request, version, asked.on if self.parameters.dated else None)
        return unchanged(request, tag) or tagged(self.answered(asked, version), tag)

    def answered(self, asked: Asked, version: Version) -> HttpResponseBase:
        """The answer from the record as it is, or as it stood when that is asked for."""
        if not asked.times:
            return self.answer(asked, version)
        return answer(then_at(asked.times), lambda: self.answer(asked, version))

    def version(self) -> Version:
        """The numbers that grow whenever this answer changes; one query."""
        return (newest_public_number(),)

    def answer(self, asked: Asked, version: Version) -> HttpResponseBase:
        """The answer itself."""
        raise NotImplementedError

    def chosen(self, rows: Any, **given: Any) -> Any:
        """The rows that the filters let through. Without a filter no form is built: it costs more than the page."""
        data = self.request.query_params
        if self.parameters.filters is None or not self.parameters.is_filtered(data):
            return rows
        filters = self.parameters.filters(data, rows, given_only=True, **given)
        if not filters.is_valid():
            raise BadParameter(filters.form.errors)
        return filters.qs


def found(record: T | None, *, noun: str, key: str) -> T:
    """The record. Raises Withdrawn when there is none any more, NotFound when there never was; then one query more."""
    if record is not None:
        return record
    if then() is not None:
        raise NotYet
    raise Withdrawn if was_public(noun, key) else NotFound
