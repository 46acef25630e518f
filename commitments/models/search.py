"""The words that a commitment is found by, beside its row so that the row stays small."""

from collections.abc import Mapping
from typing import Final

from django.db import models

from commitments.models.commitments import Commitment


class SearchKey(models.Model):
    """What a commitment is searched in, as `values.folding.search_key` spells it.

    Each database keeps an index of the words of `text` by itself, made by FULL_TEXT: the models do not know of it.
    """

    commitment = models.OneToOneField(Commitment, primary_key=True, on_delete=models.CASCADE, related_name="search_key")
    text = models.TextField()

    def __str__(self) -> str:
        return str(self.commitment)


# The words are those that `text` has between its spaces: no parser and no dictionary of a database decides of them.
# A tsvector made from an array has no positions, which nobody asks for. Without `fastupdate`, no reader has to go
# through what was written lately.
_COLUMN: Final = """
    ALTER TABLE commitments_searchkey ADD COLUMN vector tsvector NOT NULL
    GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array(text, ' '), ''))) STORED
"""
_INDEX: Final = """
    CREATE INDEX commitments_searchkey_vector ON commitments_searchkey USING gin (vector) WITH (fastupdate = off)
"""

# The words are in the table of the keys; FTS5 keeps only where they occur, and is told what they were before a change.
# It keeps beginnings of each of these lengths as well: one of another length takes ten times as long where it is common.
_WORDS: Final = """
    CREATE VIRTUAL TABLE commitments_searchkey_words USING fts5 (
        text, content='commitments_searchkey', content_rowid='commitment_id',
        tokenize='ascii', detail='none', columnsize=0, prefix='4 5 6 7 8 9 10 11 12 13 14 15 16'
    )
"""
_ADDED: Final = """
    CREATE TRIGGER commitments_searchkey_added AFTER INSERT ON commitments_searchkey BEGIN
        INSERT INTO commitments_searchkey_words (rowid, text) VALUES (new.commitment_id, new.text);
    END
"""
_CHANGED: Final = """
    CREATE TRIGGER commitments_searchkey_changed AFTER UPDATE ON commitments_searchkey
    WHEN (old.commitment_id, old.text) <> (new.commitment_id, new.text) BEGIN
        INSERT INTO commitments_searchkey_words (commitments_searchkey_words, rowid, text)
        VALUES ('delete', old.commitment_id, old.text);
        INSERT INTO commitments_searchkey_words (rowid, text) VALUES (new.commitment_id, new.text);
    END
"""
_REMOVED: Final = """
    CREATE TRIGGER commitments_searchkey_removed AFTER DELETE ON commitments_searchkey BEGIN
        INSERT INTO commitments_searchkey_words (commitments_searchkey_words, rowid, text)
        VALUES ('delete', old.commitment_id, old.text);
    END
"""
_REBUILT: Final = "INSERT INTO commitments_searchkey_words (commitments_searchkey_words) VALUES ('rebuild')"

FULL_TEXT: Final[Mapping[str, tuple[str, ...]]] = {
    "postgresql": (_COLUMN, _INDEX),
    "sqlite": (_WORDS, _ADDED, _CHANGED, _REMOVED, _REBUILT),
}
"""What makes the index of words over the rows that are there, by the vendor of the database."""

WITHOUT_FULL_TEXT: Final[Mapping[str, tuple[str, ...]]] = {
    "postgresql": ("ALTER TABLE commitments_searchkey DROP COLUMN vector",),
    "sqlite": (
        "DROP TRIGGER commitments_searchkey_added",
        "DROP TRIGGER commitments_searchkey_changed",
        "DROP TRIGGER commitments_searchkey_removed",
        "DROP TABLE commitments_searchkey_words",
    ),
}
"""What takes it away again."""
