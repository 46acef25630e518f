"""Who asks too often waits: by address without a token, by token with one, however many processes answer."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from commitments.api.counting import Counts
from commitments.api.throttles import Throttle
from tests import factories as make
from tests.api.reading import BASE, ask, refused
from tests.api.tokens import bearer, issued

NOW = 1_790_000_000.0
COUNTING = """
import sys
import django
django.setup()
from pathlib import Path
from commitments.api.counting import Counts
counts = Counts(Path(sys.argv[1]))
print(sum(counts.wait("ByAddress", "192.0.2.1", rate=100, at=float(sys.argv[2])) == 0 for _ in range(90)))
"""


@pytest.fixture(autouse=True)
def _own_counts(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.THROTTLE_COUNTS = tmp_path / "throttles.sqlite3"
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def counts(tmp_path: Path) -> Iterator[Counts]:
    found = Counts(tmp_path / "counts.sqlite3")
    yield found
    found.close()


def allowed(counts: Counts, number: int, *, at: float = NOW, who: str = "a", rate: int = 60) -> int:
    """How many of so many requests at one moment are let through."""
    return sum(counts.wait("kind", who, rate=rate, at=at) == 0 for _ in range(number))


def test_a_minutes_worth_may_be_asked_at_once_and_then_as_fast_as_it_fills_again(counts: Counts) -> None:
    assert allowed(counts, 100) == 60
    assert allowed(counts, 100, at=NOW + 10) == 10
    assert allowed(counts, 100, at=NOW + 70) == 60
    assert allowed(counts, 100, at=NOW + 1000) == 60


def test_each_is_counted_alone(counts: Counts) -> None:
    assert allowed(counts, 61) == 60
    assert allowed(counts, 61, who="b") == 60
    assert counts.wait("another kind", "a", rate=60, at=NOW) == 0


def test_who_waits_as_long_as_is_said_is_let_through_and_sooner_is_not(counts: Counts) -> None:
    allowed(counts, 60)
    wait = counts.wait("kind", "a", rate=60, at=NOW + 0.25)
    assert wait == pytest.approx(0.75, abs=0.001)
    assert counts.wait("kind", "a", rate=60, at=NOW + 0.25 + wait - 0.01) > 0
    assert counts.wait("kind", "a", rate=60, at=NOW + 0.25 + wait + 0.001) == 0


def test_who_hammers_is_not_kept_out_for_longer(counts: Counts) -> None:
    assert allowed(counts, 1000) == 60
    assert allowed(counts, 10, at=NOW + 2) == 2


def test_a_clock_that_was_set_back_keeps_nobody_out_for_good(counts: Counts) -> None:
    assert allowed(counts, 100, at=NOW + 3600) == 60
    assert allowed(counts, 100) == 60


def test_what_no_longer_counts_is_taken_away_and_no_address_stands_in_the_file(counts: Counts) -> None:
    for number in range(50):
        counts.wait("kind", f"192.0.2.{number}", rate=60, at=NOW)
    assert b"192.0.2" not in counts.path.read_bytes()
    counts.wait("kind", "a", rate=60, at=NOW + 3600)
    assert sqlite3.connect(counts.path).execute("SELECT COUNT(*) FROM buckets").fetchone() == (1,)


def test_two_processes_count_together(tmp_path: Path) -> None:
    command = [sys.executable, "-c", COUNTING, str(tmp_path / "shared.sqlite3"), str(NOW)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]  # noqa: S603 - ourselves
    passed = [int(process.communicate(timeout=60)[0]) for process in running]
    assert sum(passed) == 100
    assert all(passed)


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be taken for one" * 40, None])
def test_a_file_that_cannot_be_used_refuses_nobody_and_is_told_of_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes | None
) -> None:
    path = tmp_path / "broken.sqlite3"
    path.write_bytes(content) if content else path.mkdir()
    assert allowed(Counts(path), 100, rate=1) == 100
    assert caplog.text.count("Nobody is throttled") == 1


def test_a_file_that_another_holds_refuses_nobody(counts: Counts) -> None:
    allowed(counts, 60)
    holder = sqlite3.connect(counts.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert counts.wait("kind", "a", rate=60, at=NOW) == 0
    holder.execute("ROLLBACK")
    assert counts.wait("kind", "a", rate=60, at=NOW) > 0


def statuses(number: int, path: str = "", **headers: str) -> list[int]:
    """How so many requests are answered."""
    return [Client().get(f"{BASE}{path}", **headers).status_code for _ in range(number)]


def test_an_address_that_asks_too_often_is_told_when_to_ask_again(settings: Any) -> None:
    settings.THROTTLE_ADDRESS = 3
    assert statuses(4) == [200, 200, 200, 429]
    answer = ask()
    assert refused(answer, 429, "too-many-requests")["detail"]
    assert answer["Retry-After"] == "20"
    assert statuses(1, REMOTE_ADDR="192.0.2.77") == [200]
    with time_machine.travel(NOW + 20.1, tick=False):
        assert statuses(2) == [200, 429]


def test_what_leads_nowhere_counts_and_what_a_supervisor_asks_does_not(settings: Any) -> None:
    settings.THROTTLE_ADDRESS = 2
    assert statuses(3, "nowhere/") == [404, 404, 429]
    assert Client().get("/healthz").status_code == 200


def test_zero_is_any_number_and_counts_nothing(settings: Any) -> None:
    settings.THROTTLE_ADDRESS = 0
    assert set(statuses(50)) == {200}
    assert not settings.THROTTLE_COUNTS.exists()


@pytest.mark.django_db
def test_a_token_counts_by_itself_wherever_it_is_used(settings: Any) -> None:
    first, second = (issued(make.OrganisationFactory()).secret for _ in range(2))
    settings.THROTTLE_TOKEN, settings.THROTTLE_ADDRESS = 2, 1
    assert [ask(headers=bearer(first)).status_code for _ in range(2)] == [200, 200]
    elsewhere = Client().get(BASE, headers=bearer(first), REMOTE_ADDR="192.0.2.5")
    refused(elsewhere, 429, "too-many-requests")
    assert ask(headers=bearer(second)).status_code == 200
    assert ask().status_code == 200


@pytest.mark.django_db
def test_writes_are_counted_among_themselves_as_well(settings: Any) -> None:
    secret = issued(make.OrganisationFactory(), access="write").secret
    settings.THROTTLE_WRITES, settings.THROTTLE_TOKEN = 2, 100
    written = [Client().post(f"{BASE}sides/", headers=bearer(secret)).status_code for _ in range(3)]
    assert written == [405, 405, 429]
    assert ask(headers=bearer(secret)).status_code == 200


@pytest.mark.django_db
def test_who_guesses_at_tokens_is_counted_by_address(settings: Any) -> None:
    settings.THROTTLE_ADDRESS = 2
    good = issued(make.OrganisationFactory()).secret
    wrong = bearer("cct_" + "A" * 43)
    assert [ask(headers=wrong).status_code for _ in range(3)] == [401, 401, 429]
    assert ask().status_code == 429
    assert ask(headers=bearer(good)).status_code == 200


@pytest.mark.django_db
def test_what_is_refused_counts_like_what_is_answered(settings: Any) -> None:
    settings.THROTTLE_ADDRESS, settings.THROTTLE_TOKEN, settings.THROTTLE_WRITES = 2, 100, 2
    reads, writes = (issued(make.OrganisationFactory(), access=access).secret for access in ("read", "write"))
    path = f"{BASE}commitments/AB-2025-001/updates/"
    nobody, forbidden = {"REMOTE_ADDR": "192.0.2.1"}, {"headers": bearer(reads)}
    assert [Client().post(path, **nobody).status_code for _ in range(3)] == [401, 401, 429]
    assert [Client().post(path, **forbidden).status_code for _ in range(3)] == [403, 403, 429]
    assert statuses(3, REMOTE_ADDR="192.0.2.2", HTTP_ACCEPT="image/png") == [406, 406, 429]
    settings.THROTTLE_TOKEN = 2
    picture = bearer(writes) | {"Accept": "image/png"}
    assert [ask(headers=picture).status_code for _ in range(3)] == [406, 406, 429]


@pytest.mark.django_db
def test_a_token_that_does_not_hold_is_refused_whatever_is_accepted() -> None:
    refused(ask(headers=bearer("cct_" + "A" * 43) | {"Accept": "image/png"}), 401, "invalid-token")


def test_no_header_evades_the_count_without_a_proxy(settings: Any) -> None:
    settings.THROTTLE_ADDRESS = 2
    assert [statuses(1, HTTP_X_FORWARDED_FOR=f"192.0.2.{last}")[0] for last in range(3)] == [200, 200, 429]


def test_no_header_evades_the_count_behind_a_proxy_and_visitors_are_told_apart(settings: Any) -> None:
    settings.THROTTLE_ADDRESS, settings.PROXIES = 2, 1
    sent = [f"192.0.2.{last}, 198.51.100.7" for last in range(3)]
    assert [statuses(1, HTTP_X_FORWARDED_FOR=each)[0] for each in sent] == [200, 200, 429]
    assert statuses(1, HTTP_X_FORWARDED_FOR="198.51.100.7, 198.51.100.8") == [200]
    assert statuses(3, HTTP_X_FORWARDED_FOR="") == [200, 200, 429]


def test_a_network_of_the_sixth_version_is_one_visitor(settings: Any) -> None:
    settings.THROTTLE_ADDRESS = 2
    asked = [statuses(1, REMOTE_ADDR=f"2001:db8:0:1::{last}")[0] for last in range(3)]
    assert asked == [200, 200, 429]
    assert statuses(1, REMOTE_ADDR="2001:db8:0:2::1") == [200]


def test_a_wait_is_told_in_whole_seconds_and_never_as_none() -> None:
    throttle = Throttle()
    for seconds, told in ((0.001, 1), (1.0, 1), (1.01, 2), (59.5, 60)):
        throttle.seconds = seconds
        assert throttle.wait() == told
