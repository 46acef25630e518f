"""The key that a writer may give a write, so that sending it again writes nothing (`Idempotency-Key`)."""

import hashlib
import json
import re
from typing import Any, Final

from django.utils.translation import gettext as _
from rest_framework.request import Request

from commitments.api.problems import BadHeader

HEADER: Final = "Idempotency-Key"
REPLAYED: Final = "Idempotency-Replayed"
KEY: Final = "[ -~]{1,255}"


def key_of(request: Request) -> str | None:
    """The key; None when there is none. BadHeader for one that is no key.

    The draft of the standard has it between quotation marks, as a string of RFC 9651; most clients send it without
    them. Both are taken, as what is written: whoever repeats a write repeats its header.
    """
    given = request.headers.get(HEADER)
    if given is None:
        return None
    if not re.fullmatch(KEY, given):
        raise BadHeader(_("An Idempotency-Key has 1 to 255 printable ASCII characters: a UUID, for example."))
    return given


def fingerprint(request: Request, body: Any) -> str:
    """What was sent, in few characters: the method, the address, and the body however its JSON is laid out."""
    sent = json.dumps([request.method, request.path, body], sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(sent.encode()).hexdigest()}"
