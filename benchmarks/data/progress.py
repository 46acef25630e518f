"""How far something is, on one line of a terminal; nothing where nobody watches."""

import sys
import time

WIDTH = 30


class Progress:
    """`with Progress("commitments", total) as progress:` and then `progress.at(done)`."""

    def __init__(self, what: str, total: int) -> None:
        """Begin now."""
        self.what, self.total, self.began = what, total, time.monotonic()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_error: object) -> None:
        if sys.stderr.isatty():
            sys.stderr.write("\n")

    def at(self, done: int) -> None:
        """Show it."""
        if sys.stderr.isatty():
            filled = WIDTH * done // self.total
            rate = done / max(time.monotonic() - self.began, 1e-9)
            bar = "#" * filled + "." * (WIDTH - filled)
            sys.stderr.write(f"\r{bar} {done:,} of {self.total:,} {self.what}, {rate:,.0f} a second ")
            sys.stderr.flush()
