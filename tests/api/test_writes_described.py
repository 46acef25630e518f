"""The description of writes: complete, with examples that can be sent, and true of what is answered."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from commitments.api.shapes.bodies import (
    CitationSent,
    DeadlineSent,
    MilestoneMended,
    MilestoneSent,
    ObservationMended,
    ObservationSent,
    UpdateSent,
)
from commitments.api.views.docs import description
from commitments.api.writes import examples
from commitments.api.writes.describing import PROBLEMS
from commitments.models import Commitment, Indicator
from tests import factories as make
from tests.api.test_schema import strict
from tests.api.writing import Writer, told

BODIES: dict[str, tuple[Any, Any]] = {
    "updates_add": (UpdateSent, examples.UPDATE),
    "deadlines_add": (DeadlineSent, examples.DEADLINE),
    "milestones_add": (MilestoneSent, examples.MILESTONE),
    "milestones_mend": (MilestoneMended, examples.REACHED),
    "citations_add": (CitationSent, examples.CITATION),
    "observations_add": (ObservationSent, examples.OBSERVATION),
    "observations_mend": (ObservationMended, examples.MENDED),
}
PATHS = {
    "updates_add": "commitments/VL-2025-001/updates/",
    "deadlines_add": "commitments/VL-2025-001/deadlines/",
    "milestones_add": "commitments/VL-2025-001/milestones/",
    "milestones_mend": "commitments/VL-2025-001/milestones/1/",
    "citations_add": "commitments/VL-2025-001/citations/",
    "observations_add": "indicators/trade/observations/",
    "observations_mend": f"indicators/trade/observations/{examples.OBSERVATION_NAME}/",
}
WITHOUT_A_BODY = ("milestones_drop", "citations_drop", "observations_drop")


def writes() -> dict[str, Any]:
    """The description of every method that writes, by its name."""
    methods = [told for each in description()["paths"].values() for verb, told in each.items() if verb != "get"]
    return {each["operationId"]: each for each in methods}


def faults(schema: Any, value: Any) -> list[str]:
    """Where a value is not as described."""
    whole = strict({**schema, "components": description()["components"]})
    validator = Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{each.json_path}: {each.message}" for each in validator.iter_errors(value)]


def body(operation: str) -> Any:
    """The schema of what is sent."""
    return writes()[operation]["requestBody"]["content"]["application/json"]["schema"]


def test_every_method_that_writes_is_described() -> None:
    assert set(writes()) == {*BODIES, *WITHOUT_A_BODY}


@pytest.mark.parametrize("operation", [*BODIES, *WITHOUT_A_BODY])
def test_every_write_has_its_condition_and_all_its_answers(operation: str) -> None:
    described = writes()[operation]
    headers = {each["name"]: each.get("required", False) for each in described["parameters"] if each["in"] == "header"}
    once = {"Idempotency-Key": False} if operation.endswith("_add") else {}
    assert headers == {"If-Match": True, **once}
    bodiless = {411, 413, 415} if operation in WITHOUT_A_BODY else set()
    never_public = {410} if operation.startswith("observations") else set()
    well = {"_add": 201, "mend": 200, "drop": 204}[operation[-4:]]
    assert set(map(int, described["responses"])) == {well, *PROBLEMS} - bodiless - never_public
    assert all(each.get("description") for each in described["parameters"])
    assert {"token": []} in described["security"]


@pytest.mark.parametrize("operation", BODIES)
def test_what_is_described_is_what_is_read(operation: str) -> None:
    shape, example = BODIES[operation]
    assert faults(body(operation), example) == []
    assert shape(data=example).is_valid()
    for wrong in (example | {"x": 1}, {name: value for name, value in example.items() if name != "reason"}):
        assert faults(body(operation), wrong)
        assert not shape(data=wrong).is_valid()


def test_how_many_things_a_list_holds_is_described_as_it_is_read() -> None:
    for many, faulty in ((50, False), (51, True)):
        word = examples.UPDATE | {"evidence": [{"address": "https://example.org/"}] * many}
        assert bool(faults(body("updates_add"), word)) is faulty
        assert UpdateSent(data=word).is_valid() is not faulty


@pytest.fixture
def promise(db: None) -> Commitment:
    """What the examples are about."""
    partnership = make.PartnershipFactory(
        slug="vietnam-laos", code="VL", sides=[make.SideFactory(code="AA"), make.SideFactory(code="LA")]
    )
    make.SourceFactory(slug=examples.OBSERVATION["source"])
    source = make.SourceFactory(slug=examples.CITATION["source"])
    commitment: Commitment = make.CitationFactory(
        commitment__reference="VL-2025-001", commitment__partnership=partnership, passage__source=source
    ).commitment
    make.PassageFactory(source=source, handle=examples.CITATION["passage"])
    return commitment


def test_the_examples_can_be_sent_and_the_answers_are_as_described(promise: Commitment) -> None:
    writer = Writer("AA")
    trade: Indicator = make.IndicatorFactory(code="trade")
    wrong = {}
    for operation, (_shape, example) in BODIES.items():
        adds = operation.endswith("_add")
        record = trade if operation.startswith("observations") else promise
        answer = writer.send("POST" if adds else "PATCH", PATHS[operation], example, seen=record)
        status = 201 if adds else 200
        schema = writes()[operation]["responses"][str(status)]["content"]["application/json"]["schema"]
        wrong[operation] = faults(schema, told(answer, status))
    assert {operation: found for operation, found in wrong.items() if found} == {}


def test_a_problem_is_as_described(promise: Commitment) -> None:
    writer, path = Writer("AA"), PATHS["updates_add"]
    for answer in (
        writer.post(path, {"x": 1}, seen=promise),
        writer.post(path, examples.UPDATE, seen='"1"'),
        writer.post(path, examples.UPDATE),
        writer.post(path, b"{", seen=promise),
    ):
        schema = writes()["updates_add"]["responses"][str(answer.status_code)]["content"]["application/problem+json"]
        assert faults(schema["schema"], json.loads(answer.content)) == []
