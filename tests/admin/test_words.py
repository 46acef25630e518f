"""What the sides say, and until when: read on the commitment's page, recorded in the short forms alone, never changed."""

from typing import Any

import pytest
from django.test import Client

from commitments.models import Commitment, Edition, Evidence, StatusUpdate
from tests.admin.conftest import signed_in
from tests.admin.pages import address, form_of, typed
from tests.admin.test_saying import page_of, said, told
from tests.factories import (
    CommitmentFactory,
    DeadlineFactory,
    MilestoneFactory,
    PassageFactory,
    SideFactory,
    StatusUpdateFactory,
    analyst,
)

WHY = "The ministry reported it."


def kept_on(commitment: Commitment) -> str:
    """The commitment's own page."""
    return address("commitment", "change", commitment.pk)


def rows_on(commitment: Commitment) -> int:
    """How many words, deadlines and milestones it has."""
    return int(commitment.updates.count() + commitment.deadlines.count() + commitment.milestones.count())


def test_what_was_said_and_set_is_read_on_the_commitments_page_with_the_ways_to_the_short_forms(aa: Client) -> None:
    commitment = CommitmentFactory()
    DeadlineFactory(commitment=commitment, phrase="by the end of the year")
    MilestoneFactory(commitment=commitment, title={"en": "The ground is bought"}, due="2026-06")
    assert said(aa, page_of(commitment), status="in_progress", note_en="Half of it is bought.").status_code == 302
    page = aa.get(kept_on(commitment)).content.decode()
    for words in ("Half of it is bought.", "by the end of the year", "The ground is bought", "due: June 2026"):
        assert words in page
    for step in ("say", "deadline", "milestones"):
        assert page.count(f'href="{address("commitment", step, commitment.pk)}') >= 2
    commitment.refresh_from_db()
    assert commitment.status == "in_progress"


def test_nothing_on_the_commitments_page_adds_a_word_a_deadline_or_a_milestone(aa: Client) -> None:
    commitment = CommitmentFactory()
    asked = form_of(aa.get(kept_on(commitment)))
    assert {name.partition("-")[0] for name in asked if "-" in name} == {
        "responsibilities",
        "citations",
        "targets",
        "links",
    }
    forged = {f"{part}-{name}_FORMS": n for part in PARTS for name, n in (("TOTAL", 1), ("INITIAL", 0))}
    forged |= {f"{part}-0-{name}": value for part in PARTS for name, value in FORGED.items()}
    response = aa.post(kept_on(commitment), asked | forged | {"title_en": "Another", "why": WHY})
    assert response.status_code == 302
    commitment.refresh_from_db()
    assert commitment.title["en"] == "Another"
    assert rows_on(commitment) == 0


PARTS = ("updates", "deadlines", "milestones")
FORGED = {"status": "completed", "as_of": "2026-01-01", "edtf": "2099", "basis": "explicit", "reason_en": "x"}
FORGED |= {"title_en": "A step", "due": "2099"}


@pytest.mark.parametrize("name", ["statusupdate", "deadline", "milestone"])
@pytest.mark.parametrize("role", ["analyst", "editor", "secretariat"])
def test_no_stock_page_adds_one_either(name: str, role: str, db: None) -> None:
    commitment, client = CommitmentFactory(), signed_in(analyst("AA", roles=[role]))
    given = FORGED | {"commitment": commitment.pk, "why": WHY}
    assert client.get(address(name, "add")).status_code == 403
    assert client.post(address(name, "add"), given).status_code == 403
    assert f'href="{address(name, "add")}"' not in client.get("/admin/").content.decode()
    assert rows_on(commitment) == 0


@pytest.mark.parametrize(
    ("name", "factory", "page"),
    [
        ("statusupdate", StatusUpdateFactory, "change"),
        ("deadline", DeadlineFactory, "change"),
        ("milestone", MilestoneFactory, "milestones"),
    ],
)
def test_the_page_of_a_row_says_where_one_goes_on(aa: Client, name: str, factory: Any, page: str) -> None:
    row = factory()
    shown = aa.get(address(name, "change", row.pk)).content.decode()
    assert f'href="{address("commitment", page, row.commitment.pk)}"' in shown
    reader = signed_in(analyst("AA", roles=["reader"]))
    shown = reader.get(address(name, "change", row.pk)).content.decode()
    assert f'href="{kept_on(row.commitment)}"' in shown


def test_a_word_is_taken_even_when_somebody_else_saved_in_between(aa: Client, bb: Client) -> None:
    commitment = CommitmentFactory()
    opened = form_of(aa.get(page_of(commitment)))
    assert typed(bb, kept_on(commitment), title_en="Theirs", why=WHY).status_code == 302
    assert said(bb, page_of(commitment), status="stalled").status_code == 302
    assert aa.post(page_of(commitment), opened | {"status": "in_progress", "why": WHY}).status_code == 302
    commitment.refresh_from_db()
    assert (commitment.title["en"], commitment.standing, commitment.status) == ("Theirs", "divergent", "stalled")


def test_a_correction_counts_instead_of_the_old_word(aa: Client) -> None:
    commitment = CommitmentFactory()
    StatusUpdateFactory(commitment=commitment, status="completed", note={"en": "A slip"})
    assert said(aa, page_of(commitment, "?corrects=1"), status="in_progress", why=WHY).status_code == 302
    page = aa.get(kept_on(commitment)).content.decode()
    assert "<s>A slip</s>" in page
    assert "Corrected by #2" in page
    commitment.refresh_from_db()
    assert commitment.status == "in_progress"


def test_nobody_without_a_side_of_the_partnership_is_shown_the_way_to_a_word(cc: Client, joint: Client) -> None:
    commitment = CommitmentFactory()
    for client in (cc, joint):
        page = client.get(kept_on(commitment))
        assert page.status_code == 200
        assert page_of(commitment) not in page.content.decode()
        given = {"status": "completed", "as_of": "2026-01-01", "why": WHY}
        assert client.post(page_of(commitment), given).status_code == 403
    assert cc.post(kept_on(commitment), {"why": WHY}).status_code == 403
    assert not StatusUpdate.objects.exists()


def test_a_word_on_a_day_to_come_is_refused(aa: Client) -> None:
    commitment = CommitmentFactory()
    response = said(aa, page_of(commitment), status="completed", as_of="2999-01-01", why=WHY)
    assert response.status_code == 200
    assert "a day that has come" in told(response)
    assert not commitment.updates.exists()


@pytest.mark.parametrize("address_typed", ["javascript:alert(1)", "not an address", "ftp://example.org/"])
def test_evidence_is_an_address_of_the_web(aa: Client, address_typed: str) -> None:
    commitment = CommitmentFactory()
    response = said(aa, page_of(commitment), status="completed", address=address_typed, why=WHY)
    assert response.status_code == 200
    assert not Evidence.objects.exists()


def test_without_a_reason_a_word_that_needs_one_keeps_all_that_was_typed(aa: Client) -> None:
    commitment, passage = CommitmentFactory(), PassageFactory(gist={"en": "Half of it"})
    StatusUpdateFactory(commitment=commitment, status="completed")
    word = {"status": "in_progress", "as_of": "2026-01-03", "outlook": "at_risk", "progress": "40"}
    word |= {"note_en": "Half is bought.", "next_step_fr": "Le reste", "passage": str(passage.pk)}
    word |= {"address": "https://example.org/report", "awaiting": str(SideFactory(code="BB").pk)}
    response = said(aa, page_of(commitment), **word, why="")
    assert "needs a reason of its own" in told(response)
    kept = form_of(response)
    assert {name: kept[name] for name in word} == word
    assert "Half of it" in response.content.decode()
    assert commitment.updates.count() == 1


@pytest.mark.parametrize("name", ["statusupdate", "deadline", "milestone", "edition"])
def test_what_was_added_is_not_changed_or_deleted_on_its_own_page(aa: Client, name: str) -> None:
    commitment = CommitmentFactory()
    rows = {
        "statusupdate": StatusUpdateFactory(commitment=commitment),
        "deadline": DeadlineFactory(commitment=commitment),
        "milestone": MilestoneFactory(commitment=commitment),
        "edition": Edition.objects.last(),
    }
    row = rows[name]
    page = aa.get(address(name, "change", row.pk))
    assert page.status_code == 200
    assert 'type="submit" value="Save"' not in page.content.decode()
    given = {"status": "completed", "edtf": "2099", "due": "2099", "record": "{}", "why": WHY}
    assert aa.post(address(name, "change", row.pk), given).status_code == 403
    assert aa.get(address(name, "delete", row.pk)).status_code == 403
    assert aa.post(address(name, "delete", row.pk), {"post": "yes"}).status_code == 403
    before = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    stored = type(row).objects.get(pk=row.pk)
    assert {field.attname: getattr(stored, field.attname) for field in row._meta.concrete_fields} == before


@pytest.mark.parametrize("part", PARTS)
def test_stored_rows_cannot_be_changed_through_the_commitments_page(aa: Client, part: str) -> None:
    commitment = CommitmentFactory()
    word, deadline = StatusUpdateFactory(commitment=commitment), DeadlineFactory(commitment=commitment)
    step = MilestoneFactory(commitment=commitment)
    data = form_of(aa.get(kept_on(commitment))) | {"why": WHY, f"{part}-INITIAL_FORMS": 1, f"{part}-TOTAL_FORMS": 1}
    row = {"updates": word, "deadlines": deadline, "milestones": step}[part]
    data |= {f"{part}-0-id": row.pk, f"{part}-0-DELETE": "on"}
    data |= {f"{part}-0-{name}": value for name, value in FORGED.items()}
    assert aa.post(kept_on(commitment), data).status_code in {200, 302}
    assert StatusUpdate.objects.get(pk=word.pk).status == "in_progress"
    assert commitment.deadlines.get(pk=deadline.pk).edtf == "2027"
    assert commitment.milestones.get(pk=step.pk).due == "2026"


def test_a_page_opens_on_an_edition_with_its_record_in_view(aa: Client) -> None:
    CommitmentFactory(title={"vi": "Đường sắt"})
    page = aa.get(address("edition", "change", Edition.objects.last().pk)).content.decode()
    assert "Đường sắt" in page
    assert aa.get(address("edition", "add")).status_code == 403
