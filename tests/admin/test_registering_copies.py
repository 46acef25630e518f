"""The copy of a text: what is taken as a file, what is refused, and how its paragraphs are shown."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.test import Client

from commitments.admin.registering.copies import LARGEST
from commitments.models import Source
from commitments.values.quotes import normalise
from tests.admin.pages import form_of
from tests.admin.registrations import PAGE, TEXT, sent, whole, wrong
from tests.factories import PartnershipFactory, PassageFactory, SourceFactory

FILES = {
    "Latin-1": ("Un pont à péage".encode("latin-1"), "no plain text in UTF-8"),
    "UTF-16": (TEXT.encode("utf-16"), "no plain text in UTF-8"),
    "a workbook": (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", "NUL"),
    "NUL": (b"A bridge\x00", "NUL"),
    "empty": (b"", "There is no text in this"),
    "blank": (b" \r\n\t\r\n", "There is no text in this"),
    "50 MB": (b"a" * 50_000_000, "larger than 1 MB"),
    "one too many": (b"a" * (LARGEST + 1), "larger than 1 MB"),
}


@pytest.fixture(autouse=True)
def partnership(db: None) -> Any:
    """The partnership of AA and BB."""
    return PartnershipFactory()


def file(content: bytes) -> UploadedFile:  # type: ignore[type-arg]  # it takes no types when run
    """A file as it is sent."""
    return SimpleUploadedFile("text.txt", content, "text/plain")


@pytest.mark.parametrize(("content", "said"), FILES.values(), ids=FILES)
def test_a_file_that_is_no_plain_text_is_refused_and_says_what_to_do(aa: Client, content: bytes, said: str) -> None:
    assert said in wrong(sent(aa, whole(file=file(content))))["file"]
    assert said in aa.post(f"{PAGE}text/", {"file": file(content)}).content.decode()
    assert not Source.objects.exists()


def test_the_text_of_a_file_is_there_when_the_page_is_shown_again(aa: Client) -> None:
    response = sent(aa, whole(text="", why="", file=file(TEXT.encode("utf-8-sig"))))
    assert set(wrong(response)) == {"why", ""}
    again = form_of(response)
    assert normalise(again["text"]) == normalise(TEXT)
    assert sent(aa, again | {"why": "It was published."}).status_code == 302
    assert Source.objects.get().copy == normalise(TEXT)


def test_a_text_of_the_greatest_length_is_taken_and_a_longer_one_is_not(aa: Client) -> None:
    longest = TEXT + "a" * (LARGEST - len(TEXT))
    assert sent(aa, whole(text=longest)).status_code == 302
    assert "larger than 1 MB" in wrong(sent(aa, whole(text=longest + "a")))["text"]


def test_nul_in_a_pasted_text_is_refused(aa: Client) -> None:
    assert "text" in wrong(sent(aa, whole(text=TEXT + "\x00")))


def test_paragraphs_are_shown_as_they_are_counted(aa: Client) -> None:
    text = "One  <b>🌉</b>\u2028line\r\n\r\n\r\nta\u0302y\x0cTwo"
    shown = aa.post(f"{PAGE}text/", {"text": text}).content.decode()
    assert '<li data-paragraph="1" data-start="0">One &lt;b&gt;🌉&lt;/b&gt; line</li>' in shown
    assert '<li data-paragraph="2" data-start="18">tây Two</li>' in shown


def test_the_copy_of_a_text_on_record_is_shown(aa: Client) -> None:
    stored = SourceFactory(copy=TEXT)
    shown = aa.post(f"{PAGE}text/", {"which": "stored", "source": stored.pk}).content.decode()
    assert "They will also open a school, before 2030.</li>" in shown
    assert "They will also open" not in aa.post(f"{PAGE}text/", {"which": "new", "source": stored.pk}).content.decode()


@pytest.mark.parametrize("passages", [1, 3])
def test_the_page_costs_the_same_however_much_is_on_record(
    aa: Client, django_assert_num_queries: Any, passages: int
) -> None:
    stored = SourceFactory(copy=TEXT)
    PassageFactory.create_batch(passages, source=stored)
    aa.get(PAGE)
    with django_assert_num_queries(10):
        assert aa.get(PAGE, {"source": stored.pk}).status_code == 200
    with django_assert_num_queries(7):
        assert aa.post(f"{PAGE}text/", {"which": "stored", "source": stored.pk}).status_code == 200
