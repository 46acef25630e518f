"""Somebody else saved first: both versions stand side by side, and nobody's change is lost unless somebody says so."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from commitments.admin.labels import label
from commitments.models import Commitment, Edition
from tests.admin.pages import address, errors_of, fields, form_of, typed
from tests.factories import (
    CitationFactory,
    CommitmentFactory,
    IndicatorFactory,
    MeetingFactory,
    ObservationFactory,
    OrganisationFactory,
    PartnershipFactory,
    PassageFactory,
    ResponsibilityFactory,
    SectorFactory,
    SideFactory,
    SourceFactory,
    StatusUpdateFactory,
    TargetFactory,
)

WHY = "The minutes of the session say so."


def page_of(commitment: Commitment) -> str:
    """The commitment's page."""
    return address("commitment", "change", commitment.pk)


def meanwhile(mine: Client, theirs: Client, path: str, they: dict[str, Any], i: dict[str, Any]) -> HttpResponse:
    """I open a page, they open it and save, I save."""
    opened = form_of(mine.get(path))
    saved = typed(theirs, path, **{"why": "They say so."} | they)
    assert saved.status_code == 302, errors_of(saved)
    return mine.post(path, opened | fields(i) | {"why": WHY, "_save": "Save"})


def places(response: HttpResponse) -> dict[str, tuple[str, ...]]:
    """What the page of versions shows: of each place the outcome, and what was shown, is saved and was typed."""
    assert response.status_code == 200

    def words(version: Any) -> str:
        return "–" if version.absent else ", ".join(words for _name, words in version.told)

    found = response.context["places"]
    return {each.called: (each.outcome, *map(words, (each.shown, each.theirs, each.mine))) for each in found}


def settle(client: Client, path: str, response: HttpResponse, **choices: str) -> HttpResponse:
    """Send the page of versions with these choices."""
    chosen = {f"choice-{name.replace('__', '-')}": choice for name, choice in choices.items()}
    return client.post(path, form_of(response) | chosen)


@pytest.fixture
def promise(db: None) -> Commitment:
    """A commitment with words in two languages."""
    row: Commitment = CommitmentFactory(title={"en": "Shown", "fr": "Montré"}, summary={"en": "Short"})
    return row


@pytest.mark.parametrize(("choice", "title"), [("theirs", "Theirs"), ("mine", "Mine")])
def test_what_both_changed_is_chosen_and_the_rest_is_kept(
    aa: Client, bb: Client, promise: Commitment, choice: str, title: str
) -> None:
    before = Edition.objects.count()
    response = meanwhile(
        aa,
        bb,
        page_of(promise),
        {"title_en": "Theirs", "kind": "policy"},
        {"title_en": "Mine", "summary_en": "Mine alone"},
    )
    assert places(response) == {
        "Title (English)": ("contested", "Shown", "Theirs", "Mine"),
        "Summary (English)": ("mine", "Short", "Short", "Mine alone"),
        "Kind": ("theirs", "project", "policy", "project"),
    }
    assert "They say so." in response.content.decode()
    assert Edition.objects.count() == before + 1
    assert settle(aa, page_of(promise), response, title_en=choice).status_code == 302
    promise.refresh_from_db()
    assert promise.title == {"en": title, "fr": "Montré"}
    assert (promise.summary, promise.kind) == ({"en": "Mine alone"}, "policy")
    newest = Edition.objects.latest("number")
    assert (newest.by, newest.reason) == ("anna", {"en": WHY})


def test_another_language_of_the_same_text_is_shown_and_not_asked(aa: Client, bb: Client, promise: Commitment) -> None:
    response = meanwhile(aa, bb, page_of(promise), {"title_fr": "Le leur"}, {"title_en": "Mine"})
    assert places(response) == {
        "Title (français)": ("theirs", "Montré", "Le leur", "Montré"),
        "Title (English)": ("mine", "Shown", "Shown", "Mine"),
    }
    assert 'type="radio"' not in response.content.decode()
    assert settle(aa, page_of(promise), response).status_code == 302
    promise.refresh_from_db()
    assert promise.title == {"en": "Mine", "fr": "Le leur"}


def test_whoever_does_not_choose_is_asked_again_and_nothing_is_saved(
    aa: Client, bb: Client, promise: Commitment
) -> None:
    theirs, mine = {"title_en": "T", "summary_en": "T"}, {"title_en": "M", "summary_en": "M"}
    response = meanwhile(aa, bb, page_of(promise), theirs, mine)
    before = Edition.objects.count()
    again = settle(aa, page_of(promise), response, title_en="mine", summary_en="whatever")
    assert "choose one of the two versions wherever you are asked" in again.content.decode()
    assert [(each.called, each.chosen, each.undecided) for each in again.context["places"]] == [
        ("Title (English)", "mine", False),
        ("Summary (English)", "whatever", True),
    ]
    assert Edition.objects.count() == before
    assert settle(aa, page_of(promise), again, title_en="mine", summary_en="theirs").status_code == 302
    promise.refresh_from_db()
    assert (promise.title["en"], promise.summary["en"]) == ("M", "T")


def test_when_a_third_saves_while_i_choose_i_am_asked_again(
    aa: Client, bb: Client, joint: Client, promise: Commitment
) -> None:
    path = page_of(promise)
    response = meanwhile(aa, bb, path, {"title_en": "Second"}, {"title_en": "Mine", "summary_en": "Mine"})
    typed(joint, path, title_en="Third", why="A third says so.")
    again = settle(aa, path, response, title_en="mine")
    assert places(again) == {
        "Title (English)": ("contested", "Second", "Third", "Mine"),
        "Summary (English)": ("mine", "Short", "Short", "Mine"),
    }
    assert [each.chosen for each in again.context["places"]] == ["", ""]
    promise.refresh_from_db()
    assert promise.title["en"] == "Third"
    assert settle(aa, path, again, title_en="mine").status_code == 302
    promise.refresh_from_db()
    assert (promise.title["en"], promise.summary["en"]) == ("Mine", "Mine")


def test_taking_theirs_is_asked_again_too_when_it_is_not_theirs_any_more(
    aa: Client, bb: Client, joint: Client, promise: Commitment
) -> None:
    path = page_of(promise)
    response = meanwhile(aa, bb, path, {"title_en": "Second"}, {"title_en": "Mine"})
    typed(joint, path, title_en="Third", why="A third says so.")
    again = settle(aa, path, response, title_en="theirs")
    assert places(again) == {"Title (English)": ("theirs", "Second", "Third", "Second")}


def test_rows_that_they_added_changed_and_took_away_are_kept(aa: Client, bb: Client, promise: Commitment) -> None:
    changed, gone, mine = (TargetFactory(commitment=promise, value=value) for value in (1, 2, 3))
    one, other = IndicatorFactory(), IndicatorFactory()
    response = meanwhile(
        aa,
        bb,
        page_of(promise),
        {
            "targets__0__value": "11",
            "targets__1__DELETE": "on",
            "targets__TOTAL_FORMS": 4,
            "targets__3__indicator": one.pk,
            "targets__3__value": "4",
        },
        {
            "targets__2__value": "33",
            "targets__TOTAL_FORMS": 4,
            "targets__3__indicator": other.pk,
            "targets__3__value": "5",
        },
    )
    shown = [(each.outcome, each.shown.absent, each.theirs.absent) for each in response.context["places"]]
    assert sorted(shown) == [
        ("mine", False, False),
        ("theirs", False, False),
        ("theirs", False, True),
        ("theirs", True, False),
    ]
    assert str(other.code) in response.content.decode()
    saved = settle(aa, page_of(promise), response)
    assert saved.status_code == 302, errors_of(saved)
    values = {row.pk: int(row.value) for row in promise.targets.all()}
    assert (values[changed.pk], values[mine.pk]) == (11, 33)
    assert gone.pk not in values
    assert sorted(values.values()) == [4, 5, 11, 33]


def target(promise: Commitment) -> Any:
    """A target of ten, and how the page of versions calls its indicator."""
    row = TargetFactory(commitment=promise)
    return row, f"{row.indicator.code} · Count {row.indicator.code}"


@pytest.mark.parametrize(("choice", "value"), [("theirs", 11), ("mine", 12)])
def test_a_row_that_both_changed_is_chosen(
    aa: Client, bb: Client, promise: Commitment, choice: str, value: int
) -> None:
    row, counted = target(promise)
    response = meanwhile(aa, bb, page_of(promise), {"targets__0__value": "11"}, {"targets__0__value": "12"})
    assert places(response) == {"Target": ("contested", f"{counted}, 10", f"{counted}, 11", f"{counted}, 12")}
    name = f"choice-targets-{row.pk}"
    assert aa.post(page_of(promise), form_of(response) | {name: choice}).status_code == 302
    row.refresh_from_db()
    assert row.value == value


@pytest.mark.parametrize(("choice", "values"), [("theirs", []), ("mine", [12])])
def test_a_row_that_they_took_away_and_i_changed_is_chosen(
    aa: Client, bb: Client, promise: Commitment, choice: str, values: list[int]
) -> None:
    row, counted = target(promise)
    response = meanwhile(aa, bb, page_of(promise), {"targets__0__DELETE": "on"}, {"targets__0__value": "12"})
    assert places(response) == {"Target": ("contested", f"{counted}, 10", "–", f"{counted}, 12")}
    name = f"choice-targets-{row.pk}"
    assert aa.post(page_of(promise), form_of(response) | {name: choice}).status_code == 302
    assert [each.value for each in promise.targets.all()] == values


@pytest.mark.parametrize(("choice", "values"), [("theirs", [11]), ("mine", [])])
def test_a_row_that_i_took_away_and_they_changed_is_chosen(
    aa: Client, bb: Client, promise: Commitment, choice: str, values: list[int]
) -> None:
    row, _counted = target(promise)
    response = meanwhile(aa, bb, page_of(promise), {"targets__0__value": "11"}, {"targets__0__DELETE": "on"})
    name = f"choice-targets-{row.pk}"
    assert aa.post(page_of(promise), form_of(response) | {name: choice}).status_code == 302
    assert [each.value for each in promise.targets.all()] == values


def test_what_both_added_alike_is_added_once(aa: Client, bb: Client, promise: Commitment) -> None:
    body = OrganisationFactory()
    same = {"responsibilities__TOTAL_FORMS": 1, "responsibilities__0__organisation": body.pk}
    same |= {"responsibilities__0__role": "lead"}
    response = meanwhile(aa, bb, page_of(promise), same, same | {"title_en": "Mine"})
    assert settle(aa, page_of(promise), response).status_code == 302
    assert promise.responsibilities.count() == 1


def test_what_both_changed_alike_is_not_asked(aa: Client, bb: Client, promise: Commitment) -> None:
    response = meanwhile(aa, bb, page_of(promise), {"kind": "policy"}, {"kind": "policy", "title_en": "Mine"})
    assert places(response)["Kind"] == ("alike", "project", "policy", "policy")


def test_several_rows_of_a_choice_are_one_place(aa: Client, bb: Client, promise: Commitment) -> None:
    one, other = SectorFactory(name={"en": "One"}), SectorFactory(name={"en": "Other"})
    response = meanwhile(aa, bb, page_of(promise), {"sectors": [one.pk]}, {"sectors": [other.pk]})
    assert places(response) == {"Sectors": ("contested", "", f"{one.slug} · One", f"{other.slug} · Other")}
    assert settle(aa, page_of(promise), response, sectors="theirs").status_code == 302
    assert list(promise.sectors.all()) == [one]


def test_when_they_only_spoke_what_i_changed_is_shown_before_it_is_saved(aa: Client, promise: Commitment) -> None:
    opened = form_of(aa.get(page_of(promise)))
    StatusUpdateFactory(commitment=promise, side=SideFactory(code="BB"))
    response = aa.post(page_of(promise), opened | {"title_en": "Mine", "why": WHY})
    assert places(response) == {"Title (English)": ("mine", "Shown", "Shown", "Mine")}
    assert settle(aa, page_of(promise), response).status_code == 302


def test_one_can_go_on_editing_and_nothing_is_saved_meanwhile(aa: Client, bb: Client, promise: Commitment) -> None:
    path = page_of(promise)
    response = meanwhile(aa, bb, path, {"title_en": "Theirs", "kind": "policy"}, {"title_en": "Mine"})
    before = Edition.objects.count()
    again = aa.post(path, form_of(response) | {"choice-title_en": "mine", "_look": "1"})
    assert "Nothing is saved yet" in errors_of(again)
    filled = form_of(again)
    assert (filled["title_en"], filled["kind"], filled["why"]) == ("Mine", "policy", WHY)
    assert Edition.objects.count() == before
    assert aa.post(path, filled | {"title_en": "Both"}).status_code == 302
    promise.refresh_from_db()
    assert (promise.title["en"], promise.kind) == ("Both", "policy")


SHOWN = ["", "x", "[1,2]", "[{},[]]", '[{"title_en":1},{}]', '[{},{"targets":3}]', "[" * 5000]


@pytest.mark.parametrize("shown", SHOWN)
def test_a_form_that_does_not_say_what_it_showed_is_refused_as_a_whole(
    aa: Client, bb: Client, promise: Commitment, shown: str
) -> None:
    opened = form_of(aa.get(page_of(promise)))
    typed(bb, page_of(promise), title_en="Theirs", why=WHY)
    response = aa.post(page_of(promise), opened | {"title_en": "Mine", "why": WHY, "shown": shown})
    assert "since you opened it. Nothing was saved" in errors_of(response)
    promise.refresh_from_db()
    assert promise.title["en"] == "Theirs"


FORGED = [("typed", "x"), ("typed", "[]"), ("typed", "{}"), ("typed", '{"seen":[1]}'), ("theirs", "{}")]
FORGED += [("theirs", "[[],{}]"), ("shown", "[]"), ("weighed", ""), ("weighed", "-1"), ("weighed", "9" * 40)]


@pytest.mark.parametrize(("name", "forged"), FORGED)
def test_a_forged_page_of_versions_saves_nothing(
    aa: Client, bb: Client, promise: Commitment, name: str, forged: str
) -> None:
    response = meanwhile(aa, bb, page_of(promise), {"title_en": "Theirs"}, {"title_en": "Mine"})
    before = Edition.objects.count()
    sent = form_of(response) | {name: forged, "choice-title_en": "mine"}
    assert aa.post(page_of(promise), sent).status_code == 200
    assert Edition.objects.count() == before


def test_whoever_may_only_keep_parts_is_shown_nothing_else(aa: Client, bb: Client) -> None:
    owned = CommitmentFactory(by=bb.get(address("commitment", "changelist")).wsgi_request.user)
    citation = CitationFactory(commitment=owned)
    theirs = {"title_en": "Renamed", "citations__0__relation": "reports"}
    response = meanwhile(aa, bb, page_of(owned), theirs, {"citations__0__relation": "reaffirms"})
    told = [f"{label(citation.passage)}, {words}" for words in ("establishes", "reports on", "reaffirms")]
    assert places(response) == {"Citation": ("contested", *told)}


def test_figures_and_days_that_nobody_touched_are_nobodys_change(aa: Client, joint: Client) -> None:
    indicator = IndicatorFactory()
    ObservationFactory(indicator=indicator, value="1234.50")
    promise = CommitmentFactory()
    TargetFactory(commitment=promise, indicator=indicator, value="10.250")
    ResponsibilityFactory(commitment=promise)
    for client in (aa, joint):
        client.cookies["django_language"] = "fr"
    response = meanwhile(aa, joint, page_of(promise), {"title_fr": "Leur"}, {"summary_fr": "Mien"})
    assert sorted(outcome for outcome, *_words in places(response).values()) == ["mine", "theirs"]
    assert settle(aa, page_of(promise), response).status_code == 302


def test_the_copy_of_a_text_is_compared_without_being_sent_back(aa: Client, bb: Client) -> None:
    source = SourceFactory(copy="long " * 9000)
    path = address("source", "change", source.pk)
    theirs, mine = "theirs " * 9000, "mine " * 9000
    response = meanwhile(aa, bb, path, {"copy": theirs}, {"copy": mine})
    _outcome, *told = next(iter(places(response).values()))
    assert told == ["a text of 44999 characters", "a text of 62999 characters", "a text of 44999 characters"]
    taken = aa.post(path, form_of(response) | {"choice-copy": "theirs"})
    assert taken.status_code == 302
    source.refresh_from_db()
    assert source.copy == theirs.strip()
    response = meanwhile(aa, bb, path, {"copy": "long " * 9001}, {"copy": mine})
    assert aa.post(path, form_of(response) | {"choice-copy": "mine"}).status_code == 302
    source.refresh_from_db()
    assert source.copy == mine.strip()


NOUNS = {
    "side": (SideFactory, "name_en"),
    "partnership": (PartnershipFactory, "name_en"),
    "sector": (SectorFactory, "name_en"),
    "meeting": (MeetingFactory, "title_en"),
    "indicator": (IndicatorFactory, "name_en"),
    "source": (SourceFactory, "title_en"),
}


@pytest.mark.parametrize("name", NOUNS)
def test_it_is_so_with_every_noun(joint: Client, client: Client, name: str) -> None:
    factory, field = NOUNS[name]
    row = factory()
    if name == "source":
        PassageFactory(source=row)
    client.force_login(joint.get("/admin/").wsgi_request.user)
    path = address(name, "change", row.pk)
    response = meanwhile(joint, client, path, {field: "Theirs"}, {field: "Mine"})
    assert [each.outcome for each in response.context["places"]] == ["contested"]
    assert settle(joint, path, response, **{field: "mine"}).status_code == 302
    row.refresh_from_db()
    assert getattr(row, field.removesuffix("_en"))["en"] == "Mine"
