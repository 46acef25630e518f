"""Every model has its list, its form and its search, for everybody who may see them."""

import pytest
from django.contrib import admin
from django.test import Client

from commitments import models
from tests.admin.pages import address
from tests.factories import (
    CitationFactory,
    CommitmentFactory,
    DeadlineFactory,
    LinkFactory,
    MeetingFactory,
    MilestoneFactory,
    ObservationFactory,
    PassageFactory,
    ResponsibilityFactory,
    SectorFactory,
    StatusUpdateFactory,
    TargetFactory,
    UserFactory,
)

NOUNS = [
    models.Side,
    models.Partnership,
    models.Organisation,
    models.User,
    models.Meeting,
    models.Source,
    models.Passage,
    models.Sector,
    models.Commitment,
    models.Responsibility,
    models.Citation,
    models.Link,
    models.Deadline,
    models.StatusUpdate,
    models.Evidence,
    models.Milestone,
    models.Indicator,
    models.Target,
    models.Observation,
    models.Edition,
]
FOR_ANALYSTS = [model for model in NOUNS if model is not models.User]
ADDED_BY_ANALYSTS = [
    "organisation",
    "meeting",
    "source",
    "commitment",
]
JOINT = ["side", "partnership", "sector", "indicator"]
REFUSED_TO_ANALYSTS = [*JOINT, "user", "passage", "responsibility", "citation", "link", "evidence"]
REFUSED_TO_ANALYSTS += ["statusupdate", "deadline", "milestone", "target", "observation", "edition"]


@pytest.fixture
def record(db: None) -> models.Commitment:
    """A commitment with one of everything."""
    commitment = CommitmentFactory(sectors=[SectorFactory()])
    passage = PassageFactory()
    CitationFactory(commitment=commitment, passage=passage)
    ResponsibilityFactory(commitment=commitment)
    LinkFactory(commitment=commitment)
    MilestoneFactory(commitment=commitment)
    MeetingFactory()
    target = TargetFactory(commitment=commitment)
    ObservationFactory(indicator=target.indicator)
    DeadlineFactory(commitment=commitment)
    StatusUpdateFactory(commitment=commitment, evidence=[passage, "https://example.org/report"])
    return commitment


def test_every_noun_is_registered() -> None:
    assert [model for model in NOUNS if not admin.site.is_registered(model)] == []


@pytest.mark.parametrize("model", FOR_ANALYSTS)
def test_an_analyst_lists_searches_and_opens_every_noun(aa: Client, record: models.Commitment, model: type) -> None:
    name = model._meta.model_name
    assert aa.get(address(name, "changelist")).status_code == 200
    assert aa.get(address(name, "changelist"), {"q": "Hà 1"}).status_code == 200
    page = aa.get(address(name, "change", model.objects.first().pk))
    assert page.status_code == 200


@pytest.mark.parametrize("name", ADDED_BY_ANALYSTS)
def test_an_analyst_opens_every_form(aa: Client, name: str) -> None:
    page = aa.get(address(name, "add"))
    assert page.status_code == 200
    assert 'name="why"' in page.content.decode()


@pytest.mark.parametrize("name", REFUSED_TO_ANALYSTS)
def test_an_analyst_adds_nothing_that_belongs_to_all_or_to_a_page(aa: Client, name: str) -> None:
    assert aa.get(address(name, "add")).status_code == 403


@pytest.mark.parametrize("name", JOINT)
def test_a_joint_body_adds_what_belongs_to_all_sides(joint: Client, name: str) -> None:
    assert joint.get(address(name, "add")).status_code == 200


@pytest.mark.parametrize("model", NOUNS)
def test_nothing_is_deleted(aa: Client, record: models.Commitment, model: type) -> None:
    row = model.objects.first()
    assert aa.post(address(model._meta.model_name, "delete", row.pk), {"post": "yes"}).status_code == 403
    action = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    aa.post(address(model._meta.model_name, "changelist"), action)
    assert model.objects.filter(pk=row.pk).exists()


def test_staff_without_an_organisation_see_and_cannot_write(client: Client, record: models.Commitment) -> None:
    client.force_login(UserFactory(organisation=None))
    page = client.get(address("commitment", "change", record.pk))
    assert page.status_code == 200
    assert "Promise AB-" in page.content.decode()
    assert 'name="why"' not in page.content.decode()
    assert client.get(address("commitment", "add")).status_code == 403
    assert client.post(address("commitment", "change", record.pk), {"why": "x"}).status_code == 403


def test_a_superuser_manages_people_and_gains_no_say_over_the_record(client: Client, record: models.Commitment) -> None:
    client.force_login(UserFactory(organisation=None, is_superuser=True))
    assert client.get(address("user", "changelist")).status_code == 200
    assert client.get(address("user", "add")).status_code == 200
    assert client.get(address("user", "change", UserFactory().pk)).status_code == 200
    assert client.post(address("commitment", "change", record.pk), {"why": "x"}).status_code == 403


@pytest.mark.parametrize("pk", ["999999", "99999999999999999999999", "abc", "_00"])
def test_what_does_not_exist_leads_back_to_the_start(aa: Client, pk: str) -> None:
    assert aa.get(address("commitment", "change", pk)).status_code == 302


def test_strange_addresses_are_answered(aa: Client, record: models.Commitment) -> None:
    for query in ["status__exact=%00", "q=%00", "p=x", "o=x", "lateness=x", "missing=x", "made_earliest__year=99999"]:
        assert aa.get(address("commitment", "changelist") + "?" + query).status_code in {200, 302, 400}
    for query in ["partnership=x", "sectors=x", "parent=%00", "title=x", "partnership=99999999999999999999"]:
        assert aa.get(address("commitment", "add") + "?" + query).status_code == 200


@pytest.mark.parametrize(
    "filters", ["lateness=undated", "stale=true", "missing=owner", "missing=evidence", "force=joint"]
)
def test_the_questions_of_the_day(aa: Client, record: models.Commitment, filters: str) -> None:
    assert aa.get(address("commitment", "changelist") + "?" + filters).status_code == 200


def test_words_are_found_however_their_accents_are_typed(aa: Client) -> None:
    CommitmentFactory(reference="AB-2025-101", title={"vi": "Đường sắt Hà Nội"})
    CommitmentFactory(reference="AB-2025-102", title={"vi": "Cao tốc"})
    rows = aa.get(address("commitment", "changelist"), {"q": "duong ha noi"}).context["cl"].queryset
    assert [row.reference for row in rows] == ["AB-2025-101"]


def test_passages_are_found_however_their_accents_are_typed(aa: Client) -> None:
    found = PassageFactory(handle="rail", gist={"vi": "Đường sắt Hà Nội"})
    PassageFactory(handle="road", gist={"vi": "Cao tốc"})
    rows = aa.get(address("passage", "changelist"), {"q": "ha noi"}).context["cl"].queryset
    assert list(rows) == [found]
    query = {"app_label": "commitments", "model_name": "citation", "field_name": "passage", "term": "ha noi rail"}
    results = aa.get("/admin/autocomplete/", query).json()["results"]
    assert [each["id"] for each in results] == [str(found.pk)]


@pytest.mark.parametrize(
    ("language", "edtf", "words"),
    [
        ("en", "2027", "in 2027"),
        ("fr", "2027", "en 2027"),
        ("en", "../2030", "by the end of 2030"),
        ("en", "", "not stated"),
    ],
)
def test_deadlines_are_in_the_words_of_the_public_pages(aa: Client, language: str, edtf: str, words: str) -> None:
    DeadlineFactory(edtf=edtf, basis="explicit" if edtf else "none")
    aa.cookies["django_language"] = language
    assert f">{words}<" in aa.get(address("deadline", "changelist")).content.decode()


def test_choices_say_what_they_are(aa: Client) -> None:
    CommitmentFactory(reference="AB-2025-001", title={"en": "A railway"})
    query = {"app_label": "commitments", "model_name": "link", "field_name": "to", "term": "railway"}
    results = aa.get("/admin/autocomplete/", query).json()["results"]
    assert [each["text"] for each in results] == ["AB-2025-001 · A railway"]


@pytest.mark.parametrize("model", FOR_ANALYSTS)
def test_a_list_answers_whatever_is_asked_of_it(aa: Client, model: type) -> None:
    CommitmentFactory(made_on="9999-12-31")
    many_words = " ".join(f"w{number}" for number in range(1200))
    date_column = admin.site.get_model_admin(model).date_hierarchy or "id"
    for query in ({"q": many_words}, *({f"{date_column}__year": year} for year in ("9999", "0", "9" * 30, "x", "-1"))):
        assert aa.get(address(model._meta.model_name, "changelist"), query).status_code in {200, 302, 400}
