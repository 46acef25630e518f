"""A choice offers what may be written and nothing else, in the search field and when the form is sent."""

from typing import Any

import pytest
from django.test import Client

from commitments.models import Edition
from tests.admin.conftest import signed_in
from tests.admin.pages import address, errors_of, form_of, typed
from tests.factories import (
    CommitmentFactory,
    OrganisationFactory,
    PartnershipFactory,
    SideFactory,
    analyst,
    secretary,
)

WHY = "It was agreed."
CHOICE = "Select a valid choice"


@pytest.fixture
def elsewhere(db: None) -> Any:
    """A commitment of a partnership that AA is no part of."""
    sides = [SideFactory(code="BB"), SideFactory(code="CC")]
    return CommitmentFactory(
        reference="BC-2024-001", partnership=PartnershipFactory(slug="bb-cc", code="BC", sides=sides)
    )


def offered(client: Client, model: str, field: str) -> set[str]:
    """What a search field offers, by private numbers."""
    query = {"app_label": "commitments", "model_name": model, "field_name": field}
    return {each["id"] for each in client.get("/admin/autocomplete/", query).json()["results"]}


@pytest.mark.parametrize("step", ["say", "deadline", "milestones"])
def test_nobody_speaks_or_sets_a_date_on_a_commitment_of_others(aa: Client, step: str, elsewhere: Any) -> None:
    given = {"status": "completed", "as_of": "2026-01-01", "date": "2027", "basis": "explicit", "shown": "2027"}
    given |= {
        "seen": Edition.objects.get(key=elsewhere.reference).number,
        "reason_en": "So it says.",
        "why": WHY,
        "_save": "x",
        "_add": "x",
    }
    path = address("commitment", step, elsewhere.pk)
    assert (aa.get(path).status_code, aa.post(path, given).status_code) == (403, 403)
    assert not elsewhere.deadlines.exists()
    assert not elsewhere.updates.exists()


def test_a_link_still_leads_to_any_commitment(aa: Client, elsewhere: Any) -> None:
    assert offered(aa, "link", "to") == {str(elsewhere.pk)}


def test_a_joint_body_sets_a_date_on_all_of_them(joint: Client, elsewhere: Any) -> None:
    for row in (CommitmentFactory(), elsewhere):
        assert joint.get(address("commitment", "deadline", row.pk)).status_code == 200


def test_what_another_side_keeps_internal_is_not_offered(aa: Client) -> None:
    CommitmentFactory(by=analyst("BB"), visibility="internal")
    assert offered(aa, "link", "to") == set()


@pytest.mark.parametrize("model", ["commitment", "meeting", "indicator"])
def test_a_record_is_offered_the_partnerships_of_the_own_side(aa: Client, model: str, elsewhere: Any) -> None:
    own, open_to_all = PartnershipFactory(), PartnershipFactory(slug="open", code="OP", sides=[])
    assert offered(aa, model, "partnership") == {str(own.pk), str(open_to_all.pk)}
    assert offered(signed_in(secretary()), model, "partnership") == {
        str(each.pk) for each in (own, open_to_all, elsewhere.partnership)
    }


def test_a_commitment_of_others_is_not_registered(aa: Client, elsewhere: Any) -> None:
    given = {"title_en": "X", "kind": "project", "force": "joint", "level": "state", "made_on": "2026"}
    response = typed(aa, address("commitment", "add"), **given, partnership=elsewhere.partnership.pk, why=WHY)
    assert CHOICE in errors_of(response)


def test_an_organisation_is_offered_the_own_side_which_is_there_already(aa: Client) -> None:
    theirs, own = SideFactory(code="BB"), SideFactory(code="AA")
    assert offered(aa, "organisation", "side") == {str(own.pk)}
    path = address("organisation", "add")
    assert form_of(aa.get(path))["side"] == str(own.pk)
    given = {"slug": "office", "name_en": "Office", "kind": "ministry", "why": WHY}
    assert CHOICE in errors_of(typed(aa, path, **given, side=theirs.pk))
    assert "This field is required" in errors_of(typed(aa, path, **given, side=""))
    assert typed(aa, path, **given).status_code == 302


def test_an_organisation_of_a_joint_body_has_no_side(joint: Client) -> None:
    side = SideFactory(code="AA")
    assert offered(joint, "organisation", "side") == set()
    given = {"slug": "committee", "name_en": "Committee", "kind": "joint_body", "why": WHY}
    assert CHOICE in errors_of(typed(joint, address("organisation", "add"), **given, side=side.pk))
    assert typed(joint, address("organisation", "add"), **given).status_code == 302


def test_the_page_of_an_organisation_still_shows_its_side(aa: Client) -> None:
    body = OrganisationFactory(side=SideFactory(code="AA"))
    assert form_of(aa.get(address("organisation", "change", body.pk)))["side"] == str(body.side.pk)
