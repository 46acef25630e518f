"""Keeping records at the workbench: one save is one change, with its reason, and nothing is overwritten unseen."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from commitments.admin.forms import Refused
from commitments.admin.writing import refusable
from commitments.models import Commitment, Edition, Organisation, Partnership, Passage, Responsibility, Sector
from tests.admin.pages import address, errors_of, form_of, typed
from tests.factories import (
    CitationFactory,
    CommitmentFactory,
    IndicatorFactory,
    OrganisationFactory,
    PartnershipFactory,
    PassageFactory,
    ResponsibilityFactory,
    SectorFactory,
    SideFactory,
    SourceFactory,
)

WHY = "The minutes of the session say so."


def page_of(commitment: Commitment) -> str:
    """The commitment's page."""
    return address("commitment", "change", commitment.pk)


def editions() -> int:
    """How many there are."""
    return Edition.objects.count()


def new_commitment(**given: Any) -> dict[str, Any]:
    """What is typed for a new commitment."""
    partnership = PartnershipFactory()
    typed_in = {"title_en": "A bridge", "kind": "project", "force": "joint", "level": "state", "made_on": "2026-02-05"}
    typed_in |= {"visibility": "public", "review_interval": "90"}
    return typed_in | {"partnership": partnership.pk, "why": WHY} | given


def test_a_save_appends_one_edition_with_who_for_whom_and_why(aa: Client) -> None:
    commitment = CommitmentFactory()
    before = editions()
    response = typed(aa, page_of(commitment), title_en="A better title", why=WHY)
    assert response.status_code == 302
    assert editions() == before + 1
    newest = Edition.objects.last()
    assert (newest.key, newest.by, newest.side, newest.reason) == (commitment.reference, "anna", "AA", {"en": WHY})
    assert newest.organisation.startswith("ministry-")
    commitment.refresh_from_db()
    assert commitment.title == {"en": "A better title"}
    assert commitment.edition == newest


def test_the_reason_is_kept_in_the_language_of_the_page(aa: Client) -> None:
    commitment = CommitmentFactory()
    aa.cookies["django_language"] = "fr"
    typed(aa, page_of(commitment), title_en="Other", why="Le procès-verbal le dit.")
    assert Edition.objects.last().reason == {"fr": "Le procès-verbal le dit."}


@pytest.mark.parametrize("why", ["", "   "])
def test_without_a_reason_nothing_is_saved_and_the_form_says_so(aa: Client, why: str) -> None:
    commitment = CommitmentFactory()
    before = editions()
    response = typed(aa, page_of(commitment), title_en="Typed and kept", why=why)
    assert response.status_code == 200
    assert "every change to the record keeps its reason" in errors_of(response)
    assert "Typed and kept" in response.content.decode()
    assert editions() == before


def test_a_save_that_changes_nothing_appends_nothing(aa: Client) -> None:
    commitment = CommitmentFactory()
    before = editions()
    assert typed(aa, page_of(commitment), why=WHY).status_code == 302
    assert editions() == before


def test_the_record_and_its_parts_are_one_change(aa: Client) -> None:
    commitment, sector = CommitmentFactory(), SectorFactory()
    gone, changed = ResponsibilityFactory(commitment=commitment), ResponsibilityFactory(commitment=commitment)
    passage, indicator = PassageFactory(), IndicatorFactory()
    before = editions()
    response = typed(
        aa,
        page_of(commitment),
        title_en="New title",
        sectors=[sector.pk],
        responsibilities__0__DELETE="on",
        responsibilities__1__role="support",
        citations__TOTAL_FORMS=1,
        citations__0__passage=passage.pk,
        citations__0__relation="reaffirms",
        targets__TOTAL_FORMS=1,
        targets__0__indicator=indicator.pk,
        targets__0__value="12.5",
        why=WHY,
    )
    assert response.status_code == 302
    assert editions() == before + 1
    assert list(commitment.responsibilities.values_list("pk", "role")) == [(changed.pk, "support")]
    assert not Responsibility.objects.filter(pk=gone.pk).exists()
    assert list(commitment.sectors.all()) == [sector]
    assert commitment.citations.get().passage == passage
    assert commitment.targets.get().indicator == indicator


def test_a_new_commitment_is_given_the_next_reference(aa: Client) -> None:
    response = aa.post(address("commitment", "add"), blank_parts() | new_commitment())
    assert response.status_code == 302, errors_of(response)
    assert Commitment.objects.get().reference == "AB-2026-001"
    aa.post(address("commitment", "add"), blank_parts() | new_commitment(title_en="A road"))
    assert Commitment.objects.last().reference == "AB-2026-002"
    assert Commitment.objects.last().recorded_for.side.code == "AA"


def blank_parts() -> dict[str, Any]:
    """The parts of a new commitment, none of them filled in."""
    parts = ("responsibilities", "citations", "targets", "links")
    return {f"{part}-{name}_FORMS": 0 for part in parts for name in ("TOTAL", "INITIAL")}


def test_a_stale_form_is_refused_and_keeps_what_was_typed(aa: Client, bb: Client) -> None:
    commitment = CommitmentFactory()
    opened = form_of(aa.get(page_of(commitment)))
    typed(bb, page_of(commitment), title_en="Theirs", why=WHY)
    before = editions()
    response = aa.post(page_of(commitment), opened | {"title_en": "Mine", "why": WHY})
    assert response.status_code == 200
    assert "since you opened it" in response.content.decode()
    assert "Mine" in response.content.decode()
    assert editions() == before
    commitment.refresh_from_db()
    assert commitment.title == {"en": "Theirs"}


@pytest.mark.parametrize("seen", ["", "x"])
def test_a_form_that_does_not_say_what_it_shows_is_refused(aa: Client, seen: str) -> None:
    commitment = CommitmentFactory()
    response = typed(aa, page_of(commitment), title_en="Mine", why=WHY, seen=seen)
    assert response.status_code == 200
    commitment.refresh_from_db()
    assert commitment.title != {"en": "Mine"}


def test_what_an_action_refuses_is_a_form_error_and_nothing_is_half_written(aa: Client) -> None:
    hidden = CommitmentFactory(visibility="internal", by=owner_of(aa))
    commitment = CommitmentFactory(visibility="public")
    before = editions()
    response = typed(
        aa,
        page_of(commitment),
        title_en="Not kept",
        links__TOTAL_FORMS=1,
        links__0__relation="follows",
        links__0__to=hidden.pk,
        why=WHY,
    )
    assert response.status_code == 200
    assert "cannot refer to an internal one" in response.content.decode()
    assert editions() == before
    commitment.refresh_from_db()
    assert commitment.title != {"en": "Not kept"}


@pytest.mark.parametrize(
    ("where", "name"),
    [("commitments.admin.writing", "keep"), ("commitments.admin.base.admin.ModelAdmin", "changeform_view")],
)
def test_a_database_that_gives_way_to_others_is_a_form_error(
    aa: Client, monkeypatch: pytest.MonkeyPatch, where: str, name: str
) -> None:
    commitment = CommitmentFactory()
    opened = form_of(aa.get(page_of(commitment)))
    monkeypatch.setattr(f"{where}.{name}", raising(OperationalError("database is locked")))
    response = aa.post(page_of(commitment), opened | {"title_en": "Typed and kept", "why": WHY})
    assert response.status_code == 200
    assert "Somebody else was saving at the same moment. Nothing was saved: save again." in errors_of(response)
    assert form_of(response)["title_en"] == "Typed and kept"
    commitment.refresh_from_db()
    assert commitment.title != {"en": "Typed and kept"}
    monkeypatch.undo()
    assert aa.post(page_of(commitment), form_of(response)).status_code == 302


@pytest.mark.parametrize("code", ["40001", "40P01", "55P03"])
def test_postgresql_says_by_a_code_that_it_gives_way(code: str) -> None:
    error = OperationalError("deadlock detected")
    error.__cause__ = type("Deadlock", (Exception,), {"sqlstate": code})()
    with pytest.raises(Refused, match="deadlock"), refusable():
        raise error


@pytest.mark.parametrize(
    ("where", "name"),
    [("commitments.admin.writing", "keep"), ("commitments.admin.base.admin.ModelAdmin", "changeform_view")],
)
def test_a_database_that_is_gone_is_no_form_error(
    aa: Client, monkeypatch: pytest.MonkeyPatch, where: str, name: str
) -> None:
    commitment = CommitmentFactory()
    opened = form_of(aa.get(page_of(commitment)))
    monkeypatch.setattr(f"{where}.{name}", raising(OperationalError("disk I/O error")))
    with pytest.raises(OperationalError):
        aa.post(page_of(commitment), opened | {"title_en": "Lost", "why": WHY})


def raising(error: Exception) -> Any:
    """An action that fails."""

    def action(*_args: Any, **_kwargs: Any) -> None:
        raise error

    return action


def owner_of(client: Client) -> Any:
    """The person who has signed in."""
    return client.get(address("commitment", "changelist")).wsgi_request.user


def test_a_commitment_cannot_be_part_of_itself(aa: Client) -> None:
    above = CommitmentFactory()
    below = CommitmentFactory(parent=above)
    response = typed(aa, page_of(above), parent=below.pk, why=WHY)
    assert response.status_code == 200
    assert "part of itself" in errors_of(response)


def test_a_cited_passage_stays_and_nobody_learns_who_cites_it(aa: Client, bb: Client) -> None:
    passage = PassageFactory()
    hidden = CommitmentFactory(reference="AB-2025-777", visibility="internal", by=owner_of(bb))
    CitationFactory(commitment=hidden, passage=passage, by=owner_of(bb))
    response = typed(aa, address("source", "change", passage.source.pk), passages__0__DELETE="on", why=WHY)
    assert response.status_code == 200
    assert "cannot be removed" in response.content.decode()
    assert "AB-2025-777" not in response.content.decode()
    assert Passage.objects.filter(pk=passage.pk).exists()


@pytest.mark.parametrize("edtf", ["2027-13", "soon", "2027-02-30", "2027/2026"])
def test_a_date_that_is_none_is_a_form_error(aa: Client, edtf: str) -> None:
    commitment = CommitmentFactory()
    response = typed(aa, page_of(commitment), made_on=edtf, why=WHY)
    assert response.status_code == 200
    assert "is not a date" in errors_of(response)


NUL_FIELDS = ["title_en", "summary_fr", "made_on", "recurrence", "why", "seen", "partnership", "kind"]
NUL_FIELDS += ["sectors", "parent", "citations-0-passage", "targets-0-value"]


ROW_FIELDS = ["partnership", "sectors", "parent", "citations-0-passage", "review_interval"]
WRONG = [(name, "a\x00b") for name in NUL_FIELDS] + [(name, "9" * 30) for name in ROW_FIELDS]


@pytest.mark.parametrize(("name", "wrong"), WRONG)
def test_what_no_database_stores_is_a_form_error(aa: Client, name: str, wrong: str) -> None:
    commitment = CommitmentFactory()
    before = editions()
    path = page_of(commitment)
    part = {"citations-TOTAL_FORMS": 1, "citations-0-relation": "reports"} if name.startswith("citations") else {}
    part |= {"targets-TOTAL_FORMS": 1, "targets-0-indicator": ""} if name.startswith("targets") else {}
    response = aa.post(path, form_of(aa.get(path)) | part | {"title_en": "Another", "why": WHY} | {name: wrong})
    assert response.status_code == 200
    assert errors_of(response)
    assert editions() == before


def test_a_record_keeps_its_name(aa: Client) -> None:
    commitment = CommitmentFactory(reference="AB-2025-001")
    typed(aa, page_of(commitment), reference="AB-2025-999", why=WHY)
    commitment.refresh_from_db()
    assert commitment.reference == "AB-2025-001"


def test_organisations_are_kept_by_their_own_side(aa: Client, bb: Client) -> None:
    body = OrganisationFactory(side=SideFactory(code="AA"))
    path = address("organisation", "change", body.pk)
    assert typed(aa, path, name_en="Ours", why=WHY).status_code == 302
    assert bb.post(path, {"name_en": "Theirs", "why": WHY}).status_code == 403
    given = {"slug": "forged", "name_en": "x", "kind": "ministry", "side": SideFactory(code="AA").pk, "why": WHY}
    response = bb.post(address("organisation", "add"), given)
    assert response.status_code == 200
    assert "Select a valid choice" in response.content.decode()
    assert not Organisation.objects.filter(slug="forged").exists()


def test_a_joint_body_keeps_partnerships_with_their_sides(joint: Client) -> None:
    partnership = PartnershipFactory()
    third = SideFactory(code="CC")
    pks = [*partnership.sides.values_list("pk", flat=True), third.pk]
    response = typed(joint, address("partnership", "change", partnership.pk), sides=pks, why=WHY)
    assert response.status_code == 302
    assert partnership.sides.count() == 3
    assert '"CC"' in Edition.objects.last().record


@pytest.mark.parametrize("name", ["sector", "meeting", "source", "indicator"])
def test_every_noun_can_be_registered(joint: Client, name: str) -> None:
    given = {"slug": "new-one", "code": "new-one", "name_en": "x", "title_en": "x", "why": WHY, "unit": "km"}
    given |= {"kind": "conference", "held_on": "2026", "level": "state", "partnership": PartnershipFactory().pk}
    given |= {"publisher": "x", "language": "fr", "period": "none"}
    given |= {f"{part}-{form}_FORMS": 0 for part in ("passages", "observations") for form in ("TOTAL", "INITIAL")}
    before = editions()
    response = joint.post(address(name, "add"), given)
    assert response.status_code == 302, errors_of(response)
    assert editions() == before + 1
    assert Edition.objects.last().key == "new-one"


def test_a_passage_is_kept_on_the_page_of_its_source(aa: Client) -> None:
    source = SourceFactory()
    response = typed(
        aa,
        address("source", "change", source.pk),
        passages__TOTAL_FORMS=1,
        passages__0__handle="first",
        passages__0__gist_en="It says so.",
        why=WHY,
    )
    assert response.status_code == 302, errors_of(response)
    assert source.passages.get().gist == {"en": "It says so."}
    assert (Edition.objects.last().noun, Edition.objects.last().key) == ("source", source.slug)


def test_the_history_of_a_record_is_its_editions(aa: Client) -> None:
    source = SourceFactory(slug="a-text")
    response = aa.get(address("source", "history", source.pk), follow=True)
    assert [row.key for row in response.context["cl"].queryset] == ["a-text"]


def test_a_forged_part_of_another_commitment_is_not_touched(aa: Client) -> None:
    mine, other = CommitmentFactory(), CommitmentFactory()
    theirs = ResponsibilityFactory(commitment=other, role="lead")
    ResponsibilityFactory(commitment=mine)
    typed(aa, page_of(mine), responsibilities__0__id=theirs.pk, responsibilities__0__role="support", why=WHY)
    theirs.refresh_from_db()
    assert (theirs.commitment, theirs.role) == (other, "lead")


def test_partnerships_are_not_changed_by_one_side(aa: Client) -> None:
    partnership = PartnershipFactory()
    path = address("partnership", "change", partnership.pk)
    assert aa.get(path).status_code == 200
    assert aa.post(path, {"name_en": "x", "why": WHY}).status_code == 403
    assert Partnership.objects.get().name == partnership.name
    assert not Sector.objects.exists()
