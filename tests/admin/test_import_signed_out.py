"""The session ends before an import is confirmed: the preview comes back with the reason, and nothing is written by itself."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from commitments.admin.spreadsheets import uploads
from commitments.models import Commitment, Edition
from tests.admin.pages import address, form_of
from tests.admin.tables import Row, two_rows, written
from tests.admin.test_signed_out import NOT_SAVED, Browser, desk

__all__ = ["desk"]
WHY = "The ministries reported it."


@pytest.fixture
def rows(desk: Browser) -> list[Row]:
    """A table of two commitments, of which the first is changed."""
    found = two_rows(desk)
    found[0]["title_en"] += ", mended"
    return found


def previewed(desk: Browser, rows: list[Row]) -> HttpResponse:
    """The preview of this table."""
    path = address("commitment", "import")
    desk.get(path)
    sent = desk.send(path, {"file": SimpleUploadedFile("table.csv", written(rows))})
    assert sent.status_code == 302
    return desk.get(sent["Location"])


def told(response: HttpResponse) -> str:
    """What the page says first."""
    return " ".join(str(each) for each in response.context["messages"])


def test_the_preview_comes_back_with_the_reason_and_is_confirmed_there(desk: Browser, rows: list[Row]) -> None:
    page = previewed(desk, rows)
    path, form = page.wsgi_request.path, form_of(page) | {"why": WHY}
    before = Edition.objects.count()
    desk.sign_out_elsewhere()
    where = desk.sign_in("anna", desk.send(path, form))["Location"]
    assert where.startswith(f"{path}?kept=")
    shown = desk.get(where)
    assert NOT_SAVED in told(shown)
    assert form_of(shown) == form
    assert ", mended" in shown.content.decode()
    assert not shown.context["form"].errors
    assert Edition.objects.count() == before
    done = desk.send(where, form_of(shown))
    assert (done["Location"], desk.session["kept"]) == (address("commitment", "changelist"), {})
    assert Edition.objects.count() == before + 1
    assert Commitment.objects.filter(title__en__endswith=", mended").count() == 1


def test_what_comes_back_is_the_preview_of_now(desk: Browser, rows: list[Row]) -> None:
    page = previewed(desk, rows)
    path, form = page.wsgi_request.path, form_of(page) | {"why": WHY, "plan": "of another day"}
    desk.sign_out_elsewhere()
    where = desk.sign_in("anna", desk.send(path, form))["Location"]
    assert form_of(desk.get(where)) == form_of(page) | {"why": WHY}


def test_without_a_reason_the_preview_asks_for_one(desk: Browser, rows: list[Row]) -> None:
    page = previewed(desk, rows)
    path = page.wsgi_request.path
    desk.sign_out_elsewhere()
    shown = desk.get(desk.sign_in("anna", desk.send(path, form_of(page)))["Location"])
    assert list(shown.context["form"].errors) == ["why"]


def test_when_the_file_is_gone_the_reason_is_told(
    desk: Browser, rows: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = previewed(desk, rows)
    path, form = page.wsgi_request.path, form_of(page) | {"why": WHY}
    desk.sign_out_elsewhere()
    where = desk.sign_in("anna", desk.send(path, form))["Location"]
    monkeypatch.setattr(uploads, "KEPT_SECONDS", -1)
    answer = desk.get(where, follow=True)
    assert answer.redirect_chain == [(address("commitment", "import"), 302)]
    assert "is kept no longer" in told(answer)
    assert f"You had typed: {WHY}" in told(answer)
    assert NOT_SAVED not in told(answer)
