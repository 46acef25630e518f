"""Verification finds whatever was written past the actions, and nothing else."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction

from commitments.actions.adopting import adopt
from commitments.actions.keep import drop_part, keep
from commitments.models import (
    Commitment,
    Edition,
    Evidence,
    Head,
    Milestone,
    Organisation,
    Responsibility,
    SearchKey,
    Sector,
    Source,
    StatusUpdate,
    StoredFile,
)
from commitments.provenance.verification import verify
from commitments.records import NOUNS
from commitments.values.attachments import Attachment
from commitments.values.digests import GENESIS
from tests import factories as make
from tests.attached import PDF_BYTES
from tests.factories import AT, WHY

pytestmark = pytest.mark.django_db


def faults() -> list[str]:
    """What verification says."""
    return [str(fault) for fault in verify()]


def force(model: type[models.Model], **values: Any) -> None:
    """Write columns of every row behind every guard."""
    models.QuerySet(model).update(**values)


def a_full_record() -> Commitment:
    """A commitment with something of everything, changed a few times."""
    keeper = make.analyst()
    commitment = make.ResponsibilityFactory(commitment=make.CommitmentFactory(by=keeper)).commitment
    make.MilestoneFactory(commitment=commitment)
    make.DeadlineFactory(commitment=commitment)
    for day in (3, 1):
        make.StatusUpdateFactory(commitment=commitment, as_of=date(2026, 1, day), evidence=["https://example.org/"])
    make.ObservationFactory(indicator=make.TargetFactory(commitment=commitment).indicator)
    return commitment


def test_an_honest_record_has_no_fault() -> None:
    commitment = a_full_record()
    owner = Organisation.objects.get(responsibilities__commitment=commitment)
    owner.name = {"en": "Renamed"}
    keep(owner, by=None, at=AT, why=WHY)
    drop_part(Milestone.objects.get(), by=None, at=AT, why=WHY)
    make.CommitmentFactory(by=make.analyst(), visibility="internal")
    assert faults() == []


WRITTEN_PAST: dict[str, tuple[Callable[[], Any], str]] = {
    "a title": (lambda: force(Commitment, title={"en": "Forged"}), '/title/en was "Promise'),
    "an organisation's name": (lambda: force(Organisation, name={"en": "Forged"}), "organisation ministry"),
    "a shown name": (lambda: force(Organisation, name={"en": "Forged"}), "/owners/0/organisation/name"),
    "a deadline": (lambda: force(make.Deadline, edtf="2031"), '/deadline/edtf was "2027" and is "2031"'),
    "the days of a deadline": (lambda: force(make.Deadline, latest=date(2031, 1, 1)), "are not those of “2027”"),
    "a derived column": (lambda: force(Commitment, status="completed"), "its column status is completed"),
    "the days it is filtered by": (lambda: force(Commitment, due_latest=None), "its column due_latest is None"),
    "who may read it": (lambda: force(Commitment, visibility="internal"), "another visibility"),
    "for whom it is kept": (lambda: force(Commitment, recorded_for=None), "kept for somebody else"),
    "the newest word": (lambda: force(StatusUpdate, status="completed"), "/assessments/0/status"),
    "an older word": (
        lambda: models.QuerySet(StatusUpdate).filter(number=2).update(note={"en": "Forged"}),
        "its word 2 is not as the edition",
    ),
    "the evidence of a word": (lambda: force(Evidence, address="https://forged.example/"), "its word 1 is not as"),
    "a word that was taken away": (
        lambda: raw("DELETE FROM commitments_evidence", "DELETE FROM commitments_statusupdate WHERE number = 2"),
        "its word 2 stands in an edition, and is not there",
    ),
    "an owner that was added": (
        lambda: Responsibility(
            commitment=Commitment.objects.get(), organisation=Organisation.objects.latest("pk"), role="support"
        ).save_base(raw=True),
        "/owners/1 was nothing",
    ),
    "a part that was taken away": (lambda: raw("DELETE FROM commitments_milestone"), "/milestones/0 was"),
    "members that were added": (
        lambda: Commitment.objects.get().sectors.add(make.SectorFactory()),
        "/sectors/0 was nothing",
    ),
    "a record without an edition": (
        lambda: Sector(slug="forged", name={"en": "x"}).save_base(raw=True),
        "sector forged: it has no edition",
    ),
    "the words that it is searched in": (lambda: force(SearchKey, text="forged"), "not searched in the words"),
    "the edition that it points to": (
        lambda: force(Commitment, edition=Edition.objects.get(number=1)),
        "which is not its newest",
    ),
    "the record of its edition": (
        lambda: models.QuerySet(Edition).filter(noun="source").update(record="{}"),
        "source source",
    ),
    "an attached copy": (lambda: force(Source, copy="forged"), "/copy was null"),
}


def raw(*statements: str) -> None:
    """Run SQL."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.parametrize("what", WRITTEN_PAST)
def test_what_was_written_past_the_actions_is_found_and_named(what: str) -> None:
    a_full_record()
    assert faults() == []
    write, named = WRITTEN_PAST[what]
    write()
    found = faults()
    assert any(named in fault for fault in found), found


REPORT = Attachment("report.pdf", PDF_BYTES)
FORGED: dict[str, tuple[Callable[[], Any], str]] = {
    "the bytes": (lambda: force(StoredFile, content=b"%PDF-forged"), "its bytes are not those that were attached."),
    "as many other bytes": (
        lambda: force(StoredFile, content=PDF_BYTES[::-1]),
        f"the file {REPORT.digest}: its bytes are not those that were attached.",
    ),
    "bytes that were cut off": (lambda: force(StoredFile, content=b"%"), "has 1 bytes, and"),
    "bytes that are gone": (
        lambda: raw("DELETE FROM commitments_storedfile"),
        "the file report.pdf of its word 1 is not there any more.",
    ),
    "its name": (lambda: force(Evidence, file_name="else.pdf"), "its word 1 is not as the edition"),
    "which file it is": (lambda: force(Evidence, file_id=GENESIS), "/assessments/0/evidence/0/file/digest was"),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_file_that_was_altered_or_taken_away_is_found_and_named(what: str) -> None:
    make.StatusUpdateFactory(evidence=[REPORT])
    assert faults() == []
    forge, named = FORGED[what]
    with transaction.atomic():  # undone in the end: a word may rest on nothing that is not there
        forge()
        found = faults()
        transaction.set_rollback(True)
    assert any(named in fault for fault in found), found


def test_a_record_that_is_gone_is_found() -> None:
    sector = make.SectorFactory()
    raw("DELETE FROM commitments_sector")
    assert faults() == [f"sector {sector.slug}: it has editions, but the record itself is not there any more."]


@pytest.mark.parametrize(
    "column", ["record", "key", "by", "reason", "number", "recorded_at", "organisation", "kept_for"]
)
def test_an_edition_that_was_edited_is_found_and_named(column: str) -> None:
    commitment = a_full_record()
    first = Edition.objects.filter(key=commitment.reference).earliest("number")
    forged = {"number": 10**6, "recorded_at": AT - timedelta(days=1), "reason": {"en": "Forged."}, "record": "{}"}
    models.QuerySet(Edition).filter(pk=first.pk).update(**{column: forged.get(column, "forged")})
    found = faults()
    assert any("does not cover what it states" in fault for fault in found), found
    assert column == "number" or any(fault.startswith(f"edition {first.number} of the full") for fault in found)


def test_an_edition_that_is_gone_is_found_and_named() -> None:
    a_full_record()
    for noun in NOUNS:
        force(noun, edition=None)  # the tests' own look at foreign keys would stumble over it
    models.QuerySet(Edition).filter(number__in=[3, 4])._raw_delete("default")  # noqa: SLF001  past every guard
    assert "editions 3 to 4 of the full chain: missing." in faults()


def test_a_tail_that_was_cut_is_found_by_the_head() -> None:
    a_full_record()
    newest = Edition.objects.latest("number")
    previous = Edition.objects.get(number=newest.number - 1)
    for noun in NOUNS:
        force(noun, edition=None)
    models.QuerySet(Edition).filter(pk=newest.pk)._raw_delete("default")  # noqa: SLF001  past every guard
    number = newest.number
    assert any(f"ends at edition {previous.number}, the head row names edition {number}" in fault for fault in faults())


def test_a_record_that_is_not_canonical_is_found_even_under_a_digest_of_its_own() -> None:
    make.SectorFactory()
    models.QuerySet(Edition).update(record='{"slug" : "spaced"}')
    assert any("canonical JSON cannot carry" in fault for fault in faults())


def test_an_empty_record_has_no_fault() -> None:
    assert faults() == []


def test_the_command_says_that_all_is_well_or_names_the_faults_and_fails() -> None:
    make.SectorFactory()
    said = StringIO()
    call_command("verify", stdout=said)
    assert said.getvalue().startswith("1 editions follow one another, and every record is as its newest one says.\n")
    assert "There is no checkpoint yet" in said.getvalue()
    force(Sector, name={"en": "Forged"})
    said = StringIO()
    with pytest.raises(CommandError, match=r"1 fault\(s\)"):
        call_command("verify", stdout=said)
    assert '/name/en was "Field' in said.getvalue()


def test_what_was_written_past_the_actions_can_be_adopted_with_a_reason_that_stays() -> None:
    a_full_record()
    force(Commitment, title={"en": "Mended by hand"}, status="completed")
    assert faults() != []
    said = StringIO()
    call_command("adopt", why="Mended after a restore.", stdout=said)
    assert said.getvalue().endswith("\n1 edition(s) appended.\n")
    assert said.getvalue().startswith("commitment AB-")
    newest = Edition.objects.latest("number")
    assert (newest.noun, newest.reason) == ("commitment", {"en": "Mended after a restore."})
    assert faults() == []


def test_nothing_is_adopted_without_a_reason_or_a_need() -> None:
    a_full_record()
    assert adopt(at=AT, why=WHY) == []
    with pytest.raises(CommandError, match="Say why"):
        call_command("adopt", why=" ", stdout=StringIO())


def test_the_head_that_was_edited_is_found() -> None:
    make.SectorFactory()
    Head.objects.update(public_number=9)
    assert any("head" in fault for fault in faults())


def test_a_line_of_a_table_that_does_not_say_what_its_record_says_is_found_and_named() -> None:
    make.CommitmentFactory(reference="AB-2025-001")
    edition = Edition.objects.get(key="AB-2025-001")
    force(Edition, line=None)
    assert faults() == []
    told = "its line of a table is not what its record says."
    for lie in (edition.line.replace("2025", "2026"), edition.line + ",", "", "a lie"):
        models.QuerySet(Edition).filter(pk=edition.pk).update(line=lie)
        assert faults() == [f"edition {edition.number} of the full chain: {told}"]
    models.QuerySet(Edition).filter(pk=edition.pk).update(line=edition.line)
    other = Edition.objects.exclude(noun="commitment").order_by("number").first()
    models.QuerySet(Edition).filter(pk=other.pk).update(line=edition.line)
    assert faults() == [f"edition {other.number} of the full chain: {told}"]


def test_a_line_that_an_earlier_release_wrote_in_another_form_is_no_fault() -> None:
    make.CommitmentFactory(reference="AB-2025-001")
    models.QuerySet(Edition).filter(key="AB-2025-001").update(line="0123456789abcdefwritten otherwise")
    assert faults() == []
