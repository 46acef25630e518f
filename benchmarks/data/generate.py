"""Fills a database with commitments in bulk: `python -m benchmarks.data.generate SIZE`, at DATABASE_URL.

One edition for each commitment, its newest: five updates each would otherwise make six million at the largest size.
"""

import sys
from collections.abc import Iterable, Iterator
from itertools import chain as chain_together

from django.core.management import call_command
from django.db import connection

from benchmarks.data.batches import TABLES, Batch
from benchmarks.data.chain import chain, quick_digests
from benchmarks.data.indexes import indexes_set_aside
from benchmarks.data.light import Table, light
from benchmarks.data.makers import Makers
from benchmarks.data.progress import Progress
from benchmarks.data.registers import read_registers, write_registers
from benchmarks.data.stores import Store, store
from commitments.actions.rolls import count_again
from commitments.models import Edition, Head

SEED = 4
MAKERS = 2


def generate(size: int, *, seed: int = SEED, makers: int = MAKERS) -> None:
    """Migrate an empty database and fill it; `makers` processes make what this one stores."""
    call_command("migrate", verbosity=0)
    write_registers()
    registers = read_registers()
    into, last_key = store(), last_edition_key()
    connection.close()  # no process may inherit it
    batches = Makers(registers, makers).batches(size, seed=seed, editions_from=last_key)
    first = next(batches)  # the makers have been started by now
    into.open()
    with Progress("commitments", size) as progress, indexes_set_aside():
        for done in keep(chain_together([first], batches), into):
            progress.at(done)
    count_again()
    into.close([Table(model) for model in (Edition, *TABLES)])


def last_edition_key() -> int:
    """The private key of the newest edition."""
    return Edition.objects.order_by("pk").values_list("pk", flat=True).last() or 0


def keep(batches: Iterable[Batch], into: Store) -> Iterator[int]:
    """Number, chain and store batches, each in a transaction; how many commitments are stored so far."""
    editions, tables = Table(Edition), [Table(model) for model in TABLES]
    head = Head.objects.get(id=1)
    done = 0
    with quick_digests():
        for made in batches:
            chained = [light(Edition)(**each) for each in made.editions]
            chain(chained, head)
            with into.changing():
                into.add(editions, map(editions.row, chained))
                for table, rows in zip(tables, made.rows, strict=True):
                    into.add(table, rows)
                head.save()
            done += len(chained)
            yield done


if __name__ == "__main__":
    generate(int(sys.argv[1]))
