"""Errors that are nobody's bad input."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DataError, OperationalError
from django.test import Client
from django.utils import translation
from rest_framework import exceptions

from commitments.api.problems import problem
from commitments.models.vocabulary import ShownStatus
from tests.api.reading import BASE, ask, refused


def fail_with(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Let the version of every list fail with this."""

    def fail() -> int:
        raise error

    monkeypatch.setattr("commitments.api.resources.newest_public_number", fail)


def test_what_nobody_foresaw_is_told_without_its_inside(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fail_with(monkeypatch, RuntimeError("the inside"))
    answer = Client(raise_request_exception=False).get(f"{BASE}sides/")
    assert "the inside" not in json.dumps(refused(answer, 500, "internal-server-error"))
    assert "the inside" in caplog.text


def test_what_nobody_foresaw_is_told_to_whoever_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(monkeypatch, RuntimeError("the inside"))
    with pytest.raises(RuntimeError, match="the inside"):
        Client().get(f"{BASE}sides/")


def test_while_a_developer_watches_the_failure_is_shown_whole(settings: object) -> None:
    settings.DEBUG = True  # type: ignore[attr-defined]
    assert problem(RuntimeError("the inside")) is None


def test_a_database_that_does_not_answer_is_a_503(monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(monkeypatch, OperationalError("down"))
    answer = Client().get(f"{BASE}sides/")
    refused(answer, 503, "unavailable")
    assert answer["Retry-After"] == "5"


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (DataError("out of range"), 400, "bad-request"),
        (PermissionDenied(), 403, "forbidden"),
        (exceptions.Throttled(wait=7), 429, "too-many-requests"),
        (exceptions.UnsupportedMediaType("text/plain"), 415, "unsupported-media-type"),
        (exceptions.ParseError(), 400, "bad-request"),
    ],
)
def test_the_errors_that_libraries_raise_are_problems_too(error: Exception, status: int, kind: str) -> None:
    answer = problem(error)
    assert answer is not None
    refused(answer, status, kind)


def test_who_asks_too_often_is_told_when_to_come_back() -> None:
    answer = problem(exceptions.Throttled(wait=7))
    assert answer is not None
    assert answer["Retry-After"] == "7"


def test_an_address_that_leads_nowhere_tells_where_to_look() -> None:
    told = refused(ask("nowhere/"), 404, "not-found")
    assert told["detail"] == "There is nothing at this address. Look at /api/v1/ for what there is."


def test_a_method_that_is_not_taken_is_answered_with_those_that_are() -> None:
    answer = Client().put(f"{BASE}sides/")
    told = refused(answer, 405, "method-not-allowed")
    assert told["detail"] == "This address does not take this method. It takes: GET, HEAD, OPTIONS."
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_a_form_that_is_not_to_be_had_is_answered_with_those_that_are() -> None:
    told = refused(ask("sides/", headers={"Accept": "text/html"}), 406, "not-acceptable")
    assert told["detail"].endswith("It can name: application/json.")
    told = refused(ask("commitments.csv", headers={"Accept": "text/html"}), 406, "not-acceptable")
    assert "text/csv" in told["detail"]


def test_words_of_our_own_are_not_replaced() -> None:
    answers = [
        problem(exceptions.UnsupportedMediaType("text/plain")),
        problem(exceptions.UnsupportedMediaType("", "Send it plain.", "content-encoding")),
    ]
    details = [refused(answer, 415, "unsupported-media-type")["detail"] for answer in answers if answer]
    assert details == [
        "This address reads JSON alone. Send the body with “Content-Type: application/json”.",
        "Send it plain.",
    ]


@pytest.mark.parametrize(
    ("wait", "language", "words"),
    [
        (1, "en", "Ask again in 1 second."),
        (7, "en", "Ask again in 7 seconds."),
        (7, "fr", "Réessayez dans 7 secondes."),
        (7, "vi", "Hãy thử lại sau 7 giây."),
        (None, "en", "Ask again in a while."),
    ],
)
def test_how_long_to_wait_is_said_in_the_readers_language(wait: int | None, language: str, words: str) -> None:
    with translation.override(language):
        answer = problem(exceptions.Throttled(wait=wait))
    assert answer is not None
    assert refused(answer, 429, "too-many-requests")["detail"].endswith(words)


@pytest.mark.django_db
def test_a_value_that_is_not_known_is_named_with_those_that_are() -> None:
    told = refused(ask("commitments/", status="finished"), 400, "bad-parameter")
    (error,) = told["errors"]
    assert error["parameter"] == "status"
    assert error["detail"].startswith("“finished” is not known here. Known are: ")
    assert all(word in error["detail"] for word in ShownStatus.values)
    (error,) = refused(ask("commitments/", owner="nobody"), 400, "bad-parameter")["errors"]
    assert error["detail"] == "There is no “nobody” on record. Look its name up in its list."
    (error,) = refused(ask("commitments/", stale="maybe"), 400, "bad-parameter")["errors"]
    assert error["detail"] == "Write true or false."
    (error,) = refused(ask("commitments/", status="x" * 5000), 400, "bad-parameter")["errors"]
    assert len(error["detail"]) < 500


def test_a_problem_is_never_kept_in_a_cache() -> None:
    assert Client().get(f"{BASE}nowhere/")["Cache-Control"] == "no-store"
