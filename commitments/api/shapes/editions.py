"""The shapes of editions: in a commitment's history, and in the change feed."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from commitments.api.shapes.fields import AnyRecord, Digest, Shape, moment, string, whole, word
from commitments.models import Event
from commitments.models.vocabulary import Visibility

NOUNS = ("commitment", "indicator", "meeting", "organisation", "partnership", "sector", "side", "source")


@extend_schema_field({})
class AnyValue(serializers.Field[Any, Any, Any, Any]):
    """Any JSON value."""


@extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
class Reason(serializers.Field[Any, Any, Any, Any]):
    """A text in each of its languages."""


WITH_ONE = "Only with a token"


class EditionHead(Shape):
    """An edition: what its digest covers, the digest before it and its own.

    Without a token, `digest` is that of the public chain. It covers `previous`, `number`, `noun`, `key`, `event`,
    `recorded_at`, `organisation`, `side`, `reason`, and `record_digest` under the name `record`, as canonical JSON
    (RFC 8785).

    With a token, `digest` is that of the full chain and covers `previous`, `number`, `recorded_at`, and
    `statement_digest` under the name `statement`. The statement is what the edition states: `number`, `public_number`,
    `change`, `noun`, `key`, `event`, `public_event`, `visibility`, `recorded_at`, `by`, `organisation`, `side`,
    `kept_for`, `kept_for_side`, `reason`, and `record_digest` under the name `record`. `statement_digest` is the
    SHA-256 of these as canonical JSON. Of an edition that is internal to others all of them are null but `number` and
    `recorded_at`; one that withdrew a public record says so by `event`, with its `noun` and `key`.
    """

    number = whole(help_text="Its number in the chain that you follow.")
    noun = word([(noun, noun) for noun in NOUNS], allow_null=True)
    key = string(allow_null=True, help_text="The reference, slug or code of the record.")
    event = word(Event.choices, allow_null=True)
    recorded_at = moment()
    organisation = string(allow_null=True, help_text="For whom it was recorded; empty when it came with a file.")
    side = string(allow_null=True)
    reason = Reason(allow_null=True, help_text="Why.")
    record_digest = Digest(allow_null=True, help_text="The digest of the record in canonical JSON (RFC 8785).")
    previous = Digest()
    digest = Digest()
    statement_digest = Digest(required=False, help_text=f"{WITH_ONE}: the digest of what the edition states.")
    public_number = whole(
        required=False, allow_null=True, help_text=f"{WITH_ONE}: its number in the public chain, if it has one."
    )
    public_event = string(required=False, allow_null=True, help_text=f"{WITH_ONE}: what it tells the public.")
    change = whole(
        required=False, allow_null=True, help_text=f"{WITH_ONE}: the number of the first edition of its change."
    )
    visibility = word(Visibility.choices, required=False, allow_null=True, help_text=f"{WITH_ONE}: of the record then.")
    by = string(required=False, allow_null=True, help_text=f"{WITH_ONE}: who recorded it.")
    kept_for = string(required=False, allow_null=True, help_text=f"{WITH_ONE}: who keeps it, if it is internal.")
    kept_for_side = string(required=False, allow_null=True, help_text=f"{WITH_ONE}: the side of whoever keeps it.")


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
    up_to = whole(help_text="The number of the newest edition of the chain.")
