"""Every check and every test, one after the other, with a summary at the end: what `make test` runs.

Nothing stops at the first failure. What could not run is said in one line each; where CI is set, that is a failure too.
"""

import os
import socket
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
BIN = Path(PYTHON).parent
INSIDE_POSTGRES = "--inside-postgres"
# What a machine that loses its tests' database in a power cut loses nothing by.
LOST = ["-o", "synchronous_commit=off", "-o", "full_page_writes=off"]
# Many tests provoke errors, and pg_virtualenv shows the end of the server's log whenever a test has failed.
QUIET = ["-o", "log_min_messages=fatal"]
CLUSTER = ["-t", "-c", "--locale=C.UTF-8 --encoding=UTF8", *LOST, *QUIET]
# What asks no database, brings its own, or asks of it nothing that the rest does not ask in the same way.
NOT_ON_POSTGRES = (
    *("values", "house", "charts", "docs", "reports", "templatetags", "tracker"),
    *("admin", "journeys", "soak", "fuzz", "benchmarks", "exchange/test_fixtures.py"),
    *("dashboards/test_every_page.py", "dashboards/test_parts.py", "dashboards/test_words.py"),
    *("api/test_docs.py", "api/test_schema.py", "api/test_schema_of_tokens.py", "api/test_writes_described.py"),
    *("api/test_throttles.py", "api/test_bad_input.py"),
)
# One more than there are cores: tests wait for the browser and for the server of the database.
PYTEST = [PYTHON, "-m", "pytest", "-n", str(min((os.cpu_count() or 1) + 1, 4))]


@dataclass
class Report:
    """What failed, and what could not run, in the order it happened."""

    scratch: Path
    failed: list[str] = field(default_factory=list)
    could_not_run: list[str] = field(default_factory=list)

    def run(self, name: str, command: list[str], **extra: str) -> None:
        """Run one check with its output in view."""
        print(f"\n=== {name}", flush=True)
        environment = clean_environment() | {"VAR": str(self.scratch / "var")} | extra
        if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
            self.failed.append(name)

    def conclude(self) -> int:
        """Say how it went; the exit status."""
        print()
        for name in self.failed:
            print(f"failed: {name}")
        for line in self.could_not_run:
            print(f"could not run: {line}")
        bad = bool(self.failed or (self.could_not_run and os.environ.get("CI")))
        print("Not everything is well." if bad else "Everything that ran is well.")
        return int(bad)


def clean_environment() -> dict[str, str]:
    """The environment without what a person may have set for a tracker of their own."""
    own = {"DATABASE_URL", "DEBUG", "HTTPS", "PORT", "SECRET_KEY", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS"}
    own |= {"CONTENT_LANGUAGES", "PROXIES", "THROTTLE_ADDRESS", "THROTTLE_TOKEN", "THROTTLE_WRITES"}
    kept = {name: value for name, value in os.environ.items() if name not in own}
    return kept | {"PATH": f"{BIN}{os.pathsep}{kept.get('PATH', os.defpath)}"}


def check_the_code(report: Report) -> None:
    """The checks that read the code, and Django's own."""
    templates = sorted(str(path) for path in ROOT.glob("commitments/**/templates/**/*.html"))
    manage = [PYTHON, "manage.py"]
    report.run("ruff", ["ruff", "check", "."])
    report.run("format", ["ruff", "format", "--check", "."])
    if templates:
        report.run("djade", ["djade", "--check", "--target-version", "5.2", *templates])
    report.run("import-linter", ["lint-imports", "--no-logo"])
    report.run("mypy", ["mypy"])
    report.run("migrations", [*manage, "makemigrations", "--check", "--dry-run"])
    report.run("deployment", [*manage, "check", "--deploy", "--fail-level", "WARNING"], HTTPS="1")


def test(report: Report) -> None:
    """The tests on SQLite, then on PostgreSQL what depends on the database."""
    on_sqlite, on_postgres = report.scratch / "sqlite.xml", report.scratch / "postgres.xml"
    postgres = which("pg_virtualenv") and any(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    report.run("tests on SQLite", [*PYTEST, f"--junitxml={on_sqlite}", *sys.argv[1:]])
    if postgres:
        inner = [PYTHON, str(Path(__file__)), INSIDE_POSTGRES, f"--junitxml={on_postgres}", *sys.argv[1:]]
        report.run("tests on PostgreSQL", ["pg_virtualenv", *CLUSTER, *inner], PGPORT=str(free_port()))
    else:
        report.could_not_run.append("the tests on PostgreSQL (no server programs; apt install postgresql)")
    report.could_not_run += skipped(on_sqlite, on_postgres)


def free_port() -> int:
    """A port of this machine on which nothing listens, so that two runs at once take two."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def test_inside_postgres(arguments: list[str]) -> int:
    """The tests on the private cluster that pg_virtualenv has just started and named in PG* variables."""
    user, password, host, port = (quote(os.environ[f"PG{part}"]) for part in ("USER", "PASSWORD", "HOST", "PORT"))
    environment = os.environ | {"DATABASE_URL": f"postgres://{user}:{password}@{host}:{port}/postgres"}
    without = ["-m", "not journey", *(f"--ignore=tests/{each}" for each in NOT_ON_POSTGRES)]
    command = [*PYTEST, *without, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def skipped(*reports: Path) -> list[str]:
    """The reasons of the tests that ran nowhere: a test that one database skips may well run on the other."""
    reasons: dict[str, str] = {}
    ran: set[str] = set()
    parsed = [ElementTree.parse(report) for report in reports if report.exists()]  # noqa: S314 - pytest just wrote it
    for case in (case for report in parsed for case in report.iter("testcase")):
        name = f"{case.get('classname')}.{case.get('name')}"
        skip = case.find("skipped")
        if skip is None:
            ran.add(name)
        else:
            reasons[name] = skip.get("message", "")
    why = [reason for name, reason in reasons.items() if name not in ran]
    return [f"{why.count(reason)} test(s): {reason}" for reason in dict.fromkeys(why)]


def main() -> int:
    """Everything; the exit status."""
    with tempfile.TemporaryDirectory() as scratch:
        report = Report(Path(scratch))
        check_the_code(report)
        test(report)
        return report.conclude()


if __name__ == "__main__":
    if sys.argv[1:2] == [INSIDE_POSTGRES]:
        sys.exit(test_inside_postgres(sys.argv[2:]))
    sys.exit(main())
