"""What a file is, by its content alone, and what it may be called."""

import hashlib

import pytest

from commitments.values.attachments import LONGEST_NAME, PDF, PLAIN, Attachment, cleaned, media_type_of
from tests.attached import NOT_TAKEN, PDF_BYTES, TAKEN, TEXT_BYTES


@pytest.mark.parametrize("media_type", TAKEN)
def test_each_kind_that_is_taken_is_known_by_its_content(media_type: str) -> None:
    name, content = TAKEN[media_type]
    file = Attachment(name, content)
    assert (file.media_type, file.is_misnamed, file.clean_name) == (media_type, False, name)


@pytest.mark.parametrize("what", NOT_TAKEN)
def test_everything_else_is_not_whatever_it_is_called(what: str) -> None:
    assert media_type_of(NOT_TAKEN[what][1]) is None


def test_a_file_is_named_by_its_size_and_digest() -> None:
    file = Attachment("report.pdf", PDF_BYTES)
    assert (file.size, file.digest) == (len(PDF_BYTES), f"sha256:{hashlib.sha256(PDF_BYTES).hexdigest()}")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Anna\\Bilan 2026.pdf", "Bilan 2026.pdf"),
        ("re\x00po\x1brt\r\n.pdf", "report.pdf"),
        ("gro\u202efdp.exe", "grofdp.exe"),
        ("\u2067Báo cáo\u2069.pdf", "Báo cáo.pdf"),
        ("Ba\u0301o ca\u0301o.pdf", "Báo cáo.pdf"),
        ("ບົດລາຍງານ.pdf", "ບົດລາຍງານ.pdf"),
        ("  a   b .pdf", "a b .pdf"),
        ("...", "file"),
        ("/", "file"),
        ("", "file"),
        (".pdf", "pdf"),
    ],
)
def test_a_name_has_no_folders_and_nothing_that_cannot_be_seen(sent: str, kept: str) -> None:
    assert cleaned(sent) == kept


def test_a_long_name_is_cut_short_before_its_ending() -> None:
    name = Attachment("é" * 300 + ".pdf", PDF_BYTES).clean_name
    assert (len(name), name[-5:]) == (LONGEST_NAME, "é.pdf")


@pytest.mark.parametrize(
    ("name", "content", "misnamed", "kept"),
    [
        ("report", PDF_BYTES, False, "report.pdf"),
        ("report.PDF", PDF_BYTES, False, "report.PDF"),
        ("report.exe", PDF_BYTES, True, "report.exe"),
        ("report.pdf.exe", PDF_BYTES, True, "report.pdf.exe"),
        ("report.pdf", TEXT_BYTES, True, "report.pdf"),
        ("table.csv", TEXT_BYTES, False, "table.csv"),
        ("page.html", TEXT_BYTES, True, "page.html"),
    ],
)
def test_a_name_says_nothing_else_than_what_the_file_is(name: str, content: bytes, misnamed: bool, kept: str) -> None:  # noqa: FBT001 - a table of cases
    file = Attachment(name, content)
    assert (file.is_misnamed, file.clean_name) == (misnamed, kept)
    assert file.media_type in {PDF, PLAIN}
