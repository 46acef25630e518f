"""Rows and confirmations that are not the sender's to give: each is refused by row, and nothing is written."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client

from commitments.actions.keep import keep
from commitments.models import Commitment, User
from tests.admin.conftest import signed_in
from tests.admin.pages import form_of
from tests.admin.tables import Row, confirm, on_record, rows_of, send, taken, told, written
from tests.factories import (
    AT,
    WHY,
    CommitmentFactory,
    OrganisationFactory,
    PartnershipFactory,
    SideFactory,
    StatusUpdateFactory,
    analyst,
    secretary,
)

NOT_YOURS = "Your organisation, or your role in it, may not write this: {}."
CHANGED = "The record changed since this was shown."
EVERYTHING = {
    "title_en": "Ours now",
    "summary_fr": "À nous",
    "kind": "event",
    "lead": "",
    "co_lead": "body",
    "parent": "",
    "sectors": "",
    "made_on": "2020",
    "recurrence": "FREQ=YEARLY",
}


@pytest.fixture
def body(db: None) -> None:
    """An organisation to name."""
    OrganisationFactory(slug="body")


def row_of(client: Client, commitment: Commitment) -> Row:
    """Its row in somebody's table."""
    return next(row for row in rows_of(taken(client)) if row["reference"] == commitment.reference)


def person(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])


def test_the_other_sides_commitment_keeps_what_its_editors_say(aa: Client, body: None) -> None:
    theirs = CommitmentFactory(by=analyst("BB"))
    mine, before = row_of(aa, theirs), on_record()
    for column, said in EVERYTHING.items():
        if mine[column] != said:
            answer = told(send(aa, written([mine | {column: said}])))
            assert answer == f"Row 2, column {column}: {NOT_YOURS.format(theirs.reference)}"
    assert "Row 2, column visibility" in told(send(aa, written([mine | {"visibility": "internal"}])))
    assert on_record() == before


def test_on_the_other_sides_commitment_a_partner_speaks_and_moves_its_deadline(aa: Client) -> None:
    theirs = CommitmentFactory(by=analyst("BB"))
    said = {"word_status": "stalled", "word_as_of": "2026-01-04", "deadline": "2028", "deadline_basis": "explicit"}
    answer = confirm(aa, send(aa, written([row_of(aa, theirs) | said | {"deadline_reason_en": "It moved."}])))
    assert "The import wrote 1 commitment." in answer.content.decode()
    theirs.refresh_from_db()
    assert (theirs.status, theirs.updates.get().side.code) == ("stalled", "AA")


@pytest.mark.parametrize("who", ["an editor of a side", "an analyst of the joint body", "a reader and analyst of it"])
def test_a_joint_record_is_changed_by_its_editors_and_secretariat_alone(who: str, body: None) -> None:
    office = secretary(username="office")
    ours = CommitmentFactory(by=office)
    other = {
        "an editor of a side": analyst("AA"),
        "an analyst of the joint body": secretary(roles=["analyst"]),
        "a reader and analyst of it": secretary(roles=["reader", "analyst"]),
    }[who]
    client, before = signed_in(other), on_record()
    mine = row_of(client, ours)
    assert NOT_YOURS.format(ours.reference) in told(send(client, written([mine | {"title_en": "Another"}])))
    assert NOT_YOURS.format(ours.reference) in told(send(client, written([mine | {"lead": "body"}])))
    assert on_record() == before
    confirm(signed_in(office), send(signed_in(office), written([mine | {"title_en": "Another"}])))
    ours.refresh_from_db()
    assert ours.title == {"en": "Another"}


def test_no_commitment_is_given_to_a_partnership_of_others_nor_taken_from_one(aa: Client) -> None:
    sides = [SideFactory(code="CC"), SideFactory(code="DD")]
    PartnershipFactory(slug="cc-dd", code="CD", sides=sides)
    own = CommitmentFactory(by=person(aa))
    mine, before = row_of(aa, own), on_record()
    assert "Row 2, column reference" in told(send(aa, written([mine | {"partnership": "cc-dd"}])))
    new = mine | {"reference": "CD-2031-001", "edition": "", "partnership": "cc-dd"}
    assert NOT_YOURS.format("CD-2031-001") in told(send(aa, written([new])))
    assert on_record() == before


def test_one_row_that_is_not_the_senders_refuses_the_whole_file(aa: Client) -> None:
    own, theirs = CommitmentFactory(by=person(aa)), CommitmentFactory(by=analyst("BB"))
    rows = [row_of(aa, each) | {"title_en": "Another"} for each in (own, theirs)]
    before = on_record()
    assert told(send(aa, written(rows))) == f"Row 3, column title_en: {NOT_YOURS.format(theirs.reference)}"
    assert on_record() == before


@pytest.fixture
def shown(aa: Client) -> Any:
    """A preview of a change to the title of one of two commitments."""
    StatusUpdateFactory(commitment=CommitmentFactory(by=person(aa)))
    CommitmentFactory(by=person(aa))
    rows = rows_of(taken(aa))
    return send(aa, written([rows[0] | {"title_en": "As shown"}, rows[1]]))


def test_the_file_of_one_preview_is_not_written_by_the_plan_of_another(aa: Client, shown: Any) -> None:
    rows = rows_of(taken(aa))
    other = send(aa, written([rows[0], rows[1] | {"title_en": "Another"}]))
    before = on_record()
    assert CHANGED in told(confirm(aa, other, plan=form_of(shown)["plan"]))
    assert CHANGED in told(confirm(aa, shown, plan=form_of(other)["plan"]))
    assert CHANGED in told(confirm(aa, shown, plan="x"))
    assert on_record() == before


def test_a_file_that_was_exchanged_on_its_way_is_not_written(aa: Client, shown: Any) -> None:
    rows = rows_of(taken(aa))
    (kept,) = settings.IMPORTS.iterdir()
    before = on_record()
    for other in ([rows[0] | {"title_en": "Not as shown"}], [rows[0] | {"title_en": "As shown", "kind": "event"}]):
        kept.write_bytes(written(other))
        assert CHANGED in told(confirm(aa, shown))
    assert on_record() == before


def test_nobody_confirms_what_another_was_shown(aa: Client, bb: Client, shown: Any) -> None:
    others = [bb, signed_in(analyst("AA"))]
    before = on_record()
    for other in others:
        assert "is kept no longer" in confirm(other, shown).content.decode()
    assert on_record() == before
    assert "The import wrote 1 commitment." in confirm(aa, shown).content.decode()


def test_a_role_that_is_taken_away_after_the_preview_writes_nothing(aa: Client, shown: Any) -> None:
    person(aa).groups.set([Group.objects.get(name="analyst")])
    before = on_record()
    answer = confirm(aa, shown)
    assert CHANGED in told(answer)
    assert "Row 2, column title_en: Your organisation, or your role in it" in told(answer)
    person(aa).groups.clear()
    assert confirm(aa, shown).status_code == 403
    assert on_record() == before


def test_what_is_made_internal_after_the_preview_is_not_there(aa: Client) -> None:
    them = analyst("BB")
    theirs = CommitmentFactory(by=them)
    said = {"word_status": "stalled", "word_as_of": "2026-01-04"}
    shown = send(aa, written([row_of(aa, theirs) | said]))
    stored = Commitment.objects.get(pk=theirs.pk)
    stored.visibility = "internal"
    keep(stored, by=them, at=AT, why=WHY)
    before = on_record()
    answer = confirm(aa, shown)
    assert f"Row 2, column reference: There is no commitment {theirs.reference} that you may read." in told(answer)
    assert on_record() == before


def test_a_reference_far_ahead_is_refused_since_the_year_would_be_out_of_numbers(aa: Client) -> None:
    ours = CommitmentFactory(by=analyst("AA"))
    stem, _dash, last = ours.reference.rpartition("-")
    spoken = {name: "" for name in row_of(aa, ours) if name.startswith(("word", "deadline"))}
    new = row_of(aa, ours) | spoken | {"edition": "", "title_en": "New"}
    before = on_record()
    for number in ("999999", f"{int(last) + 1 + settings.IMPORT_CHANGES:03}"):
        answer = told(send(aa, written([new | {"reference": f"{stem}-{number}"}])))
        assert "Row 2, column reference: It leaves out too many numbers" in answer
    assert on_record() == before
    assert not told(send(aa, written([new | {"reference": f"{stem}-{int(last) + settings.IMPORT_CHANGES:03}"}])))
