"""The page for integrators is true: what it shows is run against a tracker that is served."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from shutil import which
from typing import Any, ClassVar
from urllib.request import Request, urlopen

import pytest
from django.conf import settings

from tests.running.tracker import Tracker

PAGE = (settings.BASE_DIR / "docs" / "api.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^ *```(sh|python)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
BLOCKS = [(language, text) for language, text in BLOCK.findall(PAGE)]
SHELL = [text for language, text in BLOCKS if language == "sh"]
PROGRAMS = {re.match(r"# (\w+\.py):", text)[1]: text for language, text in BLOCKS if language == "python"}  # type: ignore[index]
TALKING_CURL = "curl() { command curl -sS -w '%{stderr}%{http_code}\\n' \"$@\"; }\n"
PATIENCE = 60


@pytest.fixture
def place(tracker: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the programs of the page, in an environment that names the tracker."""
    for name, text in PROGRAMS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("TRACKER", f"{tracker.address}/api/v1")
    monkeypatch.setenv("TOKEN", tracker.secrets["writer"])
    monkeypatch.setenv("PAUSE", "0.1")
    return tmp_path


def ended(place: Path, *command: str) -> tuple[int, str, str]:
    """How a program of the page ends, and what it prints and complains of."""
    done = subprocess.run(  # noqa: S603 - a program of our own page
        [sys.executable, *command], cwd=place, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    return done.returncode, done.stdout, done.stderr


def ran(place: Path, program: str) -> str:
    """What a program of the page prints."""
    status, printed, complaints = ended(place, program)
    assert (status, complaints) == (0, "")
    return printed


def told(address: str) -> dict[str, object]:
    """What the tracker answers without a token."""
    with urlopen(Request(f"{os.environ['TRACKER']}/{address}")) as answer:  # noqa: S310 - on loopback
        found: dict[str, object] = json.load(answer)
        return found


@pytest.mark.skipif(which("curl") is None, reason="the examples for the shell need curl (apt install curl)")
def test_each_request_of_the_shell_is_answered_as_the_page_says(place: Path) -> None:
    script = "set -eu\n" + TALKING_CURL + "".join(SHELL)
    expected = re.findall(r"# ([0-9]{3})$", script, flags=re.MULTILINE)
    done = subprocess.run(  # noqa: S603 - the examples of our own page
        ["/bin/sh", "-c", script], cwd=place, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert done.stderr.split() == expected
    assert len(expected) == script.count("\ncurl ")


def test_the_list_is_read_to_its_end(place: Path) -> None:
    *lines, count = ran(place, "overdue.py").splitlines()
    overdue = told("commitments/?sector=trade&sector=industry&lateness=overdue&limit=500")["results"]
    assert [line.split()[0] for line in lines] == [each["reference"] for each in overdue]  # type: ignore[index,attr-defined]
    assert count == f"{len(lines)} in all"
    assert lines


def test_a_word_is_sent_and_stands_in_the_record(place: Path) -> None:
    said = ran(place, "say.py")
    words = told("commitments/VL-2025-001/updates/")["results"]
    assert re.fullmatch(r"Word \d+ stands in edition \d+\n", said)
    assert words[-1]["note"]["en"] == "The list of goods is agreed; the prices are not."  # type: ignore[index]


def copied(place: Path) -> dict[str, object]:
    """The copy that the follower keeps."""
    try:
        found: dict[str, object] = json.loads((place / "copy.json").read_text("utf-8"))
    except FileNotFoundError:
        return {"next": 0}
    return found


@pytest.fixture
def following(place: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The follower, which never ends by itself."""
    running: list[subprocess.Popen[bytes]] = []
    yield running
    for each in running:
        each.kill()
        each.wait()


def follow_to(place: Path, number: object, following: list[subprocess.Popen[bytes]]) -> None:
    """Start the follower, wait until its copy reaches a number, and kill it."""
    follower = subprocess.Popen([sys.executable, "follow.py"], cwd=place)
    following.append(follower)
    last = time.monotonic() + PATIENCE
    while copied(place)["next"] != number:
        assert follower.poll() is None
        assert time.monotonic() < last
        time.sleep(0.05)
    follower.send_signal(signal.SIGKILL)
    follower.wait()


def test_the_follower_is_up_to_date_also_after_it_was_killed(
    place: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch, following: list[subprocess.Popen[bytes]]
) -> None:
    monkeypatch.setenv("TOKEN", "")
    follow_to(place, told("changes/?limit=1")["up_to"], following)
    assert copied(place)["records"]["sector/trade"] == record_of("sector/trade")  # type: ignore[index]
    monkeypatch.setenv("TOKEN", tracker.secrets["writer"])
    (place / "say.py").write_text(PROGRAMS["say.py"].replace("2026-03-31", "2026-04-30"), encoding="utf-8")
    ran(place, "say.py")
    monkeypatch.setenv("TOKEN", "")
    follow_to(place, told("changes/?limit=1")["up_to"], following)
    assert copied(place)["records"]["commitment/VL-2025-001"] == record_of("commitment/VL-2025-001")  # type: ignore[index]


def record_of(name: str) -> object:
    """The newest record of a noun and key, from the end of the feed."""
    page: list[dict[str, object]] = told("changes/?limit=500")["results"]  # type: ignore[assignment]
    return [each["record"] for each in page if f"{each['noun']}/{each['key']}" == name][-1]


def test_a_refusal_is_told_with_all_that_is_wrong(place: Path) -> None:
    (place / "overdue.py").write_text(PROGRAMS["overdue.py"].replace('"overdue"', '"late"'), encoding="utf-8")
    status, _printed, complaints = ended(place, "overdue.py")
    assert status == 1
    assert "lateness: “late” is not known here. Known are: closed, undated" in complaints


def test_a_copy_of_another_chain_is_not_gone_on_with(place: Path) -> None:
    copy = {"next": 1, "digest": "sha256:" + 64 * "f", "tag": "", "records": {}}
    (place / "copy.json").write_text(json.dumps(copy), encoding="utf-8")
    assert ended(place, "follow.py") == (
        1,
        "",
        "Edition 2 does not follow on copy.json: this is another chain.\n",
    )
    assert copied(place) == copy


class Proxy(BaseHTTPRequestHandler):
    """Somebody in between, behind whom the tracker is away for a while."""

    answers: ClassVar[list[tuple[int, dict[str, str], bytes]]] = []

    def do_GET(self) -> None:
        """Answer the next that is to be answered, and break off when it says so."""
        status, headers, content = self.answers.pop(0)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_said: Any) -> None:
        """Nothing: the answers are looked at."""


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Proxy]]:
    """One that answers as it is told."""
    server = HTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("BEHIND", f"http://127.0.0.1:{server.server_port}")
    yield Proxy
    server.shutdown()
    server.server_close()


HTML, JSON = {"Content-Type": "text/html"}, {"Content-Type": "application/json"}
AT_ONCE = {"Retry-After": "0"}
ASK = "import os; from tracker import ask; print(ask(os.environ['BEHIND'], attempts=4)[::2])"


def test_what_passes_is_asked_again_and_that_is_said(place: Path, proxy: type[Proxy]) -> None:
    cut = {**JSON, "Content-Length": "99"}
    proxy.answers[:] = [
        (502, HTML | AT_ONCE, b"<html>"),
        (503, JSON | AT_ONCE, b"{}"),
        (429, JSON | AT_ONCE, b"{}"),
        (200, JSON, b"[1]"),
    ]
    status, printed, complaints = ended(place, "-c", ASK)
    assert (status, printed) == (0, "(200, [1])\n")
    assert re.findall("HTTP Error ([0-9]+)", complaints) == ["502", "503", "429"]
    (place / "tracker.py").write_text(PROGRAMS["tracker.py"].replace("else 5", "else 0"), encoding="utf-8")
    proxy.answers[:] = [(200, cut, b"[1"), (200, JSON, b"[2]")]
    status, printed, complaints = ended(place, "-c", ASK)
    assert (status, printed) == (0, "(200, [2])\n")
    assert "IncompleteRead" in complaints


def test_what_is_not_from_the_tracker_is_told_so(place: Path, proxy: type[Proxy]) -> None:
    proxy.answers[:] = [(404, HTML, b"<html>")]
    told_of = "(404, {'detail': '404 Not Found, not from the tracker.'})\n"
    assert ended(place, "-c", ASK) == (0, told_of, "")
    proxy.answers[:] = [(204, {}, b"")]
    assert ended(place, "-c", ASK) == (0, "(204, None)\n", "")
