"""The examples in the API's description are what it answers on the first content, and what it takes.

After a change of the first content or of a record's shape: RENEW_EXAMPLES=1 pytest tests/api/test_examples.py
"""

import json
import os
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from commitments.api import examples
from commitments.api.writes import examples as sent
from commitments.models import Organisation
from tests.api.reading import BASE
from tests.api.writing import Writer

SEEDED_AT, SENT_AT = "2026-02-01T06:00:00Z", "2026-02-06T03:14:00Z"
RECORD = "commitments/VL-2025-001/"
HOST = {"Host": "127.0.0.1:8000"}
WRITES: dict[str, tuple[str, dict[str, Any]]] = {
    "updates/": ("POST", sent.UPDATE),
    "deadlines/": ("POST", sent.DEADLINE),
    "milestones/": ("POST", sent.MILESTONE),
    "milestones/1/": ("PATCH", sent.REACHED),
    "citations/": ("POST", sent.CITATION),
}


def ask(path: str) -> Any:
    """The JSON that is answered to anybody."""
    return json.loads(Client().get(f"{BASE}{path}", headers=HOST).content)


def answers() -> dict[str, Any]:
    """What is answered now where the examples were asked for."""
    newest, before = [each["number"] for each in ask(f"{RECORD}editions/")["results"]][:2]
    return {name: ask(path.format(newest=newest, before=before)) for name, path in examples.ASKED.items()}


def without_links(value: Any) -> Any:
    """Without what binds an edition to those before it: in which order these were loaded is no matter of an example."""
    if isinstance(value, list):
        return [without_links(each) for each in value]
    if not isinstance(value, dict):
        return value
    links = {"previous", "digest"} if "record_digest" in value else set()
    return {name: without_links(each) for name, each in value.items() if name not in links}


@pytest.mark.django_db
def test_every_example_is_what_is_answered_or_taken_on_the_first_content() -> None:
    with time_machine.travel(SEEDED_AT, tick=False):
        call_command("seed", verbosity=0)
    with time_machine.travel(SENT_AT, tick=False):
        writer = Writer(of=Organisation.objects.get(slug="moit-vn"))
        for path, (method, body) in WRITES.items():
            seen = writer.get(RECORD)["ETag"]
            answer = writer.send(method, f"{RECORD}{path}", body, seen=seen)
            assert answer.status_code in {200, 201}, answer.content
            if path == "updates/":
                found = answers()
        for path, method, body in (
            ("indicators/bilateral-trade/observations/", "POST", sent.OBSERVATION),
            (f"indicators/bilateral-trade/observations/{sent.OBSERVATION_NAME}/", "PATCH", sent.MENDED),
        ):
            seen = writer.get("indicators/bilateral-trade/")["ETag"]
            assert writer.send(method, path, body, seen=seen).status_code in {200, 201}
    if os.environ.get("RENEW_EXAMPLES"):
        examples.FILE.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert without_links(found) == without_links(json.loads(examples.FILE.read_text(encoding="utf-8")))
