"""Rows of the record are written by the actions, inside a recording; whatever goes past them is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command

from commitments.actions.recording import recording
from commitments.models import Answered, AppendOnlyError, Commitment, Head, Roll, SearchKey, Sector, Token, User
from commitments.models.base import Natural
from commitments.models.writing import GuardedQuerySet, UnrecordedWriteError, writable
from tests import factories as make
from tests.factories import AT, WHY

pytestmark = pytest.mark.django_db

# Rows that are no part of what was promised: accounts and their tokens, the head row, the folded words for search, kept answers.
NOT_GUARDED = {Answered, Token, User, Head, Roll, SearchKey}

IN_BULK: dict[str, Callable[[Any], Any]] = {
    "update": lambda row: type(row).objects.filter(pk=row.pk).update(kind="event"),
    "delete": lambda row: type(row).objects.all().delete(),
    "bulk_create": lambda row: type(row).objects.bulk_create([row]),
    "bulk_update": lambda row: type(row).objects.bulk_update([row], ["kind"]),
    "a related manager": lambda row: row.partnership.commitments.update(kind="event"),
    "what is related to it": lambda row: row.parts.add(make.CommitmentFactory()),
    "update_or_create": lambda row: type(row).objects.update_or_create({"kind": "event"}, reference=row.reference),
}


@pytest.mark.parametrize("way", IN_BULK)
def test_writing_in_bulk_is_refused(way: str) -> None:
    commitment = make.CommitmentFactory(kind="project")
    with pytest.raises(UnrecordedWriteError, match=r"commitments\.actions"):
        IN_BULK[way](commitment)
    assert Commitment.objects.get(pk=commitment.pk).kind == "project"


@pytest.mark.parametrize("way", ["update", "delete", "bulk_create", "bulk_update", "a related manager"])
def test_writing_in_bulk_is_refused_inside_a_recording_too(way: str) -> None:
    commitment = make.CommitmentFactory(kind="project")
    with pytest.raises(UnrecordedWriteError), recording(by=None, at=AT, why=WHY):
        IN_BULK[way](commitment)


def test_saving_a_row_outside_of_a_recording_is_refused() -> None:
    commitment = make.CommitmentFactory(kind="project")
    commitment.kind = "event"
    with pytest.raises(UnrecordedWriteError):
        commitment.save()
    assert Commitment.objects.get().kind == "project"


def test_dropping_a_part_outside_of_a_recording_is_refused() -> None:
    milestone = make.MilestoneFactory()
    with pytest.raises(UnrecordedWriteError):
        milestone.delete()
    milestone.refresh_from_db()


def test_a_record_is_never_deleted() -> None:
    commitment = make.CommitmentFactory()
    with pytest.raises(AppendOnlyError, match=commitment.reference), writable():
        commitment.delete()


def test_the_gate_closes_again_when_a_recording_fails() -> None:
    commitment = make.CommitmentFactory()
    with pytest.raises(ZeroDivisionError), recording(by=None, at=AT, why=WHY):
        raise ZeroDivisionError
    with pytest.raises(UnrecordedWriteError):
        commitment.save()


@pytest.mark.parametrize(
    "model", list(apps.get_app_config("commitments").get_models()), ids=lambda model: model.__name__
)
def test_every_table_of_the_record_is_guarded(model: Any) -> None:
    guarded = issubclass(model, Natural) and isinstance(model.objects.all(), GuardedQuerySet)
    assert guarded != (model in NOT_GUARDED)


def test_plain_loaddata_still_takes_the_fixtures(tmp_path: Any) -> None:
    row = '[{"model": "commitments.sector", "fields": {"slug": "roads", "name": {"en": "Roads"}}}]'
    (tmp_path / "sectors.json").write_text(row, encoding="utf-8")
    call_command("loaddata", tmp_path / "sectors.json", verbosity=0)
    assert Sector.objects.get().edition is None
