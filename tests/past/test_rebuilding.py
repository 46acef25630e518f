"""The editions alone rebuild the record, as it is and as it was."""

import json
import os
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError

from commitments.actions.adopting import adopt
from commitments.actions.keep import drop_part, keep, keep_part
from commitments.actions.words import Word, record_update
from commitments.models import Commitment, Deadline, Edition, Milestone, Organisation, Source, StatusUpdate
from commitments.models.writing import unguarded
from commitments.past import shelf
from commitments.past.rebuilding import Present
from commitments.past.shelf import PastBusy
from commitments.queries.then import Then, Times, then_at
from commitments.rules import readable
from commitments.values.attachments import Attachment
from commitments.values.digests import canonical
from tests import factories as make
from tests.attached import PDF_BYTES
from tests.factories import AT, WHY
from tests.past.states import asked, rendered, state, told

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=30)
REPORT = Attachment("report.pdf", PDF_BYTES)


def test_the_first_content_is_rebuilt_from_its_editions_to_the_last_byte() -> None:
    call_command("seed", stdout=StringIO())
    assert asked(rendered) == rendered() == told()
    assert asked(state) == state()


def test_everything_that_can_hang_on_a_commitment_is_rebuilt() -> None:
    passage = make.PassageFactory(paragraph=3, start=1, end=9, fingerprint="sha256:" + "a" * 64)
    commitment = make.CitationFactory(passage=passage).commitment
    body = make.OrganisationFactory(parent=make.OrganisationFactory())
    make.ResponsibilityFactory(commitment=commitment, organisation=body)
    make.LinkFactory(commitment=commitment)
    for due in ("2026", "2026-05", "2026"):
        make.MilestoneFactory(commitment=commitment, due=due, title={"en": f"By {due}"})
    target = make.TargetFactory(commitment=commitment)
    make.ObservationFactory(indicator=target.indicator, source=passage.source, passage=passage)
    make.DeadlineFactory(commitment=commitment, edtf="", basis="none", phrase="soon")
    make.DeadlineFactory(commitment=commitment, edtf="2027", passage=passage)
    first = make.StatusUpdateFactory(commitment=commitment, evidence=[passage, "https://example.org/", REPORT])
    make.StatusUpdateFactory(commitment=commitment, status="stalled", corrects=first, as_of=date(2026, 1, 3))
    make.StatusUpdateFactory(commitment=commitment, status="not_started", as_of=date(2025, 12, 31))
    make.StatusUpdateFactory(commitment=commitment, side=make.SideFactory(code="BB"), awaiting=make.SideFactory())
    make.CommitmentFactory(parent=commitment, sectors=[make.SectorFactory()], recurrence="FREQ=YEARLY")
    assert asked(state) == state()


def test_a_state_is_as_it_was_written_down_by_then() -> None:
    owner = make.OrganisationFactory(name={"en": "The first name"})
    commitment = make.ResponsibilityFactory(organisation=owner).commitment
    make.StatusUpdateFactory(commitment=commitment)
    before = state()
    make.StatusUpdateFactory(commitment=commitment, status="completed", as_of=date(2026, 2, 1), at=LATER)
    owner.name = {"en": "The second name"}
    keep(owner, by=None, at=LATER, why=WHY)
    make.CommitmentFactory(at=LATER)
    assert asked(state, recorded_at=AT) == before
    assert asked(state, recorded_at=LATER) == state() != before


def test_before_anything_was_written_down_there_is_nothing() -> None:
    make.CommitmentFactory()
    assert asked(state, recorded_at=AT - timedelta(seconds=1)) == ({}, {}, [], {})


def test_a_part_that_was_dropped_is_there_as_long_as_it_was() -> None:
    milestone = make.MilestoneFactory()
    before = rendered()
    drop_part(milestone, by=None, at=LATER, why=WHY)
    assert asked(rendered, recorded_at=AT) == before
    assert asked(rendered) == rendered() != before


def test_the_same_state_is_built_once_and_then_taken_from_the_shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    make.CommitmentFactory()
    first = asked(state)
    monkeypatch.setattr(shelf, "rebuild", lambda *_given: pytest.fail("It was on the shelf."))
    assert asked(state) == first


def test_a_later_edition_makes_another_state_of_the_present() -> None:
    commitment = make.CommitmentFactory()
    asked(state)
    make.StatusUpdateFactory(commitment=commitment)
    assert asked(state) == state()


def test_a_state_that_another_process_makes_room_for_in_the_last_moment_is_built_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make.CommitmentFactory()
    find, found = shelf._on_the_shelf, []  # noqa: SLF001  where the other process comes in between

    def find_and_lose(then: Then) -> Path:
        path = find(then)
        found.append(path)
        if len(found) == 1:
            path.unlink()
        return path

    monkeypatch.setattr(shelf, "_on_the_shelf", find_and_lose)
    assert asked(state) == state()
    assert len(found) == 2


def test_only_so_many_states_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "KEPT", 2)
    make.CommitmentFactory()
    for day in (1, 2, 3, 4):
        asked(state, as_of=date(2026, 1, day))
    assert len(list(Path(settings.PAST).iterdir())) == 2


def test_a_rebuilding_that_fails_leaves_nothing_half_built(monkeypatch: pytest.MonkeyPatch) -> None:
    make.CommitmentFactory()
    with monkeypatch.context() as broken:
        broken.setattr(shelf, "rebuild", lambda *_given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            asked(state)
    assert list(Path(settings.PAST).iterdir()) == []
    assert asked(state) == state()


def test_the_past_is_not_written_to() -> None:
    make.MilestoneFactory()
    before = Edition.objects.count()
    with pytest.raises(OperationalError):
        asked(lambda: keep(Commitment.objects.get(), by=None, at=AT, why=WHY))
    with pytest.raises(OperationalError):
        asked(lambda: keep_part(Milestone.objects.get(), by=None, at=AT, why=WHY))
    assert Edition.objects.count() == before


def test_what_was_withdrawn_since_is_hidden_from_the_public_then_as_well() -> None:
    keeper = make.analyst()
    commitment = make.CommitmentFactory(by=keeper)
    make.CommitmentFactory()
    commitment.visibility = "internal"
    keep(commitment, by=keeper, at=LATER, why=WHY)
    public = asked(lambda: set(Commitment.objects.public().values_list("reference", flat=True)), recorded_at=AT)
    assert commitment.reference not in public
    assert len(public) == 1
    mine = asked(lambda: set(readable(keeper).values_list("reference", flat=True)), recorded_at=AT)
    assert commitment.reference in mine
    other = make.analyst("BB")
    others = asked(lambda: set(readable(other).values_list("reference", flat=True)), recorded_at=AT)
    assert commitment.reference not in others


def test_what_was_internal_then_is_not_shown_to_the_public_of_then() -> None:
    keeper = make.analyst()
    commitment = make.CommitmentFactory(by=keeper, visibility="internal")
    commitment.visibility = "public"
    keep(commitment, by=keeper, at=LATER, why=WHY)
    assert asked(lambda: Commitment.objects.public().count(), recorded_at=AT) == 0
    assert asked(lambda: Commitment.objects.public().count()) == 1


def test_an_attached_copy_is_there_as_long_as_it_is_still_the_same() -> None:
    source = make.SourceFactory(copy="A text.")
    assert asked(lambda: Source.objects.get().copy) == "A text."
    source.copy = "Another text."
    keep(source, by=None, at=LATER, why=WHY)
    assert asked(lambda: Source.objects.get().copy, recorded_at=AT) == ""
    assert asked(lambda: Source.objects.get().copy) == "Another text."


def test_asking_the_past_from_the_present_leaves_the_present_as_it_was() -> None:
    make.CommitmentFactory()
    asked(state, recorded_at=AT - timedelta(days=1))
    assert Commitment.objects.count() == 1
    assert Organisation.objects.db == "default"


def test_a_moment_names_the_last_edition_that_was_written_down_by_it() -> None:
    make.SectorFactory(at=AT)
    make.SectorFactory(at=LATER)
    assert then_at(Times(recorded_at=AT)).until == 1
    assert then_at(Times(recorded_at=LATER - timedelta(microseconds=1))).until == 1
    assert then_at(Times(recorded_at=LATER)).until == 2
    assert then_at(Times(recorded_at=datetime(1, 1, 1, tzinfo=UTC))).until == 0


def test_words_that_no_newest_record_shows_are_rebuilt_from_older_editions() -> None:
    commitment, side = make.CommitmentFactory(), make.SideFactory()
    for day in range(1, 6):
        word = Word(status="in_progress", as_of=date(2026, 1, day), progress=day)
        record_update(commitment, side=side, word=word, by=None, at=AT + timedelta(days=day), why=WHY)
    assert asked(state) == state()


def test_what_is_hidden_is_read_once_so_that_no_file_shows_what_its_name_says_is_hidden(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keeper = make.analyst()
    commitment = make.CommitmentFactory(by=keeper)

    def show(visibility: str) -> None:
        commitment.visibility = visibility
        keep(commitment, by=keeper, at=LATER, why=WHY)

    show("internal")
    build, shown = shelf._build, []  # noqa: SLF001  where somebody else comes in between

    def build_late(then: Then, now: Present, path: Path) -> None:
        show("public")
        shown.append(now.hidden)
        build(then, now, path)
        show("internal")

    monkeypatch.setattr(shelf, "_build", build_late)
    assert asked(lambda: Commitment.objects.public().count(), recorded_at=AT) == 0
    assert shown == [{commitment.reference: keeper.organisation.side.code}]


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\x00 and then nothing"])
def test_a_damaged_file_is_thrown_away_and_built_again(damage: bytes) -> None:
    make.CommitmentFactory()
    first = asked(state)
    (path,) = Path(settings.PAST).glob("*.sqlite3")
    path.write_bytes(damage)
    assert asked(state) == first


def test_who_comes_when_others_wait_already_is_told_so_and_the_present_goes_on() -> None:
    make.CommitmentFactory()
    with shelf._turn(), shelf._waiting, pytest.raises(PastBusy):  # noqa: SLF001  one is served, another waits
        asked(state)
    assert asked(state) == state()


def test_what_a_killed_process_left_behind_is_cleared_away() -> None:
    make.CommitmentFactory()
    left = Path(settings.PAST) / f"{shelf.HALF}left"
    left.mkdir(parents=True)
    os.utime(left, (0, 0))
    asked(state)
    assert not left.exists()


def test_records_of_an_older_form_are_rebuilt_as_far_as_they_tell() -> None:
    commitment = make.DeadlineFactory(edtf="2027").commitment
    make.StatusUpdateFactory(commitment=commitment)
    edition = Edition.objects.latest("number")
    record = json.loads(edition.record)
    del record["words"], record["deadline"]["earlier"], record["deadline"]["recorded_at"]
    del record["deadline"]["recorded_for"]
    unguarded(Edition).filter(pk=edition.pk).update(record=canonical(record).decode())
    assert asked(lambda: StatusUpdate.objects.count()) == 1
    assert asked(lambda: Deadline.objects.get().edtf) == "2027"
    adopt(at=LATER, why=WHY)
    assert asked(state) == state()
