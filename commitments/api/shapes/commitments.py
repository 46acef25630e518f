"""The shape of a commitment, as `commitments.records.commitments` writes it and `served` sends it."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.plumbing import ResolvedComponent
from rest_framework.serializers import Field

from commitments.api.meanings import FILTERS, SHOWN_STATUS
from commitments.api.shapes.fields import (
    Decimal,
    Digest,
    Edtf,
    Shape,
    Text,
    day,
    flag,
    moment,
    string,
    strings,
    whole,
    word,
)
from commitments.api.shapes.references import BriefPlace, Place, Stored
from commitments.models.meetings import Level
from commitments.models.vocabulary import (
    Basis,
    CitationRelation,
    CommitmentKind,
    Force,
    LatenessWord,
    LinkRelation,
    Outlook,
    Role,
    ShownStatus,
    StandingWord,
    StatusWord,
    Visibility,
)


class PartnershipOf(Shape):
    """The partnership in which it was promised."""

    slug = string()
    name = Text()
    sides = strings()


class SectorOf(Shape):
    """A field of cooperation that it belongs to."""

    slug = string()
    name = Text()


class OwningBody(Shape):
    """An organisation with a part in it."""

    slug = string()
    name = Text()
    side = string(allow_null=True)


class Owner(Shape):
    """An organisation's part in it."""

    role = word(Role.choices)
    organisation = OwningBody()


class Link(Shape):
    """How it bears on another commitment."""

    relation = word(LinkRelation.choices)
    to = string(help_text="The other's reference.")


class Revision(Shape):
    """Until when it was due, in which words, on which basis, why, and who recorded it when."""

    edtf = Edtf(allow_null=True)
    phrase = string(allow_null=True, help_text="The words that the text uses.")
    basis = word(Basis.choices)
    reason = Text()
    passage = BriefPlace(allow_null=True)
    recorded_at = moment(allow_null=True)
    recorded_for = string(allow_null=True, help_text="The slug of the organisation; null when it came with a file.")


class Deadline(Revision):
    """The newest deadline, the earlier ones from the first on, and by how many days it moved in all."""

    earliest = day(allow_null=True)
    latest = day(allow_null=True)
    revisions = whole(help_text="How often it moved: the number of earlier ones.")
    slip_days = whole(allow_null=True)
    earlier = Revision(many=True)


class File(Shape):
    """A file as it was attached. Its bytes: `updates/{word}/evidence/{piece}/` below the commitment's address."""

    name = string()
    size = whole(min_value=1, help_text="In bytes.")
    media_type = string(help_text="What it really is, by its content.")
    digest = Digest()


class Evidence(Shape):
    """What a word rests on: a passage, an address, or a file."""

    source = string(allow_null=True)
    passage = string(allow_null=True)
    paragraph = whole(allow_null=True)
    address = string(allow_null=True)
    file = File(required=False, help_text="Only where it is a file.")


class Assessment(Shape):
    """A side's word; null where it does not say."""

    number = whole()
    side = string()
    status = word(StatusWord.choices)
    outlook = word(Outlook.choices, allow_null=True)
    progress = whole(allow_null=True, min_value=0, max_value=100)
    as_of = day()
    note = Text()
    evidence = Evidence(many=True)
    next_step = Text()
    awaiting = string(allow_null=True, help_text="The code of the side whose move it is.")
    corrects = whole(allow_null=True, help_text="The number of the word that this one sets right.")
    recorded_at = moment(allow_null=True)


class Words(Shape):
    """How many words there are, and the one recorded last when it speaks of an earlier day than the newest."""

    count = whole(min_value=0)
    late = Assessment(allow_null=True)


class FileOfWord(File):
    """A file as it was attached, and where its bytes are."""

    address = string(help_text="Where it is downloaded, by those who may read the commitment.")


class EvidenceOfWord(Evidence):
    """What a word rests on."""

    file = FileOfWord(required=False, help_text="Only where it is a file.")


class Word(Assessment):
    """A side's word among all words."""

    evidence = EvidenceOfWord(many=True)
    corrected_by = whole(allow_null=True, help_text="The number of the word that sets this one right.")


class Seen(Shape):
    """What was last seen of an indicator, beside the target."""

    period = Edtf()
    value = Decimal()
    source = string()
    share = Decimal(allow_null=True, help_text="Its share of the target: 1 is all of it.")


class Target(Shape):
    """What it promises of an indicator."""

    indicator = string()
    value = Decimal()
    value_to = Decimal(allow_null=True)
    unit = string()
    baseline = Decimal(allow_null=True)
    latest = Seen(allow_null=True)


class Milestone(Shape):
    """A dated step on the way."""

    number = whole(help_text="Its number among the commitment's milestones; kept when others are dropped.")
    title = Text()
    due = Edtf()
    reached_on = day(allow_null=True)


class Citation(Place):
    """A passage that makes, repeats, changes or reports on it."""

    relation = word(CitationRelation.choices)
    gist = Text()


class Verifiability(Shape):
    """What is there to check it by."""

    owner = flag()
    deadline = flag()
    measure = flag()
    evidence = flag()


class StatusShown(Field[Any, Any, Any, Any]):
    """The status that lists show."""


class DescribedStatus(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]  # the library's is untyped
    """How the description names it: the generator would take it for a side's status, which has one word less."""

    target_class = StatusShown

    def map_serializer_field(self, auto_schema: Any, _direction: Any) -> Any:
        """Name the list once, and point there."""
        words = {"type": "string", "enum": ShownStatus.values, "description": FILTERS["status"]}
        component: Any = ResolvedComponent
        named = component(SHOWN_STATUS, component.SCHEMA, object=SHOWN_STATUS, schema=words)
        auto_schema.registry.register_on_missing(named)
        return named.ref


class CommitmentRecord(Shape):
    """A commitment as an edition holds it."""

    reference = string()
    title = Text()
    summary = Text()
    kind = word(CommitmentKind.choices)
    force = word(Force.choices)
    level = word(Level.choices)
    visibility = word(Visibility.choices)
    partnership = PartnershipOf()
    sectors = SectorOf(many=True)
    parent = string(allow_null=True, help_text="The reference of the commitment that it is part of.")
    links = Link(many=True)
    owners = Owner(many=True)
    made_on = Edtf()
    deadline = Deadline()
    recurrence = string(allow_null=True, help_text="An RFC 5545 rule.")
    review_interval = whole(help_text="After how many days without a word it counts as stale.")
    status = StatusShown()
    standing = word(StandingWord.choices)
    progress = whole(allow_null=True, min_value=0, max_value=100)
    last_word_on = day(allow_null=True)
    assessments = Assessment(many=True)
    words = Words()
    targets = Target(many=True)
    milestones = Milestone(many=True)
    citations = Citation(many=True)
    verifiability = Verifiability()


class Commitment(Stored, CommitmentRecord):
    """A commitment on a day: its newest edition, and what depends on the day."""

    lateness = word(LatenessWord.choices)
    days_since_update = whole(allow_null=True, help_text="Null when no side has spoken.")
    stale = flag(allow_null=True, help_text="Null when no side has spoken.")
