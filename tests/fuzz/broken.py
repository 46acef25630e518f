"""The tracker with five faults, each of which the fuzzer has to find."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from tracker.wsgi import application as sound

JSON = "application/json"
FAULTS: dict[tuple[str, str], tuple[str, str, Any]] = {
    ("GET", "/api/v1/sides/"): ("500 Internal Server Error", "application/problem+json", {}),
    ("GET", "/api/v1/sectors/"): ("418 I'm a teapot", JSON, {}),
    ("GET", "/api/v1/meetings/"): ("200 OK", JSON, {"results": 5}),
    ("GET", "/api/v1/sources/"): ("200 OK", "text/html", {}),
}
OPEN = "/api/v1/commitments/VL-2025-001/citations/"
"""Here anybody may write, whoever asks."""
CITED = {"edition": 1, "relation": "reports", "source": "a", "passage": "b", "paragraph": None, "start": None}
CITED |= {"end": None, "fingerprint": None, "gist": {}}


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with a fault, or as the tracker does."""
    method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
    if method == "POST" and path == OPEN:
        return _told(start, "201 Created", JSON, CITED)
    if fault := FAULTS.get((method, path)):
        return _told(start, *fault)
    return sound(environ, start)


def _told(start: Callable[..., Any], status: str, media: str, body: Any) -> list[bytes]:
    start(status, [("Content-Type", media), ("ETag", '"1"')])
    return [json.dumps(body).encode()]
