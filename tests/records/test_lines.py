"""The line of a table that an edition keeps: its record's cells, under a stamp of the columns."""

from typing import Any

import pytest

from commitments.models import Commitment, Edition
from commitments.records import lines
from commitments.records.lines import STAMP, is_told_by, line, stamp
from commitments.records.tables import DAILY, header, recorded_cells
from commitments.values import comma_separated
from tests import factories as make
from tests.api import scenes

LANGUAGES = ("fr", "en", "vi")


def kept() -> str:
    """The line that the newest edition of the rich commitment keeps."""
    edition = Commitment.objects.get(reference="AB-2025-900").edition
    assert edition is not None
    return str(edition.line)


@pytest.mark.django_db
def test_an_edition_keeps_what_its_record_says_but_for_what_depends_on_the_day() -> None:
    commitment = scenes.rich()
    commitment.refresh_from_db()
    cells = recorded_cells(commitment.edition.record.encode(), LANGUAGES)
    assert kept() == stamp() + comma_separated.line(cells)
    assert len(cells) + len(DAILY) == len(header(LANGUAGES))


@pytest.mark.django_db
def test_whatever_changes_how_a_line_is_written_raises_its_form() -> None:
    """When this fails because a cell is spelt otherwise: raise FORM, so that no line of before is sent, and mend it here."""
    scenes.rich()
    assert (lines.FORM, kept()[STAMP:]) == (
        1,
        (
            "AB-2025-900,,A road to Hà Nội,Một con đường,,,,target,instrument,ministry,aa-bb,AA; BB,transport,AB-2025-899,"
            "the-ministry,,,the-committee,,2025-12-01,2027,,explicit,2027-01-01,2027-12-31,1,365,"
            "in_progress,one_sided,40,AA in_progress 2026-01-02,trade 10–20 USD,the-text §3,true,true,true,true"
        ),
    )


@pytest.mark.django_db
def test_only_commitments_have_a_line() -> None:
    make.CommitmentFactory()
    assert set(Edition.objects.filter(line=None).values_list("noun", flat=True)) == set(
        Edition.objects.exclude(noun="commitment").values_list("noun", flat=True)
    )
    assert not Edition.objects.filter(noun="commitment", line=None).exists()


@pytest.mark.parametrize("change", ["columns", "form"])
def test_other_columns_or_another_form_have_another_stamp(
    change: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stamp()
    if change == "columns":
        settings.CONTENT_LANGUAGES = ("fr", "en", "vi", "lo")
    else:
        monkeypatch.setattr(lines, "FORM", lines.FORM + 1)
        lines._stamp.cache_clear()  # noqa: SLF001  a form changes with a release, never while one runs
    now = stamp()
    lines._stamp.cache_clear()  # noqa: SLF001
    assert now != before
    assert len(now) == len(before) == STAMP


@pytest.mark.django_db
def test_a_line_is_told_by_its_record_alone(settings: Any) -> None:
    scenes.rich()
    record = Commitment.objects.get(reference="AB-2025-900").edition.record
    told = line(record.encode())
    assert is_told_by(record, told)
    assert is_told_by(record, None)
    assert not is_told_by(record, told.replace("AB-2025-900", "AB-2025-901"))
    assert not is_told_by(record, told + ",more")
    assert not is_told_by(record, "a lie")
    settings.CONTENT_LANGUAGES = ("fr",)
    assert is_told_by(record, told)  # nobody reads it under these columns
