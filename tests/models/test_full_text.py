"""The migration to the index of words spells the keys anew, in batches, and finds its way back."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from commitments.models import Commitment, SearchKey
from commitments.queries.search import found
from tests import factories as make

MIGRATION: Any = import_module("commitments.migrations.0006_full_text_search")


def test_keys_from_before_are_spelt_anew_and_back_again(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MIGRATION, "BATCH", 2)
    rows = [make.CommitmentFactory(reference=f"AB-2025-00{each}", title={"vi": "Hà Nội"}) for each in range(5)]
    ministry = make.OrganisationFactory(name={"en": "Railways"}, short_name={"en": "MR"})
    make.ResponsibilityFactory(commitment=rows[-1], organisation=ministry)
    keys = SearchKey.objects.order_by("pk").values_list("text", flat=True)
    anew = list(keys.all())
    with connection.schema_editor() as editor:
        MIGRATION.drop_index(apps, editor)
        MIGRATION.spell_as_before(apps, editor)
    before = list(keys.all())
    with connection.schema_editor() as editor:
        MIGRATION.spell_anew(apps, editor)
        MIGRATION.make_index(apps, editor)
    assert before[-1] == "ab 2025 004 ab2025 2025004\nha noi hanoi\nrailways\nmr"
    assert list(keys.all()) == anew
    assert anew[-1] == "ab 2025 004 ha noi hanoi railways mr"
    assert list(found(Commitment.objects.all(), "hanoi")) == rows
