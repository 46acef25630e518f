"""What is sent as chosen in a list and is no row's number chooses nothing, in whatever list."""

from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.test import Client

from commitments.models import Edition, Token
from tests.admin.conftest import signed_in
from tests.admin.pages import address
from tests.admin.test_every_page import NOUNS
from tests.factories import CommitmentFactory, UserFactory

NO_ROWS = ["x", "", "1.5", "9" * 30, "\x00", "-1", "1\n", "٣", "1,2", "None"]
NOTHING_CHOSEN = "Items must be selected in order to perform actions on them. No items have been changed."


def choose(client: Client, path: str, action: str, *rows: Any, **more: Any) -> HttpResponse:
    """Send an action of a list."""
    return client.post(path, {"action": action, "_selected_action": list(rows), **more}, follow=True)


def told(response: HttpResponse) -> str:
    """What the page says first."""
    return " ".join(str(each) for each in response.context["messages"])


@pytest.mark.parametrize("wrong", NO_ROWS)
@pytest.mark.parametrize("action", ["say_many", "take_csv", "take_workbook"])
def test_what_is_no_number_is_not_chosen(aa: Client, action: str, wrong: str) -> None:
    CommitmentFactory()
    before = Edition.objects.count()
    answer = choose(aa, address("commitment", "changelist"), action, wrong, index=0)
    assert answer.status_code == 200
    assert NOTHING_CHOSEN in told(answer)
    assert Edition.objects.count() == before


def test_the_rows_beside_it_are_chosen(aa: Client) -> None:
    row = CommitmentFactory()
    answer = choose(aa, address("commitment", "changelist"), "say_many", "x", row.pk, index=0)
    assert [each.row for each in answer.context["changes"]] == [row]


def count(_admin: Any, _request: HttpRequest, rows: Any) -> HttpResponse:
    """An action that says on how many it acts."""
    return HttpResponse(f"{rows.count()} chosen")


@pytest.mark.parametrize("more", [{"index": 0}, {}, {"index": 0, "select_across": 1}], ids=["button", "bare", "all"])
@pytest.mark.parametrize("noun", [*NOUNS, Token])
def test_it_is_so_in_every_list(
    db: None, monkeypatch: pytest.MonkeyPatch, noun: type[Model], more: dict[str, Any]
) -> None:
    monkeypatch.setattr(admin.site.get_model_admin(noun), "actions", (count,))
    client = signed_in(UserFactory(organisation=None, is_superuser=True))
    path = address(str(noun._meta.model_name), "changelist")
    answer = choose(client, path, "count", *NO_ROWS, **more)
    assert answer.status_code == 200
    assert b" chosen" not in answer.content
    assert choose(client, path, "count", 123, index=0).content == b"0 chosen"


@pytest.mark.parametrize("name", ["user", "token", "source"])
def test_an_address_that_no_database_can_be_asked_leads_to_the_list(db: None, name: str) -> None:
    client, path = signed_in(UserFactory(organisation=None, is_superuser=True)), address(name, "changelist")
    answer = client.get(path, {"role": "a\x00b"})
    assert (answer.status_code, answer["Location"]) == (302, path)
