"""What writers send: the body of each kind of write."""

from collections.abc import Mapping
from typing import Any

from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from commitments.api.shapes.strict import EMPTY, Amount, Body, Day, Line, OneOf, Whole, Words
from commitments.models.indicators import Flag, Qualifier
from commitments.models.parts import LONGEST_STEP
from commitments.models.vocabulary import Basis, CitationRelation, Outlook, StatusWord
from commitments.values.dates import LONGEST

NAME = 80
"""How many characters a reference, slug or code has at most."""
LONGEST_REASON = 2000
MOST_EVIDENCE = 50
LAST_NUMBER = 2**31 - 1
EDTF = "A date with its precision (EDTF), such as 2027, 2026-06, ../2030 or 2027/2028."
NONE_SAID = "Null, or left out, when it does not say."


def _why() -> Words:
    return Words(longest=LONGEST_REASON, help_text="Why: it is kept with the edition, for all to read.")


def _several(shape: Any, **options: Any) -> Any:
    return shape(many=True, **options)


class PassageNamed(Body):
    """A passage, by its source and its name within it."""

    source: Any = Line(max_length=NAME, help_text="The slug of the source.")
    passage = Line(max_length=NAME, help_text="The passage's name within its source.")


class EvidenceSent(Body):
    """What a word rests on: a passage of a source, or an address."""

    source: Any = Line(max_length=NAME, required=False, help_text="The slug of the source.")
    passage = Line(max_length=NAME, required=False, help_text="The passage's name within its source.")
    address = Line(max_length=500, required=False, validators=[URLValidator(schemes=["http", "https"])])

    def validate(self, attrs: Any) -> Any:
        """One of the two."""
        if set(attrs) not in ({"source", "passage"}, {"address"}):
            raise serializers.ValidationError(_("Name a source and a passage of it, or an address: one of the two."))
        return attrs


class UpdateSent(Body):
    """A word of the writer's own side. There is no way to give another side's."""

    status = OneOf(choices=StatusWord.choices)
    as_of = Day(help_text="The day on which this was so.")
    outlook = OneOf(choices=Outlook.choices, allow_null=True, required=False, help_text=NONE_SAID)
    progress = Whole(min_value=0, max_value=100, allow_null=True, required=False, help_text=NONE_SAID)
    note = Words(allow_empty=True, required=False)
    next_step = Words(allow_empty=True, required=False)
    awaiting = Line(
        max_length=NAME, allow_null=True, required=False, help_text="The code of the side whose move it is."
    )
    corrects = Whole(
        min_value=1,
        max_value=LAST_NUMBER,
        allow_null=True,
        required=False,
        help_text="The number of the word of the same side that this one sets right.",
    )
    evidence = _several(EvidenceSent, required=False, max_length=MOST_EVIDENCE)
    reason = _why()


class DeadlineSent(Body):
    """Until when it is due from now on. The earlier deadlines stay."""

    edtf = Line(max_length=LONGEST, allow_null=True, help_text=f"{EDTF} Null when the words give no date.")
    basis = OneOf(choices=Basis.choices, help_text="“none” exactly when there is no date.")
    phrase = Line(max_length=200, allow_null=True, required=False, help_text="The words that the text uses.")
    passage = PassageNamed(allow_null=True, required=False, help_text="Where it is said.")
    reason = Words(
        longest=LONGEST_REASON, help_text="Why it is this date, or why it moved. It is the reason of the edition too."
    )


class MilestoneSent(Body):
    """A dated step."""

    title = Words(longest=LONGEST_STEP)
    due = Line(max_length=LONGEST, help_text=EDTF)
    reached_on = Day(allow_null=True, required=False, help_text="Null when it has not been reached.")
    reason = _why()


class Mending(Body):
    """Members that are left out stay as they are; those that are given replace what is there."""

    def validate(self, attrs: Any) -> Any:
        """Something has to change."""
        if not set(attrs) - {"reason"}:
            raise serializers.ValidationError(EMPTY)
        return attrs


class MilestoneMended(Mending):
    """What changes of a step: that it was reached, or a mistake in it."""

    title = Words(longest=LONGEST_STEP, required=False)
    due = Line(max_length=LONGEST, required=False, help_text=EDTF)
    reached_on = Day(allow_null=True, required=False, help_text="Null when it has not been reached.")
    reason = _why()


# Inside `anyOf`, so that the generator does not look for one name for these words and for those of links.
@extend_schema_field({"anyOf": [{"type": "string", "enum": CitationRelation.values}]})
class Relation(OneOf):
    """What a passage does to a commitment."""


class CitationSent(PassageNamed):
    """A passage that makes, repeats, changes or reports on it."""

    relation = Relation(choices=CitationRelation.choices)
    reason = _why()


class ObservationMended(Mending):
    """What changes of a value. Its period and its source are its name: for others, enter another observation."""

    value = Amount(required=False)
    value_to = Amount(allow_null=True, required=False, help_text="The upper end, when it is a range.")
    qualifier = OneOf(choices=Qualifier.choices, allow_null=True, required=False)
    flag = OneOf(choices=Flag.choices, allow_null=True, required=False)
    side = Line(max_length=NAME, allow_null=True, required=False, help_text="The side whose statistics it is.")
    passage = PassageNamed(allow_null=True, required=False, help_text="Where it is said.")
    note = Words(allow_empty=True, required=False)
    reason = _why()


class ObservationSent(Body):
    """A value as its publisher stated it. Two publishers who differ are two observations."""

    period = Line(max_length=LONGEST, help_text="What the value covers (EDTF): 2024, 2024-33 or 2025-01/2025-10.")
    source: Any = Line(max_length=NAME, help_text="The slug of the source.")
    value = Amount()
    value_to = Amount(allow_null=True, required=False, help_text="The upper end, when it is a range.")
    qualifier = OneOf(choices=Qualifier.choices, allow_null=True, required=False)
    flag = OneOf(choices=Flag.choices, allow_null=True, required=False)
    side = Line(max_length=NAME, allow_null=True, required=False, help_text="The side whose statistics it is.")
    passage = PassageNamed(allow_null=True, required=False, help_text="Where it is said.")
    note = Words(allow_empty=True, required=False)
    reason = _why()


Given = Mapping[str, Any]
"""What a body was read to."""
