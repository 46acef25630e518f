"""Real rows for tests in one line, each written by the action that writes it in earnest, so that editions exist."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar

import factory
from factory.django import DjangoModelFactory

from commitments.actions.accounts import give_roles, writing_roles
from commitments.actions.keep import keep, keep_part
from commitments.actions.words import Word, record_update, set_deadline
from commitments.models import (
    Citation,
    Commitment,
    Deadline,
    Indicator,
    Link,
    Meeting,
    Milestone,
    Observation,
    Organisation,
    Partnership,
    Passage,
    Responsibility,
    Sector,
    Side,
    Source,
    StatusUpdate,
    Target,
    User,
)

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
"""When the rows of tests are written, unless a test says otherwise (`at=`)."""

WHY = {"en": "The first record."}
PASSWORD = "a long enough secret"


def signature(given: dict[str, Any]) -> dict[str, Any]:
    """Take `by`, `at` and `why` out of what a test gave, with their usual values."""
    return {"by": given.pop("by", None), "at": given.pop("at", AT), "why": given.pop("why", WHY)}


class RecordedFactory(DjangoModelFactory):
    """A recorded noun: `SideFactory(code="AA")`. Many-to-many members are given as lists."""

    class Meta:
        abstract = True

    _reused: ClassVar[bool] = False
    """Whether a second call with the same public name gives the row that is there."""

    @classmethod
    def _create(cls, model_class: Any, *_args: Any, **given: Any) -> Any:
        key = model_class.natural[0]
        if cls._reused and (found := model_class.objects.filter(**{key: given[key]}).first()):
            return found
        signed = signature(given)
        sets = {field.name: given.pop(field.name, ()) for field in model_class._meta.many_to_many}
        return keep(model_class(**given), sets=sets, **signed)


class PartFactory(DjangoModelFactory):
    """A part of a recorded noun."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: Any, *_args: Any, **given: Any) -> Any:
        signed = signature(given)
        return keep_part(model_class(**given), **signed)


class SideFactory(RecordedFactory):
    """A side with an invented code."""

    class Meta:
        model = Side

    _reused = True
    code = "AA"
    name = factory.LazyAttribute(lambda side: {"en": f"Side {side.code}", "fr": f"Partie {side.code}"})


class PartnershipFactory(RecordedFactory):
    """The partnership of the sides AA and BB."""

    class Meta:
        model = Partnership

    _reused = True
    slug = "aa-bb"
    code = "AB"
    name = factory.LazyAttribute(lambda partnership: {"en": f"Partnership {partnership.code}"})
    sides = factory.LazyFunction(lambda: [SideFactory(code="AA"), SideFactory(code="BB")])


class OrganisationFactory(RecordedFactory):
    """A ministry of the side AA."""

    class Meta:
        model = Organisation

    slug = factory.Sequence(lambda number: f"ministry-{number}")
    name = factory.LazyAttribute(lambda body: {"en": f"Body {body.slug}", "vi": f"Bộ {body.slug}"})
    kind = "ministry"
    side = factory.SubFactory(SideFactory)


class JointBodyFactory(OrganisationFactory):
    """A joint body, of no side."""

    slug = factory.Sequence(lambda number: f"committee-{number}")
    kind = "joint_body"
    side = None


class UserFactory(DjangoModelFactory):
    """An analyst and editor of the side AA; `organisation=None` may only read."""

    class Meta:
        model = User

    username = factory.Sequence(lambda number: f"analyst-{number}")
    is_staff = True
    organisation = factory.SubFactory(OrganisationFactory)

    @classmethod
    def _create(cls, model_class: Any, *_args: Any, **given: Any) -> Any:
        roles = given.pop("roles", None)
        user = model_class.objects.create_user(password=given.pop("password", PASSWORD), **given)
        give_roles(user, writing_roles(user.organisation) if roles is None and user.organisation else roles or ())
        return user


def analyst(code: str = "AA", **given: Any) -> User:
    """A person who speaks for the side of this code and edits its records, or does what `roles` says."""
    return UserFactory(organisation__side=SideFactory(code=code), **given)


def secretary(**given: Any) -> User:
    """A person of a joint body."""
    return UserFactory(organisation=JointBodyFactory(), **given)


class SectorFactory(RecordedFactory):
    """A field of cooperation."""

    class Meta:
        model = Sector

    slug = factory.Sequence(lambda number: f"sector-{number}")
    name = factory.LazyAttribute(lambda sector: {"en": f"Field {sector.slug}", "fr": f"Domaine {sector.slug}"})


class MeetingFactory(RecordedFactory):
    """A session of a committee."""

    class Meta:
        model = Meeting

    slug = factory.Sequence(lambda number: f"session-{number}")
    title = factory.LazyAttribute(lambda meeting: {"en": f"Meeting {meeting.slug}"})
    kind = "committee_session"
    held_on = "2025-12-01"
    level = "state"
    partnership = factory.SubFactory(PartnershipFactory)


class SourceFactory(RecordedFactory):
    """A published text in French."""

    class Meta:
        model = Source

    slug = factory.Sequence(lambda number: f"source-{number}")
    title = factory.LazyAttribute(lambda source: {"en": f"Text {source.slug}"})
    publisher = "An agency"
    language = "fr"
    published_on = "2025-12-02"


class PassageFactory(PartFactory):
    """A passage whose place in the text is not known."""

    class Meta:
        model = Passage

    source = factory.SubFactory(SourceFactory)
    handle = factory.Sequence(lambda number: f"passage-{number}")
    gist = factory.LazyAttribute(lambda passage: {"en": f"What {passage.handle} says."})


class IndicatorFactory(RecordedFactory):
    """Something counted in USD a year."""

    class Meta:
        model = Indicator

    code = factory.Sequence(lambda number: f"indicator-{number}")
    name = factory.LazyAttribute(lambda indicator: {"en": f"Count {indicator.code}"})
    unit = "USD"
    period = "year"


class ObservationFactory(PartFactory):
    """A value for the year 2025."""

    class Meta:
        model = Observation

    indicator = factory.SubFactory(IndicatorFactory)
    period = "2025"
    value = Decimal(5)
    source = factory.SubFactory(SourceFactory)


class CommitmentFactory(RecordedFactory):
    """A public commitment of AA and BB."""

    class Meta:
        model = Commitment

    # Of another year than those that tests name themselves, so that however many are made, none is met twice.
    reference = factory.Sequence(lambda number: f"AB-2024-{number + 1:03}")
    title = factory.LazyAttribute(lambda commitment: {"en": f"Promise {commitment.reference}"})
    kind = "project"
    force = "joint"
    level = "state"
    partnership = factory.SubFactory(PartnershipFactory)
    made_on = "2025-12-01"


class ResponsibilityFactory(PartFactory):
    """The organisation that leads a commitment."""

    class Meta:
        model = Responsibility

    commitment = factory.SubFactory(CommitmentFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = "lead"


class CitationFactory(PartFactory):
    """The passage that establishes a commitment."""

    class Meta:
        model = Citation

    commitment = factory.SubFactory(CommitmentFactory)
    passage = factory.SubFactory(PassageFactory)
    relation = "establishes"


class LinkFactory(PartFactory):
    """One commitment that follows another."""

    class Meta:
        model = Link

    commitment = factory.SubFactory(CommitmentFactory)
    relation = "follows"
    to = factory.SubFactory(CommitmentFactory)


class MilestoneFactory(PartFactory):
    """A step due in 2026."""

    class Meta:
        model = Milestone

    commitment = factory.SubFactory(CommitmentFactory)
    title = factory.LazyFunction(lambda: {"en": "A step"})
    due = "2026"


class TargetFactory(PartFactory):
    """A target of ten."""

    class Meta:
        model = Target

    commitment = factory.SubFactory(CommitmentFactory)
    indicator = factory.SubFactory(IndicatorFactory)
    value = Decimal(10)


class DeadlineFactory(DjangoModelFactory):
    """A deadline that the text states."""

    class Meta:
        model = Deadline

    commitment = factory.SubFactory(CommitmentFactory)
    edtf = "2027"
    basis = "explicit"
    reason = factory.LazyFunction(lambda: {"en": "The text says so."})

    @classmethod
    def _create(cls, _model_class: Any, *_args: Any, **given: Any) -> Any:
        signed = signature(given)
        return set_deadline(given.pop("commitment"), **given, **signed)


class StatusUpdateFactory(DjangoModelFactory):
    """A word of the side AA: in progress. `evidence` is a list of passages and addresses."""

    class Meta:
        model = StatusUpdate

    commitment = factory.SubFactory(CommitmentFactory)
    side = factory.SubFactory(SideFactory)
    status = "in_progress"
    as_of = date(2026, 1, 2)
    evidence: Sequence[Any] = ()

    @classmethod
    def _create(cls, _model_class: Any, *_args: Any, **given: Any) -> Any:
        signed = signature(given)
        commitment, side = given.pop("commitment"), given.pop("side")
        return record_update(commitment, side=side, word=Word(**given), **signed)
