"""Every change appends one edition for each record it changed, to one chain or both."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from commitments.actions.keep import drop_part, keep, keep_part
from commitments.actions.recording import recording
from commitments.actions.refusals import Stale
from commitments.models import Commitment, Edition, Head, Responsibility
from commitments.records import complete, render
from commitments.records.statements import full_link, public_statement
from commitments.values.digests import GENESIS, canonical, digest
from tests import factories as make
from tests.factories import AT, WHY

pytestmark = pytest.mark.django_db


def chain_faults() -> list[int]:
    """The numbers of the editions that do not follow from the one before them, in either chain."""
    faults, previous, public, public_number = [], GENESIS, GENESIS, 0
    for position, edition in enumerate(Edition.objects.all(), start=1):
        good = edition.number == position and edition.previous == previous
        good &= edition.digest == digest(previous, full_link(edition))
        previous = edition.digest
        if edition.public_number is not None:
            public_number += 1
            good &= edition.public_number == public_number and edition.public_previous == public
            good &= edition.public_digest == digest(public, public_statement(edition))
            public = edition.public_digest
        if not good:
            faults.append(edition.number)
    return faults


def refreshed(commitment: Commitment) -> Commitment:
    return complete(Commitment).get(pk=commitment.pk)


def test_both_chains_are_numbered_without_a_gap_and_each_digest_covers_the_one_before() -> None:
    make.CommitmentFactory()
    make.CommitmentFactory(visibility="internal", by=make.secretary())
    make.StatusUpdateFactory()
    assert chain_faults() == []
    head, newest = Head.objects.get(), Edition.objects.latest("number")
    assert (head.number, head.digest) == (newest.number, newest.digest)
    assert head.public_number == head.number - 1


@pytest.mark.parametrize("column", ["record", "key", "by", "reason", "number", "recorded_at", "organisation"])
def test_the_chain_notices_an_edition_edited_behind_its_back(column: str) -> None:
    make.CommitmentFactory()
    edition = Edition.objects.latest("number")
    forged = {"number": edition.number + 1, "recorded_at": AT + timedelta(days=1), "reason": {"en": "Forged."}}
    models.QuerySet(Edition).filter(pk=edition.pk).update(**{column: forged.get(column, "{}")})
    assert chain_faults() != []


def test_a_stored_record_is_canonical_and_equals_a_fresh_rendering() -> None:
    update = make.StatusUpdateFactory(evidence=[make.PassageFactory(), "https://example.org/"])
    commitment = refreshed(update.commitment)
    assert commitment.edition.record.encode() == canonical(render(commitment))
    assert json.loads(commitment.edition.record)["assessments"][0]["status"] == "in_progress"


def test_a_change_that_changes_nothing_appends_nothing() -> None:
    commitment = make.CommitmentFactory()
    before = Edition.objects.count()
    keep(refreshed(commitment), by=None, at=AT, why=WHY)
    assert Edition.objects.count() == before


def test_several_writes_in_one_recording_are_one_edition_with_one_reason() -> None:
    commitment, organisation = make.CommitmentFactory(), make.OrganisationFactory()
    before = Edition.objects.count()
    with recording(by=None, at=AT, why={"en": "All at once."}):
        keep_part(
            Responsibility(commitment=commitment, organisation=organisation, role="lead"), by=None, at=AT, why=WHY
        )
        make.DeadlineFactory(commitment=commitment)
        make.StatusUpdateFactory(commitment=commitment, side=make.SideFactory())
    added = Edition.objects.filter(number__gt=before)
    assert [edition.reason for edition in added] == [{"en": "All at once."}]
    record = json.loads(added[0].record)
    assert (record["deadline"]["edtf"], record["status"], len(record["owners"])) == ("2027", "in_progress", 1)


def test_a_failed_change_leaves_nothing_behind() -> None:
    commitment = make.CommitmentFactory()
    before = Edition.objects.count()

    def two_deadlines_of_which_one_is_bad() -> None:
        with recording(by=None, at=AT, why=WHY):
            make.DeadlineFactory(commitment=commitment)
            make.DeadlineFactory(commitment=commitment, edtf="next spring")

    with pytest.raises(ValidationError):
        two_deadlines_of_which_one_is_bad()
    assert Edition.objects.count() == before
    assert commitment.deadlines.count() == 0


def test_a_renamed_organisation_renders_its_commitments_again_as_one_change() -> None:
    owner = make.ResponsibilityFactory()
    make.CommitmentFactory()
    organisation = owner.organisation
    organisation.name = {"en": "A new name"}
    keep(organisation, by=None, at=AT, why={"en": "It was renamed."})
    added = list(Edition.objects.order_by("-number")[:2])
    assert [edition.key for edition in reversed(added)] == [organisation.slug, owner.commitment.reference]
    assert {edition.change for edition in added} == {added[1].number}
    assert json.loads(added[0].record)["owners"][0]["organisation"]["name"] == {"en": "A new name"}


def test_a_new_observation_renders_the_commitments_that_target_it_again() -> None:
    target = make.TargetFactory()
    make.ObservationFactory(indicator=target.indicator, source=make.SourceFactory(published_on="2026-01-03"))
    record = json.loads(refreshed(target.commitment).edition.record)
    assert record["targets"][0]["latest"]["share"] == "0.5"


def test_a_commitment_that_becomes_internal_is_withdrawn_from_the_public_chain_with_no_content() -> None:
    commitment = make.CommitmentFactory()
    commitment.visibility = "internal"
    keep(commitment, by=None, at=AT, why={"en": "A secret reason."})
    edition = Edition.objects.latest("number")
    assert (edition.event, edition.public_event, edition.visibility) == ("changed", "withdrawn", "internal")
    assert public_statement(edition)["record"] is None
    assert public_statement(edition)["reason"] is None
    commitment.summary = {"en": "Still hidden."}
    keep(commitment, by=None, at=AT, why=WHY)
    assert Edition.objects.latest("number").public_number is None
    assert chain_faults() == []


def test_moments_never_run_backwards_in_number_order() -> None:
    make.SectorFactory(at=AT)
    make.SectorFactory(at=AT - timedelta(days=1))
    assert list(Edition.objects.values_list("recorded_at", flat=True)) == [AT, AT]


def test_a_change_needs_a_reason() -> None:
    with pytest.raises(ValidationError, match="Say why"):
        make.SectorFactory(why={"en": "  "})
    assert Edition.objects.count() == 0


def test_who_and_for_whom_are_kept_as_words() -> None:
    person = make.analyst("AA")
    make.CommitmentFactory(by=person)
    edition = Edition.objects.latest("number")
    assert (edition.by, edition.organisation, edition.side) == (person.username, person.organisation.slug, "AA")


def test_somebody_who_saves_what_another_has_changed_since_is_refused() -> None:
    commitment = make.CommitmentFactory()
    shown = Edition.objects.latest("number").number
    keep(refreshed(commitment), by=None, at=AT, why=WHY, seen=shown)
    make.DeadlineFactory(commitment=commitment)
    mine = refreshed(commitment)
    mine.summary = {"en": "Mine"}
    with pytest.raises(Stale, match="changed"):
        keep(mine, by=None, at=AT, why=WHY, seen=shown)
    assert refreshed(commitment).summary == {}


def test_a_dropped_part_leaves_its_trace_in_the_editions() -> None:
    owner = make.ResponsibilityFactory()
    drop_part(owner, by=None, at=AT, why={"en": "It was never theirs."})
    records = [json.loads(each.record) for each in Edition.objects.of("commitment", owner.commitment.reference)]
    assert [len(record["owners"]) for record in records] == [0, 1, 0]


def test_a_passage_that_is_cited_is_not_dropped() -> None:
    citation = make.CitationFactory()
    with pytest.raises(ValidationError, match="cannot be removed"):
        drop_part(citation.passage, by=None, at=AT, why=WHY)


def test_a_record_keeps_its_public_name() -> None:
    commitment = make.CommitmentFactory()
    commitment.reference = "AB-2025-999"
    with pytest.raises(ValidationError, match="keeps its name"):
        keep(commitment, by=None, at=AT, why=WHY)


def test_a_public_commitment_never_names_an_internal_one() -> None:
    hidden = make.CommitmentFactory(visibility="internal")
    with pytest.raises(ValidationError, match=hidden.reference):
        make.CommitmentFactory(parent=hidden)
    with pytest.raises(ValidationError, match=hidden.reference):
        make.LinkFactory(to=hidden)
    shown = make.LinkFactory().to
    shown.visibility = "internal"
    with pytest.raises(ValidationError, match="internal"):
        keep(shown, by=None, at=AT, why=WHY)


def test_a_commitment_is_no_part_of_its_own_parts() -> None:
    above = make.CommitmentFactory()
    above.parent = make.CommitmentFactory(parent=make.CommitmentFactory(parent=above))
    with pytest.raises(ValidationError, match="part of itself"):
        keep(above, by=None, at=AT, why=WHY)


def test_an_edition_keeps_the_moment_it_was_given() -> None:
    at = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
    make.SectorFactory(at=at)
    assert Edition.objects.get().recorded_at == at


def test_a_changed_source_renders_the_indicators_that_show_it_again() -> None:
    observation = make.ObservationFactory()
    source = observation.source
    source.publisher = "Another agency"
    keep(source, by=None, at=AT, why=WHY)
    edition = Edition.objects.of("indicator", observation.indicator.code).latest("number")
    assert json.loads(edition.record)["observations"][0]["publisher"] == "Another agency"


def test_a_target_stands_beside_an_observation_without_an_end() -> None:
    target = make.TargetFactory(indicator=make.IndicatorFactory(period="none"))
    make.ObservationFactory(indicator=target.indicator, period="2025-10-13/..")
    assert json.loads(refreshed(target.commitment).edition.record)["targets"][0]["latest"] is None


def test_the_last_citation_is_not_dropped() -> None:
    citation = make.CitationFactory()
    with pytest.raises(ValidationError, match="leads to a passage"):
        drop_part(citation, by=None, at=AT, why=WHY)
    other = make.CitationFactory(commitment=citation.commitment, relation="reaffirms")
    drop_part(type(citation).objects.get(relation="establishes"), by=None, at=AT, why=WHY)
    assert list(citation.commitment.citations.all()) == [other]


def test_a_citation_is_replaced_in_one_change() -> None:
    citation = make.CitationFactory()
    with recording(by=None, at=AT, why=WHY):
        drop_part(citation, by=None, at=AT, why=WHY)
        make.CitationFactory(commitment=citation.commitment)
    assert citation.commitment.citations.count() == 1


def test_a_side_that_has_spoken_stays_in_its_partnership() -> None:
    partnership = make.StatusUpdateFactory().commitment.partnership
    with pytest.raises(ValidationError, match="AA cannot leave"):
        keep(partnership, by=None, at=AT, why=WHY, sets={"sides": [make.SideFactory(code="BB")]})
    keep(partnership, by=None, at=AT, why=WHY, sets={"sides": [make.SideFactory(code="AA")]})
    assert partnership.sides.count() == 1


def test_an_internal_edition_is_kept_for_the_side_it_was_registered_for_whoever_signs_it() -> None:
    owner = make.analyst("BB").organisation
    hidden = make.CommitmentFactory(visibility="internal", by=make.analyst("AA"))
    make.ResponsibilityFactory(commitment=hidden, organisation=owner)
    owner.name = {"en": "Renamed by its own side"}
    keep(owner, by=make.analyst("BB"), at=AT, why=WHY)
    edition = Edition.objects.of("commitment", hidden.reference).latest("number")
    assert (edition.side, edition.kept_for_side) == ("BB", "AA")


@pytest.mark.parametrize(
    "given",
    [
        {"reference": "AB-٢٠٢٦-٠٩١"},
        {"reference": "AB-2026-9999999999999999"},
        {"reference": "ZZ-2026-001"},
        {"review_interval": 2**53 + 1},
        {"recurrence": "FREQ=YEARLY;INTERVAL=0"},
        {"made_on": "2026-13"},
    ],
)
def test_a_commitment_that_cannot_be_is_refused_whole(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        make.CommitmentFactory(**given)
    assert not Commitment.objects.exists()
