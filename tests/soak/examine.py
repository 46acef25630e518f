"""Looks at every record and every edition of a database, and says what is wrong: `examine < ACKNOWLEDGED`, in JSON.

It reads everything in one snapshot, so that writers may go on meanwhile, and shares with the actions only what says how
a record is rendered and what a digest covers.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection, transaction

from commitments.models import Edition, Head, Recorded
from commitments.records import complete, render
from commitments.records.statements import full_link, public_statement
from commitments.values.digests import GENESIS, canonical, digest
from tests.soak.crowd import Acknowledged

NOUNS = [model for model in apps.get_app_config("commitments").get_models() if issubclass(model, Recorded)]


def complaints(acknowledged: Iterable[Acknowledged]) -> list[str]:
    """One sentence for each thing that is wrong; none when all is well."""
    with snapshot():
        return [*lost(acknowledged), *records(), *orphans(), *chains()]


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything as it is at one moment. SQLite's transactions are so by themselves."""
    with transaction.atomic():
        if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def lost(acknowledged: Iterable[Acknowledged]) -> Iterator[str]:
    """Every acknowledged edition that is not there, or is another one now."""
    stored = {each[0]: each for each in _stored()}
    for number, *rest in acknowledged:
        if stored.get(number) != (number, *rest):
            yield f"the acknowledged edition {number} is lost"


def _stored() -> Iterable[Acknowledged]:
    told = Edition.objects.order_by("number").values_list("number", "digest", "public_number", "public_digest")
    return told.iterator()


def records() -> Iterator[str]:
    """Every record without its edition, or that its newest edition does not show as it is."""
    newest = {(noun, key): number for noun, key, number in _keys("number")}
    for noun in NOUNS:
        for row in complete(noun).select_related("edition"):
            if row.edition is None or row.edition.number != newest.get((row.noun, row.key)):
                yield f"{row.noun} {row.key} does not point to its newest edition"
            elif row.edition.record.encode() != canonical(render(row)):
                yield f"{row.noun} {row.key} is not what its newest edition says"


def orphans() -> Iterator[str]:
    """Every edition whose record is not there."""
    kept = {(noun.noun, key) for noun in NOUNS for key in noun.objects.values_list(noun.natural[0], flat=True)}
    for noun, key in sorted({(noun, key) for noun, key in _keys()} - kept):
        yield f"{noun} {key} has editions and no record"


def _keys(*also: str) -> Iterable[tuple[str, str]]:
    return Edition.objects.order_by("number").values_list("noun", "key", *also).iterator()


def chains() -> Iterator[str]:
    """Every gap and every wrong digest of both chains, and a head that is not their end."""
    number, last, public_number, public_last = 0, GENESIS, 0, GENESIS
    for edition in Edition.objects.order_by("number").iterator():
        number += 1
        linked = (number, last, digest(last, full_link(edition)))
        if (edition.number, edition.previous, edition.digest) != linked:
            yield f"edition {edition.number} does not continue the full chain"
        number, last = edition.number, edition.digest
        if edition.public_number is None:
            continue
        public_number += 1
        linked = (public_number, public_last, digest(public_last, public_statement(edition)))
        if (edition.public_number, edition.public_previous, edition.public_digest) != linked:
            yield f"edition {edition.number} does not continue the public chain"
        public_number, public_last = edition.public_number, edition.public_digest
    head = Head.objects.values_list("number", "digest", "public_number", "public_digest").first()
    if (head or (0, GENESIS, 0, GENESIS)) != (number, last, public_number, public_last):
        yield "the head row is not where the chains end"


if __name__ == "__main__":
    json.dump(complaints([tuple(each) for each in json.load(sys.stdin)]), sys.stdout)
