"""A reader who polls the feed, and the control beside it, until its input ends; then says what it has seen, as JSON."""

import json
import sys
import threading
import time
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from commitments.queries.changes import changes_after
from tests.soak import beside

PAGE = 50
PAUSE = 0.004
"""The seconds between two polls."""


@dataclass
class Seen:
    """What a reader has seen: the feed's `[number, digest, previous]`, and each cursor's tokens, in the order seen."""

    feed: list[tuple[int, str, str]] = field(default_factory=list)
    by_id: list[str] = field(default_factory=list)
    by_moment: list[str] = field(default_factory=list)
    polls: int = 0


class Reader:
    """Asks for what comes after the last that it has seen, as every consumer does."""

    def __init__(self) -> None:
        self.seen = Seen()
        self.number = 0
        self.cursors: dict[str, Any] = {"id": 0, "moment": datetime(1, 1, 1, tzinfo=UTC)}

    def poll(self) -> int:
        """One page of each; how many rows they held."""
        self.seen.polls += 1
        by_id, by_moment = self.seen.by_id, self.seen.by_moment
        return self._feed() + self._control("id", by_id) + self._control("moment", by_moment)

    def _feed(self) -> int:
        page = changes_after(self.number, limit=PAGE)
        for edition in page:
            self.number = edition.number
            link = json.loads(b"{" + edition.back.removeprefix(b",") + b"null}")
            self.seen.feed.append((edition.number, link["digest"], link["previous"]))
        return len(page)

    def _control(self, name: str, tokens: list[str]) -> int:
        page = beside.after(name, self.cursors[name], limit=PAGE)
        for last, token in page:
            self.cursors[name] = last
            tokens.append(token)
        return len(page)


if __name__ == "__main__":
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    reader = Reader()
    over = False
    while not over:
        last_one = ended.is_set()  # asked before the poll: only then has a poll without an answer seen everything
        over = reader.poll() == 0 and last_one
        time.sleep(PAUSE)
    json.dump(asdict(reader.seen), sys.stdout)
