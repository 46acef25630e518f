"""What a reader with a token is answered is described as well, and so is that a token may be sent or left out."""

import json
from typing import Any

import pytest

from tests import factories as make
from tests.api import scenes
from tests.api.reading import ask
from tests.api.test_schema import description, faults, operations
from tests.api.tokens import bearer, issued, read_with

OPTIONAL = [{"token": []}, {}]
READS = [name for name in operations() if name not in {"healthz", "readyz"}]
PATHS = {
    "commitments_list": "commitments/",
    "commitments_read": "commitments/AB-2025-700/",
    "editions_list": "commitments/AB-2025-700/editions/",
    "updates_list": "commitments/AB-2025-666/updates/",
    "changes_list": "changes/",
    "summary_read": "summary/",
    "organisations_list": "organisations/",
}
LISTS = ["commitments_list", "changes_list", "summary_read", "organisations_list"]


def test_reading_needs_no_token_and_takes_one() -> None:
    assert description()["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    assert {name for name in READS if operations()[name]["security"] != OPTIONAL} == set()
    assert {name for name in READS if not {"401", "429"} <= set(operations()[name]["responses"])} == set()


@pytest.mark.parametrize("operation", ["healthz", "readyz"])
def test_what_a_supervisor_asks_is_described_without_a_token(operation: str) -> None:
    told = operations()[operation]
    assert "security" not in told or told["security"] == [{}]
    assert not {"401", "429"} & set(told["responses"])


@pytest.mark.django_db
@pytest.mark.parametrize(("operation", "code"), [*((each, "AA") for each in PATHS), *((each, "BB") for each in LISTS)])
def test_every_answer_to_a_token_is_as_described(operation: str, code: str) -> None:
    scenes.withdrawn()
    scenes.internal()
    secret = issued(make.OrganisationFactory(side=make.SideFactory(code=code))).secret
    assert faults(operation, read_with(secret, PATHS[operation])) == []


@pytest.mark.django_db
def test_an_edition_with_its_record_and_difference_is_as_described() -> None:
    scenes.withdrawn()
    secret = issued(make.OrganisationFactory()).secret
    newest, *_more, first = read_with(secret, PATHS["editions_list"])["results"]
    path = f"{PATHS['editions_list']}{newest['number']}/"
    told: Any = read_with(secret, path, diff=first["number"])
    assert faults("editions_read", told) == []
    assert told["diff"]


@pytest.mark.django_db
def test_a_refused_token_is_as_described() -> None:
    answer = ask("sides/", headers=bearer("x"))
    assert faults("sides_list", json.loads(answer.content), "401") == []
