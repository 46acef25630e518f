"""The seeds become the record's first editions; what people changed since is never overwritten."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, models

from commitments.actions.derive import DERIVED, derive
from commitments.actions.keep import drop_part, keep
from commitments.models import Commitment, Edition, Recorded
from commitments.records import complete, render
from commitments.values.digests import canonical
from tests.factories import AT, WHY

pytestmark = pytest.mark.django_db

FIXTURES: Path = settings.BASE_DIR / "fixtures"


def rows() -> dict[str, int]:
    """How many rows each model has."""
    return {model.__name__: model.objects.count() for model in apps.get_app_config("commitments").get_models()}


def nouns() -> list[type[Recorded]]:
    return [model for model in apps.get_app_config("commitments").get_models() if issubclass(model, Recorded)]


def differing() -> list[str]:
    """The records whose newest edition is not what they look like now."""
    return [
        row.key
        for noun in nouns()
        for row in complete(noun).select_related("edition")
        if row.edition is None or row.edition.record.encode() != canonical(render(row))
    ]


def wrongly_derived() -> list[str]:
    """The commitments whose derived columns are not what their function computes."""
    wrong = []
    for row in complete(Commitment):
        stored = {name: getattr(row, name) for name in DERIVED}
        if stored != {name: getattr(derive(row), name) for name in DERIVED}:
            wrong.append(row.reference)
    return wrong


def test_every_record_gets_a_first_edition_that_equals_a_fresh_rendering() -> None:
    call_command("seed")
    assert Edition.objects.count() == sum(noun.objects.count() for noun in nouns())
    assert differing() == []
    assert wrongly_derived() == []
    some = Commitment.objects.exclude(due_latest=None).first()
    models.QuerySet(Commitment).filter(pk=some.pk).update(force="intent", due_latest="2031-01-01")
    assert differing() == [some.reference]
    assert wrongly_derived() == [some.reference]


def test_a_second_seed_changes_nothing() -> None:
    call_command("seed")
    before, editions = rows(), list(Edition.objects.values())
    call_command("seed")
    assert rows() == before
    assert list(Edition.objects.values()) == editions


def test_a_second_seed_keeps_what_people_changed() -> None:
    call_command("seed")
    commitment = Commitment.objects.filter(responsibilities__isnull=False, status="not_assessed").first()
    drop_part(commitment.responsibilities.first(), by=None, at=AT, why=WHY)
    commitment.title = {**commitment.title, "en": "What an analyst wrote"}
    keep(commitment, by=None, at=AT, why=WHY)
    owners, editions = commitment.responsibilities.count(), Edition.objects.count()
    call_command("seed")
    stored = Commitment.objects.get(pk=commitment.pk)
    assert stored.title["en"] == "What an analyst wrote"
    assert (stored.responsibilities.count(), Edition.objects.count()) == (owners, editions)


def test_plain_loaddata_takes_the_fixtures_and_takes_them_twice() -> None:
    for _each in range(2):
        call_command("loaddata", *sorted(map(str, FIXTURES.glob("*.json"))), verbosity=0)
    assert rows()["Edition"] == 0
    call_command("seed")
    assert rows()["Edition"] == sum(noun.objects.count() for noun in nouns())
    assert differing() == []
    assert wrongly_derived() == []
    connection.check_constraints()


def test_a_broken_fixture_loads_nothing(tmp_path: Path) -> None:
    for path in FIXTURES.glob("*.json"):
        content: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        if path.name.endswith("-citation.json"):
            content[-1]["fields"]["commitment"] = ["VL-1999-001"]
        (tmp_path / path.name).write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(CommandError, match="nothing was written"):
        call_command("seed", fixtures=tmp_path)
    assert sum(rows().values()) == 0


def test_a_folder_without_fixtures_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="build_fixtures first"):
        call_command("seed", fixtures=tmp_path)
