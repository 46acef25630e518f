"""The session ends while somebody chooses between two versions: what was typed and what was chosen comes back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse

from commitments.admin.answering import is_refilled
from commitments.models import Commitment, Edition, Recorded
from tests.admin.conftest import signed_in
from tests.admin.pages import address, errors_of, fields, form_of, typed
from tests.admin.test_signed_out import NOT_SAVED, Browser, desk, page_of, promise, write
from tests.admin.test_steps_signed_out import STEPS
from tests.factories import (
    CommitmentFactory,
    DeadlineFactory,
    MilestoneFactory,
    OrganisationFactory,
    ResponsibilityFactory,
    SideFactory,
    SourceFactory,
    StatusUpdateFactory,
    analyst,
)

__all__ = ["desk", "promise"]
WHY = "So it is."
Back = Callable[[Browser, str, dict[str, Any]], str]


def overtaken(desk: Browser, path: str, they: dict[str, Any], i: dict[str, Any]) -> HttpResponse:
    """The page of two versions: I open a page, Carla opens it and saves, I save."""
    opened = write(desk, path)
    carla = signed_in(analyst("BB", username=f"carla {Edition.objects.count()}"))
    saved = typed(carla, path, **{"why": "They say so."} | they)
    assert saved.status_code == 302, errors_of(saved)
    both = desk.send(path, opened | fields(i) | {"why": WHY})
    assert "places" in both.context
    return both


def told(response: HttpResponse) -> str:
    """What the page says first."""
    return " ".join(str(each) for each in response.context["messages"])


def signed_out(desk: Browser, path: str, form: dict[str, Any]) -> str:
    """The session ends, the form is sent, and one signs in where that is asked for."""
    desk.sign_out_elsewhere()
    where: str = desk.sign_in("anna", desk.send(path, form))["Location"]
    return where


def signed_in_elsewhere(desk: Browser, path: str, form: dict[str, Any]) -> str:
    """One signs in in another tab, which changes the token of the form."""
    token = desk.token
    desk.sign_out_elsewhere()
    desk.sign_in("anna")
    where: str = desk.send(path, form, token=token)["Location"]
    return where


ways = pytest.mark.parametrize("comes_back", [signed_out, signed_in_elsewhere])


@ways
def test_the_two_versions_come_back_with_what_was_typed_and_chosen(
    desk: Browser, promise: Commitment, comes_back: Back
) -> None:
    path = page_of(promise)
    both = overtaken(
        desk, path, {"title_en": "Theirs", "kind": "policy"}, {"title_en": "Mine", "summary_en": "Mine alone"}
    )
    chosen = form_of(both) | {"choice-title_en": "mine"}
    before = Edition.objects.count()
    where = comes_back(desk, path, chosen)
    assert where.startswith(f"{path}?kept=")
    shown = desk.get(where)
    assert NOT_SAVED in told(shown)
    assert form_of(shown) == chosen
    assert "Nothing was saved: choose" not in shown.content.decode()
    assert WHY in shown.content.decode()
    assert form_of(desk.get(where)) == chosen, "a page that is opened again forgets nothing"
    assert Edition.objects.count() == before
    saved = desk.send(where, form_of(shown))
    assert (saved.status_code, desk.session["kept"]) == (302, {}), errors_of(saved)
    promise.refresh_from_db()
    assert (promise.title, promise.summary) == ({"en": "Mine"}, {"en": "Mine alone"})
    assert promise.kind == "policy"
    assert Edition.objects.count() == before + 1


def test_a_choice_that_was_not_made_is_asked_for_again(desk: Browser, promise: Commitment) -> None:
    both = overtaken(desk, page_of(promise), {"title_en": "Theirs"}, {"title_en": "Mine"})
    shown = desk.get(signed_out(desk, page_of(promise), form_of(both)))
    assert [(each.asked, each.chosen, each.undecided) for each in shown.context["places"]] == [(True, "", True)]
    assert form_of(shown) == form_of(both)


def test_whoever_goes_on_editing_finds_the_form_with_the_choices(desk: Browser, promise: Commitment) -> None:
    path = page_of(promise)
    both = overtaken(desk, path, {"title_en": "Theirs", "kind": "policy"}, {"title_en": "Mine", "summary_en": "Also"})
    before = Edition.objects.count()
    where = signed_out(desk, path, form_of(both) | {"choice-title_en": "theirs", "_look": "x"})
    shown = desk.get(where)
    assert NOT_SAVED in errors_of(shown)
    form = form_of(shown)
    assert [form[name] for name in ("title_en", "summary_en", "kind", "why")] == ["Theirs", "Also", "policy", WHY]
    assert Edition.objects.count() == before
    assert desk.send(where, form | {"title_en": "Both"}).status_code == 302
    promise.refresh_from_db()
    assert (promise.title, promise.summary) == ({"en": "Both"}, {"en": "Also"})


def test_when_a_third_saved_meanwhile_the_choice_is_asked_anew(desk: Browser, promise: Commitment) -> None:
    path = page_of(promise)
    both = overtaken(desk, path, {"title_en": "Theirs"}, {"title_en": "Mine"})
    third = signed_in(analyst("BB", username="dung"))
    assert typed(third, path, title_en="A third’s", why="So says the third.").status_code == 302
    before = Edition.objects.count()
    where = signed_out(desk, path, form_of(both) | {"choice-title_en": "mine"})
    shown = desk.get(where)
    (place,) = shown.context["places"]
    assert [place.theirs.told, place.mine.told] == [[("", "A third’s")], [("", "Mine")]]
    assert (place.asked, place.chosen) == (True, "")
    assert Edition.objects.count() == before
    assert desk.send(where, form_of(shown) | {"choice-title_en": "mine"}).status_code == 302
    promise.refresh_from_db()
    assert promise.title == {"en": "Mine"}


def test_rows_come_back_too(desk: Browser, promise: Commitment) -> None:
    side = SideFactory(code="AA")
    lead, body = (OrganisationFactory(side=side, name={"en": name}) for name in ("A ministry", "An agency"))
    row = ResponsibilityFactory(commitment=promise, organisation=lead, role="lead")
    i = {"responsibilities__0__role": "support", "responsibilities__TOTAL_FORMS": 2}
    i |= {"responsibilities__1__organisation": body.pk, "responsibilities__1__role": "oversight"}
    both = overtaken(desk, page_of(promise), {"responsibilities__0__role": "oversight", "title_en": "Theirs"}, i)
    chosen = form_of(both) | {f"choice-responsibilities-{row.pk}": "mine"}
    where = signed_out(desk, page_of(promise), chosen)
    shown = desk.get(where)
    assert form_of(shown) == chosen
    assert [called for called, _lines in shown.context["new_rows"]] == ["Owner"]
    assert desk.send(where, form_of(shown)).status_code == 302
    found = promise.responsibilities.values_list("organisation__name__en", "role")
    assert sorted(found) == [("A ministry", "support"), ("An agency", "oversight")]


@pytest.mark.parametrize(
    ("factory", "name", "field"), [(SourceFactory, "source", "title"), (CommitmentFactory, "commitment", "summary")]
)
def test_it_is_so_with_other_nouns(desk: Browser, factory: Any, name: str, field: str) -> None:
    row: Recorded = factory()
    path = address(name, "change", row.pk)
    both = overtaken(desk, path, {f"{field}_en": "Theirs"}, {f"{field}_en": "Mine"})
    chosen = form_of(both) | {f"choice-{field}_en": "mine"}
    where = signed_out(desk, path, chosen)
    assert form_of(desk.get(where)) == chosen
    assert desk.send(where, chosen).status_code == 302
    row.refresh_from_db()
    assert getattr(row, field)["en"] == "Mine"


def test_when_nothing_is_asked_the_versions_come_back_as_well(desk: Browser, promise: Commitment) -> None:
    path = page_of(promise)
    opened = write(desk, path, title_en="Mine", why=WHY)
    StatusUpdateFactory(commitment=promise)
    both = desk.send(path, opened)
    assert [each.asked for each in both.context["places"]] == [False]
    where = signed_out(desk, path, form_of(both))
    assert form_of(desk.get(where)) == form_of(both)
    assert desk.send(where, form_of(both)).status_code == 302
    promise.refresh_from_db()
    assert promise.title == {"en": "Mine"}


def test_a_form_that_comes_back_is_never_saved_by_itself_when_its_versions_cannot_be_read(
    desk: Browser, promise: Commitment
) -> None:
    both = overtaken(desk, page_of(promise), {"title_en": "Theirs"}, {"title_en": "Mine"})
    before = Edition.objects.count()
    where = signed_out(desk, page_of(promise), form_of(both) | {"typed": "forged", "choice-title_en": "mine"})
    shown = desk.get(where)
    assert shown.status_code == 200
    assert is_refilled(shown.wsgi_request)
    assert Edition.objects.count() == before


@ways
@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_was_overtaken_comes_back_as_its_form(
    desk: Browser, promise: Commitment, step: str, comes_back: Back
) -> None:
    path, given = address("commitment", step, promise.pk), STEPS[step]
    form = write(desk, path, **given)
    {"say": StatusUpdateFactory, "deadline": DeadlineFactory, "milestones": MilestoneFactory}[step](commitment=promise)
    both = desk.send(path, form)
    assert "places" in both.context
    before = Edition.objects.count()
    shown = desk.get(comes_back(desk, path, form_of(both)))
    assert NOT_SAVED in told(shown)
    assert {name: value for name, value in form_of(shown).items() if name in given} == {
        name: value for name, value in given.items() if not name.startswith("_")
    }
    assert Edition.objects.count() == before
