"""Keeps what commitments are searched in up to date with their records."""

from collections.abc import Iterable

from commitments.models import Commitment, SearchKey
from commitments.values.folding import search_key


def index(rows: Iterable[Commitment]) -> None:
    """Write the search keys of rows from `records.complete`, read with their keys, that are no longer as they stand.

    One statement at most.
    """
    texts = {row: searched(row) for row in rows}
    SearchKey.objects.bulk_create(
        [SearchKey(commitment=row, text=text) for row, text in texts.items() if _kept(row) != text],
        update_conflicts=True,
        unique_fields=["commitment"],
        update_fields=["text"],
    )


def _kept(row: Commitment) -> str | None:
    key: SearchKey | None = getattr(row, "search_key", None)
    return key.text if key else None


def searched(row: Commitment) -> str:
    """What a row from `records.complete` is searched in."""
    owners = [each.organisation for each in row.responsibilities.all()]
    texts = [row.title, row.summary, *(each.name for each in owners), *(each.short_name for each in owners)]
    return search_key([row.reference, *(text[language] for text in texts for language in sorted(text))])
