"""The editions as links of the full or the public chain, to be walked and recomputed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from commitments.models import Chain, Edition
from commitments.queries.checkpoints import editions_between, numbered_by
from commitments.records.statements import full_link, public_statement
from commitments.values.chains import BrokenChain, Link, Place, follow
from commitments.values.digests import NotCanonical


def link(chain: str, edition: Edition) -> Link:
    """What a chain's digest covers of an edition, computed anew, beside the digests that are stored; no query.

    BrokenChain for an edition that states what no digest could have covered.
    """
    try:
        return _link(chain, edition)
    except NotCanonical as error:
        raise BrokenChain(getattr(edition, numbered_by(chain)), f"it was changed: {error}") from error


def _link(chain: str, edition: Edition) -> Link:
    if chain == Chain.PUBLIC:
        number: Any = edition.public_number
        previous, stored, covered = edition.public_previous, edition.public_digest, public_statement(edition)
    else:
        number, previous, stored, covered = edition.number, edition.previous, edition.digest, full_link(edition)
    return Link(number, edition.recorded_at, previous, stored, covered)


def links(chain: str, *, after: int, up_to: int) -> Iterator[Link]:
    """The stored links of a chain after a number, up to another; a query for each batch, in bounded memory."""
    for edition in editions_between(chain, after, up_to):
        yield link(chain, edition)


def moment_at(chain: str, number: int) -> datetime | None:
    """When the edition with this number was recorded, as its digest covers it; None before the first, or without it.

    BrokenChain when its digest does not cover what it states, so that the moment is nobody's word. One query.
    """
    for each in links(chain, after=number - 1, up_to=number):
        (checked,) = follow(Place(number - 1, each.previous), [each])
        return checked.recorded_at
    return None
