"""A plain viewset of commitments: serializers over the rows, everything prefetched, a filter set, cursor pagination."""

from datetime import UTC, date, datetime
from typing import Any

import django_filters
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import serializers
from rest_framework.pagination import CursorPagination
from rest_framework.renderers import JSONRenderer
from rest_framework.viewsets import ReadOnlyModelViewSet

from benchmarks.plain.parts import (
    AssessmentSerializer,
    DeadlineSerializer,
    LinkSerializer,
    MilestoneSerializer,
    TargetSerializer,
    WordsSerializer,
)
from benchmarks.plain.places import CitationSerializer, OwnerSerializer, PartnershipSerializer, SectorSerializer
from commitments.filters import DayFromFilter, DayUntilFilter
from commitments.models import Commitment, Sector
from commitments.models.vocabulary import ShownStatus
from commitments.records import complete
from commitments.records.commitments import verifiability
from commitments.values.lateness import lateness
from commitments.values.standing import CLOSED


class CommitmentSerializer(serializers.ModelSerializer[Commitment]):
    """A commitment with everything that the API shows of it."""

    edition = serializers.IntegerField(source="edition.public_number")
    recorded_at = serializers.DateTimeField(source="edition.recorded_at")
    lateness = serializers.SerializerMethodField()
    days_since_update = serializers.SerializerMethodField()
    stale = serializers.SerializerMethodField()
    partnership = PartnershipSerializer()
    sectors = SectorSerializer(many=True)
    parent = serializers.SlugRelatedField(slug_field="reference", read_only=True)  # type: ignore[var-annotated]
    recurrence = serializers.SerializerMethodField()
    owners = OwnerSerializer(many=True, source="responsibilities")
    deadline = DeadlineSerializer()
    assessments = AssessmentSerializer(many=True)
    words = WordsSerializer()
    targets = TargetSerializer(many=True)
    milestones = MilestoneSerializer(many=True)
    links = LinkSerializer(many=True)
    citations = CitationSerializer(many=True)
    verifiability = serializers.SerializerMethodField()

    class Meta:
        model = Commitment
        fields = (
            "edition",
            "recorded_at",
            "lateness",
            "days_since_update",
            "stale",
            "reference",
            "title",
            "summary",
            "kind",
            "force",
            "level",
            "visibility",
            "partnership",
            "sectors",
            "parent",
            "made_on",
            "recurrence",
            "review_interval",
            "status",
            "standing",
            "progress",
            "last_word_on",
            "owners",
            "deadline",
            "assessments",
            "words",
            "targets",
            "milestones",
            "links",
            "citations",
            "verifiability",
        )

    def get_lateness(self, row: Commitment) -> str:
        """How its deadline stands today."""
        closed, today = row.status in CLOSED, _today()
        return lateness(closed=closed, earliest=row.due_earliest, latest=row.due_latest, on=today)

    def get_days_since_update(self, row: Commitment) -> int | None:
        """The age of the newest word."""
        return (_today() - row.last_word_on).days if row.last_word_on and row.last_word_on <= _today() else None

    def get_stale(self, row: Commitment) -> bool | None:
        """Whether that is more than its review interval."""
        days = self.get_days_since_update(row)
        return None if days is None else row.status not in CLOSED and days > row.review_interval

    def get_recurrence(self, row: Commitment) -> str | None:
        """Null when it does not come round again."""
        return row.recurrence or None

    def get_verifiability(self, row: Commitment) -> dict[str, bool]:
        """The four answers."""
        answers = verifiability(row)
        names = ("owner", "deadline", "measure", "evidence")
        return {name: getattr(answers, name) for name in names}


def _today() -> date:
    return datetime.now(UTC).date()  # noqa: TID251  as a plain viewset does


class Filters(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """Only what is measured: each filter more would make every request of a plain viewset slower."""

    status = django_filters.MultipleChoiceFilter(choices=ShownStatus.choices, distinct=False)
    sector = django_filters.ModelMultipleChoiceFilter(
        queryset=Sector.objects.all(), to_field_name="slug", method="among"
    )
    due_after = DayFromFilter("due")
    due_before = DayUntilFilter("due")

    class Meta:
        model = Commitment
        fields: tuple[str, ...] = ()

    def among(self, queryset: Any, _name: str, value: Any) -> Any:
        """Each row once, without the DISTINCT that would sort them all."""
        links = Commitment.sectors.through.objects.filter(sector__in=value)
        return queryset.filter(pk__in=links.values("commitment")) if value else queryset


class Pages(CursorPagination):
    """By reference, 50 unless asked otherwise."""

    ordering = "reference"
    page_size = 50
    page_size_query_param = "limit"
    max_page_size = 500


class PlainCommitments(ReadOnlyModelViewSet[Commitment]):
    """The public commitments: a dozen queries a page, however many there are on it."""

    queryset = (
        complete(Commitment)
        .public()
        .filter(edition__isnull=False)
        .select_related("edition")
        .defer("edition__record")  # the one long column that no field shows
    )
    serializer_class = CommitmentSerializer
    renderer_classes = (JSONRenderer,)
    throttle_classes = ()
    filter_backends = (DjangoFilterBackend,)
    filterset_class = Filters
    pagination_class = Pages
    lookup_field = "reference"
