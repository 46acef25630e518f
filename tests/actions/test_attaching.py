"""A word rests on a file: its bytes and its row are written in one transaction, once for each digest."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from commitments.actions.words import Word, record_update
from commitments.models import AppendOnlyError, Edition, Evidence, StatusUpdate, StoredFile
from commitments.models.writing import UnrecordedWriteError
from commitments.values.attachments import PDF, Attachment
from tests import factories as make
from tests.attached import NOT_TAKEN, PDF_BYTES, PNG_BYTES, TAKEN, TEXT_BYTES
from tests.factories import AT, WHY

pytestmark = pytest.mark.django_db

REPORT = Attachment("report.pdf", PDF_BYTES)


def refused(file: Attachment) -> str:
    """Why a word that rests on this file is refused; it leaves nothing behind."""
    with pytest.raises(ValidationError) as refusal:
        make.StatusUpdateFactory(evidence=[file])
    assert not StatusUpdate.objects.exists()
    assert not StoredFile.objects.exists()
    return " ".join(refusal.value.messages)


@pytest.mark.parametrize("media_type", TAKEN)
def test_a_file_of_each_kind_is_kept_byte_for_byte(media_type: str) -> None:
    name, content = TAKEN[media_type]
    piece = make.StatusUpdateFactory(evidence=[Attachment(name, content)]).evidence.get()
    assert (piece.file_name, piece.file_size, piece.file_media_type) == (name, len(content), media_type)
    assert (piece.passage, piece.address, str(piece)) == (None, "", name)
    assert bytes(piece.file.content) == content


def test_the_record_tells_what_it_is_called_and_which_it_is() -> None:
    make.StatusUpdateFactory(evidence=["https://example.org/", REPORT])
    first, second = json.loads(Edition.objects.latest("number").record)["assessments"][0]["evidence"]
    assert "file" not in first
    assert second == {
        "source": None,
        "passage": None,
        "paragraph": None,
        "address": None,
        "file": {"name": "report.pdf", "size": len(PDF_BYTES), "media_type": PDF, "digest": REPORT.digest},
    }


def test_the_same_bytes_under_two_names_are_kept_once() -> None:
    again = Attachment("the same again.pdf", PDF_BYTES)
    update = make.StatusUpdateFactory(evidence=[REPORT, again])
    make.StatusUpdateFactory(evidence=[REPORT], progress=1)
    assert [each.file_name for each in update.evidence.order_by("number")] == ["report.pdf", "the same again.pdf"]
    assert StoredFile.objects.get().digest == REPORT.digest


def test_a_piece_that_still_holds_is_taken_over_without_its_bytes_being_read() -> None:
    wrong = make.StatusUpdateFactory(evidence=[REPORT, "https://example.org/"])
    held = list(wrong.evidence.order_by("number"))
    with CaptureQueriesContext(connection) as asked:
        right = make.StatusUpdateFactory(commitment=wrong.commitment, corrects=wrong, evidence=held)
    assert [str(each) for each in right.evidence.order_by("number")] == ["report.pdf", "https://example.org/"]
    assert right.evidence.get(number=1).file == StoredFile.objects.get()
    assert not [each["sql"] for each in asked if '"content"' in each["sql"]]


@pytest.mark.parametrize("what", NOT_TAKEN)
def test_what_is_not_taken_is_refused_and_leaves_nothing(what: str) -> None:
    assert "A file of this kind is not taken" in refused(Attachment(*NOT_TAKEN[what]))


def test_an_empty_file_a_large_one_and_a_misnamed_one_are_refused(settings: Any) -> None:
    assert refused(Attachment("empty.pdf", b"")) == "The file is empty."
    assert "let it end in .pdf" in refused(Attachment("report.exe", PDF_BYTES))
    settings.EVIDENCE_BYTES = len(PDF_BYTES) - 1
    assert "at most" in refused(REPORT)


def test_the_limit_itself_is_taken(settings: Any) -> None:
    settings.EVIDENCE_BYTES = len(PDF_BYTES)
    assert make.StatusUpdateFactory(evidence=[REPORT]).evidence.get().file_size == len(PDF_BYTES)


def test_when_anything_after_it_fails_neither_the_bytes_nor_the_word_are_kept() -> None:
    assert "URL" in refused_with(REPORT, "not an address")
    assert not StoredFile.objects.exists()
    assert not Evidence.objects.exists()


def refused_with(*evidence: Any) -> str:
    word = Word(status="in_progress", as_of=date(2026, 1, 2), evidence=evidence)
    commitment, side = make.CommitmentFactory(), make.SideFactory()
    with pytest.raises(ValidationError) as refusal:
        record_update(commitment, side=side, word=word, by=None, at=AT, why=WHY)
    return " ".join(refusal.value.messages)


def test_a_stored_file_is_written_by_the_actions_alone_and_never_changed() -> None:
    with pytest.raises(UnrecordedWriteError):
        StoredFile(digest=REPORT.digest, content=PDF_BYTES).save()
    make.StatusUpdateFactory(evidence=[REPORT])
    file = StoredFile.objects.get()
    file.content = PNG_BYTES
    with pytest.raises(AppendOnlyError):
        file.save()
    with pytest.raises(AppendOnlyError):
        file.delete()
    with pytest.raises(AppendOnlyError):
        StoredFile.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_the_database_keeps_a_file_as_long_as_a_word_rests_on_it() -> None:
    make.StatusUpdateFactory(evidence=[Attachment("notes.txt", TEXT_BYTES)])
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM commitments_storedfile")
