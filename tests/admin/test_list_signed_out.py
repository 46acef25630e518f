"""The session ends before an action of a list: what was chosen comes back in words, and nothing is done by itself."""

from typing import Any

import pytest
from django.http import HttpResponse

from commitments.admin.labels import label
from commitments.models import Commitment, Edition
from tests.admin.pages import address, form_of
from tests.admin.test_signed_out import Browser, desk
from tests.factories import CommitmentFactory, analyst

__all__ = ["desk"]


@pytest.fixture
def rows(db: None) -> list[Commitment]:
    """Two that are chosen, one that is not, and one that Anna may not see."""
    hidden = CommitmentFactory(visibility="internal", by=analyst("BB", username="bao"))
    return [*(CommitmentFactory(title={"en": name}) for name in ("A bridge", "A road", "A port")), hidden]


def comes_back(desk: Browser, rows: list[Commitment], **more: Any) -> HttpResponse:
    """The page on which an action of the list comes back."""
    path = address("commitment", "changelist")
    desk.get(path)
    desk.sign_out_elsewhere()
    given = {"action": "say_many", "index": "0", "select_across": "0", "_selected_action": [each.pk for each in rows]}
    return desk.get(desk.sign_in("anna", desk.send(path, given | more))["Location"])


def words(page: HttpResponse) -> dict[str, list[str]]:
    """What the page says, line by line."""
    return dict(page.context["fields"])


def test_what_was_chosen_comes_back_in_words_and_goes_on_to_its_form(desk: Browser, rows: list[Commitment]) -> None:
    first, second, _third, hidden = rows
    page = comes_back(desk, [first, second, hidden])
    told = words(page)
    assert told["Action"] == ["Record one status update for all selected…"]
    assert sorted(told["Commitments"]) == sorted(map(label, (first, second)))
    shown = page.content.decode()
    assert "Nothing was done with it yet" in shown
    assert not any(f"<dt>{name}</dt>" in shown for name in ("index", "select_across", "_selected_action", "action"))
    assert 'type="submit" value="Go on with it"' in shown
    before = Edition.objects.count()
    sent = {name: value for name, value in form_of(page).items() if name != "_selected_action"}
    form = desk.send(page.context["kept"].path, sent | {"_selected_action": [first.pk, second.pk]})
    assert {each.row for each in form.context["changes"]} == {first, second}
    assert (Edition.objects.count(), desk.session["kept"]) == (before, {})


def test_all_of_the_list_is_said_to_be_all(desk: Browser, rows: list[Commitment]) -> None:
    assert words(comes_back(desk, rows[:1], select_across="1"))["Commitments"] == ["all that the list shows"]


@pytest.mark.parametrize("wrong", ["x", "9" * 30, "a\x00b"])
def test_what_is_no_row_has_no_words(desk: Browser, rows: list[Commitment], wrong: str) -> None:
    page = comes_back(desk, rows[:1], _selected_action=[wrong], action=wrong)
    assert page.status_code == 200
    assert list(words(page).values()) == [[], []]


def test_nobody_learns_what_is_in_a_list_that_is_not_theirs(desk: Browser, rows: list[Commitment]) -> None:
    path = address("user", "changelist")
    desk.sign_out_elsewhere()
    given = {"action": "x", "_selected_action": [analyst("AA", username="secret").pk]}
    page = desk.get(desk.sign_in("anna", desk.send(path, given))["Location"])
    assert "secret" not in page.content.decode()
