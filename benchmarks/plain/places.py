"""Serializers of where something is said, and of the names that commitments refer to."""

from typing import Any

from rest_framework import serializers

from commitments.models import Citation, Organisation, Partnership, Passage, Responsibility, Sector
from commitments.records.commitments import lineage


class PlaceSerializer(serializers.ModelSerializer[Passage]):
    """The source, the passage's name in it and the paragraph."""

    source = serializers.SlugRelatedField(slug_field="slug", read_only=True)  # type: ignore[var-annotated]
    passage = serializers.CharField(source="handle")

    class Meta:
        model = Passage
        fields = ("source", "passage", "paragraph")


class PartnershipSerializer(serializers.ModelSerializer[Partnership]):
    """A partnership with its sides' codes."""

    sides = serializers.SerializerMethodField()

    class Meta:
        model = Partnership
        fields = ("slug", "name", "sides")

    def get_sides(self, row: Partnership) -> list[str]:
        """Sorted."""
        return sorted(side.code for side in row.sides.all())


class SectorSerializer(serializers.ModelSerializer[Sector]):
    """A sector."""

    class Meta:
        model = Sector
        fields = ("slug", "name")


class OrganisationSerializer(serializers.ModelSerializer[Organisation]):
    """An organisation with its side's code."""

    side = serializers.SlugRelatedField(slug_field="code", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Organisation
        fields = ("slug", "name", "side")


class OwnerSerializer(serializers.ModelSerializer[Responsibility]):
    """An organisation's part."""

    organisation = OrganisationSerializer()

    class Meta:
        model = Responsibility
        fields = ("role", "organisation")


class Lineage(serializers.ListSerializer[Any]):
    """Citations in the order in which they were spoken."""

    def get_attribute(self, instance: Any) -> Any:
        """Those of a commitment."""
        return lineage(instance)


class CitationSerializer(serializers.ModelSerializer[Citation]):
    """A passage and what it does to the commitment."""

    source = serializers.CharField(source="passage.source.slug")
    passage = serializers.CharField(source="passage.handle")
    paragraph = serializers.IntegerField(source="passage.paragraph")
    start = serializers.IntegerField(source="passage.start")
    end = serializers.IntegerField(source="passage.end")
    fingerprint = serializers.SerializerMethodField()
    gist: Any = serializers.JSONField(source="passage.gist")

    class Meta:
        model = Citation
        list_serializer_class = Lineage
        fields = ("relation", "source", "passage", "paragraph", "start", "end", "fingerprint", "gist")

    def get_fingerprint(self, row: Citation) -> str | None:
        """Null for a passage whose place is not known."""
        return row.passage.fingerprint or None
