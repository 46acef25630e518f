"""Visitors of a real server on this machine: quick ones who read pages, and slow ones who read 10 KB a second."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection

HOST = "127.0.0.1"
PAGE = "/api/v1/commitments/"
WHOLE = "/api/v1/commitments.jsonl"
PIECE = 1024
PAUSE = 0.1
"""A kilobyte each tenth of a second: 10 KB/s."""
SMALL_BUFFER = 4096
REUSED = 20
"""How many pages a quick visitor reads on one connection, so that they meet every worker."""
PATIENCE = 30


def read_pages(port: int, seconds: float) -> list[float]:
    """Read one page after the other for some time; the seconds that each took, the connecting included."""
    took: list[float] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        connection = HTTPConnection(HOST, port, timeout=PATIENCE)
        for _page in range(REUSED):
            began = time.perf_counter()
            _read(connection)
            took.append(time.perf_counter() - began)
        connection.close()
    return took


def _read(connection: HTTPConnection) -> None:
    connection.request("GET", PAGE)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{PAGE} answered {answer.status}.")


def many_read_pages(port: int, seconds: float, visitors: int) -> list[float]:
    """The same by several at once."""
    took: list[list[float]] = [[] for _each in range(visitors)]

    def read(number: int) -> None:
        took[number] = read_pages(port, seconds)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [second for each in took for second in each]


@contextmanager
def slow_visitors(port: int, number: int) -> Iterator[None]:
    """While the block runs, so many visitors download the whole set slowly; they hang up at its end."""
    leaving = threading.Event()
    begun = [threading.Event() for _each in range(number)]
    threads = [threading.Thread(target=_crawl, args=(port, each, leaving)) for each in begun]
    for thread in threads:
        thread.start()
    try:
        for each in begun:
            if not each.wait(PATIENCE):
                raise RuntimeError("A slow visitor gets no answer.")
        yield
    finally:
        leaving.set()
        for thread in threads:
            thread.join()


def _crawl(port: int, begun: threading.Event, leaving: threading.Event) -> None:
    with socket.socket() as connection:
        connection.setsockopt(
            socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER
        )  # before connecting: it sets the window
        connection.settimeout(PATIENCE)
        connection.connect((HOST, port))
        connection.sendall(f"GET {WHOLE} HTTP/1.1\r\nHost: {HOST}:{port}\r\nConnection: close\r\n\r\n".encode())
        while connection.recv(PIECE):
            begun.set()
            if leaving.wait(PAUSE):
                return
