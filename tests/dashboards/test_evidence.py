"""A file that a word rests on: a link on the page of the commitment and in its history, and the file behind it."""

from typing import Any

import pytest
from django.db import models
from django.test import Client

from commitments.actions.keep import keep
from commitments.models import Commitment, Edition, StoredFile
from commitments.values.attachments import PLAIN, Attachment
from tests import factories as make
from tests.attached import PDF_BYTES, TAKEN
from tests.dashboards.scenes import text_of
from tests.factories import AT, WHY

pytestmark = pytest.mark.django_db

REPORT = Attachment("Bilan <b> 2026.pdf", PDF_BYTES)
LINK = '<a href="{}"><bdi>Bilan &lt;b&gt; 2026.pdf</bdi></a> (PDF, '


def spoken(*files: Attachment, **given: Any) -> Commitment:
    """A commitment with a word that rests on these files."""
    return make.StatusUpdateFactory(evidence=files, **given).commitment


def place(row: Commitment, word: int = 1, piece: int = 1) -> str:
    """Where a piece of evidence is downloaded."""
    return f"/en/commitments/{row.reference}/words/{word}/evidence/{piece}/"


@pytest.mark.parametrize("page", ["", "history/", "?as_of=2026-01-05"])
def test_it_is_a_link_with_its_kind_and_size(client: Client, page: str) -> None:
    row = spoken(REPORT, commitment=make.CommitmentFactory())
    assert LINK.format(place(row)) in text_of(client, f"/en/commitments/{row.reference}/{page}")


def test_it_is_a_link_where_two_editions_stand_side_by_side(client: Client) -> None:
    row = spoken(REPORT, commitment=make.CommitmentFactory())
    older, newer = Edition.objects.of("commitment", row.reference).values_list("public_number", flat=True)
    shown = text_of(client, f"/en/commitments/{row.reference}/history/", **{"from": older, "to": newer})
    assert f"Evidence: {LINK.format(place(row))}" in shown


@pytest.mark.parametrize("media_type", TAKEN)
def test_it_comes_byte_for_byte_and_is_never_shown_as_a_page(client: Client, media_type: str) -> None:
    name, content = TAKEN[media_type]
    answer = client.get(place(spoken(Attachment(name, content))))
    assert (answer.status_code, answer.getvalue()) == (200, content)
    charset = "; charset=utf-8" if media_type == PLAIN else ""
    assert answer["Content-Type"] == f"{media_type}{charset}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"


def test_whoever_has_it_is_told_so_without_it(client: Client) -> None:
    row = spoken(REPORT)
    tag = client.get(place(row))["ETag"]
    again = client.get(place(row), headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_asked_twice_it_is_whole_twice(client: Client) -> None:
    row = spoken(REPORT)
    assert [client.get(place(row)).getvalue() for _ in range(2)] == [PDF_BYTES, PDF_BYTES]


@pytest.mark.parametrize(("word", "piece"), [(1, 2), (2, 1), (0, 0), (999_999_999, 999_999_999), (10**30, 1)])
def test_what_is_no_file_is_not_found(client: Client, word: int, piece: int) -> None:
    assert client.get(place(spoken(REPORT), word, piece)).status_code == 404


def test_an_address_as_evidence_is_no_file(client: Client) -> None:
    row = make.StatusUpdateFactory(evidence=["https://example.org/"]).commitment
    assert client.get(place(row)).status_code == 404


@pytest.mark.parametrize("query", ["?as_of=2026-01-05", "?inline=1", "?recorded_at=never"])
def test_its_address_asks_nothing_more(client: Client, query: str) -> None:
    answer = client.get(place(spoken(REPORT)) + query)
    assert answer.status_code == 400
    assert "is not known" in answer.content.decode()


def test_nothing_is_sent_to_it(client: Client) -> None:
    assert client.post(place(spoken(REPORT))).status_code == 405


def test_what_a_side_keeps_internal_is_downloaded_by_that_side_alone(client: Client) -> None:
    anna = make.analyst("AA")
    row = make.CommitmentFactory(visibility="internal", by=anna)
    spoken(REPORT, commitment=row, by=anna)
    assert client.get(place(row)).status_code == 404
    client.force_login(make.analyst("BB"))
    hidden, nowhere = client.get(place(row)), client.get("/en/commitments/AB-2025-999/words/1/evidence/1/")
    assert hidden.status_code == nowhere.status_code == 404
    assert hidden.content.decode().replace(row.reference, "AB-2025-999") == nowhere.content.decode()
    client.force_login(anna)
    answer = client.get(place(row))
    assert answer.getvalue() == PDF_BYTES
    assert answer["Cache-Control"] == "private, no-store"


def test_what_was_withdrawn_is_gone(client: Client) -> None:
    anna = make.analyst("AA")
    row = make.CommitmentFactory(by=anna)
    spoken(REPORT, commitment=row, by=anna)
    assert client.get(place(row)).status_code == 200
    row.refresh_from_db()
    row.visibility = "internal"
    keep(row, by=anna, at=AT, why=WHY)
    assert client.get(place(row)).status_code == 410


def test_bytes_that_are_gone_or_others_are_never_given_out(client: Client) -> None:
    row = spoken(REPORT)
    models.QuerySet(StoredFile).update(content=PDF_BYTES + b"forged")
    answer = client.get(place(row))
    assert answer.status_code == 404
    assert "its content is no longer here, or is not what was attached" in answer.content.decode()
    models.QuerySet(StoredFile).update(content=PDF_BYTES)
