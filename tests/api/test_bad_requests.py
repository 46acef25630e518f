"""Requests that are wrong as a whole: their method, host, headers or body. Each is a 4xx problem that says why."""

import gzip
import json
from typing import Any

import pytest
from django.db import DatabaseError, InternalError
from django.test import Client

from commitments.api.problems import MEDIA_TYPE
from commitments.models import Commitment
from tests import factories as make
from tests.api.reading import BASE, ask, refused
from tests.api.writing import UPDATE, WHY, Writer

pytestmark = pytest.mark.django_db

UPDATES = "commitments/AB-2025-001/updates/"
DEADLINES = "commitments/AB-2025-001/deadlines/"
ODD_HOSTS = ["elsewhere.example", "", "a b", "[", "é", "x" * 300, "\x00"]
UNDER_THE_API = [BASE, f"{BASE}commitments/", f"{BASE}nothing/", f"{BASE}commitments", "/api/", "/api", "/healthz"]


@pytest.fixture
def promise() -> Commitment:
    """A commitment to write to."""
    commitment: Commitment = make.CommitmentFactory(reference="AB-2025-001")
    return commitment


@pytest.mark.parametrize("host", ODD_HOSTS)
def test_a_host_that_is_not_ours_is_told_so_as_a_problem(host: str) -> None:
    for path in UNDER_THE_API:
        told = refused(Client().get(path, headers={"Host": host}), 400, "bad-request")
        assert "Host" in told["detail"]


def test_a_person_is_told_of_a_wrong_host_by_a_page() -> None:
    answer = Client().get("/en/", headers={"Host": "elsewhere.example"})
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/html; charset=utf-8")


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PATCH", "PUT", "DELETE", "POST", "PROPFIND", "ODD"])
def test_a_method_that_is_not_served_is_a_problem_wherever_it_is_sent(method: str, promise: Commitment) -> None:
    for path in ("", "commitments/", "commitments/AB-2025-001/", "changes/", "schema/", "docs/", "commitments.csv"):
        refused(Client().generic(method, BASE + path, b"{"), 405, "method-not-allowed")
    for path in ("/healthz", "/readyz"):
        refused(Client().generic(method, path, b"{"), 405, "method-not-allowed")
    for path in (f"{BASE}nothing/", "/api/", "/api/v2/commitments/", f"{BASE}commitments/AB-2025-404/nothing/"):
        refused(Client().generic(method, path, b"{"), 404, "not-found")


@pytest.mark.parametrize("path", ["", "commitments/", "commitments.csv", "schema/", "docs/", UPDATES])
def test_options_are_told_without_a_body(path: str, promise: Commitment) -> None:
    answer = Client().options(BASE + path)
    assert (answer.status_code, answer.content, "GET" in answer["Allow"]) == (204, b"", True)


@pytest.mark.parametrize("accept", ["garbage", ";;;", "\x00", "é", "," * 5000, "*", "/", "a/b/c", "text/html"])
def test_an_accept_that_names_nothing_of_ours_is_a_problem(accept: str) -> None:
    for path in ("", "commitments/", "commitments.csv", "schema/"):
        refused(ask(path, headers={"Accept": accept}), 406, "not-acceptable")


@pytest.mark.parametrize("accept", ["*/*;q=0", "application/json;q=x", "application/json;q=0", "application/json;v=7"])
def test_an_accept_of_an_odd_weight_is_no_failure(accept: str) -> None:
    assert ask("commitments/", headers={"Accept": accept}).status_code == 200


ODD_CREDENTIALS = ["", " ", "Bearer", "Bearer ", "Basic eA==", "Bearer \x00", "Bearer é", "Bearer a b", "Token x", '"']


@pytest.mark.parametrize("credentials", [*ODD_CREDENTIALS, "Bearer " + "x" * 9000, "bearer\tx"])
def test_credentials_that_are_none_are_refused_wherever_they_are_sent(credentials: str) -> None:
    for path in (BASE, f"{BASE}commitments/", f"{BASE}docs/", f"{BASE}schema/", f"{BASE}nothing/", "/api/v2/x/"):
        answer = Client().get(path, headers={"Authorization": credentials})
        refused(answer, 401, "invalid-token")
        assert answer["WWW-Authenticate"].startswith("Bearer ")


@pytest.mark.parametrize("tag", ["", "*", '"', "W/", 'W/"x"', "x" * 9000, "\x00", "é", '"' + "9" * 400 + '"', ",,,"])
def test_a_condition_that_is_odd_is_no_failure(tag: str) -> None:
    for name in ("If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range", "Range"):
        answer = ask("sides/", headers={name: tag})
        assert answer.status_code in {200, 304, 412}
        if answer.status_code == 412:
            refused(answer, 412, "precondition-failed")


def changed(**members: Any) -> bytes:
    """A word with other members."""
    return json.dumps(UPDATE | members).encode()


BODIES = {
    "half a character": (changed(note={"en": "\ud800"}), 400),
    "half a character in a name": (b'{"\\ud800": 1}', 400),
    "ten megabytes": (b'"' + b"a" * 10_000_000 + b'"', 413),
    "a thousand lists deep": (b"[" * 1000 + b"]" * 1000, 400),
    "a thousand objects deep": (b'{"a":' * 1000 + b"1" + b"}" * 1000, 400),
    "opened a million times": (b"[" * 900_000, 400),
    "beyond 64 bits": (changed(progress=2**63), 400),
    "ten thousand digits": (b'{"progress": ' + b"9" * 10_000 + b"}", 400),
    "no finite number": (b'{"progress": 1e999}', 400),
    "no number": (b'{"progress": NaN}', 400),
    "UTF-16": (json.dumps(UPDATE).encode("utf-16"), 400),
    "no UTF-8": (b'{"a": "\xff"}', 400),
    "nothing": (b"", 400),
    "a member twice": (b'{"a": 1, "a": 2}', 400),
    "NUL": (changed(note={"en": "a\x00b"}), 422),
    "null": (b"null", 422),
    "a list": (b"[]", 422),
    "ten thousand members": (json.dumps({f"m{number}": 1 for number in range(10_000)}).encode(), 422),
    "ten thousand pieces of evidence": (changed(evidence=[{"address": "https://example.org/"}] * 10_000), 422),
    "a note of a million letters": (changed(note={"en": "a" * 900_000}), 422),
    "year 0": (changed(as_of="0000-01-01"), 422),
    "year 9999": (changed(as_of="9999-12-31"), 422),
    "year 10000": (changed(as_of="10000-01-01"), 422),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_cannot_be_taken_is_a_problem(name: str, promise: Commitment) -> None:
    content, status = BODIES[name]
    answer = Writer("AA").post(UPDATES, content, seen=promise)
    assert (answer.status_code, answer["Content-Type"]) == (status, MEDIA_TYPE)


@pytest.mark.parametrize("edtf", ["0000", "0000/9999", "-0001", "10000", "Y170000002", "2026-02-30", "0000-00", "1e3"])
def test_a_date_that_is_none_is_a_problem(edtf: str, promise: Commitment) -> None:
    told = refused(
        Writer("AA").post(DEADLINES, {"edtf": edtf, "basis": "explicit", "reason": WHY}, seen=promise), 422, "refused"
    )
    assert [each["pointer"] for each in told["errors"]] == ["/edtf"]


@pytest.mark.parametrize("edtf", ["9999", "../9999", "9999/.."])
def test_the_last_year_there_is_can_be_written_and_read_in_every_form(edtf: str, promise: Commitment) -> None:
    sent = {"edtf": edtf, "basis": "explicit", "reason": WHY}
    assert Writer("AA").post(DEADLINES, sent, seen=promise).status_code == 201
    for path in ("commitments/", "commitments.csv", "summary/"):
        for on in ("0001-01-01", "9999-12-31"):
            for answer in (ask(path, on=on), ask(path, due_after=on, due_before=on)):
                assert (answer.status_code, bool(answer.getvalue())) == (200, True)


MEDIA = ["text/plain", "application/xml", "", "garbage", ";", "multipart/form-data", "application/problem+json"]
CHARSETS = ["utf-16", "latin-1", "nope", '"', "é"]


@pytest.mark.parametrize("media", [*MEDIA, *(f"application/json; charset={each}" for each in CHARSETS)])
def test_a_media_type_or_charset_that_is_not_read_is_a_problem(media: str, promise: Commitment) -> None:
    refused(Writer("AA").post(UPDATES, UPDATE, seen=promise, media=media), 415, "unsupported-media-type")


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "GZIP", "gzip, gzip", "identity, gzip", "odd"])
def test_a_body_that_is_packed_is_a_problem(encoding: str, promise: Commitment) -> None:
    for content in (gzip.compress(json.dumps(UPDATE).encode()), json.dumps(UPDATE).encode()):
        answer = Writer("AA").post(UPDATES, content, seen=promise, **{"Content-Encoding": encoding})
        refused(answer, 415, "unsupported-media-type")


def test_a_body_that_says_that_it_is_not_packed_is_read(promise: Commitment) -> None:
    answer = Writer("AA").post(UPDATES, UPDATE, seen=promise, **{"Content-Encoding": "identity"})
    assert answer.status_code == 201


@pytest.mark.parametrize("key", ["", "a" * 256, "é", "\x00", "a\nb"])
def test_a_key_that_is_none_is_a_problem(key: str, promise: Commitment) -> None:
    refused(Writer("AA").post(UPDATES, UPDATE, seen=promise, key=key), 400, "bad-header")


@pytest.mark.parametrize("error", [DatabaseError("file is not a database"), InternalError("corrupt")])
def test_a_database_that_is_broken_is_a_503(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_arguments: Any) -> int:
        raise error

    monkeypatch.setattr("commitments.api.resources.newest_public_number", fail)
    for path in ("commitments/", "changes/", "summary/", "commitments.csv"):
        answer = ask(path)
        refused(answer, 503, "unavailable")
        assert answer["Retry-After"] == "5"


def test_a_failure_outside_of_the_views_is_a_problem_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: Any) -> None:
        raise RuntimeError("the inside")

    monkeypatch.setattr("django.middleware.common.CommonMiddleware.process_request", fail)
    client = Client(raise_request_exception=False)
    assert "the inside" not in json.dumps(refused(client.get(f"{BASE}sides/"), 500, "internal-server-error"))
    page = client.get("/en/")
    assert (page.status_code, page["Content-Type"]) == (500, "text/html; charset=utf-8")


def test_a_database_that_fails_outside_of_the_views_is_a_503(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: Any) -> None:
        raise InternalError("corrupt")

    monkeypatch.setattr("django.middleware.common.CommonMiddleware.process_request", fail)
    refused(Client(raise_request_exception=False).get(f"{BASE}sides/"), 503, "unavailable")
