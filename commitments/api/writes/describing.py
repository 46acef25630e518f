"""How writes are described in OpenAPI: what is sent, on which condition, and everything that may be answered."""

import inspect
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final, TypeVar

from django.conf import settings
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema

from commitments.api.keys import HEADER, KEY, REPLAYED
from commitments.api.names import KEY as NAME
from commitments.api.names import PERIOD
from commitments.api.problems import MEDIA_TYPE
from commitments.api.shapes.bodies import LAST_NUMBER, LONGEST_REASON
from commitments.api.shapes.problems import Problem
from commitments.api.shapes.strict import Body
from commitments.api.shapes.written import Written
from commitments.models.vocabulary import CitationRelation

F = TypeVar("F", bound=Callable[..., Any])

NAMED: Final[dict[str, Any]] = {"type": "string", "pattern": f"^{NAME}$"}
PLACES: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "reference": (NAMED, "The reference of a commitment, such as VL-2025-001."),
    "code": (NAMED, "The code of an indicator."),
    "number": ({"type": "integer", "minimum": 0, "maximum": LAST_NUMBER}, "The number of a milestone."),
    "source": (NAMED, "The slug of a source."),
    "passage": (NAMED, "The passage's name within its source."),
    "relation": ({"type": "string", "enum": CitationRelation.values}, "What the passage does to the commitment."),
    "period": ({"type": "string", "pattern": f"^{PERIOD}$"}, "The period (EDTF), in which `--` stands for its `/`."),
}
PROBLEMS: Final = {
    400: "The body is no JSON, or a header or parameter cannot be read.",
    401: "A token is missing, or does not hold: `WWW-Authenticate` says which.",
    403: "The token may only read, or its organisation may not write this.",
    404: "There is no such record.",
    406: "Only JSON can be asked for.",
    409: "Somebody saved something at the same moment that does not go with this: send it again.",
    410: "The record was public and has been withdrawn.",
    411: "The body does not say how long it is.",
    412: "`If-Match` names another edition than the newest, whose number is in `edition`, whose tag in `ETag`, and what it says in `record`.",
    413: "The body is too large.",
    415: "The body is not `application/json` in UTF-8.",
    422: "The body was read and is refused: `errors` points at each place. Or the key was given to another write.",
    428: "`If-Match` is missing, or is `*`, which says of no edition that you have seen it.",
    429: "Too many requests: ask again in as many seconds as `Retry-After` says.",
    503: "The database does not answer, or others have written for too long: send it again, with the same key.",
}
OF_A_BODY: Final = {411, 413, 415}
MATCH: Final = (
    "The `ETag` that came with the record when you read it with the same token, or with your last write to it: which "
    "edition you have seen."
)
ONCE: Final = (
    "A name of your own for this write, such as a UUID. Sent again with the same body within a day, it writes nothing "
    "and is answered as it was, even though `If-Match` is old by then."
)


def describes(
    operation: str,
    *,
    tag: str,
    places: tuple[str, ...],
    sends: type[Body] | None = None,
    tells: type[Written] | None = None,
    example: OpenApiExample | None = None,
) -> Callable[[F], F]:
    """Describe a method that writes: by its docstring, what it is sent and tells, and the names in its address."""

    def describe(method: F) -> F:
        words, verb = inspect.getdoc(method) or "", method.__name__
        refused = set(PROBLEMS) - (set() if sends else OF_A_BODY) - (set() if "reference" in places else {410})
        well = {"post": HTTPStatus.CREATED, "patch": HTTPStatus.OK, "delete": HTTPStatus.NO_CONTENT}[verb]
        described: F = extend_schema(
            operation_id=operation,
            summary=words.partition("\n")[0],
            description=words,
            tags=[tag],
            parameters=[*_places(places), *_headers(verb), *_told(verb, well.value)],
            request=sends,
            responses={well.value: OpenApiResponse(tells, description=well.phrase), **_problems(refused)},
            examples=[example] if example else None,
        )(method)
        return described

    return describe


def _places(names: tuple[str, ...]) -> list[OpenApiParameter]:
    return [
        OpenApiParameter(name, kind, OpenApiParameter.PATH, required=True, description=description)
        for name, (kind, description) in PLACES.items()
        if name in names
    ]


def _headers(verb: str) -> list[OpenApiParameter]:
    asked = [OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, required=True, description=MATCH)]
    if verb == "post":
        key = {"type": "string", "pattern": f"^{KEY}$"}
        asked.append(OpenApiParameter(HEADER, key, OpenApiParameter.HEADER, description=ONCE))
    if verb == "delete":
        reason = {"type": "string", "minLength": 1, "maxLength": LONGEST_REASON}
        language = {"type": "string", "enum": list(settings.CONTENT_LANGUAGES)}
        asked.append(OpenApiParameter("reason", reason, required=True, description="Why: it is kept with the edition."))
        asked.append(OpenApiParameter("language", language, required=True, description="In which language that is."))
    return asked


def _told(verb: str, status: int) -> list[OpenApiParameter]:
    told = {"ETag": "The tag of the record as it is now: send it in `If-Match` with the next write."}
    if verb == "post":
        told["Location"] = "The address of what was made, where it has one of its own."
        told[REPLAYED] = "`true` when this is the answer to the same write, sent before."
    return [
        OpenApiParameter(name, str, OpenApiParameter.HEADER, description=description, response=[status])
        for name, description in told.items()
    ]


def _problems(statuses: set[int]) -> dict[tuple[int, str], OpenApiResponse]:
    return {(status, MEDIA_TYPE): OpenApiResponse(Problem, description=PROBLEMS[status]) for status in sorted(statuses)}
