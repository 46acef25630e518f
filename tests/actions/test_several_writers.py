"""Several processes write at once: nobody's word is lost, and both chains stay whole."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from commitments.actions.derive import DERIVED, derive
from commitments.models import Commitment, Edition, Head, StatusUpdate
from commitments.records import complete, render
from commitments.values.digests import GENESIS, canonical
from tests import factories as make

WRITERS, TURNS = 4, 12


@pytest.fixture
def address(transactional_db: None) -> Iterator[str]:
    """The test database's address, for other processes."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        yield f"sqlite:///{database['NAME']}"
    else:
        host = (database["HOST"] or "localhost").replace("/", "%2F")
        yield f"postgres://{database['USER']}:{database['PASSWORD']}@{host}:{database['PORT'] or 5432}/{database['NAME']}"


def start(address: str, side: str) -> subprocess.Popen[str]:
    environment = os.environ | {"DATABASE_URL": address, "PYTHONPATH": str(settings.BASE_DIR)}
    command = [sys.executable, str(Path(__file__).with_name("writer.py")), side, str(TURNS)]
    return subprocess.Popen(  # noqa: S603  this very interpreter and a file beside this one
        command, env=environment, stderr=subprocess.PIPE, text=True, cwd=settings.BASE_DIR
    )


def test_four_processes_write_and_nothing_is_lost(address: str) -> None:
    commitments = [make.CommitmentFactory() for _each in range(2)]
    before = Edition.objects.count()
    writers = [start(address, side) for side in ("AA", "BB") * (WRITERS // 2)]
    complaints = [writer.communicate(timeout=120)[1] for writer in writers]
    assert [(writer.returncode, said) for writer, said in zip(writers, complaints, strict=True)] == [(0, "")] * WRITERS

    kept = WRITERS * TURNS * 2 // 3
    assert StatusUpdate.objects.count() == kept
    editions = list(Edition.objects.all())
    assert [edition.number for edition in editions] == list(range(1, before + kept + 1))
    assert [edition.public_number for edition in editions] == list(range(1, before + kept + 1))
    assert [edition.previous for edition in editions] == [GENESIS, *(edition.digest for edition in editions[:-1])]
    assert Head.objects.get().digest == editions[-1].digest
    for row in complete(Commitment).select_related("edition").filter(pk__in=[each.pk for each in commitments]):
        assert row.edition.record.encode() == canonical(render(row))
        stored = {name: getattr(row, name) for name in DERIVED}
        assert stored == {name: getattr(derive(row), name) for name in DERIVED}
        assert len(json.loads(row.edition.record)["assessments"]) == 2
