"""A process of writers, who change commitments as analysts do and say so once it is kept; see `python … --help`.

Each thread has its own connection. One line of JSON on standard output for each change that is kept, after its commit:
`{"token": …, "editions": [[number, digest, public number, public digest], …]}`; or `{"failed": …}`, and it ends.
"""

import argparse
import json
import logging
import os
import random
import sys
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.transaction import TransactionManagementError

from commitments.actions.keep import keep
from commitments.actions.recording import recording
from commitments.actions.words import Word, record_update, set_deadline
from commitments.models import Commitment, Edition, Organisation, User
from tests.soak import beside

TELLING = threading.Lock()
NEWEST = 200
"""Among how many of a record's newest editions a writer looks for its own."""


BROKEN_OFF = (OperationalError, InterfaceError, TransactionManagementError)
"""What a writer meets in the midst of a change when the server is gone."""


class _UndoneError(Exception):
    """A writer's change of mind."""


@dataclass(frozen=True)
class Habits:
    """How the writers of a process go about it; times in seconds, shares of one."""

    changes: int
    threads: int
    think: float
    long: float
    long_share: float
    undone: float
    beside: bool


@dataclass(frozen=True)
class Change:
    """One change: what its editions give as their reason, when, and by whom."""

    token: str
    at: datetime
    by: User

    @property
    def signature(self) -> dict[str, Any]:
        """The `by`, `at` and `why` of the actions."""
        return {"by": self.by, "at": self.at, "why": {"en": self.token}}


class Writer:
    """One thread's writer."""

    def __init__(self, name: str, habits: Habits) -> None:
        self.name = name
        self.habits = habits
        self.dice = random.Random(name)  # noqa: S311  chance, not secrets; the name makes it repeatable
        self.commitments = list(Commitment.objects.values_list("pk", flat=True))
        self.analysts = list(User.objects.filter(organisation__side__isnull=False).order_by("username"))

    def write(self) -> None:
        """Make as many changes as are wanted; those undone or broken off are made up for by others."""
        kept = turn = 0
        while kept < self.habits.changes:
            turn += 1
            try:
                kept += self.change(f"{self.name} turn {turn}")
            except BROKEN_OFF:
                # Whether it was kept nobody knows: it is not acknowledged. A server that is killed comes back.
                if connection.is_usable():
                    raise
                connection.close()
                time.sleep(0.1)
        connection.close()

    def change(self, token: str) -> bool:
        """Make one change and acknowledge it; False when it was undone."""
        change = Change(token, datetime.now(tz=UTC), self.dice.choice(self.analysts))
        late = self.dice.random() < self.habits.undone / 2
        early = not late and self.dice.random() < self.habits.undone / 2
        work = self.dice.choices([self.say, self.postpone, self.retitle, self.rename], [70, 15, 14, 1])[0]
        try:
            # Undone late, a change has its editions and the lock on the head row already.
            with transaction.atomic() if late else nullcontext():
                record = self.record(change, work, early=early)
                if late:
                    raise _UndoneError
        except _UndoneError:
            return False
        acknowledge(token, record)
        return True

    def record(self, change: Change, work: Callable[[Change], Any], *, early: bool) -> Any:
        """One recording: a row beside the editions, the change, time to think."""
        with recording(**change.signature):
            drawn = beside.draw() if self.habits.beside else 0
            record = work(change)
            if self.habits.beside:
                beside.add(drawn, change.at, change.token)
            self.think()
            if early:
                raise _UndoneError
        return record

    def think(self) -> None:
        """Hold the change open: mostly a little, now and then for long."""
        long = self.dice.random() < self.habits.long_share
        time.sleep(self.habits.long if long else self.dice.uniform(0, 2 * self.habits.think))

    def say(self, change: Change) -> Commitment:
        """A side's word."""
        commitment = self.commitment()
        word = Word(status="in_progress", as_of=change.at.date(), note={"en": change.token})
        record_update(commitment, side=change.by.side, word=word, **change.signature)
        return commitment

    def postpone(self, change: Change) -> Commitment:
        """Another deadline."""
        commitment = self.commitment()
        year = str(self.dice.randint(2027, 2040))
        set_deadline(
            commitment,
            edtf=year,
            phrase=change.token,
            basis="inferred",
            reason={"en": change.token},
            **change.signature,
        )
        return commitment

    def retitle(self, change: Change) -> Commitment:
        """Another title."""
        commitment = self.commitment()
        commitment.title = {"en": f"As {change.token} calls it"}
        return keep(commitment, **change.signature)

    def rename(self, change: Change) -> Organisation:
        """Another name for an organisation of the analyst's side, which several commitments show."""
        organisations = Organisation.objects.filter(side=change.by.side, kind="ministry").order_by("pk")
        organisation = self.dice.choice(organisations)
        organisation.name = {"en": f"As {change.token} calls it"}
        return keep(organisation, **change.signature)

    def commitment(self) -> Commitment:
        """Any commitment."""
        return Commitment.objects.get(pk=self.dice.choice(self.commitments))


def acknowledge(token: str, record: Any) -> None:
    """Say which editions a change that is kept has appended."""
    newest = Edition.objects.of(record.noun, record.key).order_by("-number").values_list("change", "reason")
    change = next(number for number, reason in newest[:NEWEST] if reason == {"en": token})
    # The editions of one change follow one another.
    editions = Edition.objects.filter(number__gte=change, number__lt=change + NEWEST, change=change)
    told = editions.order_by("number").values_list("number", "digest", "public_number", "public_digest")
    tell({"token": token, "editions": list(told)})


def tell(line: dict[str, Any]) -> None:
    """One whole line."""
    with TELLING:
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


def run(name: str, habits: Habits) -> None:
    """What a thread does. Whatever goes wrong is said, and ends the whole process."""
    try:
        Writer(name, habits).write()
    except Exception as error:
        tell({"failed": f"{name}: {type(error).__name__}: {error}"})
        os._exit(1)


def end_with_the_test() -> None:
    """Wait for the end of the input, which comes when the test ends, however it ends; then end too."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(1)


def read_arguments() -> tuple[str, Habits]:
    """The process's name and its writers' habits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", help="told apart from other processes' in what it writes")
    parser.add_argument("--changes", type=int, default=sys.maxsize, help="how many each thread keeps (default: no end)")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--think", type=float, default=0.0, help="seconds a change is held open, on average")
    parser.add_argument("--long", type=float, default=0.0, help="seconds that a long change is held open")
    parser.add_argument("--long-share", type=float, default=0.0, help="the share of long changes")
    parser.add_argument("--undone", type=float, default=0.0, help="the share of changes that are rolled back")
    parser.add_argument("--beside", action="store_true", help="write a row of the control beside each change")
    given = vars(parser.parse_args())
    return given.pop("name"), Habits(**given)


if __name__ == "__main__":
    process, habits = read_arguments()
    logging.getLogger("django.db").setLevel(logging.ERROR)  # a check that a killed server cannot answer is a warning
    threading.Thread(target=end_with_the_test, daemon=True).start()
    threads = [threading.Thread(target=run, args=(f"{process}-{n}", habits)) for n in range(habits.threads)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
