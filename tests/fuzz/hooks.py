"""What schemathesis cannot know of the API: which edition a writer has seen, and what no schema can say of a value."""

import zlib
from typing import Any
from urllib.parse import urljoin

import requests
import schemathesis
from schemathesis import Case, HookContext, Response
from schemathesis.core.parameters import ParameterLocation
from schemathesis.openapi.checks import RejectedPositiveData

WRITES = {"POST", "PATCH", "DELETE"}
GIVEN_OUT = {"cursor", "as_of", "recorded_at", "after", "diff"}
NAMES = {"partnership", "side", "owner", "sector", "source", "meeting", "parent", "awaiting"}
KNOWN_BY_THE_RECORD_ALONE = GIVEN_OUT | NAMES
"""Parameters of which not every value of the right form can be taken: a cursor was given out, a record is there."""


@schemathesis.hook
def before_call(context: HookContext, case: Case, _kwargs: dict[str, Any]) -> None:
    """Three writes of four have seen the newest edition, as an honest writer has; the others send what was generated."""
    if case.method.upper() not in WRITES or not _may_be_changed(case):
        return
    if tag := _newest_tag(case):
        case.headers["If-Match"] = tag


def _may_be_changed(case: Case) -> bool:
    """Whether the header is there and was not made wrong on purpose."""
    meta, given = case.meta, case.headers.get("If-Match")
    wrong = meta is not None and meta.is_negative_at(ParameterLocation.HEADER)
    return given is not None and not wrong and zlib.crc32(str(given).encode(errors="replace")) % 4 > 0


def _newest_tag(case: Case) -> str | None:
    """The tag of the record that a write is about, read by whoever writes; None when there is none to be read."""
    noun, key = ("commitments", "reference") if "reference" in case.path_parameters else ("indicators", "code")
    address = urljoin(str(case.operation.base_url), f"/api/v1/{noun}/{case.path_parameters.get(key)}/")
    told = {name: value for name, value in case.headers.items() if name.lower() == "authorization"}
    try:
        return requests.get(address, headers=told, timeout=30).headers.get("ETag")
    except requests.RequestException:
        return None


@schemathesis.hook
def filter_failure(_context: HookContext, failure: Any, _case: Case, response: Response) -> bool:
    """Keep every failure but the refusal of a value that is of the right form and was never given out."""
    return not (isinstance(failure, RejectedPositiveData) and _refused(response) <= KNOWN_BY_THE_RECORD_ALONE)


def _refused(response: Response) -> set[str]:
    """The parameters that a problem names; its own name when it names none, which is then no parameter's."""
    media = str(response.headers.get("content-type"))
    told = response.json() if "application/problem+json" in media else {}
    return {each.get("parameter", "a member") for each in told.get("errors", [{}])}
