"""The home of the workbench: each pile has the number that its list shows, and the news are what others changed."""

import re
from typing import Any

import pytest
import time_machine
from django.test import Client

from commitments.actions.accounts import mark_seen, open_account
from commitments.actions.keep import keep
from commitments.models import Commitment, Head, StaffRole, User
from tests.admin.conftest import signed_in
from tests.factories import (
    AT,
    WHY,
    CommitmentFactory,
    DeadlineFactory,
    JointBodyFactory,
    OrganisationFactory,
    PartnershipFactory,
    StatusUpdateFactory,
    UserFactory,
    analyst,
    secretary,
)
from tests.queries.standing_scenes import some_record

HOME = "/admin/"
TODAY = "2026-11-21T12:00:00Z"
EVERY = ["overdue", "possibly_overdue", "due", "stale", "silent", "divergent", "awaiting", "drafts", "changed"]


def numbers(client: Client) -> dict[str, int]:
    """The number of each pile that somebody has."""
    return {pile.name: pile.number for pile in client.get(HOME).context["piles"]}


def scene() -> Commitment:
    """A pile of each sort, for the side AA; the mark of whoever asks is where it began."""
    own, other = analyst("AA", username="own"), analyst("BB", username="other")
    PartnershipFactory()
    for edtf in ("2020", "2026", "2027-01"):
        DeadlineFactory(commitment=CommitmentFactory(), edtf=edtf)
    differs, waits = CommitmentFactory(), CommitmentFactory()
    for side, status in ((own.side, "completed"), (other.side, "stalled")):
        StatusUpdateFactory(commitment=differs, side=side, status=status)
    StatusUpdateFactory(commitment=waits, side=other.side, awaiting=own.side, by=other)
    CommitmentFactory(visibility="internal", by=own)
    found: Commitment = waits
    return found


@time_machine.travel(TODAY)
@pytest.mark.parametrize("who", ["own", "other", "jo", "nobody"])
def test_the_number_of_each_pile_is_that_of_the_list_it_leads_to(db: None, who: str) -> None:
    scene()
    secretary(username="jo")
    UserFactory(organisation=None, username="nobody")
    client = signed_in(User.objects.get(username=who))
    for pile in client.get(HOME).context["piles"]:
        page = client.get(pile.address)
        assert page.status_code == 200
        assert (page.context["cl"].result_count, len(page.context["cl"].result_list)) == (pile.number, pile.number)


@time_machine.travel(TODAY)
def test_each_pile_holds_what_its_sentence_says(db: None) -> None:
    scene()
    counted = numbers(signed_in(User.objects.get(username="own")))
    expected = {"overdue": 1, "possibly_overdue": 1, "due": 1, "stale": 2, "silent": 4, "divergent": 1}
    assert counted == expected | {"awaiting": 1, "drafts": 1, "changed": 1}
    assert list(counted) == EVERY


@time_machine.travel(TODAY)
def test_control_on_another_day_other_piles_are_high(db: None) -> None:
    scene()
    with time_machine.travel("2019-01-01T12:00:00Z"):
        counted = numbers(signed_in(User.objects.get(username="own")))
    assert (counted["overdue"], counted["possibly_overdue"], counted["due"], counted["stale"]) == (0, 0, 0, 0)


@time_machine.travel(TODAY)
@pytest.mark.parametrize("reader", [1, 2, 3])
def test_the_numbers_hold_for_a_record_at_random(db: None, reader: int) -> None:
    client = signed_in(some_record(10, size=12)[reader])
    for pile in client.get(HOME).context["piles"]:
        assert client.get(pile.address).context["cl"].queryset.count() == pile.number, pile.name


@pytest.mark.parametrize(
    ("roles", "missing"),
    [(["reader"], {"drafts"}), (["analyst"], {"drafts"}), (["editor"], set()), (["administrator"], {"drafts"})],
)
def test_who_registers_nothing_has_no_drafts(db: None, roles: list[str], missing: set[str]) -> None:
    assert set(EVERY) - set(numbers(signed_in(analyst("AA", roles=roles)))) == missing


def test_nothing_waits_for_a_joint_body_and_it_sees_what_all_sides_changed(db: None) -> None:
    scene()
    theirs = CommitmentFactory(by=analyst("AA"))
    client = signed_in(secretary())
    assert "awaiting" not in numbers(client)
    told = client.get(HOME).context["news"].changes
    assert {change.reference for change in told} == {
        theirs.reference,
        Commitment.objects.get(updates__awaiting__code="AA").reference,
    }


def test_zero_is_said_and_links_to_an_empty_list(aa: Client) -> None:
    page = aa.get(HOME).content.decode()
    assert len(re.findall(r'class="pile pile-\w+ nothing"', page)) == len(EVERY)
    assert '<span class="number">0</span> <span class="pile-title">Overdue</span>' in page


def test_the_news_are_what_others_changed_in_words_with_who_and_when(aa: Client) -> None:
    row = scene()
    news = aa.get(HOME).context["news"]
    assert (news.number, [(each.reference, each.by, each.side) for each in news.changes]) == (
        1,
        [(row.reference, "other", "BB")],
    )
    page = aa.get(HOME).content.decode()
    assert "Side BB speaks for the first time: “in progress”, as of 2 January 2026." in page
    assert f"/admin/commitments/commitment/{row.pk}/change/" in page


def test_no_news_are_told_of_what_the_other_side_keeps_internal(aa: Client) -> None:
    hidden = CommitmentFactory(visibility="internal", by=analyst("BB"), title={"en": "Hush"})
    page = aa.get(HOME)
    assert (page.context["news"].number, numbers(aa)["changed"]) == (0, 0)
    assert "Hush" not in page.content.decode()
    hidden.visibility = "public"
    keep(hidden, by=User.objects.get(organisation=hidden.recorded_for), at=AT, why=WHY)
    (change,) = aa.get(HOME).context["news"].changes
    assert (change.reference, change.before) == (hidden.reference, None)


def test_the_own_sides_changes_and_those_of_nobody_are_no_news(aa: Client) -> None:
    CommitmentFactory(by=analyst("AA"))
    CommitmentFactory()
    assert aa.get(HOME).context["news"].number == 0


def test_what_was_seen_is_no_news_any_more(aa: Client) -> None:
    scene()
    newest = aa.get(HOME).context["newest"]
    later = CommitmentFactory(by=analyst("BB"))
    response = aa.post("/admin/seen/", {"number": newest}, follow=True)
    assert "count as seen" in response.content.decode()
    assert [each.reference for each in response.context["news"].changes] == [later.reference]
    assert User.objects.get(username="anna").seen_edition == newest
    assert User.objects.get(username="other").seen_edition == 0


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 40, "1.5"])
def test_a_mark_that_cannot_be_read_is_told_and_moves_nothing(aa: Client, number: str) -> None:
    scene()
    page = aa.post("/admin/seen/", {"number": number}, follow=True)
    assert "Nothing was marked" in page.content.decode()
    assert User.objects.get(username="anna").seen_edition == 0


def test_the_mark_never_goes_back_nor_beyond_the_newest_edition(db: None) -> None:
    scene()
    user, newest = User.objects.get(username="own"), Head.objects.get().number
    for number, reached in ((5, 5), (3, 5), (10**12, newest)):
        mark_seen(user, number)
        user.refresh_from_db()
        assert user.seen_edition == reached


def test_the_mark_is_moved_by_a_form_alone_and_by_nobody_who_is_not_let_in(aa: Client, client: Client) -> None:
    assert aa.get("/admin/seen/").status_code == 405
    assert client.post("/admin/seen/", {"number": 1}).context["form"].fields.keys() == {"username", "password"}
    forger = Client(enforce_csrf_checks=True)
    forger.cookies = aa.cookies
    assert forger.post("/admin/seen/", {"number": 1})["Location"].startswith("/admin/kept/")  # to be sent by a person
    assert set(User.objects.values_list("seen_edition", flat=True)) == {0}


def test_for_a_new_account_all_begins_today(db: None) -> None:
    scene()
    user = open_account(username="new", password="long and unusual 7", organisation=OrganisationFactory())
    assert (user.seen_edition, numbers(signed_in(user))["changed"]) == (Head.objects.get().number, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_home_takes_as_many_queries_for_three_as_for_one(
    db: None, django_assert_num_queries: Any, rows: int
) -> None:
    other = analyst("BB")
    PartnershipFactory()
    for _ in range(rows):
        commitment = CommitmentFactory(by=other)
        StatusUpdateFactory(commitment=commitment, side=other.side, by=other)
    client = signed_in(analyst("AA"))
    with django_assert_num_queries(17):
        assert client.get(HOME).status_code == 200


@pytest.mark.parametrize(
    ("role", "changed"),
    [
        (StaffRole.READER, set()),
        (StaffRole.ANALYST, {"indicator"}),
        (StaffRole.EDITOR, {"commitment", "source", "organisation", "indicator"}),
        (StaffRole.SECRETARIAT, {"meeting", "indicator"}),
        (StaffRole.ADMINISTRATOR, {"user"}),
    ],
)
def test_the_tables_say_change_only_where_something_can_be_changed(db: None, role: str, changed: set[str]) -> None:
    page = signed_in(analyst("AA", roles=[role])).get(HOME).content.decode()
    assert set(re.findall(r'href="/admin/commitments/(\w+)/" class="changelink"', page)) == changed
    assert 'href="/admin/commitments/deadline/" class="viewlink"' in page


def test_the_secretariat_of_a_joint_body_changes_what_is_joint(db: None) -> None:
    page = signed_in(UserFactory(organisation=JointBodyFactory())).get(HOME).content.decode()
    assert 'href="/admin/commitments/sector/" class="changelink"' in page
