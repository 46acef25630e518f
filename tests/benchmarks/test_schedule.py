"""What is measured in which order, and what becomes of a run when some of it cannot be measured."""

import pytest

from benchmarks.judgement import judged, missed
from benchmarks.schedule import SERVERS, WORKS, Database, compare_servers, run_works


@pytest.mark.parametrize("failure", [RuntimeError, TimeoutError])
def test_what_cannot_be_measured_is_told_and_all_that_follows_is_still_tried(
    failure: type[Exception], capsys: pytest.CaptureFixture[str]
) -> None:
    def address(size: int) -> str:
        raise failure(f"No database of {size}.")

    broken = Database("sqlite", address)
    servers = list(compare_servers(broken, size=1000))
    works = [each for each in WORKS if each != "writes"]  # these are PostgreSQL's alone, with a database of their own

    assert len(servers) == len(SERVERS)
    assert [each["work"] for each in run_works(broken, works, size=1000, rounds=1)] == works
    assert all(missed(judged(each)) for each in servers)
    assert servers[0]["detail"] == "1 workers, 4 threads each could not be measured"
    assert "No database of 1000." in capsys.readouterr().err
