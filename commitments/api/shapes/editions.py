"""The shapes of editions: in a commitment's history, and in the change feed."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from commitments.api.shapes.fields import Digest, Shape, moment, string, whole, word
from commitments.models import Event

NOUNS = ("commitment", "indicator", "meeting", "organisation", "partnership", "sector", "side", "source")


@extend_schema_field({"type": "object", "additionalProperties": {}})
class AnyRecord(serializers.Field[Any, Any, Any, Any]):
    """The record of any noun, as it was stored."""


@extend_schema_field({})
class AnyValue(serializers.Field[Any, Any, Any, Any]):
    """Any JSON value."""


@extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
class Reason(serializers.Field[Any, Any, Any, Any]):
    """A text in each of its languages."""


class EditionHead(Shape):
    """What the digest of an edition covers, with the digest before it and its own."""

    number = whole(help_text="Its number in the public chain.")
    noun = word([(noun, noun) for noun in NOUNS])
    key = string(help_text="The reference, slug or code of the record.")
    event = word(Event.choices)
    recorded_at = moment()
    organisation = string(allow_null=True, help_text="For whom it was recorded; empty when it came with a file.")
    side = string(allow_null=True)
    reason = Reason(allow_null=True, help_text="Why.")
    record_digest = Digest(allow_null=True, help_text="The digest of the record in canonical JSON (RFC 8785).")
    previous = Digest()
    digest = Digest()


class Difference(Shape):
    """One place where two records differ. A side that has nothing there is left out."""

    pointer = string(help_text="A JSON pointer (RFC 6901) into the record.")
    before = AnyValue(required=False)
    after = AnyValue(required=False)


class Change(EditionHead):
    """An edition with its record, null when that may no longer be read."""

    record = AnyRecord(allow_null=True)


class Edition(Change):
    """An edition with its record; `diff` is there when it was asked for."""

    diff = Difference(many=True, required=False)


class ChangesPage(Shape):
    """Editions in number order."""

    results = Change(many=True)
    next = whole(help_text="The number to ask after the next time.")
    up_to = whole(help_text="The number of the newest public edition.")
