"""One word on many commitments: shown for each before it is written, and written on all or on none."""

import datetime as dt
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from commitments.admin.saying import many
from commitments.models import Commitment, Edition, StatusUpdate
from tests.admin.conftest import signed_in
from tests.admin.pages import address, form_of
from tests.admin.test_saying import WORD, messages, told
from tests.factories import (
    CommitmentFactory,
    PartnershipFactory,
    PassageFactory,
    SideFactory,
    StatusUpdateFactory,
    analyst,
)

DAY = dt.date(2026, 1, 3)
WHOLE = WORD | {"outlook": "at_risk", "progress": "40", "note_fr": "La moitié.", "why": "The ministry reported it."}


@pytest.fixture
def three(db: None) -> list[Commitment]:
    return [CommitmentFactory() for _ in range(3)]


def listed() -> str:
    """The list, narrowed."""
    return address("commitment", "changelist") + "?kind=project"


def chosen(client: Client, rows: list[Commitment]) -> HttpResponse:
    """Choose rows in the list, and the action."""
    return client.post(listed(), {"action": "say_many", "_selected_action": [row.pk for row in rows]})


def pressed(client: Client, page: HttpResponse, button: str, **given: Any) -> HttpResponse:
    """Press a button of the page's form."""
    return client.post(page.context["address"], form_of(page) | given | {button: "x"})


def previewed(client: Client, rows: list[Commitment], **given: Any) -> HttpResponse:
    """The preview of a word."""
    return pressed(client, chosen(client, rows), "_preview", **WORD | given)


def lines(page: HttpResponse) -> list[tuple[Any, ...]]:
    """What the page says of each commitment."""
    return [
        (each.row, each.will_be_written, list(each.contradictions), each.refused) for each in page.context["changes"]
    ]


def words() -> int:
    """How many were said."""
    return StatusUpdate.objects.count()


def test_a_word_is_typed_previewed_confirmed_and_written_on_all_as_one_change(
    aa: Client, three: list[Commitment]
) -> None:
    passage = PassageFactory()
    preview = previewed(aa, three, **WHOLE, passage=passage.pk, address="https://example.org/a")
    assert lines(preview) == [(row, True, [], "") for row in three]
    assert words() == 0
    response = pressed(aa, preview, "_confirm")
    assert response.headers["Location"] == listed()
    assert messages(aa, response) == ["Recorded for AA on 3 commitments."]
    for row in three:
        word = row.updates.get()
        assert (word.side.code, word.status, word.outlook, word.progress) == ("AA", "in_progress", "at_risk", 40)
        assert (word.note, [each.passage or each.address for each in word.evidence.all()]) == (
            {"fr": "La moitié."},
            [passage, "https://example.org/a"],
        )
    newest = Edition.objects.order_by("-number")[:3]
    assert (len({each.change for each in newest}), newest[0].reason) == (1, {"en": WHOLE["why"]})


def test_the_preview_says_what_contradicts_and_what_does_not_change(aa: Client, three: list[Commitment]) -> None:
    StatusUpdateFactory(commitment=three[0], status="completed")
    StatusUpdateFactory(commitment=three[1], as_of=DAY)
    without = previewed(aa, three)
    sentence = "Your side said “completed” last, and now says “in progress”."
    assert told(without).startswith(f"{three[0].reference}: {sentence} Say why")
    preview = pressed(aa, without, "_preview", why="The works began again.")
    assert lines(preview) == [(three[0], True, [sentence], ""), (three[1], False, [], ""), (three[2], True, [], "")]
    response = pressed(aa, preview, "_confirm")
    assert messages(aa, response) == ["Recorded for AA on 2 commitments."]
    assert [row.updates.count() for row in three] == [2, 1, 1]


def test_nothing_is_recorded_where_all_say_it_already(aa: Client, three: list[Commitment]) -> None:
    for row in three:
        StatusUpdateFactory(commitment=row, as_of=DAY)
    preview = previewed(aa, three)
    assert "_confirm" not in preview.content.decode()
    assert "see below what is in the way" in " ".join(pressed(aa, preview, "_confirm").context["problems"])
    assert words() == 3


def test_one_that_may_not_be_written_is_named_and_keeps_all_from_being_written(cc: Client) -> None:
    rows = sided()
    preview = previewed(cc, rows)
    assert lines(preview) == [(rows[0], False, [], "Your side gives no word on it."), (rows[1], True, [], "")]
    assert f"<li>{rows[0].reference} · " in preview.content.decode()
    assert "_confirm" not in preview.content.decode()
    forced = pressed(cc, preview, "_confirm")
    assert (forced.status_code, words()) == (200, 0)
    left = pressed(cc, preview, "_without")
    assert [each.row for each in left.context["changes"]] == [rows[1]]
    assert pressed(cc, left, "_confirm").status_code == 302
    assert [row.updates.count() for row in rows] == [0, 1]


def sided() -> list[Commitment]:
    """One of the partnership of AA and BB, and one of AA and CC."""
    other = PartnershipFactory(slug="aa-cc", code="AC", sides=[SideFactory(code="AA"), SideFactory(code="CC")])
    return [CommitmentFactory(), CommitmentFactory(partnership=other, reference="AC-2024-001")]


def test_a_side_to_wait_for_that_is_none_of_one_of_them_is_refused_by_name(aa: Client) -> None:
    rows = sided()
    preview = previewed(aa, rows, awaiting=SideFactory(code="BB").pk)
    assert [each.refused for each in preview.context["changes"]] == ["", "BB is no side of it to wait for."]
    assert pressed(aa, preview, "_confirm").status_code == 200
    assert words() == 0


def test_what_was_changed_since_the_preview_is_named_and_confirmed_again(aa: Client, three: list[Commitment]) -> None:
    preview = previewed(aa, three, **WHOLE)
    StatusUpdateFactory(commitment=three[1], side=SideFactory(code="BB"))
    again = pressed(aa, preview, "_confirm")
    assert f"Somebody changed {three[1].reference} since this preview." in " ".join(again.context["problems"])
    assert StatusUpdate.objects.filter(side__code="AA").count() == 0
    assert {name: form_of(again)[name] for name in WHOLE} == WHOLE
    assert pressed(aa, again, "_confirm").status_code == 302
    assert StatusUpdate.objects.filter(side__code="AA").count() == 3


def test_what_is_changed_between_the_check_and_the_action_is_named_too(
    aa: Client, three: list[Commitment], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = many.record_for_all

    def between(*args: Any, **given: Any) -> Any:
        StatusUpdateFactory(commitment=three[2], side=SideFactory(code="BB"))
        return real(*args, **given)

    preview = previewed(aa, three)
    monkeypatch.setattr(many, "record_for_all", between)
    again = pressed(aa, preview, "_confirm")
    assert f"{three[2].reference}: Somebody changed" in " ".join(again.context["problems"])
    assert words() == 0


def test_a_confirmation_that_is_sent_twice_is_written_once_and_says_the_same(
    aa: Client, three: list[Commitment]
) -> None:
    preview = previewed(aa, three)
    responses = [pressed(aa, preview, "_confirm") for _ in range(2)]
    assert [each.headers["Location"] for each in responses] == [listed()] * 2
    assert set(messages(aa, responses[1])) == {"Recorded for AA on 3 commitments."}
    assert words() == 3


def test_what_was_typed_can_be_changed_after_the_preview(aa: Client, three: list[Commitment]) -> None:
    form = pressed(aa, previewed(aa, three, **WHOLE), "_change")
    assert {name: form_of(form)[name] for name in WHOLE} == WHOLE
    assert words() == 0


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("status", ""), ("progress", "101"), ("passage", "999999"), ("note_en", "a\x00b"), ("why", "x" * 10_000)],
)
def test_what_is_wrong_is_named_before_there_is_a_preview(
    aa: Client, three: list[Commitment], name: str, wrong: str
) -> None:
    page = previewed(aa, three, **WHOLE | {name: wrong})
    assert told(page)
    kept = form_of(page)
    assert {each: kept[each] for each in WHOLE if each != name} == {each: WHOLE[each] for each in WHOLE if each != name}
    assert words() == 0


def test_a_day_to_come_is_refused_on_all(aa: Client, three: list[Commitment]) -> None:
    again = pressed(aa, previewed(aa, three, as_of="2999-01-01"), "_confirm")
    assert f"{three[0].reference}: A status can only be given for a day that has come." in again.context["problems"][0]
    assert words() == 0


@pytest.mark.parametrize(
    "rows", ["", "x", "1", "1-1 ", "1-1,2-2", "9" * 16 + "-1", "a\x00b", " ".join(["1-1"] * (many.MOST + 1))]
)
def test_a_selection_that_cannot_be_read_leads_back_to_the_list(aa: Client, rows: str, three: list[Commitment]) -> None:
    response = aa.post(address("commitment", "say_many"), WORD | {"rows": rows, "_confirm": "x"})
    assert messages(aa, response) == ["Select commitments in the list first, at most 250."]
    assert aa.get(address("commitment", "say_many")).status_code == 302


def test_what_the_person_cannot_see_is_left_out_and_not_named(aa: Client, three: list[Commitment]) -> None:
    theirs = CommitmentFactory(visibility="internal", by=analyst("BB"))
    preview = previewed(aa, three)
    rows = f"{form_of(preview)['rows']} {theirs.pk}-1 {'9' * 15}-1"
    again = pressed(aa, preview, "_confirm", rows=rows)
    assert "2 of the commitments you selected are not there for you" in again.content.decode()
    assert theirs.reference not in again.content.decode()
    assert words() == 0


def test_more_than_can_be_looked_over_are_not_taken_at_once(
    aa: Client, three: list[Commitment], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "MOST", 2)
    page = aa.post(listed(), {"action": "say_many", "_selected_action": [row.pk for row in three]}, follow=True)
    said = [str(each) for each in page.context["messages"]]
    assert said == ["You selected 3; one word is given on 2 at most. Narrow the list and select again."]


@pytest.mark.parametrize("role", ["reader", "editor", "secretariat", "administrator"])
def test_who_gives_no_word_is_not_offered_it_and_is_refused(role: str, three: list[Commitment]) -> None:
    refused(signed_in(analyst("AA", roles=[role])), three)


def test_a_joint_body_gives_no_word(joint: Client, three: list[Commitment]) -> None:
    refused(joint, three)


def refused(client: Client, rows: list[Commitment]) -> None:
    """No action in the list, and 403 when it is forced."""
    assert "say_many" not in client.get(listed()).content.decode()
    chosen(client, rows)
    given = WORD | {"rows": f"{rows[0].pk}-1", "_confirm": "x"}
    assert client.post(address("commitment", "say_many"), given).status_code == 403
    assert words() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_a_preview_costs_the_same_however_many_commitments(
    aa: Client, django_assert_num_queries: Any, rows: int
) -> None:
    several = [CommitmentFactory() for _ in range(rows)]
    for row in several:
        StatusUpdateFactory(commitment=row, status="stalled")
    page = chosen(aa, several)
    given = form_of(page) | WORD | {"_preview": "x"}
    aa.post(page.context["address"], given)
    with django_assert_num_queries(21):
        assert aa.post(page.context["address"], given).status_code == 200
