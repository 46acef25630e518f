"""A worker's memory: downloads one address in this fresh process and prints the most it ever held, in bytes."""

import re
import sys
from pathlib import Path
from typing import Any

from benchmarks.asking import Asker

KILO = 1024


def peak() -> int:
    """The most memory that this process has held at once."""
    (most,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(most) * KILO


def download(address: str) -> None:
    """Take an answer piece by piece, and keep none."""
    head: list[Any] = []
    for _piece in Asker(with_references=False).stream(address, head):
        pass
    if not head[0].startswith("200"):
        raise RuntimeError(f"{address} answered {head[0]}.")


if __name__ == "__main__":
    download(sys.argv[1])
    sys.stdout.write(f"{peak()}\n")
