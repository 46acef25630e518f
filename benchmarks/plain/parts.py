"""Serializers of what hangs on a commitment."""

from typing import Any

from rest_framework import serializers

from benchmarks.plain.places import PlaceSerializer
from commitments.models import Deadline, Evidence, Link, Milestone, StatusUpdate, Target
from commitments.records.commitments import deadline, newest_words, slip
from commitments.records.observed import latest, seen
from commitments.values.measures import plain


class OrNull(serializers.CharField):
    """A text that is null when it is empty."""

    def to_representation(self, value: Any) -> Any:
        """The text or null."""
        return super().to_representation(value) or None


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    """A passage or an address."""

    source = serializers.CharField(source="passage.source.slug", default=None)
    passage = serializers.CharField(source="passage.handle", default=None)
    paragraph = serializers.IntegerField(source="passage.paragraph", default=None)
    address = OrNull()

    class Meta:
        model = Evidence
        fields = ("source", "passage", "paragraph", "address")


class UpdateSerializer(serializers.ModelSerializer[StatusUpdate]):
    """A side's word."""

    side = serializers.SlugRelatedField(slug_field="code", read_only=True)  # type: ignore[var-annotated]
    awaiting = serializers.SlugRelatedField(slug_field="code", read_only=True)  # type: ignore[var-annotated]
    corrects = serializers.SlugRelatedField(slug_field="number", read_only=True)  # type: ignore[var-annotated]
    outlook = OrNull()
    evidence = EvidenceSerializer(many=True)

    class Meta:
        model = StatusUpdate
        fields = (
            "number",
            "side",
            "status",
            "outlook",
            "progress",
            "as_of",
            "note",
            "evidence",
            "next_step",
            "awaiting",
            "corrects",
            "recorded_at",
        )


class RevisionSerializer(serializers.ModelSerializer[Deadline]):
    """One deadline of a commitment."""

    edtf = OrNull()
    phrase = OrNull()
    passage = PlaceSerializer()
    recorded_for = serializers.SlugRelatedField(slug_field="slug", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Deadline
        fields = ("edtf", "phrase", "basis", "reason", "passage", "recorded_at", "recorded_for")


class DeadlineSerializer(RevisionSerializer):
    """The newest deadline, with its first and last day, and the earlier ones."""

    earlier = RevisionSerializer(many=True, read_only=True)

    class Meta:
        model = Deadline
        fields = (*RevisionSerializer.Meta.fields, "earliest", "latest", "earlier")

    def get_attribute(self, instance: Any) -> Any:
        """All deadlines of a commitment, oldest first."""
        return list(instance.deadlines.all())

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """The newest, and what the others make of it."""
        if not instance:
            return deadline(instance)
        newest = instance[-1]
        newest.earlier = instance[:-1]
        return {**super().to_representation(newest), "revisions": len(instance) - 1, "slip_days": slip(instance)}


class NewestWords(serializers.ListSerializer[Any]):
    """Each side's newest word."""

    def get_attribute(self, instance: Any) -> Any:
        """Those on a commitment."""
        return newest_words(instance)


class AssessmentSerializer(UpdateSerializer):
    """A side's newest word."""

    class Meta(UpdateSerializer.Meta):
        list_serializer_class = NewestWords


class WordsSerializer(serializers.Serializer[Any]):
    """How many words there are, and the last one when it is not among the newest."""

    count = serializers.IntegerField()
    late = UpdateSerializer()

    def get_attribute(self, instance: Any) -> Any:
        """Of a commitment."""
        updates = list(instance.updates.all())
        late = updates[-1] if updates and updates[-1] not in newest_words(instance) else None
        return {"count": len(updates), "late": late}


class LinkSerializer(serializers.ModelSerializer[Link]):
    """A link to another commitment."""

    to = serializers.SlugRelatedField(slug_field="reference", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Link
        fields = ("relation", "to")


class MilestoneSerializer(serializers.ModelSerializer[Milestone]):
    """A dated step."""

    class Meta:
        model = Milestone
        fields = ("number", "title", "due", "reached_on")


class AmountField(serializers.Field[Any, Any, Any, Any]):
    """A decimal number as text without needless zeros."""

    def to_representation(self, value: Any) -> str:
        """As the record writes it."""
        return plain(value)


class TargetSerializer(serializers.ModelSerializer[Target]):
    """What was promised of an indicator, and what was last seen of it."""

    indicator = serializers.CharField(source="indicator.code")
    unit = serializers.CharField(source="indicator.unit")
    value = AmountField()
    value_to = AmountField()
    baseline = AmountField()
    latest = serializers.SerializerMethodField()

    class Meta:
        model = Target
        fields = ("indicator", "value", "value_to", "unit", "baseline", "latest")

    def get_latest(self, row: Target) -> Any:
        """Null before anything was seen."""
        newest = latest(row.indicator)
        return seen(newest, row.value) if newest else None
