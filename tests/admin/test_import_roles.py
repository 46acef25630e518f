"""Who sends in what: each row is asked of the rules, and what a role cannot write names its row and column."""

import pytest
from django.test import Client

from commitments.models import Commitment
from tests.admin.conftest import signed_in
from tests.admin.pages import address
from tests.admin.tables import LIST, Row, confirm, on_record, rows_of, send, taken, told, two_rows, written
from tests.factories import (
    CommitmentFactory,
    PartnershipFactory,
    SideFactory,
    analyst,
)


@pytest.fixture
def rows(aa: Client) -> list[Row]:
    """The table of two commitments, the first with an owner, a deadline and words."""
    return two_rows(aa)


def test_a_reader_is_shown_no_import_and_refused_when_it_is_forced(rows: list[Row]) -> None:
    reader = signed_in(analyst("AA", roles=["reader"]))
    page = reader.get(address(*LIST)).content.decode()
    assert address("commitment", "import") not in page
    assert address("commitment", "export", "xlsx") in page
    assert reader.get(address("commitment", "import")).status_code == 403
    assert send(reader, written(rows)).status_code == 403
    assert reader.get(address("commitment", "preview", "0" * 64)).status_code == 403
    assert reader.post(address("commitment", "preview", "0" * 64), {"why": "x"}).status_code == 403


def test_an_analyst_sends_in_words_and_deadlines_and_no_titles(rows: list[Row]) -> None:
    client = signed_in(analyst("AA", roles=["analyst"]))
    rows[0] |= {"word_progress": "60", "deadline": "2028", "deadline_reason_en": "It moved."}
    mine = rows[0] | {"title_en": "Another", "lead": ""}
    before = on_record()
    answer = send(client, written([mine]))
    reference = rows[0]["reference"]
    refusal = f"Your organisation, or your role in it, may not write this: {reference}."
    assert told(answer) == f"Row 2, column title_en: {refusal}\nRow 2, column lead: {refusal}"
    assert on_record() == before
    confirm(client, send(client, written(rows)))
    assert Commitment.objects.get(reference=reference).progress == 60


def test_an_editor_without_the_role_of_an_analyst_gives_no_word(rows: list[Row]) -> None:
    client = signed_in(analyst("AA", roles=["editor"]))
    rows[0]["word_progress"] = "60"
    assert "column word_progress: Your organisation, or your role in it" in told(send(client, written(rows)))


def test_the_other_sides_table_cannot_be_sent_in(bb: Client, rows: list[Row]) -> None:
    assert "Row 2, column word_side: This is the word of AA; you can give the word of BB alone." in told(
        send(bb, written(rows))
    )


def test_a_joint_body_gives_no_word(joint: Client, rows: list[Row]) -> None:
    table = rows_of(taken(joint))
    assert table[0]["word_status"] == ""
    table[0] |= {"word_status": "completed", "word_as_of": "2026-01-04"}
    assert "column word_status: A joint body gives no side's word." in told(send(joint, written(table)))


def test_a_commitment_that_the_other_side_keeps_internal_is_not_there(aa: Client, bb: Client, rows: list[Row]) -> None:
    hidden = CommitmentFactory(visibility="internal", by=analyst("BB"))
    theirs = rows_of(taken(bb))
    assert hidden.reference in {row["reference"] for row in theirs}
    assert hidden.reference not in taken(aa).decode()
    row = next(row for row in theirs if row["reference"] == hidden.reference)
    assert f"There is no commitment {hidden.reference} that you may read." in told(send(aa, written([row])))


ABSENT = "AB-2023-007"


def new_row(reference: str) -> Row:
    """A row that registers a commitment."""
    given = {"partnership": "aa-bb", "kind": "project", "force": "joint", "level": "state", "made_on": "2023-01-02"}
    return {"reference": reference, "edition": "", "title_en": "A road"} | given


@pytest.mark.parametrize("roles", [["analyst"], ["editor"], ["analyst", "editor"], ["secretariat"]])
def test_nobody_learns_which_references_the_other_side_keeps_to_itself(roles: list[str], rows: list[Row]) -> None:
    hidden = CommitmentFactory(reference="AB-2023-009", visibility="internal", by=analyst("BB")).reference
    CommitmentFactory(reference="AB-2023-010")
    client, before = signed_in(analyst("AA", roles=roles)), on_record()
    mine = rows[0]

    def said(reference: str) -> list[str]:
        """What is said of a file that names a reference in each way there is."""
        named = new_row(reference)
        sent = [named, named | {"edition": "3"}, mine | {"parent": reference}, named | {"title_en": ""}]
        return [told(send(client, written([each]))).replace(reference, "it") for each in sent]

    assert said(hidden) == said(ABSENT)
    assert all(said(hidden))
    assert on_record() == before
    if "editor" in roles:
        assert "give it AB-2023-011 or a later one." in said(hidden)[0]
        assert confirm(client, send(client, written([new_row("AB-2023-011")]))).status_code == 200
        assert Commitment.objects.filter(reference="AB-2023-011").exists()


def test_who_reads_a_commitment_is_changed_by_its_keeper_alone(aa: Client, rows: list[Row]) -> None:
    rows[0]["visibility"] = "internal"
    assert "Row 2, column visibility: Your organisation" in told(send(aa, written(rows)))


def test_a_commitment_of_other_sides_is_refused_by_row(aa: Client) -> None:
    sides = [SideFactory(code="CC"), SideFactory(code="DD")]
    CommitmentFactory(reference="CD-2024-001", partnership=PartnershipFactory(slug="cc-dd", code="CD", sides=sides))
    (row,) = rows_of(taken(aa))
    row["title_en"] = "Ours now"
    assert told(send(aa, written([row]))).startswith("Row 2, column title_en: Your organisation")
