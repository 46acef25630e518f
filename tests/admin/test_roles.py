"""What each role is shown at the workbench, and what is refused to it when it is forced."""

import re
from typing import Any

import pytest
from django.test import Client

from commitments.models import Commitment, Organisation
from tests.admin.conftest import signed_in
from tests.admin.pages import address, errors_of, fields, form_of, typed
from tests.factories import (
    CommitmentFactory,
    IndicatorFactory,
    MeetingFactory,
    OrganisationFactory,
    PassageFactory,
    SourceFactory,
    analyst,
)

WHY = "It was agreed."
STEPS = {"say", "deadline", "milestones"}
OWNER = {"responsibilities__TOTAL_FORMS": 1, "responsibilities__0__role": "lead"}


@pytest.fixture
def commitment(db: None) -> Commitment:
    return CommitmentFactory(title={"en": "A bridge"})


def one(*roles: str) -> Client:
    """A browser of a person of the side AA in these roles."""
    return signed_in(analyst("AA", roles=roles))


def page_of(commitment: Commitment) -> str:
    return address("commitment", "change", commitment.pk)


def shown(client: Client, commitment: Commitment) -> dict[str, Any]:
    """The fields of the commitment's page that can be filled."""
    return form_of(client.get(page_of(commitment)))


def ways(client: Client, commitment: Commitment) -> set[str]:
    """The short forms that the commitment's page leads to."""
    page = client.get(page_of(commitment)).content.decode()
    return {step for step in STEPS if f'href="{address("commitment", step, commitment.pk)}' in page}


def test_an_analyst_is_shown_the_way_to_words_deadlines_and_steps_and_reads_the_rest(commitment: Commitment) -> None:
    client = one("analyst")
    assert all(name.endswith("_FORMS") for name in shown(client, commitment))
    assert ways(client, commitment) == STEPS


def test_an_editor_is_asked_for_everything_but_the_word_of_the_side(commitment: Commitment) -> None:
    client = one("editor")
    assert {"title_en", "kind", "responsibilities-TOTAL_FORMS", "why"} <= shown(client, commitment).keys()
    assert ways(client, commitment) == STEPS - {"say"}


def test_the_secretariat_moves_deadlines_and_keeps_steps(commitment: Commitment) -> None:
    client = one("secretariat")
    assert all(name.endswith("_FORMS") for name in shown(client, commitment))
    assert ways(client, commitment) == STEPS - {"say"}


@pytest.mark.parametrize("role", ["reader", "administrator"])
def test_who_writes_nothing_is_asked_nothing(role: str, commitment: Commitment) -> None:
    client = one(role)
    assert all(name.endswith("_FORMS") for name in shown(client, commitment))
    assert ways(client, commitment) == set()
    assert client.post(page_of(commitment), {"why": WHY}).status_code == 403
    for name in ("commitment", "statusupdate", "deadline", "source", "meeting"):
        assert client.get(address(name, "add")).status_code == 403
    home = client.get("/admin/").content.decode()
    assert re.findall(r"/(\w+)/add/", home) == (["user"] if role == "administrator" else [])


def test_what_an_analyst_is_not_asked_is_not_taken(commitment: Commitment) -> None:
    owner = {"responsibilities__0__organisation": OrganisationFactory().pk, **OWNER}
    forged = fields({"title_en": "Another title", "kind": "policy", **owner})
    client = one("analyst")
    assert client.post(page_of(commitment), shown(client, commitment) | forged | {"why": WHY}).status_code == 403
    commitment.refresh_from_db()
    assert (commitment.title, commitment.responsibilities.count()) == ({"en": "A bridge"}, 0)


def test_an_editor_forces_no_word(commitment: Commitment) -> None:
    client = one("editor")
    given = {"status": "completed", "as_of": "2026-01-05", "why": WHY}
    assert client.post(address("commitment", "say", commitment.pk), given).status_code == 403
    assert not commitment.updates.exists()


def test_the_other_sides_editor_cites_a_passage_and_changes_nothing_else(db: None) -> None:
    theirs = CommitmentFactory(title={"en": "A bridge"}, by=analyst("BB"))
    client = one("editor")
    assert "title_en" not in shown(client, theirs)
    cited = {"citations__TOTAL_FORMS": 1, "citations__0__passage": PassageFactory().pk}
    response = typed(client, page_of(theirs), **cited, citations__0__relation="reaffirms", title_en="Mine", why=WHY)
    assert response.status_code == 302, errors_of(response)
    theirs.refresh_from_db()
    assert (theirs.citations.count(), theirs.title) == (1, {"en": "A bridge"})


def test_an_editor_adds_a_meeting_and_reads_the_stored_ones(commitment: Commitment) -> None:
    client, meeting = one("editor"), MeetingFactory()
    assert client.get(address("meeting", "add")).status_code == 200
    assert form_of(client.get(address("meeting", "change", meeting.pk))) == {}


def test_an_analyst_observes_a_value_and_leaves_the_indicator(db: None) -> None:
    indicator = IndicatorFactory(unit="USD")
    page = address("indicator", "change", indicator.pk)
    seen = {"observations__TOTAL_FORMS": 1, "observations__0__period": "2024", "observations__0__value": "5"}
    seen |= {"observations__0__source": SourceFactory().pk}
    response = typed(one("analyst"), page, **seen, observations__0__flag="final", unit="km", why=WHY)
    assert response.status_code == 302, errors_of(response)
    indicator.refresh_from_db()
    assert (indicator.unit, indicator.observations.count()) == ("USD", 1)


def test_an_organisation_of_the_own_side_alone_is_an_editors(db: None) -> None:
    own, theirs = analyst("AA").organisation, analyst("BB").organisation
    client = one("editor")
    for body, is_asked in ((own, True), (theirs, False)):
        assert isinstance(body, Organisation)
        assert bool(form_of(client.get(address("organisation", "change", body.pk)))) == is_asked


def test_the_form_is_still_there_after_a_change_that_would_give_the_record_away(db: None) -> None:
    editor, other = analyst("AA", roles=["editor"]), analyst("BB")
    page = address("organisation", "change", editor.organisation.pk)  # type: ignore[union-attr]
    response = typed(signed_in(editor), page, side=other.side.pk, why=WHY)  # type: ignore[union-attr]
    assert "Select a valid choice" in errors_of(response)
    assert form_of(response)["why"] == WHY
