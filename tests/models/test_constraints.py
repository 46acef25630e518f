"""What the database says must always be true, tried with rows that no action would write."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from commitments.actions.tokens import issue_token
from commitments.models import (
    Answered,
    Checkpoint,
    Countersignature,
    Edition,
    Evidence,
    Head,
    Roll,
    StatusUpdate,
    StoredFile,
    Token,
)
from commitments.models.writing import writable
from commitments.values.attachments import Attachment, digest_of
from tests import factories as make
from tests.attached import PDF_BYTES

pytestmark = pytest.mark.django_db


def force(row: Any, **values: Any) -> None:
    """Write columns of a row behind every guard of the models."""
    models.QuerySet(type(row)).filter(pk=row.pk).update(**values)


def broken(factory: Any, **values: Any) -> Callable[[], None]:
    """Make a good row, then force these values on it."""
    return lambda: force(factory(), **values)


def twice(factory: Any, *shared: str) -> Callable[[], None]:
    """Make two rows that differ, then force the shared columns of the first on the second."""

    def make_two() -> None:
        first, second = factory(), factory()
        force(second, **{name: getattr(first, name) for name in shared})

    return make_two


def two_in_one(factory: Any, whole: str, column: str, **differing: Any) -> Callable[[], None]:
    """Make two rows of one commitment, then force the same number on both."""

    def make_two() -> None:
        first = factory()
        second = factory(**{whole: getattr(first, whole)}, **differing)
        force(second, **{column: getattr(first, column)})

    return make_two


def edition() -> Edition:
    make.SectorFactory()
    return Edition.objects.latest("number")


def two_editions_of_one_record_in_one_change() -> None:
    first, second = edition(), edition()
    force(second, change=first.change, noun=first.noun, key=first.key)


def evidence() -> Evidence:
    make.StatusUpdateFactory(evidence=["https://example.org/"])
    return Evidence.objects.get()


def file_as_evidence() -> Evidence:
    make.StatusUpdateFactory(evidence=[Attachment("report.pdf", PDF_BYTES)])
    return Evidence.objects.get()


def stored_file() -> StoredFile:
    row = StoredFile(digest=digest_of(PDF_BYTES), content=PDF_BYTES)  # nothing rests on it, so its digest can be forced
    with writable():
        row.save()
    return row


def two_pieces_of_evidence() -> None:
    make.StatusUpdateFactory(evidence=["https://example.org/1", "https://example.org/2"])
    models.QuerySet(Evidence).update(number=1)


def corrected_twice() -> None:
    first = make.StatusUpdateFactory()
    for progress in range(2):
        force(make.StatusUpdateFactory(commitment=first.commitment, progress=progress), corrects=first)


def itself(factory: Any, column: str) -> Callable[[], None]:
    """Make a row refer to itself."""

    def make_one() -> None:
        row = factory()
        force(row, **{column: row})

    return make_one


def linked_to_itself() -> None:
    link = make.LinkFactory()
    force(link, to=link.commitment)


def checkpoint(number: int = 1) -> Checkpoint:
    row = Checkpoint(chain="public", number=number, digest=f"sha256:{number:064}", recorded_at=make.AT, note="A note")
    with writable():
        row.save()
    return row


def countersignature(witness: str = "a") -> Countersignature:
    row = Countersignature(
        checkpoint=Checkpoint.objects.first() or checkpoint(), witness=witness, line="A line", recorded_at=make.AT
    )
    with writable():
        row.save()
    return row


def two_checkpoints_at_one_place() -> None:
    first, second = checkpoint(1), checkpoint(2)
    force(second, number=first.number, digest=first.digest)


def countersigned_twice_by_one_witness() -> None:
    first, second = countersignature("a"), countersignature("b")
    force(second, witness=first.witness)


def token() -> Token:
    given = {"name": "intake", "access": "read", "expires_on": make.AT.date()}
    by = make.UserFactory(is_superuser=True)
    return issue_token(organisation=make.OrganisationFactory(), by=by, at=make.AT, **given).token


def answered(key: str = "a-key") -> Answered:
    return Answered.objects.create(account=make.UserFactory(), key=key, fingerprint="sha256:0", recorded_at=make.AT)


def one_key_twice() -> None:
    first, second = answered(), answered("another")
    force(second, account=first.account, key=first.key)


LATE, EARLY = date(2027, 1, 2), date(2027, 1, 1)


def one_roll_twice() -> None:
    make.CommitmentFactory()
    kept = Roll.objects.first()
    assert kept is not None
    Roll.objects.create(heading=kept.heading, block=kept.block, bits=kept.bits, version=kept.version)


BREAKS: dict[str, Callable[[], None]] = {
    "answered_is_what_was_written": lambda: force(answered(), status=404),
    "answered_key_is_used_once": one_key_twice,
    "checkpoint_chain_is_known": lambda: force(checkpoint(), chain="third"),
    "checkpoint_is_signed_once": two_checkpoints_at_one_place,
    "checkpoint_number_starts_at_one": lambda: force(checkpoint(), number=0),
    "citation_is_recorded_once": twice(make.CitationFactory, "commitment_id", "passage_id", "relation"),
    "citation_relation_is_known": broken(make.CitationFactory, relation="mentions"),
    "commitment_due_in_order": broken(make.CommitmentFactory, due_earliest=LATE, due_latest=EARLY),
    "commitment_force_is_known": broken(make.CommitmentFactory, force="strong"),
    "commitment_is_not_its_own_parent": itself(make.CommitmentFactory, "parent"),
    "commitment_kind_is_known": broken(make.CommitmentFactory, kind="thing"),
    "commitment_level_is_known": broken(make.CommitmentFactory, level="world"),
    "commitment_made_in_order": broken(make.CommitmentFactory, made_earliest=LATE, made_latest=EARLY),
    "commitment_progress_is_a_share": broken(make.CommitmentFactory, progress=101),
    "commitment_standing_is_known": broken(
        make.CommitmentFactory, standing="angry", status="stalled", last_word_on=EARLY
    ),
    "commitment_status_is_known": broken(
        make.CommitmentFactory, status="fine", standing="one_sided", last_word_on=EARLY
    ),
    "commitment_visibility_is_known": broken(make.CommitmentFactory, visibility="secret"),
    "commitment_without_a_word_is_not_assessed": broken(make.CommitmentFactory, status="completed"),
    "countersignature_is_one_of_each_witness": countersigned_twice_by_one_witness,
    "countersignature_names_its_witness": lambda: force(countersignature(), witness=""),
    "deadline_basis_is_known": broken(make.DeadlineFactory, basis="guess"),
    "deadline_has_a_date_exactly_when_it_has_a_basis": broken(make.DeadlineFactory, edtf=""),
    "deadline_in_order": broken(make.DeadlineFactory, earliest=LATE, latest=EARLY),
    "deadline_revision_is_unique": two_in_one(make.DeadlineFactory, "commitment", "revision", edtf="2030"),
    "edition_is_one_for_each_record_and_change": two_editions_of_one_record_in_one_change,
    "edition_event_is_known": lambda: force(edition(), event="lost"),
    "edition_is_wholly_in_the_public_chain_or_not": lambda: force(edition(), public_digest=""),
    "edition_number_starts_at_one": lambda: force(edition(), number=0),
    "edition_of_an_internal_record_tells_the_public_nothing": lambda: force(edition(), visibility="internal"),
    "edition_public_event_is_known": lambda: force(edition(), public_event="lost"),
    "edition_visibility_is_known": lambda: force(edition(), visibility="secret"),
    "evidence_describes_its_file_whole_or_has_none": lambda: force(file_as_evidence(), file_size=None),
    "evidence_is_a_passage_an_address_or_a_file": lambda: force(evidence(), address=""),
    "evidence_number_is_unique": two_pieces_of_evidence,
    "head_is_one_row": lambda: Head(id=2).save(),
    "indicator_period_is_known": broken(make.IndicatorFactory, period="week"),
    "link_goes_to_another": linked_to_itself,
    "link_is_recorded_once": twice(make.LinkFactory, "commitment_id", "relation", "to_id"),
    "link_relation_is_known": broken(make.LinkFactory, relation="likes"),
    "meeting_held_in_order": broken(make.MeetingFactory, held_earliest=LATE, held_latest=EARLY),
    "meeting_kind_is_known": broken(make.MeetingFactory, kind="lunch"),
    "meeting_level_is_known": broken(make.MeetingFactory, level="world"),
    "milestone_due_in_order": broken(make.MilestoneFactory, due_earliest=LATE, due_latest=EARLY),
    "milestone_number_is_unique": two_in_one(make.MilestoneFactory, "commitment", "number"),
    "observation_flag_is_known": broken(make.ObservationFactory, flag="rumoured"),
    "observation_is_recorded_once_by_source": twice(make.ObservationFactory, "indicator_id", "period", "source_id"),
    "observation_period_in_order": broken(make.ObservationFactory, period_earliest=LATE, period_latest=EARLY),
    "observation_qualifier_is_known": broken(make.ObservationFactory, qualifier="perhaps"),
    "observation_range_runs_upwards": broken(make.ObservationFactory, value=Decimal(2), value_to=Decimal(1)),
    "organisation_has_a_side_unless_joint": broken(make.OrganisationFactory, side=None),
    "organisation_is_not_its_own_parent": itself(make.OrganisationFactory, "parent"),
    "organisation_kind_is_known": broken(make.OrganisationFactory, kind="club"),
    "passage_handle_is_unique_in_its_source": twice(make.PassageFactory, "source_id", "handle"),
    "passage_is_located_whole_or_not": broken(make.PassageFactory, paragraph=3),
    "responsibility_is_recorded_once": twice(make.ResponsibilityFactory, "commitment_id", "organisation_id", "role"),
    "responsibility_role_is_known": broken(make.ResponsibilityFactory, role="friend"),
    "roll_is_kept_once": one_roll_twice,
    "source_published_in_order": broken(make.SourceFactory, published_earliest=LATE, published_latest=EARLY),
    "status_update_corrects_another": itself(make.StatusUpdateFactory, "corrects"),
    "status_update_is_corrected_once": corrected_twice,
    "status_update_number_is_unique": two_in_one(make.StatusUpdateFactory, "commitment", "number", progress=1),
    "status_update_outlook_is_known": broken(make.StatusUpdateFactory, outlook="sunny"),
    "status_update_progress_is_a_share": broken(make.StatusUpdateFactory, progress=101),
    "status_update_status_is_known": broken(make.StatusUpdateFactory, status="fine"),
    "stored_file_is_named_by_its_digest": lambda: force(stored_file(), digest="md5:a"),
    "target_is_recorded_once": twice(make.TargetFactory, "commitment_id", "indicator_id"),
    "target_range_runs_upwards": broken(make.TargetFactory, value=Decimal(2), value_to=Decimal(1)),
    "token_access_is_known": lambda: force(token(), access="all"),
    "token_is_revoked_after_it_was_issued": lambda: force(token(), revoked_at=make.AT - timedelta(days=1)),
    "user_of_a_token_never_signs_in": lambda: force(token().account, password="md5$a$b"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses_what_breaks_a_constraint(name: str) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        BREAKS[name]()
    assert name in str(refusal.value) or "UNIQUE constraint failed" in str(refusal.value)


FILE = {"file_name": "report.pdf", "file_size": 9, "file_media_type": "application/pdf"}
NO_EVIDENCE: dict[str, Callable[[], None]] = {
    "an address and a file's name": lambda: force(evidence(), file_name="report.pdf"),
    "an address and a file's particulars": lambda: force(evidence(), **FILE),
    "a file and an address": lambda: force(file_as_evidence(), address="https://example.org/"),
    "a file and a passage": lambda: force(file_as_evidence(), passage=make.PassageFactory()),
    "a file without a name": lambda: force(file_as_evidence(), file_name=""),
    "a file of no size": lambda: force(file_as_evidence(), file_size=0),
    "a file of no kind": lambda: force(file_as_evidence(), file_media_type=""),
    "the particulars of no file": lambda: force(file_as_evidence(), file=None, address="https://example.org/"),
    "nothing at all": lambda: force(
        file_as_evidence(), file=None, **dict.fromkeys(("file_name", "file_media_type"), "")
    ),
}


@pytest.mark.parametrize("what", NO_EVIDENCE)
def test_evidence_is_exactly_one_thing_and_a_file_is_described_whole(what: str) -> None:
    with pytest.raises(IntegrityError, match="evidence_"), transaction.atomic():
        NO_EVIDENCE[what]()


def test_every_constraint_is_tried() -> None:
    named = {
        constraint.name
        for model in apps.get_app_config("commitments").get_models()
        for constraint in model._meta.constraints
    }
    assert named == set(BREAKS)


def test_a_good_row_breaks_nothing() -> None:
    make.StatusUpdateFactory(evidence=["https://example.org/"])
    make.DeadlineFactory()
    make.ObservationFactory()
    assert StatusUpdate.objects.count() == 1
