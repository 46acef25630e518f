"""What a side keeps internal is nowhere in the other side's admin."""

from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client

from commitments.models import Commitment, Edition, User
from tests.admin.pages import address, typed
from tests.factories import (
    CitationFactory,
    CommitmentFactory,
    DeadlineFactory,
    LinkFactory,
    MilestoneFactory,
    OrganisationFactory,
    PassageFactory,
    ResponsibilityFactory,
    SideFactory,
    StatusUpdateFactory,
    TargetFactory,
    UserFactory,
    analyst,
)

SECRET = "AB-2025-666"
LISTS = ["commitment", "responsibility", "citation", "link", "deadline", "statusupdate", "evidence", "milestone"]
LISTS += ["target", "edition", "source", "passage", "organisation", "indicator", "observation", "meeting", "sector"]


@pytest.fixture
def secret(db: None) -> Commitment:
    """A commitment that BB keeps internal, with one of everything."""
    bb = analyst("BB")
    signed: Any = {"by": bb}
    commitment = CommitmentFactory(reference=SECRET, visibility="internal", title={"en": "Hush"}, **signed)
    passage = PassageFactory()
    for factory in (DeadlineFactory, LinkFactory, MilestoneFactory, ResponsibilityFactory, TargetFactory):
        factory(commitment=commitment, **signed)
    CitationFactory(commitment=commitment, passage=passage, **signed)
    StatusUpdateFactory(commitment=commitment, side=bb.side, evidence=[passage, "https://example.org/hush"], **signed)
    return commitment


@pytest.mark.parametrize("name", LISTS)
def test_it_is_in_no_list_of_the_other_side(aa: Client, secret: Commitment, name: str) -> None:
    for query in ({}, {"q": SECRET.lower()}, {"q": "hush"}):
        page = aa.get(address(name, "changelist"), query)
        rows = page.content.decode()
        assert SECRET not in rows
        assert "Hush" not in rows


def test_its_own_side_sees_it(bb: Client, secret: Commitment) -> None:
    assert SECRET in bb.get(address("commitment", "changelist")).content.decode()
    assert SECRET in bb.get(address("edition", "changelist")).content.decode()
    assert bb.get(address("commitment", "change", secret.pk)).status_code == 200
    response = typed(bb, address("commitment", "change", secret.pk), title_en="Hush, hush", why="x")
    assert response.status_code == 302


def test_no_page_of_it_opens(aa: Client, secret: Commitment) -> None:
    rows = {
        "commitment": secret,
        "responsibility": secret.responsibilities.get(),
        "citation": secret.citations.get(),
        "link": secret.links.get(),
        "deadline": secret.deadlines.get(),
        "statusupdate": secret.updates.get(),
        "evidence": secret.updates.get().evidence.first(),
        "milestone": secret.milestones.get(),
        "target": secret.targets.get(),
        "edition": Edition.objects.filter(key=SECRET).last(),
    }
    for name, row in rows.items():
        for page in ("change", "history", "delete"):
            response = aa.get(address(name, page, row.pk))
            assert response.status_code in {302, 403}, (name, page)
            assert SECRET not in str(response.headers) + response.content.decode()
        assert aa.post(address(name, "change", row.pk), {"why": "x"}).status_code in {302, 403}


@pytest.mark.parametrize(("model", "field"), [("link", "to"), ("commitment", "parent")])
def test_no_choice_offers_it(aa: Client, secret: Commitment, model: str, field: str) -> None:
    query = {"app_label": "commitments", "model_name": model, "field_name": field, "term": SECRET.lower()}
    assert aa.get("/admin/autocomplete/", query).json()["results"] == []


def test_no_forged_choice_reaches_it(aa: Client, secret: Commitment) -> None:
    commitment = CommitmentFactory()
    path = address("commitment", "change", commitment.pk)
    forged = {"links__TOTAL_FORMS": 1, "links__0__relation": "follows", "links__0__to": secret.pk}
    for given in ({"parent": secret.pk}, forged):
        response = typed(aa, path, **given, why="x")
        assert response.status_code == 200
        assert SECRET not in response.content.decode()
    before = (secret.updates.count(), secret.deadlines.count(), secret.milestones.count())
    for step in ("say", "deadline", "milestones"):
        given = {"status": "completed", "as_of": "2026-01-01", "date": "2027", "_save": "x", "_add": "x", "why": "x"}
        response = aa.post(address("commitment", step, secret.pk), given, follow=True)
        assert SECRET not in response.content.decode()
    assert (secret.updates.count(), secret.deadlines.count(), secret.milestones.count()) == before


def test_superusers_of_the_other_side_and_of_none_see_as_little(client: Client, secret: Commitment) -> None:
    for user in (UserFactory(is_superuser=True), UserFactory(is_superuser=True, organisation=None)):
        client.force_login(user)
        for name in ("commitment", "edition", "statusupdate"):
            assert SECRET not in client.get(address(name, "changelist")).content.decode()


def test_what_was_internal_stays_so_when_it_becomes_public(aa: Client, bb: Client, secret: Commitment) -> None:
    before = set(Edition.objects.filter(key=SECRET).values_list("pk", flat=True))
    typed(bb, address("commitment", "change", secret.pk), visibility="public", title_en="Open", why="Agreed.")
    assert SECRET in aa.get(address("commitment", "changelist")).content.decode()
    shown = {row.pk for row in aa.get(address("edition", "changelist")).context["cl"].queryset}
    assert not shown & before
    assert shown & set(Edition.objects.filter(key=SECRET).values_list("pk", flat=True))


def test_an_internal_edition_is_for_whom_it_is_kept_whoever_signed_it(aa: Client, bb: Client, joint: Client) -> None:
    users = {user.username: user for user in User.objects.all()}
    theirs = OrganisationFactory(side=SideFactory(code="BB"))
    kept = {"AB-2025-701": "anna", "AB-2025-702": "jo"}
    for reference, username in kept.items():
        hidden = CommitmentFactory(reference=reference, visibility="internal", by=users[username])
        ResponsibilityFactory(commitment=hidden, organisation=theirs, by=users[username])
    response = typed(bb, address("organisation", "change", theirs.pk), slug="renamed", name_en="New", why="x")
    assert response.status_code == 302
    signed = Edition.objects.filter(key__in=kept, side="BB")
    assert {row.key for row in signed} == set(kept)
    assert shown_to(aa, signed) == {"AB-2025-701"}
    assert shown_to(bb, signed) == set()
    assert shown_to(joint, signed) == {"AB-2025-702"}


def shown_to(client: Client, editions: QuerySet[Edition]) -> set[str]:
    """The records of those editions that somebody is shown, in the list and on their own pages alike."""
    listed = {row.pk for row in client.get(address("edition", "changelist")).context["cl"].queryset}
    opened = {row.pk for row in editions if client.get(address("edition", "change", row.pk)).status_code == 200}
    assert opened == {row.pk for row in editions if row.pk in listed}
    return {row.key for row in editions if row.pk in opened}
