"""How these tests ask the API and read what it answers."""

import json
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client

BASE = "/api/v1/"
DAY = "2026-01-10"


def ask(path: str = "", *, headers: dict[str, str] | None = None, **parameters: Any) -> HttpResponse:
    """GET an address under the API; a list as a parameter's value repeats it."""
    query = f"?{urlencode(parameters, doseq=True)}" if parameters else ""
    answer: HttpResponse = Client().get(f"{BASE}{path}{query}", headers=headers or {})
    return answer


def read(path: str = "", **parameters: Any) -> Any:
    """The JSON of an answer that went well."""
    answer = ask(path, **parameters)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/json"
    return json.loads(answer.content)


def references(**parameters: Any) -> list[str]:
    """The references on a page of commitments."""
    return [each["reference"] for each in read("commitments/", **parameters)["results"]]


def refused(answer: HttpResponse, status: int, kind: str) -> Any:
    """The problem that an answer holds."""
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json"), answer.content
    told = json.loads(answer.content)
    assert (told["status"], told["type"]) == (status, f"urn:problem:{kind}")
    assert told["title"]
    assert told["detail"]
    return told


def at_fault(told: Any) -> list[str]:
    """The parameters that a problem names."""
    return sorted({each["parameter"] for each in told["errors"]})
