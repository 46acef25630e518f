"""Keeps what commitments are searched in up to date with their records."""

from collections.abc import Iterable

from commitments.models import Commitment, SearchKey
from commitments.values.folding import search_key


def index(rows: Iterable[Commitment]) -> None:
    """Write the search keys of rows from `records.complete` that are no longer as they stand: two statements at most."""
    texts = {row: searched(row) for row in rows}
    kept = dict(SearchKey.objects.filter(commitment__in=texts).values_list("commitment_id", "text"))
    SearchKey.objects.bulk_create(
        [SearchKey(commitment=row, text=text) for row, text in texts.items() if kept.get(row.pk) != text],
        update_conflicts=True,
        unique_fields=["commitment"],
        update_fields=["text"],
    )


def searched(row: Commitment) -> str:
    """What a row from `records.complete` is searched in."""
    owners = [each.organisation for each in row.responsibilities.all()]
    texts = [row.title, row.summary, *(each.name for each in owners), *(each.short_name for each in owners)]
    return search_key([row.reference, *(text[language] for text in texts for language in sorted(text))])
