"""A write with a key is written once: sent again it is answered the same, whatever happened in between."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.db import OperationalError, connection
from django.http import HttpResponse

from commitments.actions import answered as actions
from commitments.api.writes.parsing import body_of
from commitments.api.writes.writing import Signed
from commitments.models import Answered, Commitment, Edition, StatusUpdate
from commitments.provenance.verification import verify
from tests import factories as make
from tests.api.reading import refused
from tests.api.writing import MILESTONE, UPDATE, Writer, editions, told

PATH = "commitments/AB-2025-900/updates/"
KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324"


@pytest.fixture
def promise(db: None) -> Commitment:
    """A public commitment of AA and BB."""
    commitment: Commitment = make.CommitmentFactory(reference="AB-2025-900")
    return commitment


def same(first: HttpResponse, again: HttpResponse) -> bool:
    """Whether an answer is told again, and says so."""
    kept = ("ETag", "Location", "Content-Type")
    alike = [(each.status_code, each.content, *map(each.get, kept)) for each in (first, again)]
    return alike[0] == alike[1] and (first.get("Idempotency-Replayed"), again["Idempotency-Replayed"]) == (None, "true")


@pytest.mark.django_db
def test_the_same_again_is_answered_the_same_though_the_edition_is_old_by_then(promise: Commitment) -> None:
    writer = Writer("AA")
    seen = writer.get("commitments/AB-2025-900/")["ETag"]
    first = writer.post(PATH, UPDATE, seen=seen, key=KEY)
    make.MilestoneFactory(commitment=promise)
    before = editions()
    again = writer.post(PATH, UPDATE, seen=seen, key=KEY)
    assert (told(first)["number"], same(first, again), editions()) == (1, True, before)
    refused(writer.post(PATH, UPDATE, seen=seen), 412, "stale")


@pytest.mark.django_db
def test_the_address_of_what_was_made_is_told_again(promise: Commitment) -> None:
    writer = Writer("AA")
    sent = ("commitments/AB-2025-900/milestones/", MILESTONE)
    first, again = (writer.post(*sent, seen='"4"' if turn else promise, key=KEY) for turn in range(2))
    assert first["Location"].endswith("/milestones/1/")
    assert same(first, again)


@pytest.mark.django_db
def test_the_same_json_laid_out_in_another_way_is_the_same(promise: Commitment) -> None:
    writer = Writer("AA")
    first = writer.post(PATH, UPDATE, seen=promise, key=KEY)
    spaced = json.dumps(dict(reversed(UPDATE.items())), indent=2).encode()
    assert same(first, writer.post(PATH, spaced, seen=promise, key=KEY))


@pytest.mark.django_db
def test_a_key_is_not_taken_for_another_write(promise: Commitment) -> None:
    make.CommitmentFactory(reference="AB-2025-901")
    writer = Writer("AA")
    told(writer.post(PATH, UPDATE, seen=promise, key=KEY))
    before = editions()
    for path, body in ((PATH, UPDATE | {"progress": 41}), (PATH.replace("900", "901"), UPDATE), (PATH, {})):
        refused(writer.post(path, body, seen=promise, key=KEY), 422, "key-reused")
    assert editions() == before
    told(Writer("AA").post(PATH, UPDATE | {"progress": 41}, seen=promise, key=KEY))


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "é", "a\tb", "x" * 256])
def test_a_key_that_is_none_is_refused(promise: Commitment, key: str) -> None:
    refused(Writer("AA").post(PATH, UPDATE, seen=promise, key=key), 400, "bad-header")


@pytest.mark.django_db
def test_a_refusal_is_not_kept(promise: Commitment) -> None:
    writer = Writer("AA")
    refused(writer.post(PATH, UPDATE | {"progress": 400}, seen=promise, key=KEY), 422, "refused")
    refused(writer.post(PATH, UPDATE, seen='"1"', key=KEY), 412, "stale")
    refused(writer.post(PATH, UPDATE | {"corrects": 7}, seen=promise, key=KEY), 422, "refused")
    assert not Answered.objects.exists()
    assert "Idempotency-Replayed" not in writer.post(PATH, UPDATE, seen=promise, key=KEY)


@pytest.mark.django_db
def test_old_answers_are_swept_away_by_new_ones_and_not_too_many_at_once(
    promise: Commitment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "SWEPT", 2)
    writer, rows = Writer("AA"), Answered.objects
    with time_machine.travel("2026-02-01T12:00:00Z", tick=False) as clock:
        for turn in range(3):
            told(writer.post(PATH, UPDATE | {"progress": turn}, seen=promise, key=f"old-{turn}"))
            clock.shift(timedelta(seconds=1))
        clock.shift(actions.KEPT - timedelta(seconds=3))
        told(writer.post(PATH, UPDATE | {"progress": 10}, seen=promise, key="a day later"))
        assert rows.count() == 4
        clock.shift(timedelta(seconds=3))
        told(writer.post(PATH, UPDATE | {"progress": 11}, seen=promise, key="seconds later"))
        assert sorted(rows.values_list("key", flat=True)) == ["a day later", "old-2", "seconds later"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("where", ["commitments.actions.answered.Answered.save", "commitments.api.writes.words.made"])
def test_a_crash_leaves_neither_the_write_nor_the_answer(
    promise: Commitment, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    writer = Writer("AA")
    before = editions()

    def fail(*_args: Any, **_given: Any) -> None:
        raise OperationalError("the server closed the connection unexpectedly")

    monkeypatch.setattr(where, fail)
    refused(writer.post(PATH, UPDATE, seen=promise, key=KEY), 503, "unavailable")
    assert (editions(), StatusUpdate.objects.count(), Answered.objects.count()) == (before, 0, 0)
    monkeypatch.undo()
    told(writer.post(PATH, UPDATE, seen=promise, key=KEY))


@pytest.fixture
def _whole_at_the_end(transactional_db: None) -> Iterator[None]:
    yield
    assert [str(fault) for fault in verify()] == []


def at_once(*sends: Callable[[], HttpResponse]) -> list[HttpResponse]:
    """Send all of these at one moment, each from a thread of its own."""
    gate, answers = threading.Barrier(len(sends)), [HttpResponse(status=599)] * len(sends)

    def run(place: int, send: Callable[[], HttpResponse]) -> None:
        try:
            gate.wait(timeout=30)
            answers[place] = send()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(sends)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


def race(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Eight writers of two sides write on one edition at one moment; the statuses that they are answered."""
    writers = [Writer(code) for code in ("AA", "BB") * 4]
    seen = writers[0].get("commitments/AB-2025-900/")["ETag"]
    meeting_at(monkeypatch, threading.Barrier(len(writers)))
    sends = [partial(each.post, PATH, UPDATE | {"progress": turn}, seen=seen) for turn, each in enumerate(writers)]
    return sorted(each.status_code for each in at_once(*sends))


def meeting_at(monkeypatch: pytest.MonkeyPatch, barrier: threading.Barrier) -> None:
    """Have everybody wait for the others once they have read the record, so that all have seen one edition."""

    def read(request: Any) -> Any:
        barrier.wait(timeout=30)
        return body_of(request)

    monkeypatch.setattr("commitments.api.writes.writing.body_of", read)


@pytest.mark.usefixtures("_whole_at_the_end")
@pytest.mark.django_db(transaction=True)
def test_of_many_who_saw_one_edition_one_alone_wins(promise: Commitment, monkeypatch: pytest.MonkeyPatch) -> None:
    assert race(monkeypatch) == [201] + [412] * 7
    assert StatusUpdate.objects.count() == 1


@pytest.mark.usefixtures("_whole_at_the_end")
@pytest.mark.django_db(transaction=True)
def test_who_does_not_look_at_what_was_seen_lets_several_win(
    promise: Commitment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A control: when the action is not told what was seen, to compare it under its lock, the race above is lost."""
    monkeypatch.setattr(Signed, "words", property(lambda self: {"by": self.by, "at": self.at, "why": self.why}))
    assert race(monkeypatch) == [201] * 8


@pytest.mark.usefixtures("_whole_at_the_end")
@pytest.mark.django_db(transaction=True)
def test_of_many_who_send_the_same_with_one_key_one_writes_and_all_are_answered_the_same(
    promise: Commitment, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = Writer("AA")
    seen = writer.get("commitments/AB-2025-900/")["ETag"]
    meeting_at(monkeypatch, threading.Barrier(8))
    before = editions()
    answers = at_once(*[partial(writer.post, PATH, UPDATE, seen=seen, key=KEY)] * 8)
    assert {each.status_code for each in answers} == {201}
    assert len({each.content for each in answers}) == 1
    assert sorted(each.get("Idempotency-Replayed", "") for each in answers) == [""] + ["true"] * 7
    assert (editions(), StatusUpdate.objects.count()) == (before + 1, 1)
    assert Edition.objects.count() == Edition.objects.latest("number").number


@pytest.mark.usefixtures("_whole_at_the_end")
@pytest.mark.django_db(transaction=True)
def test_of_two_writes_with_one_key_one_alone_is_written(promise: Commitment, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting_at(monkeypatch, threading.Barrier(4))
    writer = Writer("AA")
    seen = writer.get("commitments/AB-2025-900/")["ETag"]
    sends = [partial(writer.post, PATH, UPDATE | {"progress": turn}, seen=seen, key=KEY) for turn in range(4)]
    statuses = sorted(each.status_code for each in at_once(*sends))
    assert statuses == [201, 422, 422, 422]
    assert StatusUpdate.objects.count() == 1
