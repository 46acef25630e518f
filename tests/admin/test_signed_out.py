"""What was typed outlives the sign-in: whoever typed it finds it again, not saved, and nobody else sees it."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.test.client import BOUNDARY, encode_multipart
from django.urls import reverse

from commitments.admin import typed as typing
from commitments.admin.held import held_in
from commitments.admin.typed import packed, unpacked
from commitments.models import Commitment, Edition, User
from tests.admin.pages import address, errors_of, form_of
from tests.factories import PASSWORD, CommitmentFactory, analyst

LOGIN = reverse("admin:login")
KEPT = "Sign in here and what you typed comes back"
NOT_SAVED = "This is what you had typed. It is not saved yet"


class Browser(Client):
    """A browser that is asked for tokens, as a real one is."""

    def __init__(self) -> None:
        """Start with no cookies."""
        super().__init__(enforce_csrf_checks=True)

    @property
    def token(self) -> str:
        """The token of the pages that it opens now."""
        return self.cookies["csrftoken"].value

    def send(self, path: str, data: dict[str, Any], *, token: str = "") -> HttpResponse:
        """Send a form with the token that was in it, else the one of now."""
        return self.post(path, data | {"csrfmiddlewaretoken": token or self.token})

    def sign_in(self, username: str, asked: HttpResponse | None = None, password: str = PASSWORD) -> HttpResponse:
        """Sign in on the page that asked for it, else on the sign-in's own."""
        page = asked or self.get(LOGIN)
        form = form_of(page) | kept_beside(page)
        return self.send(page.context["app_path"], form | {"username": username, "password": password})

    def sign_out_elsewhere(self) -> None:
        """The session ends without this browser being told."""
        Session.objects.all().delete()


def kept_beside(page: HttpResponse) -> dict[str, str]:
    """The hidden field beside the form of a sign-in, which belongs to it."""
    kept = page.context.get("kept")
    return {"kept": kept} if kept else {}


@pytest.fixture
def desk(db: None) -> Browser:
    """A browser with which Anna has signed in; Ben could."""
    analyst("AA", username="anna")
    analyst("AA", username="ben")
    opened = Browser()
    opened.sign_in("anna")
    return opened


@pytest.fixture
def promise(db: None) -> Commitment:
    """What Anna changes."""
    row: Commitment = CommitmentFactory()
    return row


def page_of(commitment: Commitment) -> str:
    """The commitment's page."""
    return address("commitment", "change", commitment.pk)


def write(desk: Browser, path: str, **typed: Any) -> dict[str, Any]:
    """Open a form and type into it."""
    return form_of(desk.get(path)) | typed


def test_what_was_typed_comes_back_after_the_sign_in_and_is_saved_only_then(desk: Browser, promise: Commitment) -> None:
    form = write(desk, page_of(promise), title_en="Typed", why="So it is.")
    desk.sign_out_elsewhere()
    before = Edition.objects.count()
    asked = desk.send(page_of(promise), form)
    assert KEPT in asked.content.decode()
    back = desk.sign_in("anna", asked)
    assert back.status_code == 302
    assert back["Location"].startswith(f"{page_of(promise)}?kept=")
    shown = desk.get(back["Location"])
    assert NOT_SAVED in errors_of(shown)
    assert (form_of(shown)["title_en"], form_of(shown)["why"]) == ("Typed", "So it is.")
    assert Edition.objects.count() == before
    assert form_of(desk.get(back["Location"])) == form_of(shown), "a page that is opened again forgets nothing"
    assert desk.send(back["Location"], form_of(shown)).status_code == 302
    promise.refresh_from_db()
    assert promise.title == {"en": "Typed"}
    assert Edition.objects.latest("number").by == "anna"


def test_a_wrong_password_first_loses_nothing(desk: Browser, promise: Commitment) -> None:
    form = write(desk, page_of(promise), title_en="Typed", why="So it is.")
    desk.sign_out_elsewhere()
    wrong = desk.sign_in("anna", desk.send(page_of(promise), form), password="no")
    assert wrong.status_code == 200
    shown = desk.get(desk.sign_in("anna", wrong)["Location"])
    assert form_of(shown)["title_en"] == "Typed"


def test_somebody_else_who_signs_in_is_not_shown_it(desk: Browser, promise: Commitment) -> None:
    form = write(desk, page_of(promise), title_en="Typed by Anna", why="So it is.")
    desk.sign_out_elsewhere()
    back = desk.sign_in("ben", desk.send(page_of(promise), form))
    assert back["Location"] == page_of(promise)
    shown = desk.get(back["Location"]).content.decode()
    assert "Typed by Anna" not in shown
    assert "somebody else’s: it is not shown to you" in shown
    assert "kept" not in desk.session


def test_of_a_browser_that_does_not_remember_who_signed_in_it_belongs_to_whoever_holds_it(
    desk: Browser, promise: Commitment
) -> None:
    form = write(desk, page_of(promise), title_en="Typed", why="So it is.")
    desk.sign_out_elsewhere()
    del desk.cookies["signed_in_here"]
    shown = desk.get(desk.sign_in("ben", desk.send(page_of(promise), form))["Location"])
    assert form_of(shown)["title_en"] == "Typed"


def test_a_new_record_comes_back_too(desk: Browser) -> None:
    path = address("commitment", "add")
    form = write(desk, path, title_en="A bridge", why="So it is.")
    desk.sign_out_elsewhere()
    shown = desk.get(desk.sign_in("anna", desk.send(path, form))["Location"])
    assert form_of(shown)["title_en"] == "A bridge"
    assert Commitment.objects.count() == 0


@pytest.mark.parametrize("name", ["source", "organisation"])
def test_no_form_that_is_filled_again_saves_itself(desk: Browser, name: str) -> None:
    typed = {
        "source": {"slug": "a-text", "title_en": "A text", "language": "fr", "publisher": "An agency"},
        "organisation": {"slug": "a-body", "name_en": "A body", "kind": "ministry"},
    }[name]
    path = address(name, "add")
    form = write(desk, path, why="So it is.", **typed)
    before = Edition.objects.count()
    desk.sign_out_elsewhere()
    back = desk.sign_in("anna", desk.send(path, form))["Location"]
    shown = desk.get(back)
    assert NOT_SAVED in errors_of(shown)
    assert Edition.objects.count() == before
    saved = desk.send(back, form_of(shown))
    if name != "organisation":  # one of no side is not an analyst's to add: the page says so, and did not before
        assert (saved.status_code, Edition.objects.count()) == (302, before + 1), errors_of(saved)


def test_what_no_form_can_be_filled_with_again_is_sent_again_by_a_button(desk: Browser) -> None:
    path = address("commitment", "changelist")
    desk.get(path)
    form = {"action": "delete_selected", "_selected_action": ["1", "2"], "<b>": "<i>"}
    desk.sign_out_elsewhere()
    back = desk.sign_in("anna", desk.send(path, form))
    page = desk.get(back["Location"])
    assert page.context["kept"].path == path
    assert "Nothing was done with it yet" in page.content.decode()
    assert page.context["fields"] == [("Action", []), ("Commitments", [])], "what is not there for one has no words"
    assert f'action="{path}"' in page.content.decode()
    assert "&lt;b&gt;" in page.content.decode()
    assert form_of(page)["_selected_action"] == "2"
    assert page.content.decode().count('name="_selected_action"') == 2
    assert desk.get(reverse("admin:kept", args=["nothing"]))["Location"] == reverse("admin:index")


def test_a_password_is_never_kept(desk: Browser) -> None:
    path = reverse("admin:password_change")
    desk.get(path)
    desk.sign_out_elsewhere()
    sent = {"old_password": "secret one", "new_password1": "secret two", "new_password2": "secret two"}
    asked = desk.send(path, sent)
    assert asked.context["kept"] == ""
    asked = desk.send(path, sent | {"note": "kept"})
    back = desk.sign_in("anna", asked)
    assert "secret" not in str(desk.session["kept"])
    assert "note" in desk.get(back["Location"]).content.decode()


def test_what_is_too_long_is_not_kept_and_the_page_says_so(
    desk: Browser, promise: Commitment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typing, "LONGEST", 50)
    form = write(desk, page_of(promise), title_en="Typed", why="So it is.")
    desk.sign_out_elsewhere()
    asked = desk.send(page_of(promise), form)
    assert asked.context["kept"] == ""
    assert "could not be kept here" in asked.content.decode()
    assert desk.sign_in("anna", asked)["Location"] == page_of(promise)


def test_a_session_keeps_the_last_three_forms(desk: Browser, promise: Commitment) -> None:
    for number in range(4):
        form = write(desk, page_of(promise), title_en=f"Typed {number}", why="So it is.")
        desk.sign_out_elsewhere()
        desk.sign_in("anna", desk.send(page_of(promise), form))
    assert len(desk.session["kept"]) == 1, "a session that ended keeps nothing"
    for number in range(4):
        desk.send(page_of(promise), form | {"title_en": f"Again {number}"}, token="x" * 32)
    assert len(desk.session["kept"]) == 3


@pytest.mark.parametrize("forged", ["x", "", "eyJwYXRoIjoiaHR0cHM6Ly9leGFtcGxlLm9yZyJ9:1w:x"])
def test_what_we_did_not_sign_is_not_believed(desk: Browser, forged: str) -> None:
    desk.sign_out_elsewhere()
    page = desk.get(LOGIN)
    sent = form_of(page) | {"username": "anna", "password": PASSWORD, "kept": forged}
    assert desk.send(LOGIN, sent)["Location"] == reverse("admin:index")


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:x"])
def test_nobody_is_led_to_another_site(desk: Browser, promise: Commitment, elsewhere: str) -> None:
    form = write(desk, page_of(promise), title_en="Typed", why="So it is.") | {"next": elsewhere}
    desk.sign_out_elsewhere()
    asked = desk.send(f"{page_of(promise)}?next={elsewhere}", form)
    sent = form_of(asked) | kept_beside(asked) | {"username": "anna", "password": PASSWORD, "next": elsewhere}
    assert desk.send(LOGIN, sent)["Location"].startswith(page_of(promise))
    desk.sign_out_elsewhere()
    sent = {"username": "anna", "password": PASSWORD, "next": elsewhere}
    assert desk.send(LOGIN, sent)["Location"] == reverse("admin:index")


def test_after_a_sign_in_in_another_tab_what_was_typed_in_this_one_comes_back(
    desk: Browser, promise: Commitment
) -> None:
    form, token = write(desk, page_of(promise), title_en="Typed", why="So it is."), desk.token
    desk.sign_out_elsewhere()
    desk.sign_in("anna")
    before = Edition.objects.count()
    back = desk.send(page_of(promise), form, token=token)
    assert back["Location"].startswith(f"{page_of(promise)}?kept=")
    shown = desk.get(back["Location"])
    assert form_of(shown)["title_en"] == "Typed"
    assert NOT_SAVED in errors_of(shown)
    assert Edition.objects.count() == before


def test_where_several_people_sign_in_nobody_is_shown_a_form_from_before(desk: Browser, promise: Commitment) -> None:
    form, token = write(desk, page_of(promise), title_en="Typed by Anna", why="So it is."), desk.token
    desk.sign_out_elsewhere()
    desk.sign_in("ben")
    answer = desk.send(page_of(promise), form, token=token)
    assert answer.status_code == 403
    assert "Several people use this browser" in answer.content.decode()
    assert "Typed by Anna" not in answer.content.decode()
    assert "kept" not in desk.session


def test_a_form_from_before_is_no_bodys_when_the_last_of_several_people_has_left(
    desk: Browser, promise: Commitment
) -> None:
    form, token = write(desk, page_of(promise), title_en="Typed by Anna", why="So it is."), desk.token
    desk.sign_out_elsewhere()
    desk.sign_in("ben")
    desk.sign_out_elsewhere()
    asked = desk.send(page_of(promise), form, token=token)
    assert KEPT not in asked.content.decode()
    assert kept_beside(asked) == {}
    shown = desk.get(desk.sign_in("ben", asked)["Location"])
    assert "Typed by Anna" not in shown.content.decode()


def test_a_sign_in_that_was_too_old_is_no_form_to_bring_back(desk: Browser) -> None:
    desk.sign_out_elsewhere()
    asked = desk.send(LOGIN, {"username": "anna", "password": PASSWORD}, token="x" * 32)
    assert (kept_beside(asked), KEPT in asked.content.decode()) == ({}, False)
    assert desk.sign_in("anna", asked)["Location"] == "/admin/"


def test_a_script_that_asks_is_answered_with_no_page_and_has_nothing_kept(desk: Browser, promise: Commitment) -> None:
    form = write(desk, page_of(promise), title_en="Typed", why="So it is.")
    by_script = {"HTTP_SEC_FETCH_MODE": "cors", "HTTP_SEC_FETCH_SITE": "same-origin"}
    assert desk.post(page_of(promise), form, **by_script).status_code == 403
    desk.sign_out_elsewhere()
    answer = desk.post(page_of(promise), form | {"csrfmiddlewaretoken": desk.token}, **by_script)
    assert (answer.status_code, answer.content) == (401, b"")


def test_where_no_token_is_asked_for_nothing_is_kept_for_anybody(desk: Browser) -> None:
    desk.cookies.clear()
    asked = desk.post(address("commitment", "import"), {"x": "planted"}, HTTP_SEC_FETCH_SITE="cross-site")
    assert (kept_beside(asked), KEPT in asked.content.decode()) == ({}, False)


def test_a_sign_in_page_that_another_tab_overtook_brings_back_what_it_holds(desk: Browser, promise: Commitment) -> None:
    form = write(desk, page_of(promise), title_en="Typed", why="So it is.")
    desk.sign_out_elsewhere()
    asked, token = desk.send(page_of(promise), form), desk.token
    desk.sign_in("anna")
    sent = form_of(asked) | kept_beside(asked) | {"username": "anna", "password": PASSWORD}
    shown = desk.get(desk.send(LOGIN, sent, token=token)["Location"])
    assert form_of(shown)["title_en"] == "Typed"
    assert desk.send(LOGIN, {"username": "anna", "password": PASSWORD}, token=token)["Location"] == "/admin/"


def test_a_form_without_a_token_and_without_a_session_is_kept_for_the_sign_in(
    desk: Browser, promise: Commitment
) -> None:
    form = write(desk, page_of(promise), title_en="Typed", why="So it is.")
    desk.cookies.clear()
    asked = desk.post(page_of(promise), form)
    assert "too old to be answered" in asked.content.decode()
    shown = desk.get(desk.sign_in("anna", asked)["Location"])
    assert form_of(shown)["title_en"] == "Typed"


def test_what_another_site_sends_is_refused_as_ever(desk: Browser, promise: Commitment) -> None:
    form = write(desk, page_of(promise), title_en="Forged", why="So it is.")
    for headers in ({"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_ORIGIN": "https://example.org"}):
        assert desk.post(page_of(promise), form, **headers).status_code == 403
    assert "kept" not in desk.session
    assert desk.post("/en/commitments/", {"x": "y"}).status_code == 405


def test_the_cookie_names_nobody_and_no_script_reads_it(desk: Browser) -> None:
    cookie = desk.cookies["signed_in_here"]
    assert "anna" not in cookie.value
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/admin/")


def test_whoever_is_no_longer_let_in_is_not_shown_the_form(desk: Browser, promise: Commitment) -> None:
    form = write(desk, page_of(promise), title_en="Typed", why="So it is.")
    desk.sign_out_elsewhere()
    asked = desk.send(page_of(promise), form)
    User.objects.filter(username="anna").update(is_staff=False)
    assert desk.sign_in("anna", asked).status_code == 200


@pytest.mark.parametrize(("charset", "half"), [("unicode_escape", "\\ud800"), ("utf-7", "+2AA-")])
def test_halves_of_characters_break_no_page(desk: Browser, promise: Commitment, charset: str, half: str) -> None:
    form = write(desk, page_of(promise), title_en=f"Typed {half}", why="So it is.") | {
        "csrfmiddlewaretoken": desk.token
    }

    def send() -> HttpResponse:
        kind = f"multipart/form-data; boundary={BOUNDARY}; charset={charset}"
        return desk.generic("POST", page_of(promise), encode_multipart(BOUNDARY, form), content_type=kind)

    assert send().status_code == 400
    desk.sign_out_elsewhere()
    assert send().status_code == 400
    halved = QueryDict(mutable=True)
    halved["title_en"] = "Typed \ud800"
    assert unpacked(packed(halved)) == QueryDict("title_en=Typed ?")
    assert unpacked('{"title_en":["Typed \\ud800"]}') == QueryDict("title_en=Typed ?")
    assert held_in('[{"title_en":"\\ud800"},{}]') is None
    assert held_in('[{},{"targets":{"\\ud800":{}}}]') is None
