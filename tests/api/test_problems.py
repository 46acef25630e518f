"""Errors that are nobody's bad input."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DataError, OperationalError
from django.test import Client
from rest_framework import exceptions

from commitments.api.problems import problem
from tests.api.reading import BASE, refused


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


def test_a_problem_is_never_kept_in_a_cache() -> None:
    assert Client().get(f"{BASE}nowhere/")["Cache-Control"] == "no-store"
