"""A preview is the public page as everybody reads it, for staff alone, and says that it is one."""

import pytest
from django.test import Client

from commitments.models import Commitment, User
from tests.factories import AT, CommitmentFactory, LinkFactory, StatusUpdateFactory, analyst

ADDRESS = "/en/commitments/{}/preview/"


def preview(client: Client, row: Commitment, *, status: int = 200) -> str:
    """The page."""
    response = client.get(ADDRESS.format(row.reference))
    assert response.status_code == status
    return response.content.decode()


def whole(shown: str) -> str:
    """The article of a page, without what is above and below it, its white space closed up."""
    return " ".join(shown.partition('class="opening"')[2].partition('class="times"')[0].split())


@pytest.fixture
def anna(db: None) -> User:
    """An analyst of the side AA."""
    return analyst("AA", username="anna")


def test_of_a_public_commitment_it_is_what_everybody_reads(client: Client, anna: User) -> None:
    row = CommitmentFactory(by=anna)
    hidden = CommitmentFactory(visibility="internal", title={"en": "Hush"}, by=anna)
    LinkFactory(commitment=hidden, to=row, by=anna)
    StatusUpdateFactory(commitment=row, by=anna, side=anna.side)
    read = Client().get(f"/en/commitments/{row.reference}/").content.decode()
    client.force_login(anna)
    own = client.get(f"/en/commitments/{row.reference}/").content.decode()
    assert "Hush" in own, "who is signed in reads more than everybody"
    shown = preview(client, row)
    assert whole(shown) == whole(read)
    assert "This is a preview of the public page." in shown
    assert "Everybody reads it like this now" in shown


def test_of_an_internal_one_it_is_what_everybody_would_read(client: Client, anna: User) -> None:
    row = CommitmentFactory(visibility="internal", title={"en": "Ours"}, by=anna)
    CommitmentFactory(visibility="internal", parent=row, title={"en": "Hush"}, by=anna)
    client.force_login(anna)
    shown = preview(client, row)
    assert "This commitment is internal: nobody outside reads it." in shown
    assert "Ours" in shown
    assert "Hush" not in shown
    assert "The first record." not in shown, "the reasons of internal editions are no part of the public page"


def test_nobody_else_is_shown_one(client: Client, anna: User) -> None:
    public, hidden = CommitmentFactory(by=anna), CommitmentFactory(visibility="internal", by=anna)
    for row in (public, hidden):
        preview(client, row, status=404)
    client.force_login(analyst("BB"))
    preview(client, public)
    preview(client, hidden, status=404)


def test_search_engines_leave_it_alone_and_nothing_keeps_it(client: Client, anna: User) -> None:
    row = CommitmentFactory(by=anna, at=AT)
    client.force_login(anna)
    response = client.get(ADDRESS.format(row.reference))
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert "no-store" in response["Cache-Control"]
