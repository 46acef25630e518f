"""Reads what a writer sends, and nothing else than plain JSON of a bounded size and depth."""

import json
import re
from collections.abc import Iterable, Mapping
from threading import BoundedSemaphore
from typing import Any, Final, NoReturn

from django.http import UnreadablePostError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from commitments.api.problems import BadBody, BodyTooLarge, LengthRequired, Unavailable

LARGEST: Final = 1_000_000
"""How many bytes a body has at most."""
DEEPEST: Final = 32
"""How deep objects and lists lie in each other at most."""
BITS: Final = 63
UTF_8: Final = {"utf-8", "utf8"}
PLAIN: Final = {"", "identity"}
"""How a body may be encoded on its way: not at all. What is packed small may unpack to any size."""
NOT_WHOLE: Final = gettext_lazy("The body did not arrive whole. Send it again.")
SURROGATE: Final = re.compile("[\ud800-\udfff]")


class StrictJson(BaseParser):
    """JSON (RFC 8259) in UTF-8 without a byte order mark; what other readers may take for another text is refused."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """The value; BadBody says what cannot be read, BodyTooLarge comes before more is read than is allowed."""
        content = _received(stream)
        if len(content) > LARGEST:
            raise BodyTooLarge(LARGEST)
        # Not every server says so when a connection ends early, and what has arrived may be JSON all the same.
        if len(content) < int(getattr(stream, "META", {}).get("CONTENT_LENGTH") or 0):
            raise BadBody(NOT_WHOLE)
        return read_json(content)


READERS: Final = BoundedSemaphore(3)
"""One thread of a worker fewer than it has (see the command `serve`): bodies that never arrive leave one to answer."""
TURN: Final = 1.0
"""For how many seconds a write waits to be read."""


def _received(stream: Any) -> bytes:
    if not READERS.acquire(timeout=TURN):
        raise Unavailable(_("Too many bodies are on their way at this moment. Send yours again in a moment."))
    try:
        content: bytes = stream.read(LARGEST + 1)
    except UnreadablePostError as error:
        raise BadBody(NOT_WHOLE) from error
    finally:
        READERS.release()
    return content


def body_of(request: Request) -> Any:
    """The JSON of a request. UnsupportedMediaType, LengthRequired, BodyTooLarge or BadBody when there is none."""
    if not _is_ours(request):
        raise UnsupportedMediaType(str(request.content_type)[:100])
    if request.headers.get("Content-Encoding", "").strip().lower() not in PLAIN:
        raise UnsupportedMediaType("", _("Send the body as it is, without a Content-Encoding."), "content-encoding")
    length = str(request.META.get("CONTENT_LENGTH") or "")
    if not length and request.META.get("HTTP_TRANSFER_ENCODING"):
        raise LengthRequired
    if length.isascii() and length.isdigit() and (len(length) > len(str(LARGEST)) or int(length) > LARGEST):
        raise BodyTooLarge(LARGEST)
    if request.stream is None:
        raise BadBody(_("The body is empty: send a JSON object."))
    return request.data


def _is_ours(request: Request) -> bool:
    negotiator: Any = request.negotiator
    parameters: Mapping[str, str] = request.content_params or {}
    return (
        negotiator.select_parser(request, request.parsers) is not None
        and parameters.get("charset", "utf-8").strip('"').lower() in UTF_8
    )


def read_json(content: bytes) -> Any:
    """The value that a JSON text in UTF-8 holds; BadBody for any other text."""
    if content.startswith(b"\xef\xbb\xbf"):
        raise BadBody(_("The body begins with a byte order mark: leave it out."))
    try:
        value = json.loads(
            content.decode(), object_pairs_hook=_once, parse_constant=_refused, parse_int=_bounded, parse_float=_finite
        )
    except UnicodeDecodeError as error:
        raise BadBody(_("The body is not UTF-8: it cannot be read from byte %s on.") % error.start) from error
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        raise BadBody(_("The body is no JSON from line %(line)s, column %(column)s on.") % place) from error
    except RecursionError as error:
        raise _too_deep() from error
    _check(value)
    return value


def _once(members: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, of which each member is there once: of two, readers take one or the other."""
    found: dict[str, Any] = {}
    for name, value in members:
        if name in found:
            raise BadBody(_("The member %s is there twice in one object.") % json.dumps(name[:80]))
        found[name] = value
    return found


def _refused(word: str) -> NoReturn:
    raise BadBody(_("%s is no JSON number.") % word)


def _bounded(digits: str) -> int:
    if len(digits) > 20 or int(digits).bit_length() > BITS:
        raise BadBody(_("The number %s… does not fit into 64 bits.") % digits[:24])
    return int(digits)


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise BadBody(_("The number %s… does not fit into 64 bits.") % digits[:24])
    return number


def _too_deep() -> BadBody:
    return BadBody(_("The body has more than %s objects and lists in one another.") % DEEPEST)


def _check(value: Any) -> None:
    """Refuse what lies too deep, and half characters, which no UTF-8 can write."""
    level: list[Any] = [value]
    for _depth in range(DEEPEST + 1):
        for each in level:
            if isinstance(each, str) and SURROGATE.search(each):
                raise BadBody(_("A text has half a character in it (a lone surrogate, \\ud800 to \\udfff)."))
        level = [inner for each in level for inner in _inside(each)]
    if level:
        raise _too_deep()


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, Mapping):
        return [*value, *value.values()]
    return value if isinstance(value, list) else ()
