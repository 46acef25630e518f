"""Deadlines, the sides' words and editions are added, never changed or deleted."""

from collections.abc import Callable
from typing import Any

import pytest

from commitments.models import AppendOnlyError, Edition, Evidence
from tests import factories as make

pytestmark = pytest.mark.django_db


def an_edition() -> Edition:
    make.SectorFactory()
    return Edition.objects.latest("number")


def a_piece_of_evidence() -> Evidence:
    make.StatusUpdateFactory(evidence=["https://example.org/"])
    return Evidence.objects.get()


ROWS: list[Callable[[], Any]] = [make.DeadlineFactory, make.StatusUpdateFactory, an_edition, a_piece_of_evidence]


@pytest.mark.parametrize("row", ROWS)
def test_a_stored_row_is_neither_saved_again_nor_deleted(row: Callable[[], Any]) -> None:
    stored = row()
    for change in (stored.save, stored.delete, type(stored).objects.all().delete):
        with pytest.raises(AppendOnlyError):
            change()
    with pytest.raises(AppendOnlyError):
        type(stored).objects.update(pk=1)
    assert type(stored).objects.filter(pk=stored.pk).exists()
