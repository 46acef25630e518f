"""Members of what writers send: each takes values of its own type and refuses what only looks like one."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Final

from django.conf import settings
from django.core.exceptions import ValidationError as Invalid
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty
from rest_framework.settings import api_settings

from commitments.filters import read_day
from commitments.models.texts import check_text

AMOUNT: Final = r"-?[0-9]{1,18}(\.[0-9]{1,6})?"
UNKNOWN = _("No such member is known here.")
EMPTY = _("Give at least one of the members that can be changed.")
LISTS: Final = (serializers.ListField, serializers.ListSerializer)
PLACE = api_settings.NON_FIELD_ERRORS_KEY


class Strict:
    """What all members say of a value that is missing."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("This member is missing."),
        "null": _("This member cannot be null."),
    }


class Line(Strict, serializers.CharField):
    """Text in one line and in no language."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Give a text."),
        "blank": _("Give a text that is not empty, or leave this member out."),
        "max_length": _("Give at most {max_length} characters."),
    }

    def to_internal_value(self, data: Any) -> str:
        """Refuse a number, which is not its digits."""
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class Whole(Strict, serializers.IntegerField):
    """A whole number."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Give a whole number, without quotation marks and without a point."),
        "max_value": _("Give at most {max_value}."),
        "min_value": _("Give at least {min_value}."),
    }

    def to_internal_value(self, data: Any) -> int:
        """Refuse true and "1", which are not 1."""
        if type(data) is not int:
            self.fail("invalid")
        return int(data)


class OneOf(Strict, serializers.ChoiceField):
    """One of a closed list of words."""

    default_error_messages: ClassVar[dict[str, Any]] = {"invalid_choice": _("Give one of these words: {input}.")}

    def to_internal_value(self, data: Any) -> Any:
        """Name the words when it is none of them."""
        if not isinstance(data, str) or data not in self.choices:
            self.fail("invalid_choice", input=", ".join(map(str, self.choices)))
        return data


@extend_schema_field({"type": "string", "format": "date"})
class Day(Strict, serializers.Field[Any, Any, Any, Any]):
    """A day."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Write a day as year, month and day, such as 2026-02-06.")
    }

    def to_internal_value(self, data: Any) -> date:
        """Read it as the parameters of addresses are read."""
        day = read_day(data) if isinstance(data, str) else None
        if day is None:
            self.fail("invalid")
        return day


@extend_schema_field({"type": "string", "pattern": f"^{AMOUNT}$"})
class Amount(Strict, serializers.Field[Any, Any, Any, Any]):
    """A decimal number, as text so that nothing is rounded on the way."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _(
            "Write a decimal number as text, such as “12.5”: at most 18 digits before the point and 6 after it."
        )
    }

    def to_internal_value(self, data: Any) -> Decimal:
        """Refuse a JSON number, an exponent, and more digits than are kept."""
        if not isinstance(data, str) or not re.fullmatch(AMOUNT, data, re.ASCII):
            self.fail("invalid")
        return Decimal(data)


@extend_schema_field(
    {
        "type": "object",
        "propertyNames": {"enum": list(settings.CONTENT_LANGUAGES)},
        "additionalProperties": {"type": "string", "minLength": 1},
        "examples": [{"en": "…"}],
    }
)
class Words(Strict, serializers.Field[Any, Any, Any, Any]):
    """A text in each of its languages, by language code."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Give an object with a text for each language, by the code of the language."),
        "empty": _("Give the text in at least one language."),
        "language": _("The languages of the record are: {languages}."),
        "long": _("Give at most {max_length} characters."),
    }

    def __init__(self, *, longest: int = 20_000, allow_empty: bool = False, **options: Any) -> None:
        """Take the length of the longest text, and whether there may be none in any language."""
        super().__init__(**options)
        self.longest, self.allow_empty = longest, allow_empty

    @staticmethod
    def languages() -> tuple[str, ...]:
        """The codes of the languages that texts are kept in."""
        return tuple(settings.CONTENT_LANGUAGES)

    def to_internal_value(self, data: Any) -> dict[str, str]:
        """Refuse a language that the record does not keep, and an empty text."""
        if not isinstance(data, Mapping):
            self.fail("invalid")
        if not data and not self.allow_empty:
            self.fail("empty")
        faults = {language: [said] for language, text in data.items() if (said := self._fault(language, text))}
        if faults:
            raise serializers.ValidationError(faults)
        return {language: text.strip() for language, text in data.items()}

    def _fault(self, language: Any, text: Any) -> Any:
        if language not in self.languages():
            return self.error_messages["language"].format(languages=", ".join(self.languages()))
        if isinstance(text, str) and len(text) > self.longest:
            return self.error_messages["long"].format(max_length=self.longest)
        try:
            check_text({language: text})
        except Invalid as error:
            return error.messages[0]
        return None


class Body(Strict, serializers.Serializer[Any]):
    """An object whose members are all known: one that is not is an error that names it, never ignored."""

    default_error_messages: ClassVar[dict[str, Any]] = {"invalid": _("Give a JSON object.")}

    def run_validation(self, data: Any = empty) -> Any:
        """Refuse a body of `null` as any other that is no object: the framework has words of its own for it."""
        if data is None and self.root is self:
            raise serializers.ValidationError({PLACE: [self.error_messages["invalid"]]})
        return super().run_validation(data)

    def to_internal_value(self, data: Any) -> Any:
        """Read all members, and name every fault at once."""
        unknown = [name for name in data if name not in self.fields] if isinstance(data, Mapping) else []
        faults: dict[str, Any] = {name: [UNKNOWN] for name in unknown}
        try:
            value = super().to_internal_value(data)
        except serializers.ValidationError as error:
            raise serializers.ValidationError({**self._detail(error), **faults}) from error
        if faults:
            raise serializers.ValidationError(faults)
        return value

    def _detail(self, error: serializers.ValidationError) -> Mapping[str, Any]:
        return error.detail if isinstance(error.detail, Mapping) else {PLACE: error.detail}


class DescribedBody(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]  # the library's is untyped
    """How the description of the API tells of bodies: no other members, the same ones required in every method, and
    how many things a list holds at most.
    """

    target_class = Body
    match_subclasses = True

    def map_serializer(self, auto_schema: Any, direction: Any) -> Any:
        """The schema of one body."""
        required = sorted(name for name, field in self.target.fields.items() if field.required)
        schema = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)  # noqa: SLF001 - as its guide has it
        for name, most in self._longest():
            schema["properties"][name]["maxItems"] = most
        return {**schema, "additionalProperties": False, **({"required": required} if required else {})}

    def _longest(self) -> list[tuple[str, int]]:
        """The lists that are bounded, with their bounds."""
        bounds = ((name, getattr(field, "max_length", None)) for name, field in self.target.fields.items())
        return [(name, most) for name, most in bounds if most and isinstance(self.target.fields[name], LISTS)]
