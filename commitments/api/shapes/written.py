"""The shapes of what a writer is told: the thing that was written, and the record's newest edition."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework.serializers import Field

from commitments.api.shapes.commitments import Citation, Deadline, Milestone, Word
from commitments.api.shapes.fields import Shape, whole
from commitments.api.shapes.references import Observation
from commitments.models.vocabulary import CitationRelation


class Written(Shape):
    """What every write tells."""

    edition = whole(help_text="The number of the record's newest edition in the full chain; `ETag` begins with it.")


class WordWritten(Word, Written):
    """A side's word, as it was recorded."""


class DeadlineWritten(Deadline, Written):
    """The deadline that counts from now on, with the earlier ones."""


class MilestoneWritten(Milestone, Written):
    """A dated step, as it stands now."""


# Inside `anyOf`, so that the generator does not look for one name for these words and for those of links.
@extend_schema_field({"anyOf": [{"type": "string", "enum": CitationRelation.values}]})
class RelationWritten(Field[Any, Any, Any, Any]):
    """What a passage does to a commitment."""


class CitationWritten(Citation, Written):
    """A passage that leads to the commitment."""

    relation = RelationWritten()


class ObservationWritten(Observation, Written):
    """A value, as it stands now."""
