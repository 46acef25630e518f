"""The few kinds of values that every shape is made of."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


@extend_schema_field(
    {
        "type": "object",
        "additionalProperties": {"type": "string"},
        "description": "A text in its languages, by language code. No language is guaranteed.",
        "examples": [{"en": "…"}],
    }
)
class Text(serializers.Field[Any, Any, Any, Any]):
    """A text in each of its languages, by language code; `{}` when there is none."""


@extend_schema_field({"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"})
class Decimal(serializers.Field[Any, Any, Any, Any]):
    """A decimal number, as text so that nothing is rounded on the way."""


@extend_schema_field({"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"})
class Digest(serializers.Field[Any, Any, Any, Any]):
    """A SHA-256 digest."""


@extend_schema_field(
    {"type": "string", "description": "A date with its precision (EDTF), such as 2027, 2026-06, ../2030 or 2027/2028."}
)
class Edtf(serializers.Field[Any, Any, Any, Any]):
    """A date with its precision, in the Extended Date/Time Format (ISO 8601-2)."""


@extend_schema_field({"type": "object", "additionalProperties": {}})
class AnyRecord(serializers.Field[Any, Any, Any, Any]):
    """The record of any noun, as it was stored."""


class Shape(serializers.Serializer[Any]):
    """An object all of whose members are always there."""


# These promise no type: a shape may have a member of any name, and the framework's own members have some of them.
def string(**options: Any) -> Any:
    """Text in one language or none."""
    return serializers.CharField(**options)


def strings(**options: Any) -> Any:
    """Several of those."""
    return serializers.ListField(child=serializers.CharField(), **options)


def whole(**options: Any) -> Any:
    """A whole number."""
    return serializers.IntegerField(**options)


def word(choices: Any, **options: Any) -> Any:
    """One of a closed list of words."""
    return serializers.ChoiceField(choices=choices, **options)


def day(**options: Any) -> Any:
    """A day."""
    return serializers.DateField(**options)


def moment(**options: Any) -> Any:
    """A moment in UTC."""
    return serializers.DateTimeField(**options)


def flag(**options: Any) -> Any:
    """Yes or no."""
    return serializers.BooleanField(**options)


def several(shape: type[Shape], **options: Any) -> Any:
    """Objects of one shape."""
    return shape(many=True, **options)
