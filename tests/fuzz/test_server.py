"""What only a server sees: requests that are no HTTP, too many headers, bodies that come slowly, in pieces or not at all.

What is no HTTP never reaches the tracker: the server answers it with a bare 400, 414 or 431 and closes. Everything else
is answered by the API, in its own form.
"""

import json
import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest

from tests.running.tracker import Tracker

PROBLEM = "application/problem+json"
LAST = b"Host: 127.0.0.1\r\nConnection: close\r\n\r\n"
SIDES = b"GET /api/v1/sides/ HTTP/1.1\r\n"
UPDATE = b"POST /api/v1/commitments/VL-2025-001/updates/ HTTP/1.1\r\n"
TEN_MEGABYTES = (b"10000\r\n" + b"a" * 65536 + b"\r\n") * 160 + b"0\r\n\r\n"


def heard(connection: socket.socket) -> bytes:
    """All that comes back until the server closes."""
    parts = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except ConnectionError:  # it has closed before it was sent everything
        pass
    return b"".join(parts)


def sent(tracker: Tracker, request: bytes, *, ends: bool = False) -> tuple[int, str, bytes]:
    """Status, media type and body of the first answer to these bytes; `ends`: and then nothing more is ever sent."""
    with closing(socket.create_connection(("127.0.0.1", tracker.port), timeout=30)) as connection:
        try:
            connection.sendall(request)
            if ends:
                connection.shutdown(socket.SHUT_WR)
        except ConnectionError:
            pass
        return read(heard(connection))


def read(answer: bytes) -> tuple[int, str, bytes]:
    """The parts of an answer."""
    head, _, body = answer.partition(b"\r\n\r\n")
    media = re.search(rb"\r\ncontent-type: ([^\r;]+)", head, re.IGNORECASE)
    return int(head.split()[1]), media[1].decode() if media else "", body


BARE = {
    "no HTTP": (b"NOT HTTP\r\n\r\n", 400),
    "a greeting of TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"a" * 200, 400),
    "another version": (b"GET /api/v1/sides/ HTTP/9.9\r\n" + LAST, 400),
    "NUL in the address": (b"GET /api/v1/\x00/ HTTP/1.1\r\n" + LAST, 400),
    "bytes in the address": (b"GET /api/v1/\xff/ HTTP/1.1\r\n" + LAST, 400),
    "NUL in a header": (SIDES + b"X: a\x00b\r\n" + LAST, 400),
    "a folded header": (SIDES + b"X: a\r\n b\r\n" + LAST, 400),
    "two lengths": (UPDATE + b"Content-Length: 2\r\nContent-Length: 3\r\n" + LAST, 400),
    "a length below nothing": (UPDATE + b"Content-Length: -1\r\n" + LAST, 400),
    "a length beyond 64 bits": (UPDATE + b"Content-Length: 99999999999999999999999\r\n" + LAST, 400),
    "an address of 70,000 letters": (b"GET /api/v1/" + b"a" * 70_000 + b" HTTP/1.1\r\n" + LAST, 414),
    "a header of a megabyte": (SIDES + b"X: " + b"a" * 1_000_000 + b"\r\n" + LAST, 431),
    "ten thousand headers": (SIDES + b"".join(b"X%d: a\r\n" % each for each in range(10_000)) + LAST, 431),
}


@pytest.mark.parametrize("name", BARE)
def test_what_is_no_request_is_turned_away_by_the_server(name: str, tracker: Tracker) -> None:
    request, status = BARE[name]
    assert sent(tracker, request) == (status, "", b"")


TOLD = {
    "no Host": (SIDES + b"Connection: close\r\n\r\n", 400),
    "two Hosts": (SIDES + b"Host: a\r\n" + LAST, 400),
    "a Host of odd bytes": (SIDES + b"Host: \xff\xfe\r\nConnection: close\r\n\r\n", 400),
    "credentials of odd bytes": (SIDES + b"Authorization: Bearer \xff\xfe\r\n" + LAST, 401),
    "an Accept of odd bytes": (SIDES + b"Accept: \xff\xfe\r\n" + LAST, 406),
    "letters in the address": ("GET /api/v1/é/ HTTP/1.1\r\n".encode() + LAST, 404),
    "a method of a thousand letters": (b"A" * 1000 + b" /api/v1/sides/ HTTP/1.1\r\n" + LAST, 405),
    "ten megabytes from nobody": (UPDATE + b"Transfer-Encoding: chunked\r\n" + LAST + TEN_MEGABYTES, 401),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_wrong_with_a_request_is_told_as_a_problem(name: str, tracker: Tracker) -> None:
    request, status = TOLD[name]
    answered, media, body = sent(tracker, request)
    assert (answered, media) == (status, PROBLEM)
    assert b'"status": %d' % status in body


WRITES = {
    "in pieces": (b"Transfer-Encoding: chunked\r\n", b"2\r\n{}\r\n0\r\n\r\n", 411),
    "in ten megabytes of pieces": (b"Transfer-Encoding: chunked\r\n", TEN_MEGABYTES, 411),
    "in pieces and with a length": (
        b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
        b"2\r\n{}\r\n0\r\n\r\n",
        411,
    ),
    "in broken pieces": (b"Transfer-Encoding: chunked\r\n", b"zz\r\n{}\r\n0\r\n\r\n", 411),
    "ten megabytes long": (b"Content-Length: 10000000\r\n", b"a" * 10_000_000, 413),
    "of a length that never comes": (b"Content-Length: 9223372036854775807\r\n", b"", 413),
    "that is packed": (b"Content-Encoding: gzip\r\nContent-Length: 2\r\n", b"{}", 415),
    "that ends early": (b"Content-Length: 100\r\n", b"{}", 400),
}


@pytest.mark.parametrize("name", WRITES)
def test_a_body_that_cannot_be_read_is_a_problem(name: str, tracker: Tracker) -> None:
    headers, body, status = WRITES[name]
    given = b"Authorization: Bearer %b\r\n" % tracker.secrets["writer"].encode()
    given += b'Content-Type: application/json\r\nIf-Match: "1"\r\n'
    answered, media, _body = sent(tracker, UPDATE + given + headers + LAST + body, ends=name == "that ends early")
    assert (answered, media) == (status, PROBLEM)


def test_requests_that_are_sent_at_once_are_answered_in_their_order(tracker: Tracker) -> None:
    more = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with closing(socket.create_connection(("127.0.0.1", tracker.port), timeout=30)) as connection:
        connection.sendall(more + b"GET /api/v1/nothing/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" + SIDES + LAST)
        answers = heard(connection).split(b"HTTP/1.1 ")[1:]
    assert [int(each[:3]) for each in answers] == [200, 404, 200]
    assert json.loads(answers[0].partition(b"\r\n\r\n")[2]) == {"status": "alive"}


@pytest.fixture
def slow(tracker: Tracker) -> Iterator[list[socket.socket]]:
    """A hundred who announce a body, send one letter of it, and wait."""
    started = UPDATE + b"Host: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
    with ExitStack() as closing_all:
        connections = [
            closing_all.enter_context(socket.create_connection(("127.0.0.1", tracker.port), timeout=30))
            for _each in range(100)
        ]
        for each in connections:
            each.sendall(started)
        yield connections


def test_a_hundred_who_send_slowly_keep_nobody_waiting(slow: list[socket.socket], tracker: Tracker) -> None:
    assert sent(tracker, SIDES + LAST)[0] == 200
    assert {int(each.recv(65536).split()[1]) for each in slow} == {401}
