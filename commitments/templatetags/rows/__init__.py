"""A record of a commitment as labelled rows of words, so that two of them can be laid side by side."""

import json
from collections.abc import Iterator

from commitments.queries.names import Names, Record
from commitments.templatetags.rows.parts import citations, links, milestones, owners, targets
from commitments.templatetags.rows.promise import deadline, promise, standing
from commitments.templatetags.rows.row import Row
from commitments.templatetags.rows.words import words
from commitments.templatetags.sentences.labels import label

__all__ = ["Row", "rows_of"]

PARTS = (promise, owners, deadline, standing, words, targets, milestones, citations, links)
SHOWN = frozenset(
    {"reference", "title", "summary", "kind", "force", "level", "visibility", "partnership", "sectors", "parent"}
    | {"made_on", "recurrence", "review_interval", "status", "standing", "progress", "last_word_on", "verifiability"}
    | {"owners", "deadline", "assessments", "words", "targets", "milestones", "citations", "links"}
)


def rows_of(record: Record, names: Names) -> Iterator[Row]:
    """Every particular of a record; what is not known here as it is written, so that nothing is left out."""
    for part in PARTS:
        yield from part(record, names)
    for name in sorted(set(record) - SHOWN):
        yield Row((name,), label(name), (json.dumps(record[name], ensure_ascii=False),), record[name])
