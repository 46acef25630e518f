"""How an edition is told to a reader with a token: by its number in the full chain, as far as the reader may see it."""

import json
from collections.abc import Mapping
from typing import Any, Final

from commitments.models import Event
from commitments.records.shape import Json
from commitments.records.statements import full_statement, statement_digest

UNTOLD: Final[Mapping[str, Json]] = dict.fromkeys(
    (
        *("public_number", "change", "noun", "key", "event", "public_event", "visibility", "by"),
        *("organisation", "side", "kept_for", "kept_for_side", "reason", "record_digest"),
    )
)
"""What is not said of an edition that is internal to others: no more than its link is left."""


def full_edition_head(edition: Any) -> dict[str, Json]:
    """An edition of `queries.full_chain.editions_for`: its link in the full chain, and what it states if it is told.

    The link's digest covers `number`, `recorded_at` and `statement_digest`. The statement is made of the members from
    `public_number` to `reason`, of `number` and `recorded_at`, and of `record_digest` under the name `record`.
    """
    statement = full_statement(edition)
    told = {**statement, "record_digest": statement["record"]} if edition.told else _untold(edition)
    return {
        "number": edition.number,
        "recorded_at": statement["recorded_at"],
        **{name: told[name] for name in UNTOLD},
        "statement_digest": statement_digest(statement),
        "previous": edition.previous,
        "digest": edition.digest,
    }


def _untold(edition: Any) -> Mapping[str, Json]:
    """That a public record was withdrawn is told to everybody, and no more of it."""
    if edition.public_event != Event.WITHDRAWN:
        return UNTOLD
    withdrawn: dict[str, Json] = {"event": Event.WITHDRAWN.value, "public_event": Event.WITHDRAWN.value}
    return {**UNTOLD, **withdrawn, "public_number": edition.public_number, "noun": edition.noun, "key": edition.key}


def full_content(edition: Any) -> str | None:
    """The record that an edition holds, as JSON text, for who may read it now."""
    return str(edition.record) if edition.shown else None


def full_edition(edition: Any) -> bytes:
    """An edition as JSON with its record as it is stored, null where it may not be read."""
    head = json.dumps(full_edition_head(edition), ensure_ascii=False, separators=(",", ":"))
    return f'{head[:-1]},"record":{full_content(edition) or "null"}}}'.encode()
