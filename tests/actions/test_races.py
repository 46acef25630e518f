"""What two writers at once must not do: win both, leave a stored record behind, or name what has become internal."""

import json
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import OperationalError

from commitments.actions.keep import keep, keep_part
from commitments.actions.refusals import Stale
from commitments.actions.words import Word, record_update
from commitments.models import Citation, Commitment, Edition, Evidence, Recorded, Responsibility, StoredFile
from commitments.records import complete, render
from commitments.values.attachments import Attachment
from commitments.values.digests import canonical
from tests import factories as make
from tests.actions.racing import race
from tests.attached import PDF_BYTES
from tests.factories import AT, WHY

pytestmark = pytest.mark.django_db(transaction=True)


def behind() -> list[str]:
    """The records whose newest edition is not what they look like now."""
    nouns = [model for model in apps.get_app_config("commitments").get_models() if issubclass(model, Recorded)]
    rows = (row for noun in nouns for row in complete(noun).select_related("edition"))
    return [row.key for row in rows if row.edition.record.encode() != canonical(render(row))]


def fresh(commitment: Commitment) -> Commitment:
    return complete(Commitment).get(pk=commitment.pk)


@pytest.fixture(autouse=True)
def _whole_at_the_end() -> Iterator[None]:
    """After every race each stored record is what its rows say, and no number is missing."""
    yield
    assert behind() == []
    numbers = list(Edition.objects.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_of_two_who_were_shown_the_same_edition_one_alone_wins() -> None:
    commitment = make.CommitmentFactory()
    shown = Edition.objects.latest("number").number

    def write(words: str) -> None:
        mine = fresh(commitment)
        mine.summary = {"en": words}
        keep(mine, by=None, at=AT, why=WHY, seen=shown)

    first, second = race(lambda: write("first"), lambda: write("second"))
    assert first is None
    assert isinstance(second, Stale)
    assert fresh(commitment).summary == {"en": "first"}


def test_a_passage_reworded_while_another_commitment_begins_to_cite_it() -> None:
    passage = make.CitationFactory().passage
    citing = make.CommitmentFactory()

    def reword() -> None:
        passage.gist = {"en": "Reworded."}
        keep_part(passage, by=None, at=AT, why=WHY)

    def cite() -> None:
        keep_part(Citation(commitment=citing, passage=passage, relation="reaffirms"), by=None, at=AT, why=WHY)

    assert race(reword, cite) == [None, None]
    assert json.loads(fresh(citing).edition.record)["citations"][0]["gist"] == {"en": "Reworded."}


def test_a_meeting_moved_while_a_text_on_it_begins_to_be_cited() -> None:
    source = make.SourceFactory(meeting=make.MeetingFactory(held_on="2025-12-01"))
    citing = make.CitationFactory(passage__source__meeting=make.MeetingFactory(held_on="2025-06-01")).commitment
    passage = make.PassageFactory(source=source)

    def move() -> None:
        source.meeting.held_on = "2024-01-01"
        keep(source.meeting, by=None, at=AT, why=WHY)

    def cite() -> None:
        keep_part(Citation(commitment=citing, passage=passage, relation="reaffirms"), by=None, at=AT, why=WHY)

    assert race(cite, move) == [None, None]
    assert json.loads(fresh(citing).edition.record)["citations"][0]["source"] == source.slug


def test_a_child_published_while_its_parent_becomes_internal() -> None:
    parent = make.CommitmentFactory()
    child = make.CommitmentFactory(visibility="internal", parent=parent)

    def publish() -> None:
        mine = fresh(child)
        mine.visibility = "public"
        keep(mine, by=None, at=AT, why=WHY)

    def hide() -> None:
        theirs = fresh(parent)
        theirs.visibility = "internal"
        keep(theirs, by=None, at=AT, why=WHY)

    refused = [error for error in race(publish, hide) if error]
    assert [type(error) for error in refused] == [ValidationError]
    shown = {row.visibility for row in (fresh(parent), fresh(child))}
    assert shown in ({"public"}, {"internal"})


def test_an_organisation_renamed_while_another_commitment_names_it_as_owner() -> None:
    owner = make.ResponsibilityFactory()
    named = make.CommitmentFactory()

    def rename() -> None:
        organisation = owner.organisation
        organisation.name = {"en": "Renamed"}
        keep(organisation, by=None, at=AT, why=WHY)

    def name() -> None:
        part = Responsibility(commitment=named, organisation=owner.organisation, role="support")
        keep_part(part, by=None, at=AT, why=WHY)
        keep_part(
            Responsibility(commitment=owner.commitment, organisation=make.OrganisationFactory(), role="support"),
            by=None,
            at=AT,
            why=WHY,
        )

    raised = race(name, rename)
    assert not any(isinstance(error, OperationalError) for error in raised)
    assert raised == [None, None]


def test_two_who_attach_the_same_file_at_once_both_do_and_it_is_kept_once() -> None:
    commitments = [make.CommitmentFactory() for _ in range(2)]
    side = make.SideFactory()

    def say(row: Commitment) -> None:
        word = Word(status="stalled", as_of=AT.date(), evidence=[Attachment("report.pdf", PDF_BYTES)])
        record_update(row, side=side, word=word, by=None, at=AT, why=WHY)

    assert race(lambda: say(commitments[0]), lambda: say(commitments[1])) == [None, None]
    assert (StoredFile.objects.count(), Evidence.objects.count()) == (1, 2)
