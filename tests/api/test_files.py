"""A file that a word rests on is named in the record, and downloaded by whoever may read the commitment."""

import hashlib
from datetime import date
from typing import Any

import pytest
from django.db import models
from django.test import Client

from commitments.actions.keep import keep
from commitments.models import Commitment, StoredFile
from commitments.values.attachments import PDF, PLAIN, Attachment
from tests import factories as make
from tests.api.reading import BASE, ask, read, refused
from tests.api.tokens import bearer, issued
from tests.attached import PDF_BYTES, TAKEN, TEXT_BYTES
from tests.factories import AT, WHY

pytestmark = pytest.mark.django_db

REPORT = Attachment("Báo cáo.pdf", PDF_BYTES)
TOLD = {"name": "Báo cáo.pdf", "size": len(PDF_BYTES), "media_type": PDF, "digest": REPORT.digest}


def spoken(*files: Attachment, **given: Any) -> Commitment:
    """A commitment with a word that rests on an address and these files."""
    return make.StatusUpdateFactory(evidence=["https://example.org/", *files], **given).commitment


def place(row: Commitment, word: int = 1, piece: int = 2) -> str:
    """Where a piece of evidence is downloaded."""
    return f"commitments/{row.reference}/updates/{word}/evidence/{piece}/"


def test_the_record_names_it_and_evidence_that_is_none_is_told_as_before() -> None:
    row = spoken(REPORT)
    address, file = read(f"commitments/{row.reference}/")["assessments"][0]["evidence"]
    nowhere = {"source": None, "passage": None, "paragraph": None}
    assert address == {**nowhere, "address": "https://example.org/"}
    assert file == {**nowhere, "address": None, "file": TOLD}


def test_the_list_of_words_says_where_it_is_downloaded() -> None:
    row = spoken(REPORT)
    _address, piece = read(f"commitments/{row.reference}/updates/")["results"][0]["evidence"]
    assert piece["file"] == TOLD | {"address": f"http://testserver{BASE}{place(row)}"}
    answer = Client().get(piece["file"]["address"])
    assert f"sha256:{hashlib.sha256(answer.getvalue()).hexdigest()}" == piece["file"]["digest"]


@pytest.mark.parametrize("media_type", TAKEN)
def test_it_comes_byte_for_byte_as_an_attachment_of_its_own_kind(media_type: str) -> None:
    name, content = TAKEN[media_type]
    answer = ask(place(spoken(Attachment(name, content))))
    assert (answer.status_code, answer.getvalue()) == (200, content)
    charset = "; charset=utf-8" if media_type == PLAIN else ""
    assert answer["Content-Type"] == f"{media_type}{charset}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert (answer["Content-Length"], answer["X-Content-Type-Options"]) == (str(len(content)), "nosniff")
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"


def test_a_name_in_another_script_survives() -> None:
    answer = ask(place(spoken(REPORT)))
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''B%C3%A1o%20c%C3%A1o.pdf"


@pytest.mark.parametrize("accept", ["*/*", "application/pdf", "application/json", "text/html, */*;q=0.1"])
def test_whatever_is_asked_for_in_accept_the_file_is_what_it_is(accept: str) -> None:
    answer = ask(place(spoken(REPORT)), headers={"Accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (200, PDF)


def test_the_same_bytes_under_two_names_come_under_each() -> None:
    row = spoken(Attachment("one.txt", TEXT_BYTES), Attachment("two.md", TEXT_BYTES))
    named = [ask(place(row, piece=piece))["Content-Disposition"] for piece in (2, 3)]
    assert named == ['attachment; filename="one.txt"', 'attachment; filename="two.md"']


def test_whoever_has_it_is_told_so_without_it() -> None:
    row = spoken(REPORT)
    tag = ask(place(row))["ETag"]
    again = ask(place(row), headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(("word", "piece"), [(1, 1), (1, 3), (2, 1), (0, 0), (10**17, 10**17)])
def test_what_is_no_file_is_not_found(word: int, piece: int) -> None:
    refused(ask(place(spoken(REPORT), word, piece)), 404, "not-found")


@pytest.mark.parametrize("query", ["as_of=2026-01-01", "download=1", "recorded_at=2026-01-01"])
def test_its_address_asks_nothing_more(query: str) -> None:
    answer = Client().get(f"{BASE}{place(spoken(REPORT))}?{query}")
    refused(answer, 400, "unknown-parameter")


def test_nothing_is_written_to_it() -> None:
    row = spoken(REPORT)
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(Client(), method)(f"{BASE}{place(row)}")
        assert answer.status_code == 405


def test_what_a_side_keeps_internal_is_downloaded_by_that_side_alone() -> None:
    anna = make.analyst("AA")
    row = make.CommitmentFactory(visibility="internal", by=anna)
    spoken(REPORT, commitment=row, by=anna)
    own = issued(anna.organisation, name="ours")
    other = issued(make.OrganisationFactory(side=make.SideFactory(code="BB")), name="theirs")
    assert ask(place(row), headers=bearer(own.secret)).getvalue() == PDF_BYTES
    refused(ask(place(row), headers=bearer(other.secret)), 404, "not-found")
    refused(ask(place(row)), 404, "not-found")


def test_what_was_withdrawn_is_gone() -> None:
    anna = make.analyst("AA")
    row = make.CommitmentFactory(by=anna)
    spoken(REPORT, commitment=row, by=anna)
    row.refresh_from_db()
    row.visibility = "internal"
    keep(row, by=anna, at=AT, why=WHY)
    refused(ask(place(row)), 410, "withdrawn")


def test_bytes_that_are_gone_or_others_are_never_given_out() -> None:
    row = spoken(REPORT)
    models.QuerySet(StoredFile).update(content=PDF_BYTES + b"forged")
    told = refused(ask(place(row)), 404, "not-found")
    assert "its content is gone, or is not what was attached" in told["detail"]
    models.QuerySet(StoredFile).update(content=PDF_BYTES)
    assert ask(place(row)).status_code == 200


def test_of_the_past_the_words_say_where_it_is_downloaded_now() -> None:
    row = spoken(REPORT)
    spoken(commitment=row, status="stalled", as_of=date(2026, 1, 3))
    then = read(f"commitments/{row.reference}/updates/", as_of="2026-01-02")["results"]
    (word,) = then
    assert Client().get(word["evidence"][1]["file"]["address"]).getvalue() == PDF_BYTES
