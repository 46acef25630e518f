"""On the page of a commitment each side's words stand under its own name, one side beside the other."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.options import ModelAdmin
from django.test import Client

from commitments.models import Commitment
from tests.admin.pages import address
from tests.factories import CommitmentFactory, SideFactory, StatusUpdateFactory


class Columns(HTMLParser):
    """What each side's column says."""

    def __init__(self) -> None:
        """Start outside of all of them."""
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self.side = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter a column."""
        given = dict(attrs)
        if tag == "section":
            self.side = str(given.get("aria-labelledby")) if given.get("class") == "side-words" else ""

    def handle_endtag(self, tag: str) -> None:
        """Leave one."""
        if tag == "section":
            self.side = ""

    def handle_data(self, data: str) -> None:
        """Take its words."""
        if self.side and data.strip():
            self.found.setdefault(self.side.removeprefix("side-"), []).append(" ".join(data.split()))


def columns(client: Client, row: Commitment) -> dict[str, str]:
    """The columns of a commitment's page."""
    reader = Columns()
    reader.feed(client.get(address("commitment", "change", row.pk)).content.decode())
    return {side: " ".join(words) for side, words in reader.found.items()}


def test_each_side_stands_under_its_own_name_and_a_silent_one_is_said_to_be(aa: Client) -> None:
    row = CommitmentFactory()
    StatusUpdateFactory(commitment=row, side=SideFactory(code="BB"), note={"en": "It goes on."})
    found = columns(aa, row)
    assert list(found) == ["AA", "BB"]
    assert found["AA"] == "Side AA AA This side has not spoken yet."
    assert found["BB"].startswith("Side BB BB #1 BB")
    assert "It goes on." in found["BB"]


def test_the_words_of_a_side_are_newest_first_and_in_no_other_column(aa: Client) -> None:
    row = CommitmentFactory()
    for number, code in enumerate(("AA", "BB", "AA"), start=1):
        StatusUpdateFactory(commitment=row, side=SideFactory(code=code), note={"en": f"Word {number}."})
    found = columns(aa, row)
    assert found["AA"].index("Word 3.") < found["AA"].index("Word 1.")
    assert "Word 2." not in found["AA"]
    assert "Word 2." in found["BB"]


@pytest.mark.parametrize("page", ["history", "change"])
def test_the_page_of_a_commitment_leads_to_its_history_and_to_its_public_page(aa: Client, page: str) -> None:
    row = CommitmentFactory()
    shown = aa.get(address("commitment", page, row.pk)).content.decode()
    assert f"/commitments/{row.reference}/preview/" in shown
    if page == "change":
        assert f'href="{address("commitment", "history", row.pk)}"' in shown


def editable_in_lists(pages: list[Any]) -> list[str]:
    """The models whose list can be typed into: such a list knows no edition and overwrites unseen."""
    return [str(each.opts.model_name) for each in pages if each.list_editable]


def test_no_list_can_be_typed_into() -> None:
    assert editable_in_lists(list(admin.site._registry.values())) == []  # noqa: SLF001  Django has no other list


def test_a_list_that_can_be_typed_into_would_be_noticed() -> None:
    class Typed(ModelAdmin):  # type: ignore[type-arg]
        list_display = ("reference", "kind")
        list_editable = ("kind",)

    assert editable_in_lists([Typed(Commitment, admin.site)]) == ["commitment"]
