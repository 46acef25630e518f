"""Writers at work in processes of their own, and what they have acknowledged so far."""

import json
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from tests.soak.programs import launch

Acknowledged = tuple[int, str, int | None, str]
"""An edition: number, digest, public number, public digest."""


class Crowd:
    """`with Crowd(address, "--threads", "4") as crowd: crowd.hire(4)`. Whoever is left at the end is killed."""

    def __init__(self, address: str, *habits: str) -> None:
        self.address = address
        self.habits = habits
        self.changes = 0
        self._hired = 0
        self._at_work: list[tuple[subprocess.Popen[str], threading.Thread]] = []
        self._editions: list[Acknowledged] = []
        self._failures: list[str] = []
        self._noting = threading.Lock()

    def __enter__(self) -> "Crowd":
        return self

    def __exit__(self, _kind: type | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self.kill(len(self._at_work))

    def hire(self, processes: int = 1) -> None:
        """Start more processes of writers."""
        for _each in range(processes):
            self._hired += 1
            process = launch(self.address, "tests.soak.writer", f"process-{self._hired}", *self.habits)
            listener = threading.Thread(target=self._listen, args=(process,), daemon=True)
            listener.start()
            self._at_work.append((process, listener))

    def kill(self, processes: int = 1) -> None:
        """`kill -9` those that have been at work longest, at one moment, and hear out what they had said before."""
        killed, self._at_work = self._at_work[:processes], self._at_work[processes:]
        for process, _listener in killed:
            process.kill()
        for process, listener in killed:
            self._part_from(process, listener)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Let nobody work for a while; what is under way stays as it is."""
        for process, _listener in self._at_work:
            process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            for process, _listener in self._at_work:
                process.send_signal(signal.SIGCONT)

    def finish(self) -> None:
        """Wait until all have made their changes."""
        while self._at_work:
            process, listener = self._at_work[0]
            if process.wait():
                self._failures.append(f"process {process.pid} of writers ended with status {process.returncode}")
            self._part_from(process, listener)
            del self._at_work[0]
        self._raise_failures()

    def wait_for_more(self, changes: int, *, patience: float = 120) -> None:
        """Wait until this many more changes are acknowledged; TimeoutError when that takes longer than `patience`."""
        wanted, last = self.changes + changes, time.monotonic() + patience
        while self.changes < wanted:
            self._raise_failures()
            if time.monotonic() > last:
                raise TimeoutError(f"The writers have not made {changes} more changes in {patience} seconds.")
            time.sleep(0.01)

    def acknowledged(self) -> list[Acknowledged]:
        """The editions of all changes acknowledged so far, in number order."""
        with self._noting:
            return sorted(self._editions)

    def _raise_failures(self) -> None:
        if self._failures:
            raise RuntimeError("; ".join(self._failures))

    def _listen(self, process: subprocess.Popen[str]) -> None:
        for line in process.stdout or ():
            if line.endswith("\n"):  # the last one of a killed process may be torn: it acknowledges nothing
                self._note(json.loads(line))

    def _note(self, said: dict[str, str | list[Acknowledged]]) -> None:
        with self._noting:
            if "failed" in said:
                self._failures.append(str(said["failed"]))
                return
            # A number that was lost may be given again: then it stands here twice, and both are asked for.
            self._editions += [tuple(edition) for edition in said["editions"]]
            self.changes += 1

    def _part_from(self, process: subprocess.Popen[str], listener: threading.Thread) -> None:
        process.wait()
        listener.join()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()
