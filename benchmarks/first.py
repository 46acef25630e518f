"""How many seconds a fresh process takes for its first page: `python -m benchmarks.first ADDRESS`, at DATABASE_URL."""

import sys
import time

from benchmarks.asking import Asker


def first(address: str) -> float:
    """The seconds from the request to the last byte of its answer."""
    asker = Asker(with_references=False)
    began = time.perf_counter()
    asker.expect(address)
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.stdout.write(str(first(sys.argv[1])))
