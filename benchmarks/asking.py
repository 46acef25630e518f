"""Requests to the complete application inside this process, as a WSGI server hands them over: no client, no network."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.conf import settings

HOST = "127.0.0.1:8000"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: str
    headers: dict[str, str]
    body: bytes


class Asker:
    """The tracker's own application and middleware; `with_references` adds the addresses of `benchmarks.plain`."""

    def __init__(self, *, with_references: bool = True) -> None:
        """Load the application, as a worker does at its start."""
        if with_references:
            settings.ROOT_URLCONF = "benchmarks.plain.urls"
        from tracker.wsgi import application  # noqa: PLC0415  it reads ROOT_URLCONF

        self.application: Callable[..., Iterable[bytes]] = application

    def ask(self, address: str, **headers: str) -> Answer:
        """The whole answer to a GET."""
        head: list[Any] = []
        body = b"".join(self.stream(address, head, **headers))
        return Answer(head[0], dict(head[1]), body)

    def stream(self, address: str, head: list[Any], **headers: str) -> Iterable[bytes]:
        """The pieces of an answer, closed at the end; status and headers are put into `head`."""
        path, _, query = address.partition("?")
        environ = _environ(path, query) | headers
        body = self.application(environ, lambda status, fields, *_error: head.extend((status, fields)))
        try:
            yield from body
        finally:
            if hasattr(body, "close"):
                body.close()

    def expect(self, address: str, status: int = 200, **headers: str) -> Answer:
        """The answer; RuntimeError when it has another status."""
        answer = self.ask(address, **headers)
        if not answer.status.startswith(str(status)):
            raise RuntimeError(f"{address} answered {answer.status}, not {status}: {answer.body[:300]!r}")
        return answer


def _environ(path: str, query: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": HOST,
        "HTTP_ACCEPT": "*/*",
        "HTTP_USER_AGENT": "benchmark",
        "HTTP_ACCEPT_ENCODING": "identity",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
