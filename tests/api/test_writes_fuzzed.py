"""No body, header or address of a write is a failure: what is not written is a 4xx that says why."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from commitments.api.problems import MEDIA_TYPE
from commitments.models import Commitment, Indicator
from commitments.provenance.verification import verify
from tests import factories as make
from tests.api.writing import DEADLINE, MILESTONE, OBSERVATION, UPDATE, WHY, Writer, tag_of

pytestmark = pytest.mark.django_db

CITATION = {"source": "the-text", "passage": "promise", "relation": "reports", "reason": WHY}
SENT: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "commitments/AB-2025-900/updates/", UPDATE | {"evidence": [], "awaiting": "BB", "corrects": None}),
    ("POST", "commitments/AB-2025-900/deadlines/", DEADLINE | {"passage": None}),
    ("POST", "commitments/AB-2025-900/milestones/", MILESTONE | {"reached_on": None}),
    ("PATCH", "commitments/AB-2025-900/milestones/1/", MILESTONE | {"reached_on": None}),
    ("POST", "commitments/AB-2025-900/citations/", CITATION),
    ("POST", "indicators/trade/observations/", OBSERVATION | {"side": "AA", "passage": None, "note": {}}),
]
WORDS = some.sampled_from(
    ["AA", "the-text", "promise", "stalled", "2026-01-02", "0000", "9999", "../9999", "12.5", "-0", "\x00", "fr", ""]
)
SCALARS = some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=30) | WORDS
VALUES = some.recursive(
    SCALARS,
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(
            some.sampled_from(["en", "fr", "source", "passage", "address"]) | some.text(), inner, max_size=3
        )
    ),
    max_leaves=8,
)


def changed(body: dict[str, Any]) -> some.SearchStrategy[dict[str, Any]]:
    """A body of which some members are given other values, some are left out, and some are new."""
    names = some.sampled_from(sorted(body)) | some.text(max_size=10)
    gone = some.sets(some.sampled_from(sorted(body)), max_size=2)
    return some.builds(
        lambda new, out: {name: value for name, value in (body | new).items() if name not in out},
        some.dictionaries(names, VALUES, max_size=3),
        gone,
    )


@pytest.fixture
def writer(db: None) -> Iterator[Writer]:
    """A program of AA, and what the bodies are about; whatever it wrote is afterwards what the editions say."""
    commitment = make.CitationFactory(
        commitment__reference="AB-2025-900", passage__handle="promise", passage__source__slug="the-text"
    ).commitment
    make.MilestoneFactory(commitment=commitment)
    make.IndicatorFactory(code="trade")
    yield Writer("AA")
    assert [str(fault) for fault in verify()] == []


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.data())
@pytest.mark.parametrize(("method", "path", "body"), SENT, ids=lambda each: each if isinstance(each, str) else "")
def test_no_body_is_a_failure(
    writer: Writer, method: str, path: str, body: dict[str, Any], data: some.DataObject
) -> None:
    record = Indicator.objects.get() if path.startswith("indicators") else Commitment.objects.get()
    text = json.dumps(data.draw(changed(body) | VALUES)).encode()
    key = data.draw(some.none() | some.uuids().map(str))
    answer = writer.send(method, path, text, seen=tag_of(record), key=key)
    assert answer.status_code in {200, 201, 400, 422}, answer.content
    assert answer["Content-Type"] == ("application/json" if answer.status_code < 300 else MEDIA_TYPE)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.binary(max_size=60), some.text(max_size=20), some.text(max_size=20), some.text(max_size=20))
def test_no_bytes_and_no_headers_are_a_failure(writer: Writer, content: bytes, seen: str, key: str, media: str) -> None:
    media = media.replace("\n", "").replace("\r", "")
    answer = writer.send("POST", SENT[0][1], content, media=media, key=key, seen=seen)
    assert answer.status_code in {400, 412, 415, 422, 428}
    assert answer["Content-Type"] == MEDIA_TYPE
