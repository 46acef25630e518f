"""How near the API is to the limit: `python -m benchmarks.api` measures everything, and `--help` says what else it can.

Requests are made to the complete WSGI application inside the measuring process, with its middleware and settings as
in production and throttles off: what is compared is what a worker does for a request, without client and network. Only
slow clients are measured on a real server. The exit status is 1 when a target is missed.
"""

import argparse
import json
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks import databases
from benchmarks.judgement import Judged, judged, missed
from benchmarks.memory import SMALL
from benchmarks.schedule import OF_A_MILLION, WORKS, Database, Found, compare_servers, run_works
from benchmarks.tables import details, table
from tests.soak.cluster import missing

BOTH = ("sqlite", "postgresql")
SIZE = 100_000
MILLION = 1_000_000
ROUNDS = 15


def measure(given: argparse.Namespace) -> Iterator[Found]:
    """Every finding as it comes."""
    with databases.folder(given.keep) as place, ExitStack() as running:
        for database in _chosen(given, place, running):
            if given.servers:
                yield from compare_servers(database, size=given.size)
                continue
            works = tuple(given.only or WORKS)
            yield from run_works(database, works, size=given.size, rounds=given.rounds)
            if given.million:
                again = tuple(each for each in works if each in OF_A_MILLION)
                yield from run_works(database, again, size=MILLION, rounds=given.rounds)


def _chosen(given: argparse.Namespace, place: Path, running: ExitStack) -> Iterator[Database]:
    for name in given.database or BOTH:
        if name == "sqlite":
            yield Database(name, lambda size: databases.sqlite(size, place))
        else:
            yield Database(name, running.enter_context(databases.postgres()).address)


def read_arguments() -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", action="append", choices=BOTH, help="one of them alone")
    parser.add_argument("--size", type=_size, default=SIZE, help="how many commitments there are, 1,000 at least")
    parser.add_argument("--million", action="store_true", help="measure a million as well, where the size may matter")
    parser.add_argument("--only", action="append", choices=WORKS, help="one of the works alone")
    parser.add_argument("--servers", action="store_true", help="compare numbers of workers and threads instead")
    parser.add_argument("--rounds", type=_rounds, default=ROUNDS, help="how often the contenders take turns")
    parser.add_argument("--keep", type=Path, help="a folder in which generated SQLite files are kept for the next run")
    parser.add_argument("--json", type=Path, help="a file to keep the figures in")
    return parser.parse_args()


def _size(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) >= SMALL):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number of at least {SMALL:,}")
    return int(text)


def _rounds(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) >= 1):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number of at least 1")
    return int(text)


def main() -> int:
    """Measure, print, keep; the exit status."""
    given = read_arguments()
    if "postgresql" in (given.database or BOTH) and (reason := missing()):
        sys.stderr.write(f"PostgreSQL cannot be measured here: {reason}; or choose --database sqlite.\n")
        return 1
    found: list[Judged] = []
    for each in map(judged, measure(given)):
        found.append(each)
        sys.stdout.write(details(each))
        sys.stdout.flush()
    sys.stdout.write(table(found))
    if given.json:
        told = [each.told() for each in found]
        given.json.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if any(map(missed, found)) else 0


if __name__ == "__main__":
    signal.signal(
        signal.SIGTERM, signal.default_int_handler
    )  # whoever ends this ends the databases and servers as well
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Stopped; what was generated without --keep is gone.")
