"""Milestones are added, marked as reached and taken from a rule of recurrence, each in one change with its reason."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client

from commitments.actions.keep import drop_part, keep_part
from commitments.admin import milestone_writing
from commitments.models import Commitment, Edition
from tests.admin.conftest import signed_in
from tests.admin.pages import address, form_of
from tests.factories import AT, CommitmentFactory, DeadlineFactory, MilestoneFactory, analyst

WHY = "The working group met."
STEP = {"add-title_en": "A plan", "add-due": "June 2027", "add-why": WHY}


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel("2026-07-01T12:00:00Z"):
        yield


@pytest.fixture
def yearly(db: None) -> Commitment:
    """A commitment that comes round every year since December 2025."""
    return CommitmentFactory(recurrence="FREQ=YEARLY")


def page_of(commitment: Commitment) -> str:
    return address("commitment", "milestones", commitment.pk)


def sent(client: Client, commitment: Commitment, button: str, **given: Any) -> HttpResponse:
    """Open the page, type over what is given and press a button."""
    opened = client.get(page_of(commitment))
    assert opened.status_code == 200
    seen = opened.context["board"].forms["add"].newest
    typed = {name.replace("__", "-"): value for name, value in given.items()}
    return client.post(page_of(commitment), form_of(opened) | {f"{button}-seen": seen} | typed | {f"_{button}": "x"})


def problems(response: HttpResponse, form: str) -> str:
    """All that a form says went wrong."""
    return " ".join(words for errors in response.context["board"].forms[form].errors.values() for words in errors)


def held(commitment: Commitment) -> list[tuple[int, str, dict[str, str]]]:
    return [(each.number, each.due, each.title) for each in commitment.milestones.order_by("number")]


def test_a_milestone_is_added_with_its_reason(aa: Client) -> None:
    commitment = CommitmentFactory()
    assert sent(aa, commitment, "add", **STEP).headers["Location"] == page_of(commitment)
    assert held(commitment) == [(1, "2027-06", {"en": "A plan"})]
    assert Edition.objects.last().reason == {"en": WHY}
    page = aa.get(page_of(commitment)).content.decode()
    assert "due: June 2027" in page


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"add-due": "30/02/2027"}, "is not in the calendar"),
        ({"add-due": "0000"}, "is not in the calendar"),
        ({"add-due": "2027-2026"}, "ends before it begins"),
        ({"add-due": "03/04/2027"}, "may be two different days"),
        ({"add-due": ""}, "This field is required"),
        ({"add-due": "x" * 10_000}, "at most 100 characters"),
        ({"add-due": "\x00"}, "Null characters are not allowed"),
        ({"add-title_en": ""}, "at least one language"),
        ({"add-title_en": "\x00"}, "Null characters are not allowed"),
        ({"add-title_en": "x" * 10_000}, "at most 300 characters"),
        ({"add-reached_on": "2026-02-30"}, "Enter a valid date"),
        ({"add-reached_on": "0000-01-01"}, "Enter a valid date"),
        ({"add-reached_on": "2026-07-03"}, "on a day that has come"),
        ({"add-why": " "}, "keeps its reason"),
        ({"add-why": "x" * 10_000}, "at most 2000 characters"),
        ({"add-seen": ""}, "does not say which edition it shows"),
    ],
)
def test_bad_input_is_told_and_kept(aa: Client, given: dict[str, str], words: str) -> None:
    commitment = CommitmentFactory()
    response = sent(aa, commitment, "add", **STEP | given)
    assert response.status_code == 200
    assert words in problems(response, "add")
    kept = form_of(response)
    assert {name: kept[name] for name in STEP} | given == STEP | given
    assert held(commitment) == []


def test_the_day_has_come_when_it_has_begun_anywhere(aa: Client) -> None:
    commitment = CommitmentFactory()
    assert sent(aa, commitment, "add", **STEP, add__reached_on="2026-07-02").status_code == 302
    assert commitment.milestones.get().reached_on == dt.date(2026, 7, 2)


def test_a_milestone_is_marked_as_reached_today_and_that_is_undone(aa: Client) -> None:
    step = MilestoneFactory()
    form = aa.get(page_of(step.commitment)).context["steps"][0].reach
    assert form["reached_on"].value() == dt.date(2026, 7, 1)
    name = f"reach-{step.pk}"
    given = {f"{name}-reached_on": "2026-07-01", f"{name}-why": WHY}
    assert sent(aa, step.commitment, name, **given).status_code == 302
    step.refresh_from_db()
    assert (step.reached_on, step.due, step.title) == (dt.date(2026, 7, 1), "2026", {"en": "A step"})
    assert "reached on 1 July 2026" in aa.get(page_of(step.commitment)).content.decode()
    same = sent(aa, step.commitment, name, **given)
    assert "on record already" in problems(same, name)
    assert sent(aa, step.commitment, name, **given | {f"{name}-reached_on": ""}).status_code == 302
    step.refresh_from_db()
    assert step.reached_on is None


def test_an_empty_day_marks_nothing_as_reached(aa: Client) -> None:
    step = MilestoneFactory()
    name = f"reach-{step.pk}"
    response = sent(aa, step.commitment, name, **{f"{name}-reached_on": "", f"{name}-why": WHY})
    assert "Say on which day" in problems(response, name)
    assert '<details class="reach" open>' in response.content.decode()


def test_a_milestone_of_another_commitment_is_not_reached_from_here(aa: Client) -> None:
    step, commitment = MilestoneFactory(), CommitmentFactory()
    name = f"reach-{step.pk}"
    response = sent(aa, commitment, name, **{f"{name}-reached_on": "2026-07-01", f"{name}-why": WHY})
    assert "somebody took away meanwhile" in response.content.decode()
    step.refresh_from_db()
    assert step.reached_on is None


def test_a_milestone_is_changed_with_its_reason_and_keeps_the_languages_that_nobody_is_asked_for(aa: Client) -> None:
    step = MilestoneFactory(title={"en": "A step", "lo": "ບາດກ້າວ"}, reached_on="2025-12-30")
    name, before = f"edit-{step.pk}", Edition.objects.count()
    opened = aa.get(page_of(step.commitment)).context["steps"][0].edit
    assert (opened["due"].value(), opened["title"].value()) == ("2026", step.title)
    given = {f"{name}-title_en": "Another", f"{name}-title_fr": "", f"{name}-title_vi": "", f"{name}-due": "June 2027"}
    assert sent(aa, step.commitment, name, **given, **{f"{name}-why": WHY}).status_code == 302
    step.refresh_from_db()
    assert (step.title, step.due, str(step.due_latest)) == ({"en": "Another", "lo": "ບາດກ້າວ"}, "2027-06", "2027-06-30")
    assert step.reached_on == dt.date(2025, 12, 30)
    assert Edition.objects.count() == before + 1
    assert Edition.objects.last().reason == {"en": WHY}
    assert "Milestone 1 is now: Another, due June 2027." in aa.get(page_of(step.commitment)).content.decode()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"due": "03/04/2027"}, "may be two different days"),
        ({"due": ""}, "This field is required"),
        ({"title_en": ""}, "at least one language"),
        ({"title_en": "x" * 301}, "at most 300 characters"),
        ({"title_en": "\x00"}, "Null characters are not allowed"),
        ({"why": " "}, "keeps its reason"),
        ({"title_en": "A step", "due": "2026"}, "This is what is on record already"),
        ({"seen": ""}, "does not say which edition it shows"),
    ],
)
def test_a_change_that_cannot_be_is_told_and_kept(aa: Client, given: dict[str, str], words: str) -> None:
    step = MilestoneFactory()
    name = f"edit-{step.pk}"
    typed = {"title_en": "Another", "title_fr": "", "title_vi": "", "due": "2028", "why": WHY} | given
    response = sent(aa, step.commitment, name, **{f"{name}-{field}": value for field, value in typed.items()})
    assert words in problems(response, name)
    assert response.context["board"].forms[name]["due"].value() == typed["due"]
    step.refresh_from_db()
    assert (step.title, step.due) == ({"en": "A step"}, "2026")


def test_a_milestone_that_was_a_mistake_is_taken_away_and_its_number_is_not_given_again(aa: Client) -> None:
    commitment = CommitmentFactory()
    gone, _left = MilestoneFactory(commitment=commitment), MilestoneFactory(commitment=commitment)
    name = f"drop-{gone.pk}"
    assert "keeps its reason" in problems(sent(aa, commitment, name, **{f"{name}-why": ""}), name)
    assert sent(aa, commitment, name, **{f"{name}-why": WHY}).status_code == 302
    assert "Milestone 1 was taken away." in aa.get(page_of(commitment)).content.decode()
    assert Edition.objects.last().reason == {"en": WHY}
    assert sent(aa, commitment, "add", **STEP).status_code == 302
    assert sorted(number for number, _due, _title in held(commitment)) == [2, 3]


def test_the_rule_proposes_what_is_not_there_yet(aa: Client, yearly: Commitment) -> None:
    MilestoneFactory(commitment=yearly, due="2027")
    page = aa.get(page_of(yearly))
    assert [each.due for each in page.context["proposals"].rows] == ["2026", "2028", "2029", "2030", "2031"]
    sooner = aa.get(page_of(yearly), {"until": "2028"})
    assert [each.due for each in sooner.context["proposals"].rows] == ["2026", "2028"]
    assert form_of(page)["take-title-2028_vi"] == "2028"


@pytest.mark.parametrize("until", ["", "x", "1", "9999", "9" * 400, "\x00", "2026.5"])
def test_a_horizon_that_cannot_be_is_five_years_on(aa: Client, yearly: Commitment, until: str) -> None:
    assert aa.get(page_of(yearly), {"until": until}).context["proposals"].until == 2031


def test_those_that_are_ticked_are_taken_in_one_change(aa: Client, yearly: Commitment) -> None:
    before = Edition.objects.count()
    ticked = {"take-tick-2027": "on", "take-tick-2029": "on", "take-title-2029_en": "The third plan", "take-why": WHY}
    response = sent(aa, yearly, "take", **ticked)
    assert response.headers["Location"] == f"{page_of(yearly)}?until=2031"
    assert held(yearly) == [
        (1, "2027", {"en": "2027", "fr": "2027", "vi": "2027"}),
        (2, "2029", {"en": "The third plan", "fr": "2029", "vi": "2029"}),
    ]
    assert Edition.objects.count() == before + 1
    assert Edition.objects.last().reason == {"en": WHY}
    assert [each.due for each in aa.get(page_of(yearly)).context["proposals"].rows] == ["2026", "2028", "2030", "2031"]


def test_all_that_are_ticked_are_taken_or_none(aa: Client, yearly: Commitment, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Edition.objects.count()

    def refuse_the_second(part: Any, **given: Any) -> Any:
        if part.due == "2029":
            raise ValidationError("No room.")
        return keep_part(part, **given)

    monkeypatch.setattr(milestone_writing, "keep_part", refuse_the_second)
    ticked = {"take-tick-2027": "on", "take-tick-2029": "on", "take-why": WHY}
    response = sent(aa, yearly, "take", **ticked)
    assert problems(response, "take") == "No room."
    assert (held(yearly), Edition.objects.count()) == ([], before)
    assert form_of(response)["take-tick-2029"] == "on"


def test_nothing_is_taken_that_is_not_ticked_titled_or_proposed(aa: Client, yearly: Commitment) -> None:
    assert "Tick the milestones" in problems(sent(aa, yearly, "take", take__why=WHY), "take")
    forged = {"take-tick-2099": "on", "take-title-2099_en": "X", "take-why": WHY}
    assert "Nothing was saved: 2099 is not proposed any more" in problems(sent(aa, yearly, "take", **forged), "take")
    untitled = {f"take-title-2027_{code}": "" for code in ("en", "fr", "vi")}
    response = sent(aa, yearly, "take", **{"take-tick-2027": "on", "take-why": WHY}, **untitled)
    assert "at least one language" in problems(response, "take")
    assert "keeps its reason" in problems(sent(aa, yearly, "take", **{"take-tick-2027": "on"}), "take")
    assert held(yearly) == []


def test_default_titles_are_in_the_languages_of_the_texts(aa: Client) -> None:
    commitment = CommitmentFactory(recurrence="FREQ=YEARLY;BYMONTH=6")
    DeadlineFactory(commitment=commitment, edtf="../2030")
    assert aa.get(page_of(commitment)).context["proposals"].rows[0].title == {
        "en": "June 2027",
        "fr": "juin 2027",
        "vi": "tháng 6/2027",
    }


def test_a_rule_with_nothing_to_count_from_says_so(aa: Client) -> None:
    commitment = CommitmentFactory(recurrence="FREQ=WEEKLY", made_on="2025")
    assert "The rule counts from a day" in aa.get(page_of(commitment)).content.decode()


def test_a_rule_that_counts_days_is_shown_in_part(aa: Client) -> None:
    commitment = CommitmentFactory(recurrence="FREQ=WEEKLY")
    proposals = aa.get(page_of(commitment)).context["proposals"]
    assert (len(proposals.rows), proposals.has_more) == (24, True)


@pytest.mark.parametrize("button", ["add", "take", "reach"])
def test_who_saved_first_is_told_and_nothing_that_was_typed_is_lost(
    aa: Client, yearly: Commitment, button: str
) -> None:
    step = MilestoneFactory(commitment=yearly, due="2025")
    name = f"reach-{step.pk}" if button == "reach" else button
    typed = STEP | {"take-tick-2027": "on", "take-why": WHY, f"reach-{step.pk}-why": WHY}
    opened = aa.get(page_of(yearly))
    data = form_of(opened) | typed | {f"reach-{step.pk}-reached_on": "2026-06-30"}
    data |= {f"{name}-seen": opened.context["board"].forms[name].newest}
    MilestoneFactory(commitment=yearly, due="2024")
    response = aa.post(page_of(yearly), data | {f"_{name}": "x"})
    assert (response.status_code, response.context["why"]) == (200, WHY)
    assert "was changed since you opened it, and what you typed is not saved yet" in response.content.decode()
    assert yearly.milestones.count() == 2
    again = aa.post(page_of(yearly), form_of(response) | {"_look": "x"})
    assert "Nothing is saved yet" in again.content.decode()
    form = again.context["board"].forms[name]
    assert (form["why"].value(), form.based_on, yearly.milestones.count()) == (WHY, form.newest, 2)
    assert aa.post(page_of(yearly), form_of(response)).status_code == 302
    assert Edition.objects.last().reason == {"en": WHY}


def test_a_save_that_comes_between_the_form_and_the_action_is_noticed_too(
    aa: Client, yearly: Commitment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def between(part: Any, **given: Any) -> Any:
        monkeypatch.setattr(milestone_writing, "keep_part", keep_part)
        MilestoneFactory(commitment=yearly, due="2024")
        return keep_part(part, **given)

    monkeypatch.setattr(milestone_writing, "keep_part", between)
    response = sent(aa, yearly, "add", **STEP)
    assert [each.called for each in response.context["places"]] == ["Milestone 1"]
    assert [due for _number, due, _title in held(yearly)] == ["2024"]
    assert aa.post(page_of(yearly), form_of(response)).status_code == 302
    assert [due for _number, due, _title in held(yearly)] == ["2024", "2027-06"]


def test_one_that_was_taken_away_meanwhile_is_told(aa: Client) -> None:
    step = MilestoneFactory()
    name, commitment = f"reach-{step.pk}", step.commitment
    data = form_of(aa.get(page_of(commitment))) | {f"_{name}": "x", f"{name}-why": WHY}
    drop_part(step, by=None, at=AT, why={"en": WHY})
    response = aa.post(page_of(commitment), data)
    assert "somebody took away meanwhile" in response.content.decode()


@pytest.mark.parametrize("role", ["analyst", "editor", "secretariat"])
def test_whoever_may_add_a_milestone_is_shown_the_way(role: str, db: None) -> None:
    commitment = CommitmentFactory(by=analyst("BB"))
    client = signed_in(analyst("AA", roles=[role]))
    assert page_of(commitment) in client.get(address("commitment", "change", commitment.pk)).content.decode()
    assert sent(client, commitment, "add", **STEP).status_code == 302


@pytest.mark.parametrize("role", ["reader", "administrator", None])
def test_nobody_else_is_shown_the_way_or_let_in(role: str | None, yearly: Commitment) -> None:
    client = signed_in(analyst("AA", roles=[role]) if role else analyst("CC"))
    assert page_of(yearly) not in client.get(address("commitment", "change", yearly.pk)).content.decode()
    assert client.get(page_of(yearly)).status_code == 403
    step = MilestoneFactory(commitment=yearly)
    for button in ("add", "take", f"edit-{step.pk}", f"drop-{step.pk}"):
        assert client.post(page_of(yearly), STEP | {"take-tick-2027": "on", f"_{button}": "x"}).status_code == 403
    assert held(yearly) == [(1, "2026", {"en": "A step"})]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_as_many_queries_however_many_there_are(
    aa: Client, yearly: Commitment, django_assert_num_queries: Any, rows: int
) -> None:
    for number in range(rows):
        MilestoneFactory(commitment=yearly, due=f"{2027 + number}")
    aa.get(page_of(yearly))
    with django_assert_num_queries(13):
        assert aa.get(page_of(yearly)).status_code == 200
