"""A file is attached to a word in the short form: kept whole or refused in words, and never twice."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from commitments.models import Commitment, Edition, Evidence, StoredFile
from commitments.values.attachments import Attachment
from tests.admin.conftest import signed_in
from tests.admin.pages import address, form_of
from tests.admin.test_saying import WORD, messages, page_of, said, told
from tests.admin.test_signed_out import NOT_SAVED, Browser, desk
from tests.attached import NOT_TAKEN, PDF_BYTES, PNG_BYTES, TAKEN
from tests.factories import CommitmentFactory, SideFactory, StatusUpdateFactory, analyst

__all__ = ["desk"]

AGAIN = "Nothing was saved, and the file was not kept: choose it again."
REPORT = Attachment("report.pdf", PDF_BYTES)
FACTS = f"report.pdf (PDF, {len(PDF_BYTES)}\xa0bytes)"


@pytest.fixture
def commitment(db: None) -> Commitment:
    return CommitmentFactory()


def sent(name: str, content: bytes, kind: str = "application/octet-stream") -> SimpleUploadedFile:
    """A file as a browser sends it; what it calls the kind is nothing that anybody believes."""
    return SimpleUploadedFile(name, content, content_type=kind)


def attached(client: Client, row: Commitment, name: str, content: bytes, **given: Any) -> HttpResponse:
    """Give a word that rests on a file."""
    return said(client, page_of(row), **WORD | given, file=sent(name, content))


def test_the_form_takes_files(aa: Client, commitment: Commitment) -> None:
    shown = aa.get(page_of(commitment)).content.decode()
    assert 'enctype="multipart/form-data"' in shown
    assert 'accept=".pdf,.png,.jpg,.jpeg,.txt,.csv,.md,.odt,.ods,.docx,.xlsx"' in shown
    assert "at most 10.0\xa0MB" in shown


@pytest.mark.parametrize("media_type", TAKEN)
def test_a_word_rests_on_a_file_of_each_kind(aa: Client, commitment: Commitment, media_type: str) -> None:
    name, content = TAKEN[media_type]
    response = attached(aa, commitment, name, content)
    assert response.status_code == 302, told(response)
    piece = commitment.updates.get().evidence.get()
    assert (piece.file_name, piece.file_media_type, bytes(piece.file.content)) == (name, media_type, content)


def test_a_file_stands_beside_a_passage_and_an_address(aa: Client, commitment: Commitment) -> None:
    response = attached(aa, commitment, "report.pdf", PDF_BYTES, address="https://example.org/")
    assert response.status_code == 302, told(response)
    pieces = commitment.updates.get().evidence.order_by("number")
    assert [str(each) for each in pieces] == ["https://example.org/", "report.pdf"]


def test_whoever_reads_the_word_in_the_admin_is_led_to_the_file(aa: Client, commitment: Commitment) -> None:
    attached(aa, commitment, "report.pdf", PDF_BYTES)
    where = reverse("dashboards:evidence", args=[commitment.reference, 1, 1])
    piece, word = Evidence.objects.get(), commitment.updates.get()
    pages = [
        page_of(commitment),
        address("commitment", "change", commitment.pk),
        address("statusupdate", "change", word.pk),
        address("evidence", "change", piece.pk),
    ]
    for page in pages:
        shown = aa.get(page).content.decode()
        assert f'href="{where}"' in shown, page
        assert FACTS in shown, page
    assert "report.pdf" in aa.get(address("evidence", "changelist")).content.decode()
    assert aa.get(where).getvalue() == PDF_BYTES


@pytest.mark.parametrize("what", NOT_TAKEN)
def test_what_is_not_taken_is_refused_in_words_with_all_that_was_typed(
    aa: Client, commitment: Commitment, what: str
) -> None:
    response = attached(aa, commitment, *NOT_TAKEN[what], note_en="Half of it.")
    assert response.status_code == 200
    assert "A file of this kind is not taken" in told(response)
    assert "Half of it." in response.content.decode()
    nothing_written(commitment)


def nothing_written(commitment: Commitment) -> None:
    """Neither a word nor a file."""
    assert not commitment.updates.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.pdf", b"", "The submitted file is empty."),
        ("report.exe", PDF_BYTES, "The name ends in .exe, which is not what the file is: let it end in .pdf."),
        ("photograph.pdf", PNG_BYTES, "let it end in .png."),
    ],
)
def test_an_empty_file_and_a_misnamed_one_are_refused(
    aa: Client, commitment: Commitment, name: str, content: bytes, words: str
) -> None:
    assert words in told(attached(aa, commitment, name, content))
    nothing_written(commitment)


def test_a_file_of_ten_megabytes_is_taken_and_one_byte_more_is_not(aa: Client, commitment: Commitment) -> None:
    most = 10 * 1024 * 1024
    content = PDF_BYTES + b"\x00" * (most - len(PDF_BYTES))
    refused = attached(aa, commitment, "report.pdf", content + b"\x00", note_en="Half of it.")
    assert "at most 10.0\xa0MB are kept" in told(refused)
    assert "Half of it." in refused.content.decode()
    nothing_written(commitment)
    assert attached(aa, commitment, "report.pdf", content).status_code == 302
    assert Evidence.objects.get().file_size == most


def test_what_is_far_too_large_is_refused_unread_and_nothing_that_was_typed_is_lost(
    aa: Client, commitment: Commitment, settings: Any
) -> None:
    settings.LARGEST_UPLOAD = settings.EVIDENCE_BYTES = 1000
    refused = attached(aa, commitment, "report.pdf", PDF_BYTES + b"\x00" * 3_000_000, note_en="Half of it.")
    assert "The file has 2.9\xa0MB; at most 1000\xa0bytes are kept." in told(refused)
    assert "Half of it." in refused.content.decode()
    nothing_written(commitment)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/report.pdf", "report.pdf"),
        ("C:\\Users\\Anna\\report.pdf", "report.pdf"),
        ("re\x00port\x1b.pdf", "report.pdf"),
        ("\u202efdp.report.pdf", "fdp.report.pdf"),
        ("Báo cáo “quý” một.pdf", "Báo cáo “quý” một.pdf"),
        ("r" * 300 + ".pdf", "r" * 116 + ".pdf"),
        ("report", "report.pdf"),
    ],
)
def test_the_name_is_cleaned(aa: Client, commitment: Commitment, name: str, kept: str) -> None:
    opened = form_of(aa.get(page_of(commitment)))
    file = sent("x", PDF_BYTES)
    vars(file)["_name"] = name  # as nobody's browser writes it, but anybody's program
    response = aa.post(page_of(commitment), opened | WORD | {"file": file, "_save": "Save"})
    assert response.status_code == 302, told(response)
    assert Evidence.objects.get().file_name == kept


def test_where_anything_else_is_wrong_the_file_is_asked_for_again(aa: Client, commitment: Commitment) -> None:
    response = attached(aa, commitment, "report.pdf", PDF_BYTES, status="")
    assert response.context["form"].errors["file"] == [AGAIN]
    nothing_written(commitment)


def test_where_the_record_refuses_the_word_the_file_is_asked_for_again(aa: Client, commitment: Commitment) -> None:
    opened = form_of(aa.get(page_of(commitment)))
    StatusUpdateFactory(commitment=commitment)
    file = sent("report.pdf", PDF_BYTES)
    response = aa.post(page_of(commitment), opened | WORD | {"file": file, "_save": "Save"})
    assert "Choose the files again: they could not be kept." in response.content.decode()
    assert {each.called for each in response.context["places"]} >= {"Evidence"}
    assert "report.pdf" in response.content.decode()
    assert "Save what I typed as well" not in response.content.decode(), "it would be recorded without its file"
    for pressed in ({}, {"_look": "x"}):
        again = aa.post(page_of(commitment), form_of(response) | pressed)
        assert "choose it again, or save without it" in told(again)
        assert not StoredFile.objects.exists()
    assert commitment.updates.count() == 1
    form = form_of(again) | {"file": sent("report.pdf", PDF_BYTES)}
    assert aa.post(page_of(commitment), form).status_code == 302
    assert commitment.updates.get(number=2).evidence.get().file_name == "report.pdf"


def test_without_a_file_nothing_is_asked_for_again(aa: Client, commitment: Commitment) -> None:
    assert "file" not in said(aa, page_of(commitment), **WORD | {"status": ""}).context["form"].errors


def test_sent_twice_it_is_written_once_and_another_file_is_another_form(aa: Client, commitment: Commitment) -> None:
    opened = form_of(aa.get(page_of(commitment))) | WORD | {"_save": "Save"}
    first, second = (aa.post(page_of(commitment), opened | {"file": sent("report.pdf", PDF_BYTES)}) for _ in range(2))
    assert [response.status_code for response in (first, second)] == [302, 302]
    assert "Recorded for AA" in messages(aa, second)[0]
    assert (commitment.updates.count(), Evidence.objects.count()) == (1, 1)
    other = aa.post(page_of(commitment), opened | {"file": sent("report.pdf", PDF_BYTES + b"%")})
    assert other.status_code == 200
    assert commitment.updates.count() == 1


def test_a_correction_keeps_the_file_that_still_holds(aa: Client, commitment: Commitment) -> None:
    attached(aa, commitment, "report.pdf", PDF_BYTES)
    held = commitment.updates.get().evidence.get()
    path = page_of(commitment, "?corrects=1")
    assert FACTS in aa.get(path).content.decode()
    response = said(aa, path, status="stalled", why="A slip.", kept=[held.pk], file=sent("again.pdf", PDF_BYTES))
    assert response.status_code == 302, told(response)
    assert [str(each) for each in commitment.updates.get(number=2).evidence.all()] == ["report.pdf"]
    assert StoredFile.objects.get().digest == REPORT.digest


def test_what_another_side_attached_is_not_kept(aa: Client, commitment: Commitment) -> None:
    StatusUpdateFactory(commitment=commitment)
    other = StatusUpdateFactory(side=SideFactory(code="BB"), evidence=[REPORT])
    response = said(aa, page_of(commitment, "?corrects=1"), why="Wrong.", kept=[other.evidence.get().pk])
    assert response.status_code == 200
    assert Evidence.objects.count() == 1


def test_the_form_for_many_takes_no_file(aa: Client, commitment: Commitment) -> None:
    chosen = {"action": "say_many", "_selected_action": [commitment.pk], "index": "0"}
    shown = aa.post(address("commitment", "changelist"), chosen).content.decode()
    assert "id_address" in shown
    assert 'type="file"' not in shown


def test_after_the_sign_in_the_file_is_asked_for_and_the_word_is_not_recorded_without_it(
    desk: Browser, commitment: Commitment
) -> None:
    form = form_of(desk.get(page_of(commitment))) | WORD
    desk.sign_out_elsewhere()
    asked = desk.send(page_of(commitment), form | {"file": sent("report.pdf", PDF_BYTES)})
    shown = desk.get(desk.sign_in("anna", asked)["Location"])
    page = shown.content.decode()
    assert NOT_SAVED in page
    assert "Choose the files again: they could not be kept." in page
    assert "choose it again, or save without it" in told(shown)
    nothing_written(commitment)
    form = form_of(shown) | {"file": sent("report.pdf", PDF_BYTES)}
    assert desk.send(page_of(commitment), form).status_code == 302
    assert commitment.updates.get().evidence.get().file_name == "report.pdf"


def test_it_can_be_saved_without_the_file_that_was_lost(desk: Browser, commitment: Commitment) -> None:
    form = form_of(desk.get(page_of(commitment))) | WORD
    desk.sign_out_elsewhere()
    asked = desk.send(page_of(commitment), form | {"file": sent("report.pdf", PDF_BYTES)})
    shown = desk.get(desk.sign_in("anna", asked)["Location"])
    assert desk.send(page_of(commitment), form_of(shown)).status_code == 302
    assert not commitment.updates.get().evidence.exists()


def test_who_may_not_speak_attaches_nothing(cc: Client, commitment: Commitment) -> None:
    sending = WORD | {"file": sent("report.pdf", PDF_BYTES)}
    assert cc.post(page_of(commitment), sending).status_code in {302, 403}
    reading = signed_in(analyst("AA", roles=["reader"]))
    sending = WORD | {"file": sent("report.pdf", PDF_BYTES)}
    assert reading.post(page_of(commitment), sending).status_code == 403
    nothing_written(commitment)


def test_a_word_with_a_file_is_one_edition(aa: Client, commitment: Commitment) -> None:
    before = Edition.objects.count()
    attached(aa, commitment, "report.pdf", PDF_BYTES)
    assert Edition.objects.count() == before + 1
