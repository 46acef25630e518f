"""The shapes around records: a page of them, the root, health."""

from functools import cache
from typing import Any

from rest_framework import serializers

from commitments.api.shapes.fields import Shape, whole

WHOLE_PAGE = "The address of the neighbouring page, null when there is none."


@cache
def page_shape(shape: type[Shape]) -> type[Shape]:
    """A page of records of this shape."""
    members: dict[str, Any] = {
        "__doc__": "A page of records.",
        "results": shape(many=True),
        "next": serializers.URLField(allow_null=True, help_text=WHOLE_PAGE),
        "previous": serializers.URLField(allow_null=True, help_text=WHOLE_PAGE),
        "count": whole(required=False, help_text="How many there are on all pages: only when `count=true` asks."),
    }
    return type(f"{shape.__name__}Page", (Shape,), members)


class Root(Shape):
    """The addresses of the resources."""

    commitments = serializers.URLField()
    commitments_jsonl = serializers.URLField()
    commitments_csv = serializers.URLField()
    commitments_xlsx = serializers.URLField()
    summary = serializers.URLField()
    changes = serializers.URLField()
    checkpoints = serializers.URLField()
    partnerships = serializers.URLField()
    sides = serializers.URLField()
    organisations = serializers.URLField()
    sectors = serializers.URLField()
    meetings = serializers.URLField()
    sources = serializers.URLField()
    indicators = serializers.URLField()
    schema = serializers.URLField()
    docs = serializers.URLField()


class Alive(Shape):
    """The process answers."""

    status = serializers.CharField(help_text="alive")


class Ready(Shape):
    """The database answers and is up to date."""

    status = serializers.CharField(help_text="ready")
    edition = whole(help_text="The number of the newest public edition, 0 before the first.")
