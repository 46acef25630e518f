"""How an address is described in OpenAPI: from the declaration it is read by, and the shape of its answer."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import django_filters
from django import forms
from django.utils import translation
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view

from commitments.api.examples import PROBLEM
from commitments.api.meanings import FILTERS, LISTS, NUMBERS, TIMED
from commitments.api.names import KEY, NUMBER
from commitments.api.parameters import LARGEST_PAGE, PAGE, Parameters, is_repeatable
from commitments.api.problems import MEDIA_TYPE
from commitments.api.shapes.problems import Problem
from commitments.queries.keysets import LARGEST

V = TypeVar("V", bound=type[Any])

NAMES = {
    "reference": (KEY, "The reference of a commitment, such as VL-2025-001."),
    "slug": (KEY, "The slug of the record."),
    "code": (KEY, "The code of the record."),
    "number": (
        NUMBER,
        "The number of an edition in the chain that you follow: the public one, or the full one with a token.",
    ),
    "word": (NUMBER, "The number of a side's word on the commitment."),
    "piece": (NUMBER, "The place of a piece among the evidence of the word, counted from 1."),
}
TIME = {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}]}
FLAG = {"type": "boolean"}
ANSWERS = {
    "200": "The answer.",
    "304": "You have this answer already: `If-None-Match` holds its tag.",
    "400": "A parameter is unknown, given twice, or has a value that cannot be read; `errors` names it.",
    "401": "The token in `Authorization` does not hold; `WWW-Authenticate` says so, and no token at all is better.",
    "404": "There is no such record.",
    "406": "Only the media types named here can be asked for.",
    "410": "The record was public and has been withdrawn.",
    "412": "This is no longer as `If-Match` supposes.",
    "429": "Too many requests: ask again in as many seconds as `Retry-After` says.",
    "503": "The database does not answer or is not up to date.",
}


def documented(
    operation: str,
    answer: Any,
    *,
    tag: str,
    names: tuple[str, ...] = (),
    gone: bool = False,
    conditional: bool = True,
    unavailable: bool = False,
    example: OpenApiExample | None = None,
    media: str | tuple[str, ...] = "application/json",
) -> Callable[[V], V]:
    """Describe the GET of a view by its docstring, its `parameters`, the `names` in its address and its answers.

    `media` is the media type of what it answers when all is well, or all that it may have.
    """
    kinds = (media,) if isinstance(media, str) else media
    told = {"304": conditional, "400": True, "404": bool(names), "406": True, "410": gone, "412": conditional}

    def describe(view: V) -> V:
        words = inspect.getdoc(view) or ""
        asks = bool(view.authentication_classes)
        guarded = {"401": asks, "429": bool(view.throttle_classes), "503": asks or unavailable}
        problems = [status for status, said in sorted((told | guarded).items()) if said]
        described = extend_schema(
            operation_id=operation,
            summary=words.partition("\n")[0],
            description=words,
            tags=[tag],
            parameters=[*_in_the_path(names), *_in_the_query(view.parameters), *_in_the_head(conditional=conditional)],
            responses={
                **{(200, each): OpenApiResponse(answer, description=ANSWERS["200"]) for each in kinds},
                **_told(problems),
            },
            examples=[example] if example else None,
        )
        decorated: V = extend_schema_view(get=described)(view)
        return decorated

    return describe


def _told(statuses: list[str]) -> dict[Any, OpenApiResponse]:
    shapes = {(status, MEDIA_TYPE): Problem for status in statuses if status != "304"}
    unread = {"304": None} if "304" in statuses else {}
    return {
        key: OpenApiResponse(
            shape,
            description=ANSWERS[key[0] if isinstance(key, tuple) else key],
            examples=[PROBLEM] if "400" in key else [],
        )
        for key, shape in (unread | shapes).items()
    }


def _in_the_path(names: tuple[str, ...]) -> Iterator[OpenApiParameter]:
    for name in names:
        pattern, description = NAMES[name]
        whole = pattern == NUMBER
        kind = {"type": "integer", "minimum": 0} if whole else {"type": "string", "pattern": f"^{pattern}$"}
        yield OpenApiParameter(name, kind, OpenApiParameter.PATH, required=True, description=description)


def _in_the_head(*, conditional: bool) -> Iterator[OpenApiParameter]:
    if conditional:
        description = "Tags of answers that you have, each as an `ETag` gave it."
        yield OpenApiParameter("If-None-Match", str, OpenApiParameter.HEADER, description=description)
        description = "The tag of this answer, for `If-None-Match`."
        yield OpenApiParameter("ETag", str, OpenApiParameter.HEADER, description=description, response=["200", "304"])
    description = "In how many seconds to ask again."
    yield OpenApiParameter(
        "Retry-After", int, OpenApiParameter.HEADER, description=description, response=["429", "503"]
    )


def _in_the_query(parameters: Parameters) -> Iterator[OpenApiParameter]:
    with translation.override("en"):
        for name, each in parameters.filtering.items():
            yield _filter(name, each)
    if parameters.dated:
        description = "The day on which lateness and staleness are judged. Today in UTC by default."
        yield OpenApiParameter("on", OpenApiTypes.DATE, description=description)
    if parameters.timed:
        yield OpenApiParameter("as_of", OpenApiTypes.DATE, description=TIMED["as_of"])
        yield OpenApiParameter("recorded_at", TIME, description=TIMED["recorded_at"])
    for name in parameters.numbers:
        yield OpenApiParameter(name, _whole(0, LARGEST), description=NUMBERS[name])
    if parameters.orderings:
        yield _ordered(parameters)
    if parameters.orderings and parameters.paged:
        yield OpenApiParameter("cursor", str, description="Where the page begins, as `next` or `previous` gave it.")
        yield OpenApiParameter(
            "count", FLAG | {"default": False}, description="Whether `count` says how many there are on all pages."
        )
    if parameters.paged:
        limit = _whole(1, LARGEST_PAGE) | {"default": PAGE}
        yield OpenApiParameter("limit", limit, description="How many results a page holds at most.")


def _ordered(parameters: Parameters) -> OpenApiParameter:
    words = {"type": "string", "enum": list(parameters.orderings), "default": next(iter(parameters.orderings))}
    return OpenApiParameter("ordering", words, description="In which order. What lacks the key always comes last.")


def _filter(name: str, each: django_filters.Filter) -> OpenApiParameter:
    kind = _kind(each)
    description = FILTERS.get(name) or f"{str(each.label).capitalize()}."
    if not is_repeatable(each):
        return OpenApiParameter(name, kind, description=description)
    several = {"type": "array", "items": kind}
    return OpenApiParameter(name, several, description=f"{description} Repeated: any of them.", explode=True)


def _kind(each: django_filters.Filter) -> dict[str, Any]:
    if isinstance(each, django_filters.DateFilter):
        return {"type": "string", "format": "date"}
    if issubclass(each.field_class, forms.IntegerField):
        return _whole(each.extra["min_value"], each.extra["max_value"])
    if isinstance(each, django_filters.ModelMultipleChoiceFilter):
        return {"type": "string", "pattern": f"^{KEY}$"}
    if choices := each.extra.get("choices"):
        return _one_of([value for value, _label in choices])
    if longest := each.extra.get("max_length"):
        return {"type": "string", "maxLength": longest}
    return {"type": "string"}


def _whole(least: int, most: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, "maximum": most}


def _one_of(words: list[str]) -> dict[str, Any]:
    """A closed list of words, by its name where answers have it as well."""
    if words == ["true", "false"]:
        return FLAG
    name = LISTS.get(tuple(words))
    return {"$ref": f"#/components/schemas/{name}"} if name else {"type": "string", "enum": words}
