"""The forms of one step come back as themselves after a sign-in, filled, not saved; and once saved they are kept no more."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from commitments.models import Commitment, Edition, Source
from tests.admin.pages import address, form_of
from tests.admin.registrations import whole
from tests.admin.test_signed_out import NOT_SAVED, Browser, desk, page_of, promise, write
from tests.factories import (
    CommitmentFactory,
    DeadlineFactory,
    MilestoneFactory,
    PartnershipFactory,
    StatusUpdateFactory,
)

__all__ = ["desk", "promise"]
KEPT_NO_MORE = "What was typed is kept no more: it was saved, or is too old."
WHY = "So it is."


def told(response: HttpResponse) -> str:
    """What the page says first."""
    return " ".join(str(each) for each in response.context["messages"])


def back(desk: Browser, path: str, form: dict[str, Any]) -> str:
    """Send a form after the session has ended, sign in, and be led where it is shown again."""
    desk.sign_out_elsewhere()
    before = Edition.objects.count()
    where: str = desk.sign_in("anna", desk.send(path, form))["Location"]
    assert Edition.objects.count() == before
    return where


STEPS: dict[str, dict[str, Any]] = {
    "say": {"status": "stalled", "as_of": "2026-01-02", "note_en": "Typed", "why": WHY, "_save": "Save"},
    "deadline": {"date": "June 2028", "basis": "explicit", "reason_en": WHY, "_preview": "x"},
    "milestones": {"add-title_en": "Typed", "add-due": "June 2028", "add-why": WHY, "_add": "x"},
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_comes_back_as_its_form_and_is_saved_by_its_own_button(
    desk: Browser, promise: Commitment, step: str
) -> None:
    path, typed = address("commitment", step, promise.pk), STEPS[step]
    where = back(desk, path, write(desk, path, **typed))
    assert where.startswith(f"{path}?kept=")
    shown = desk.get(where)
    assert NOT_SAVED in told(shown)
    button = next(name for name in typed if name.startswith("_"))
    form = form_of(shown) | {button: typed[button]}
    assert {name: form[name] for name in typed} == typed
    before = Edition.objects.count()
    saved = desk.send(where, form)
    if step == "deadline":
        saved = desk.send(where, form_of(saved) | {"_save": "x"})
    assert (saved.status_code, Edition.objects.count()) == (302, before + 1)
    assert "kept" not in saved["Location"]
    assert desk.session["kept"] == {}
    again = desk.get(where)
    assert KEPT_NO_MORE in told(again)
    assert "Typed" not in form_of(again).values()
    assert Edition.objects.count() == before + 1


@pytest.mark.parametrize("step", STEPS)
def test_what_somebody_saved_before_one_signed_in_is_shown_before_the_form_is_saved(
    desk: Browser, promise: Commitment, step: str
) -> None:
    path, typed = address("commitment", step, promise.pk), STEPS[step]
    form = write(desk, path, **typed)
    {"say": StatusUpdateFactory, "deadline": DeadlineFactory, "milestones": MilestoneFactory}[step](commitment=promise)
    where = back(desk, path, form)
    shown = form_of(desk.get(where)) | {name: "x" for name in typed if name.startswith("_")}
    before = Edition.objects.count()
    both = desk.send(where, shown)
    assert "places" in both.context
    assert Edition.objects.count() == before
    assert both.context["anew"] == path
    saved = desk.send(where, form_of(both))
    if step == "deadline":
        saved = desk.send(where, form_of(saved) | {"_save": "x"})
    assert (saved.status_code, desk.session["kept"]) == (302, {})


def test_a_step_on_one_milestone_comes_back_open(desk: Browser, promise: Commitment) -> None:
    step = MilestoneFactory(commitment=promise)
    path, name = address("commitment", "milestones", promise.pk), f"reach-{step.pk}"
    seen = desk.get(path).context["board"].forms[name].newest
    where = back(
        desk, path, {f"{name}-seen": seen, f"{name}-reached_on": "2026-01-02", f"{name}-why": WHY, f"_{name}": "x"}
    )
    shown = desk.get(where).context["board"].forms[name]
    assert (shown["reached_on"].value(), shown["why"].value()) == ("2026-01-02", WHY)


def test_a_correction_comes_back_as_one(desk: Browser, promise: Commitment) -> None:
    StatusUpdateFactory(commitment=promise, status="completed", evidence=["https://example.org/a"])
    path = address("commitment", "say", promise.pk) + "?corrects=1"
    where = back(desk, path, write(desk, path, status="stalled", why=WHY))
    shown = desk.get(where)
    assert shown.context["form"].corrected.number == 1
    assert form_of(shown)["status"] == "stalled"
    assert desk.send(where, form_of(shown)).status_code == 302
    assert promise.updates.get(number=2).corrects.number == 1


def test_one_word_on_many_comes_back_with_all_that_were_chosen(desk: Browser) -> None:
    rows = [CommitmentFactory() for _ in range(2)]
    path = address("commitment", "say_many")
    chosen = " ".join(f"{each.pk}-{Edition.objects.get(key=each.reference).number}" for each in rows)
    form = {"rows": chosen, "once": "x", "status": "stalled", "as_of": "2026-01-02", "why": WHY}
    where = back(desk, path, form | {"_confirm": "x"})
    shown = desk.get(where)
    assert NOT_SAVED in told(shown)
    assert form_of(shown)["status"] == "stalled"
    preview = desk.send(shown.context["address"], form_of(shown) | {"_preview": "x"})
    done = desk.send(preview.context["address"], form_of(preview) | {"_confirm": "x"})
    assert (done.status_code, desk.session["kept"]) == (302, {})
    assert [each.updates.get().status for each in rows] == ["stalled", "stalled"]


def test_a_text_comes_back_with_its_passages_and_is_registered_once(desk: Browser) -> None:
    path = reverse("admin:register")
    PartnershipFactory()
    where = back(desk, path, write(desk, path, **whole()))
    shown = desk.get(where)
    assert NOT_SAVED in told(shown)
    assert "They will also open a school, before 2030." in shown.content.decode()
    assert form_of(shown)["promises-0-title_fr"] == "Un pont sur le fleuve"
    done = desk.send(where, form_of(shown))
    assert done.status_code == 302, shown.content.decode()
    assert (Source.objects.count(), desk.session["kept"]) == (1, {})
    again = desk.get(where)
    assert KEPT_NO_MORE in told(again)
    assert form_of(again)["source-slug"] == ""
    assert desk.send(where, form_of(shown))["Location"] == done["Location"], "the Back button of a browser sends it too"
    assert Source.objects.count() == 1


def test_a_change_form_is_kept_no_more_once_it_was_saved(desk: Browser, promise: Commitment) -> None:
    where = back(desk, page_of(promise), write(desk, page_of(promise), title_en="Typed", why=WHY))
    refused = desk.send(where, form_of(desk.get(where)) | {"why": ""})
    assert (refused.status_code, len(desk.session["kept"])) == (200, 1)
    assert desk.send(where, form_of(refused) | {"why": WHY}).status_code == 302
    assert desk.session["kept"] == {}
    assert KEPT_NO_MORE in told(desk.get(where))


def test_what_a_button_sends_again_is_sent_once(desk: Browser) -> None:
    path = address("commitment", "changelist")
    desk.get(path)
    where = back(desk, path, {"action": "say_many", "_selected_action": ["1"]})
    page = desk.get(where)
    desk.send(path, form_of(page))
    assert desk.session["kept"] == {}
    assert desk.get(where)["Location"] == reverse("admin:index")


def test_an_address_carries_one_name_however_often_the_session_ends(desk: Browser, promise: Commitment) -> None:
    path = address("commitment", "say", promise.pk) + "?back=page"
    where = back(desk, path, write(desk, path, **STEPS["say"]))
    where = back(desk, where, form_of(desk.get(where)) | {"note_en": "Typed later"})
    assert where.count("kept=") == 1
    assert "back=page" in where
    assert form_of(desk.get(where))["note_en"] == "Typed later"
