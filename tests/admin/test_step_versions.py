"""Two who take the same step: what was saved first stands beside what was typed, field by field, and one chooses."""

from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from commitments.actions.keep import drop_part, keep_part
from commitments.models import Commitment, Edition
from tests.admin.conftest import signed_in
from tests.admin.pages import address, form_of
from tests.admin.test_overtaken import places
from tests.factories import (
    AT,
    CommitmentFactory,
    DeadlineFactory,
    MilestoneFactory,
    PassageFactory,
    SideFactory,
    StatusUpdateFactory,
    analyst,
)

WHY = "The working group met."


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel("2026-07-01T12:00:00Z"):
        yield


@pytest.fixture
def promise(db: None) -> Commitment:
    row: Commitment = CommitmentFactory(recurrence="FREQ=YEARLY")
    return row


def path_of(step: str, commitment: Commitment) -> str:
    return address("commitment", step, commitment.pk)


def opened(client: Client, commitment: Commitment, form: str) -> dict[str, Any]:
    """What a form of the milestones' page would send."""
    page = client.get(path_of("milestones", commitment))
    return form_of(page) | {f"{form}-seen": page.context["board"].forms[form].newest}


def sent(client: Client, commitment: Commitment, data: dict[str, Any], form: str, **typed: str) -> HttpResponse:
    """Send it with what was typed."""
    given = {f"{form}-{name}": value for name, value in ({"why": WHY} | typed).items()}
    return client.post(path_of("milestones", commitment), data | given | {f"_{form}": "x"})


def changed(step: Any, **values: Any) -> None:
    """Somebody else changes a milestone."""
    for name, value in values.items():
        setattr(step, name, value)
    keep_part(step, by=None, at=timezone.now(), why={"en": "They say so."})


def told(response: HttpResponse) -> str:
    return " ".join(str(each) for each in response.context["messages"])


def test_a_deadline_stands_beside_the_one_that_was_set_meanwhile(aa: Client, promise: Commitment) -> None:
    DeadlineFactory(commitment=promise, edtf="2027", reason={"en": "So it is written."})
    passage = PassageFactory(gist={"en": "It is put off."})
    data = form_of(aa.get(path_of("deadline", promise)))
    DeadlineFactory(commitment=promise, edtf="2030", phrase="by 2030", passage=passage, reason={"en": "They agreed."})
    typed = {"date": "June 2028", "basis": "inferred", "reason_en": WHY, "_preview": "x"}
    response = aa.post(path_of("deadline", promise), data | typed)
    assert {name: versions for name, (_outcome, *versions) in places(response).items()} == {
        "New date": ["2027", "2030", "June 2028"],
        "Basis": ["stated in the text", "stated in the text", "an analyst's reading"],
        "Phrase": ["", "by 2030", ""],
        "Passage or decision": ["", f"{passage} · It is put off.", ""],
        "Why it moves (English)": ["So it is written.", "They agreed.", WHY],
    }
    assert 'type="radio"' not in response.content.decode()
    assert "Save with these choices" not in response.content.decode()
    assert promise.deadlines.count() == 2


def test_a_date_that_is_only_written_otherwise_is_no_other(aa: Client, promise: Commitment) -> None:
    data = form_of(aa.get(path_of("deadline", promise)))
    DeadlineFactory(commitment=promise, edtf="2028-06", basis="explicit", reason={"en": WHY})
    typed = {"date": "June 2028", "basis": "explicit", "reason_en": WHY, "_preview": "x"}
    response = aa.post(path_of("deadline", promise), data | typed)
    assert places(response)["New date"] == ("alike", "", "June 2028", "June 2028")
    again = aa.post(path_of("deadline", promise), form_of(response) | {"_look": "x"})
    assert "on record already" in again.content.decode()


def test_what_was_typed_is_dropped_by_opening_the_page_anew(aa: Client, promise: Commitment) -> None:
    data = form_of(aa.get(path_of("deadline", promise)))
    DeadlineFactory(commitment=promise, edtf="2030")
    typed = {"date": "2028", "basis": "explicit", "reason_en": WHY, "_preview": "x"}
    response = aa.post(path_of("deadline", promise), data | typed)
    assert response.context["anew"] == path_of("deadline", promise)
    assert form_of(aa.get(response.context["anew"]))["date"] == ""
    assert [each.edtf for each in promise.deadlines.all()] == ["2030"]


def test_a_third_who_saves_meanwhile_is_shown_too(aa: Client, promise: Commitment) -> None:
    data = form_of(aa.get(path_of("deadline", promise)))
    DeadlineFactory(commitment=promise, edtf="2030")
    typed = {"date": "2028", "basis": "explicit", "reason_en": WHY, "_save": "x", "shown": "2028"}
    response = aa.post(path_of("deadline", promise), data | typed)
    DeadlineFactory(commitment=promise, edtf="2031")
    again = aa.post(path_of("deadline", promise), form_of(response) | {"_look": "x"})
    saved = aa.post(path_of("deadline", promise), form_of(again) | {"_save": "x"})
    assert places(saved)["New date"][1:] == ("2030", "2031", "2028")
    assert [each.edtf for each in promise.deadlines.all()] == ["2030", "2031"]


@pytest.mark.parametrize(("choice", "title"), [("theirs", "Theirs"), ("mine", "Mine")])
def test_of_a_milestone_that_both_changed_one_field_is_chosen_and_the_others_are_kept(
    aa: Client, promise: Commitment, choice: str, title: str
) -> None:
    step = MilestoneFactory(commitment=promise, title={"en": "Shown", "fr": "Montré"})
    form = f"edit-{step.pk}"
    data = opened(aa, promise, form)
    changed(step, title={"en": "Theirs", "fr": "Le leur"}, reached_on="2026-06-30")
    typed = {"title_en": "Mine", "title_fr": "Montré", "title_vi": "", "due": "June 2027"}
    response = sent(aa, promise, data, form, **typed)
    assert places(response) == {
        "Title (English)": ("contested", "Shown", "Theirs", "Mine"),
        "Title (français)": ("theirs", "Montré", "Le leur", "Montré"),
        "Due": ("mine", "2026", "2026", "June 2027"),
        "Reached on": ("theirs", "", "30 June 2026", ""),
    }
    assert "They say so." in response.content.decode()
    saved = aa.post(path_of("milestones", promise), form_of(response) | {"choice-title_en": choice})
    assert saved.status_code == 302
    step.refresh_from_db()
    assert (step.title, step.due, str(step.reached_on)) == ({"en": title, "fr": "Le leur"}, "2027-06", "2026-06-30")
    assert Edition.objects.last().reason == {"en": WHY}


def test_whoever_does_not_choose_is_asked_again(aa: Client, promise: Commitment) -> None:
    step = MilestoneFactory(commitment=promise)
    form, path = f"reach-{step.pk}", path_of("milestones", promise)
    data = opened(aa, promise, form)
    changed(step, reached_on="2026-06-01")
    response = sent(aa, promise, data, form, reached_on="2026-06-30")
    assert places(response) == {"Reached on": ("contested", "", "1 June 2026", "30 June 2026")}
    again = aa.post(path, form_of(response))
    assert "choose one of the two versions wherever you are asked" in again.content.decode()
    assert [each.undecided for each in again.context["places"]] == [True]
    step.refresh_from_db()
    assert str(step.reached_on) == "2026-06-01"
    assert aa.post(path, form_of(again) | {"choice-reached_on": "mine"}).status_code == 302
    step.refresh_from_db()
    assert str(step.reached_on) == "2026-06-30"


def test_one_goes_on_editing_a_milestone_with_what_was_chosen(aa: Client, promise: Commitment) -> None:
    step = MilestoneFactory(commitment=promise)
    form, path = f"edit-{step.pk}", path_of("milestones", promise)
    data = opened(aa, promise, form)
    changed(step, title={"en": "Theirs"})
    response = sent(aa, promise, data, form, title_en="Mine", title_fr="", title_vi="", due="2028")
    again = aa.post(path, form_of(response) | {"choice-title_en": "theirs", "_look": "x"})
    assert "Nothing is saved yet" in told(again)
    shown = again.context["board"].forms[form]
    assert (shown["title"].value()[1], shown["due"].value(), shown["why"].value()) == ("Theirs", "2028", WHY)
    step.refresh_from_db()
    assert step.due == "2026"


def test_what_others_did_to_milestones_stands_beside_the_one_to_be_added(aa: Client, promise: Commitment) -> None:
    gone, step = (MilestoneFactory(commitment=promise, title={"en": name}) for name in ("One", "Two"))
    data = opened(aa, promise, "add")
    changed(step, due="2029")
    drop_part(gone, by=None, at=AT, why={"en": "A mistake."})
    MilestoneFactory(commitment=promise, title={"en": "Three"}, due="2030")
    response = sent(aa, promise, data, "add", title_en="Mine", due="2031")
    assert [versions for _outcome, *versions in places(response).values()] == [
        ["One, 2026", "–", "Mine, 2031"],
        ["Two, 2026", "Two, 2029", "Mine, 2031"],
        ["–", "Three, 2030", "Mine, 2031"],
    ]
    assert list(places(response)) == ["Milestone 1", "Milestone 2", "Milestone 3"]
    assert aa.post(path_of("milestones", promise), form_of(response)).status_code == 302
    assert promise.milestones.filter(due="2031").exists()


def test_what_was_ticked_stands_beside_what_others_added_and_what_fell_away_is_named(
    aa: Client, promise: Commitment
) -> None:
    path = path_of("milestones", promise)
    data = opened(aa, promise, "take") | {"take-tick-2027": "on", "take-tick-2028": "on"}
    MilestoneFactory(commitment=promise, title={"en": "Theirs"}, due="2027")
    response = sent(aa, promise, data, "take")
    assert places(response)["Milestone 1"][2:] == ("Theirs, 2027", "2027 · 2027, 2028 · 2028")
    again = aa.post(path, form_of(response))
    assert again.status_code == 200
    assert "Nothing was saved: 2027 is not proposed any more." in again.content.decode()
    assert [each.due for each in promise.milestones.all()] == ["2027"]
    form = again.context["take"]
    assert (form["tick-2028"].value(), form["why"].value()) == (True, WHY)


def test_when_all_that_was_ticked_fell_away_it_is_said(aa: Client, promise: Commitment) -> None:
    data = opened(aa, promise, "take") | {"take-tick-2027": "on", "take-until": "2027"}
    for due in ("2026", "2027"):
        MilestoneFactory(commitment=promise, due=due)
    response = sent(aa, promise, data, "take")
    assert "the recurrence proposes none of those that you ticked any more" in told(response)
    assert promise.milestones.count() == 2


def test_before_one_is_taken_away_what_somebody_changed_in_it_is_shown(aa: Client, promise: Commitment) -> None:
    step = MilestoneFactory(commitment=promise)
    form = f"drop-{step.pk}"
    data = opened(aa, promise, form)
    changed(step, reached_on="2026-06-30")
    response = sent(aa, promise, data, form)
    assert places(response)["Reached on"][2:] == ("30 June 2026", "")
    assert promise.milestones.count() == 1
    assert aa.post(path_of("milestones", promise), form_of(response)).status_code == 302
    assert promise.milestones.count() == 0


def test_what_was_typed_of_a_milestone_that_is_gone_can_be_added_anew(aa: Client, promise: Commitment) -> None:
    step = MilestoneFactory(commitment=promise)
    form = f"edit-{step.pk}"
    data = opened(aa, promise, form)
    drop_part(step, by=None, at=AT, why={"en": "A mistake."})
    response = sent(aa, promise, data, form, title_en="Mine", due="June 2028")
    assert "somebody took away meanwhile what you were about to change" in told(response)
    add = response.context["add"]
    assert (add["due"].value(), add["why"].value(), "Mine" in add["title"].value()) == ("June 2028", WHY, True)
    assert promise.milestones.count() == 0
    assert sent(aa, promise, form_of(response), "add", title_en="Mine", due="June 2028").status_code == 302
    assert promise.milestones.get().due == "2028-06"


def test_the_day_of_a_milestone_that_is_gone_is_named(aa: Client, promise: Commitment) -> None:
    step = MilestoneFactory(commitment=promise)
    form = f"reach-{step.pk}"
    data = opened(aa, promise, form)
    drop_part(step, by=None, at=AT, why={"en": "A mistake."})
    response = sent(aa, promise, data, form, reached_on="2026-06-30")
    assert f"You had typed: 2026-06-30 · {WHY}" in told(response)


def test_a_word_stands_beside_the_colleagues(aa: Client, promise: Commitment) -> None:
    StatusUpdateFactory(commitment=promise, status="in_progress", progress=10, evidence=["https://example.org/old"])
    data, passage = form_of(aa.get(path_of("say", promise))), PassageFactory(gist={"en": "It stands."})
    theirs = {"status": "stalled", "progress": 20, "note": {"en": "Theirs"}, "awaiting": SideFactory(code="BB")}
    StatusUpdateFactory(commitment=promise, **theirs, evidence=["https://example.org/new"])
    StatusUpdateFactory(commitment=promise, side=SideFactory(code="BB"), status="completed")
    typed = {"status": "completed", "as_of": "2026-06-30", "note_en": "Mine", "passage": passage.pk, "why": WHY}
    response = aa.post(path_of("say", promise), data | typed)
    found = {name: versions for name, (_outcome, *versions) in places(response).items()}
    assert found["Status"] == ["in progress", "stalled", "completed"]
    assert found["Progress"] == ["10", "20", ""]
    assert found["Note (English)"] == ["", "Theirs", "Mine"]
    assert found["Waits for"] == ["", "BB · Side BB", ""]
    assert found["As of"][2] == "30 June 2026"
    assert found["Evidence"] == ["https://example.org/old", "https://example.org/new", f"{passage} · It stands."]
    assert response.context["weighed"] == 2
    assert aa.post(path_of("say", promise), form_of(response)).status_code == 302
    assert promise.updates.get(number=4).note == {"en": "Mine"}


def test_a_colleagues_word_that_mine_contradicts_asks_for_a_reason_of_its_own(aa: Client, promise: Commitment) -> None:
    data = form_of(aa.get(path_of("say", promise)))
    StatusUpdateFactory(commitment=promise, status="completed")
    response = aa.post(path_of("say", promise), data | {"status": "stalled", "as_of": "2026-06-30"})
    assert "places" not in response.context
    assert "needs a reason of its own" in response.content.decode()
    response = aa.post(path_of("say", promise), form_of(response) | {"why": WHY})
    assert places(response)["Status"] == ("contested", "", "completed", "stalled")
    assert promise.updates.count() == 1


FORGED = [("typed", "x"), ("typed", "[]"), ("typed", '{"seen":[1]}'), ("typed", '{"date":["\\ud800"]}')]
FORGED += [("weighed", "x"), ("weighed", "-1"), ("weighed", "9" * 40), ("weighed", "999999")]


@pytest.mark.parametrize("step", ["deadline", "milestones", "say"])
@pytest.mark.parametrize(("name", "forged"), FORGED)
def test_a_forged_page_of_versions_saves_nothing(
    aa: Client, promise: Commitment, step: str, name: str, forged: str
) -> None:
    path = path_of(step, promise)
    data = {"typed": '{"_add":["x"],"_save":["x"],"status":["stalled"]}', "weighed": "1", name: forged}
    before = Edition.objects.count()
    assert aa.post(path, data).status_code == 200
    assert Edition.objects.count() == before


def test_nobody_reads_on_it_what_another_side_keeps_internal(promise: Commitment) -> None:
    reader = signed_in(analyst("CC"))
    for step in ("deadline", "milestones", "say"):
        assert reader.post(path_of(step, promise), {"typed": "{}", "weighed": "1"}).status_code == 403
