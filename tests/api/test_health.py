"""Whether the tracker says truly that it is alive and ready."""

import json

import pytest
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from commitments.models import Edition
from tests import factories as make
from tests.api.reading import at_fault, refused


def test_alive_asks_no_database() -> None:
    answer = Client().get("/healthz")
    assert (answer.status_code, json.loads(answer.content)) == (200, {"status": "alive"})
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_ready_tells_the_number_of_the_newest_public_edition() -> None:
    assert json.loads(Client().get("/readyz").content) == {"status": "ready", "edition": 0}
    make.CommitmentFactory(visibility="internal", by=make.analyst("AA"))
    told = json.loads(Client().get("/readyz").content)
    assert 0 < told["edition"] == Edition.objects.public().count() < Edition.objects.count()


@pytest.mark.django_db
def test_a_database_that_is_not_up_to_date_is_not_ready() -> None:
    MigrationRecorder.Migration.objects.filter(app="commitments").latest("id").delete()
    told = refused(Client().get("/readyz"), 503, "unavailable")
    assert "migrate" in told["detail"]


def test_a_database_that_does_not_answer_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise OperationalError("connection to server at 10.0.0.1 failed")

    monkeypatch.setattr("commitments.api.views.health.MigrationExecutor", fail)
    answer = Client().get("/readyz")
    assert "10.0.0.1" not in json.dumps(refused(answer, 503, "unavailable"))
    assert answer["Retry-After"] == "5"


def test_health_takes_no_parameters_and_no_other_methods() -> None:
    for path in ("/healthz", "/readyz"):
        assert at_fault(refused(Client().get(path, {"verbose": "1"}), 400, "unknown-parameter")) == ["verbose"]
        refused(Client().post(path), 405, "method-not-allowed")
