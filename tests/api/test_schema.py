"""The API's description: complete, valid, and true of what is answered."""

import json
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from jsonschema import Draft202012Validator

from commitments.api import health_urls, urls
from commitments.api.examples import CHANGES, COMMITMENT, EDITION, PAGE, PROBLEM, SUMMARY
from commitments.api.views.docs import description
from commitments.filters import CommitmentFilters
from commitments.values.attachments import ENDINGS
from tests.api import scenes
from tests.api.reading import BASE, ask

SILENT = {"schema", "docs", "nowhere", "slashless"}
WRITTEN = {"deadlines", "milestones", "milestone", "citations", "citation", "observation"}
"""The addresses that are only written to: see test_writes_described."""
PATHS = {
    "root": "",
    "commitments_list": "commitments/",
    "commitments_read": "commitments/AB-2025-900/",
    "editions_list": "commitments/AB-2025-900/editions/",
    "editions_read": "commitments/AB-2025-900/editions/{newest}/?diff={oldest}",
    "updates_list": "commitments/AB-2025-900/updates/",
    "summary_read": "summary/",
    "changes_list": "changes/?limit=500",
    "checkpoints_list": "checkpoints/",
    "partnerships_list": "partnerships/",
    "partnerships_read": "partnerships/aa-bb/",
    "sides_list": "sides/",
    "sides_read": "sides/AA/",
    "organisations_list": "organisations/",
    "organisations_read": "organisations/the-committee/",
    "sectors_list": "sectors/",
    "sectors_read": "sectors/transport/",
    "meetings_list": "meetings/",
    "meetings_read": "meetings/the-session/",
    "sources_list": "sources/",
    "sources_read": "sources/the-text/",
    "indicators_list": "indicators/",
    "indicators_read": "indicators/trade/",
    "observations_list": "indicators/trade/observations/",
    "healthz": "/healthz",
    "readyz": "/readyz",
}
PAGED = ("ordering", "cursor", "limit", "count")
FILES = {
    "commitments_jsonl": "application/jsonl",
    "commitments_csv": "text/csv",
    "commitments_xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ATTACHED = "files_read"
"""Answers with whatever file a word rests on: tests/api/test_files.py."""


def operations() -> dict[str, Any]:
    """The description of every GET, by its name."""
    found = [methods["get"] for methods in description()["paths"].values() if "get" in methods]
    return {each["operationId"]: each for each in found}


def strict(schema: Any) -> Any:
    """A schema that refuses members that it does not name."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {name: strict(each) for name, each in schema.items()}
    return {"additionalProperties": False, **closed} if "properties" in schema else closed


def faults(operation: str, answer: Any, status: str = "200") -> list[str]:
    """Where an answer is not as described."""
    ((_media, told),) = operations()[operation]["responses"][status]["content"].items()
    schema = strict({**told["schema"], "components": description()["components"]})
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{each.json_path}: {each.message}" for each in validator.iter_errors(answer)]


def answered(operation: str) -> Any:
    """A real answer of an operation."""
    editions = json.loads(ask("commitments/AB-2025-900/editions/").content)["results"]
    path = PATHS[operation].format(newest=editions[0]["number"], oldest=editions[-1]["number"])
    answer = Client().get(path if path.startswith("/") else BASE + path)
    assert answer.status_code == 200
    return json.loads(answer.content)


def test_the_description_is_valid_and_made_without_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("spectacular", validate=True, fail_on_warn=True, lang="en")
    assert "openapi: 3.1.0" in capsys.readouterr().out


def test_every_address_is_described() -> None:
    named = [each.name for each in [*urls.urlpatterns, *health_urls.urlpatterns]]
    addresses = [each for each in named if each not in SILENT | WRITTEN]
    assert len(operations()) == len(addresses) == len({*PATHS, *FILES, ATTACHED})
    assert set(operations()) == {*PATHS, *FILES, ATTACHED}


def test_every_filter_is_described_and_nothing_else() -> None:
    told = {each["name"] for each in operations()["commitments_list"]["parameters"] if each["in"] == "query"}
    assert told == {*CommitmentFilters.base_filters, "on", "as_of", "recorded_at", *PAGED}


@pytest.mark.parametrize("operation", [*FILES, "summary_read"])
def test_what_is_answered_whole_takes_the_same_filters_and_no_page(operation: str) -> None:
    told = {each["name"] for each in operations()[operation]["parameters"] if each["in"] == "query"}
    ordered = {"ordering"} if operation in FILES else set()
    assert told == {*CommitmentFilters.base_filters, "on", "as_of", "recorded_at", *ordered}


@pytest.mark.django_db
@pytest.mark.parametrize("operation", FILES)
def test_a_file_has_the_media_type_that_is_described(operation: str) -> None:
    answer = ask(operation.replace("_", "."))
    (described,) = operations()[operation]["responses"]["200"]["content"]
    assert answer["Content-Type"].partition(";")[0] == described == FILES[operation]
    assert bool(answer.getvalue()) == (operation != "commitments_jsonl")


def test_the_words_that_a_filter_takes_are_described() -> None:
    told = {each["name"]: each["schema"] for each in operations()["commitments_list"]["parameters"]}
    assert told["stale"] == {"type": "boolean"}
    assert told["count"] == {"type": "boolean", "default": False}
    assert told["missing"]["items"]["enum"] == ["owner", "deadline", "measure", "evidence"]
    assert told["made_after"] == {"type": "string", "format": "date"}
    assert told["q"]["maxLength"] == 200


def test_a_list_of_words_has_the_name_that_it_has_in_answers() -> None:
    lists = description()["components"]["schemas"]
    told = {each["name"]: each["schema"] for each in operations()["commitments_list"]["parameters"]}
    taken = {
        name: [value for value, _label in each.extra["choices"]]
        for name, each in CommitmentFilters.base_filters.items()
        if "choices" in each.extra and name not in {"stale", "missing"}
    }
    assert {name: lists[told[name]["items"]["$ref"].rpartition("/")[2]]["enum"] for name in taken} == taken
    assert lists["Commitment"]["properties"]["status"] == told["status"]["items"]


def test_whatever_the_description_refers_to_is_there() -> None:
    named = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(description(), default=str)))
    assert named == set(description()["components"]["schemas"])


def test_every_parameter_says_what_it_does() -> None:
    silent = [
        (operation, each["name"])
        for operation, told in operations().items()
        for each in told.get("parameters", [])
        if not each.get("description")
    ]
    assert silent == []


@pytest.mark.django_db
def test_every_real_answer_is_as_described() -> None:
    scenes.rich()
    scenes.withdrawn()
    wrong = {operation: faults(operation, answered(operation)) for operation in PATHS}
    assert {operation: found for operation, found in wrong.items() if found} == {}


@pytest.mark.django_db
def test_an_answer_that_is_not_as_described_is_found_out() -> None:
    scenes.rich()
    answer = answered("commitments_read")
    assert faults("commitments_read", answer | {"surprise": 1})
    assert faults("commitments_read", answer | {"kind": "surprise"})
    assert faults("commitments_read", {name: value for name, value in answer.items() if name != "lateness"})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("operation", "path", "status"),
    [
        ("commitments_list", "commitments/?kind=x", "400"),
        ("commitments_read", "commitments/AB-2025-404/", "404"),
        ("commitments_read", "commitments/AB-2025-700/", "410"),
    ],
)
def test_a_real_problem_is_as_described(operation: str, path: str, status: str) -> None:
    scenes.withdrawn()
    answer = ask(path)
    assert str(answer.status_code) == status
    assert faults(operation, json.loads(answer.content), status) == []


EXAMPLES = {
    "commitments_list": PAGE,
    "commitments_read": COMMITMENT,
    "editions_read": EDITION,
    "changes_list": CHANGES,
    "summary_read": SUMMARY,
}


@pytest.mark.parametrize("operation", EXAMPLES)
def test_the_examples_are_shown_and_as_described(operation: str) -> None:
    example = EXAMPLES[operation]
    (shown,) = operations()[operation]["responses"]["200"]["content"]["application/json"]["examples"].values()
    assert shown["value"] == example.value
    assert faults(operation, example.value) == []


def test_every_address_shows_a_problem() -> None:
    for operation, told in operations().items():
        (shown,) = told["responses"]["400"]["content"]["application/problem+json"]["examples"].values()
        assert shown["value"] == PROBLEM.value
        assert faults(operation, PROBLEM.value, "400") == []


def test_the_description_is_served_as_json_and_as_yaml() -> None:
    assert json.loads(ask("schema/").content)["openapi"] == "3.1.0"
    yaml = ask("schema/", headers={"Accept": "application/vnd.oai.openapi"})
    assert yaml.content.startswith(b"openapi: 3.1.0")


def test_the_description_is_the_same_in_every_language() -> None:
    assert ask("schema/", headers={"Accept-Language": "fr"}).content == ask("schema/").content


def test_a_file_is_described_by_every_media_type_that_it_may_have() -> None:
    described = operations()[ATTACHED]["responses"]["200"]["content"]
    assert list(described) == list(ENDINGS)
    assert [each["schema"] for each in described.values()] == [{"type": "string", "format": "binary"}] * len(ENDINGS)
