"""What every address of data does: read the parameters, ask for the version, answer or say that nothing changed."""

from collections.abc import Hashable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar, TypeVar

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from rest_framework.authentication import BaseAuthentication
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.permissions import SAFE_METHODS, AllowAny, BasePermission
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from commitments.api.authentication import MayWrite, TokenAuthentication
from commitments.api.conditions import Version, entity_tag, tagged, unchanged
from commitments.api.parameters import Asked, Parameters
from commitments.api.problems import BadParameter, InvalidToken, NoRecord, NotYet, Withdrawn
from commitments.api.tags import numbered
from commitments.api.throttles import ByAddress, ByToken, Writes
from commitments.models import Recorded, User
from commitments.past.travel import answer
from commitments.queries.changes import was_public
from commitments.queries.full_chain import in_full
from commitments.queries.head import newest_number, newest_public_number
from commitments.queries.hits import shortest
from commitments.queries.then import then, then_at
from commitments.rules import Reader, readable

T = TypeVar("T")


class Negotiation(DefaultContentNegotiation):
    """By `Accept` alone: `format=` is no parameter of ours, and unknown like any other."""

    def select_renderer(
        self, request: Request, renderers: Iterable[Any], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """The first one for whoever takes anything, as nearly all do; to weigh what is taken costs more than a 304."""
        first = next(iter(renderers))
        if request.META.get("HTTP_ACCEPT", "*/*") in {"*/*", first.media_type}:
            return first, first.media_type
        chosen: tuple[BaseRenderer, str] = super().select_renderer(request, renderers, format_suffix)
        return chosen

    def filter_renderers(self, renderers: Iterable[BaseRenderer], _format: str | None) -> list[BaseRenderer]:
        """Leave them as they are."""
        return list(renderers)


class Address(APIView):
    """An address under the API, whether it serves data or not. Whoever sends a token that does not hold is refused."""

    authentication_classes: Sequence[type[BaseAuthentication]] = (TokenAuthentication,)
    throttle_classes: Sequence[type[BaseThrottle]] = (ByAddress, ByToken, Writes)
    content_negotiation_class = Negotiation
    parameters: ClassVar[Parameters] = Parameters()
    policy: ClassVar[str | None] = "default-src 'none'; frame-ancestors 'none'"
    """What a browser that shows an answer may load: nothing. None for the policy of pages."""

    @property
    def reader(self) -> Reader:
        """Who asks: the account of a token, or anybody."""
        return self.request.user

    @property
    def has_token(self) -> bool:
        """Whether the reader follows the full chain, with what the own side keeps internal."""
        return isinstance(self.reader, User)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Count whoever asks before anything can be refused; the framework would do it last, and count no refusal."""
        self.count(request)
        super().initial(request, *args, **kwargs)

    def count(self, request: Request) -> None:
        """Find out who asks and count it. Whoever guesses at tokens is counted by address, before being told so."""
        try:
            self.perform_authentication(request)
        except InvalidToken:
            super().check_throttles(request)
            raise
        super().check_throttles(request)

    def check_throttles(self, request: Request) -> None:
        """Nothing: it was counted."""

    def get_permissions(self) -> Sequence[BasePermission]:
        """Everybody reads; whoever writes, where something can be written, needs a token that may."""
        method = str(self.request.method)
        writes = method not in SAFE_METHODS and hasattr(self, method.lower())
        return [MayWrite() if writes else AllowAny()]

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]  # as it is called
        """Say which methods there are; the framework writes them into `Allow`."""
        answer = HttpResponse(status=204)
        del answer["Content-Type"]
        return answer

    def asked(self, request: Request) -> Asked:
        """What the query string asks for; BadParameter names what cannot be read."""
        return self.parameters.read(request.query_params, at=datetime.now(UTC))

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Tell caches that answers differ by who asks, and to keep none that was made for a token for others."""
        final = super().finalize_response(request, response, *args, **kwargs)
        if self.policy:
            final["Content-Security-Policy"] = self.policy
        patch_vary_headers(final, ("Authorization",))
        if "HTTP_AUTHORIZATION" in request.META and final.get("Cache-Control") != "no-store":
            final["Cache-Control"] = "private, no-cache"
        return final


class Resource(Address):
    """An address of data. One query tells its version; a reader who has it costs no more than that."""

    of_one: ClassVar[bool] = False
    """Whether it is about one record, so that its version begins with the number of the record's newest edition."""

    def get(self, request: Request, **_names: Any) -> HttpResponseBase:
        """Answer, or say that nothing has changed."""
        asked = self.asked(request)
        # The version is read before the records: what is written in between makes the tag too old, never too new.
        version = self.version()
        if asked.times:  # the past is told by editions of many records, and less of it once one is withdrawn
            version = (self.newest(),)
        tag = self.tag(asked, version)
        return unchanged(request, tag) or tagged(self.answered(asked, version), tag)

    def tag(self, asked: Asked, version: Version) -> str:
        """The tag of this answer for this reader. With a token, that of a record says its edition: see `tags`."""
        tag = entity_tag(self.request, (*version, *self.whom), asked.on if self.parameters.dated else None)
        return numbered(tag, version[0]) if self.has_token and self.of_one and not asked.times else tag

    @property
    def whom(self) -> tuple[int, ...]:
        """By what readers differ in what they may see: nothing for the public, else their organisation and its side.

        Part of every tag, and of the name of whatever is kept between two requests.
        """
        organisation = self.reader.organisation if isinstance(self.reader, User) else None
        return (organisation.pk, organisation.side_id or 0) if organisation else ()

    def answered(self, asked: Asked, version: Version) -> HttpResponseBase:
        """The answer from the record as it is, or as it stood when that is asked for."""
        if not asked.times:
            return self.answer(asked, version)
        return answer(then_at(asked.times), lambda: self.answer_then(asked, version))

    def answer_then(self, asked: Asked, version: Version) -> HttpResponseBase:
        """The answer as it was; what lists the parts of one record says there that it was not there yet."""
        return self.answer(asked, version)

    def newest(self) -> int:
        """The number of the newest edition of the chain that the reader follows; one query."""
        return newest_number() if self.has_token else newest_public_number()

    def version(self) -> Version:
        """The numbers that grow whenever this answer changes; one query."""
        return (self.newest(),)

    def commitments(self) -> Any:
        """The commitments that the reader may see, by the numbers of the reader's chain."""
        return self.in_chain(readable(self.reader))

    def records(self, noun: type[Recorded]) -> Any:
        """The records of any other noun, of which nothing is internal, by the numbers of the reader's chain."""
        return self.in_chain(noun.objects.all())

    def in_chain(self, rows: Any) -> Any:
        """Rows by the numbers of the chain that the reader follows."""
        return in_full(rows) if self.has_token else rows

    def known_as(self, asked: Asked, version: Version) -> Hashable:
        """A name for what this reader selects here, under which its query is kept; None for what is not kept.

        A filter's query may rest on what is stored (what lies below an organisation, what holds a word), so it is kept
        for one state of the record alone.
        """
        if asked.times:
            return None
        data = self.request.query_params
        given = tuple((name, *data.getlist(name)) for name in sorted(data) if name in self.parameters.filtering)
        return (type(self), self.whom, self.has_token, asked.on, *((given, version) if given else ()))

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
        return shortest(rows, filters.qs)


def found(record: T | None, *, noun: str, key: str) -> T:
    """The record. Raises Withdrawn when there is none any more, NoRecord when there never was; then one query more."""
    if record is not None:
        return record
    if then() is not None:
        raise NotYet
    raise Withdrawn if was_public(noun, key) else NoRecord
