"""A plain viewset of editions: the change feed as anybody would write it first."""

import json
from typing import Any

import django_filters
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import serializers
from rest_framework.pagination import CursorPagination
from rest_framework.renderers import JSONRenderer
from rest_framework.viewsets import ReadOnlyModelViewSet

from commitments.models import Edition
from commitments.records.statements import record_digest


class EditionSerializer(serializers.ModelSerializer[Edition]):
    """A public edition with its record."""

    number = serializers.IntegerField(source="public_number")
    event = serializers.CharField(source="public_event")
    record_digest = serializers.SerializerMethodField()
    previous = serializers.CharField(source="public_previous")
    digest = serializers.CharField(source="public_digest")
    record = serializers.SerializerMethodField()

    class Meta:
        model = Edition
        fields = (
            "number",
            "noun",
            "key",
            "event",
            "recorded_at",
            "organisation",
            "side",
            "reason",
            "record_digest",
            "previous",
            "digest",
            "record",
        )

    def get_record_digest(self, row: Edition) -> str:
        """The digest of the stored text."""
        return record_digest(row.record)

    def get_record(self, row: Edition) -> Any:
        """The record as a part of the answer."""
        return json.loads(row.record)


class Filters(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """Where to go on."""

    after = django_filters.NumberFilter("public_number", "gt")

    class Meta:
        model = Edition
        fields: tuple[str, ...] = ()


class Pages(CursorPagination):
    """By number."""

    ordering = "public_number"
    page_size = 50
    page_size_query_param = "limit"
    max_page_size = 500


class PlainChanges(ReadOnlyModelViewSet[Edition]):
    """The public editions: one query a page."""

    queryset = Edition.objects.public()
    serializer_class = EditionSerializer
    renderer_classes = (JSONRenderer,)
    throttle_classes = ()
    filter_backends = (DjangoFilterBackend,)
    filterset_class = Filters
    pagination_class = Pages
    lookup_field = "public_number"
