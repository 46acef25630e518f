"""What the environment says is read early, and refused in plain words."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from environ import Env

from tracker import environment


@pytest.fixture
def env() -> Env:
    return Env()


@pytest.mark.parametrize(("word", "on"), [("1", True), ("True", True), ("on", True), ("", False), ("0", False)])
def test_a_switch_is_on_or_off(env: Env, monkeypatch: pytest.MonkeyPatch, word: str, on: bool) -> None:  # noqa: FBT001 - a table of cases
    monkeypatch.setenv("HTTPS", word)
    assert environment.switch(env, "HTTPS") is on


def test_a_switch_that_is_neither_is_refused(env: Env, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS", "maybe")
    with pytest.raises(ImproperlyConfigured, match="HTTPS is 'maybe'; write 1 to switch it on or 0"):
        environment.switch(env, "HTTPS")


def test_the_port_is_8000_unless_it_is_said(env: Env, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "")
    assert environment.port(env) == 8000
    monkeypatch.setenv("PORT", "8080")
    assert environment.port(env) == 8080


@pytest.mark.parametrize("text", ["0", "65536", "80a", "-1", "8000.0", "٨٠"])
def test_what_is_no_port_is_refused(env: Env, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("PORT", text)
    with pytest.raises(ImproperlyConfigured, match="from 1 to 65535"):
        environment.port(env)


def test_the_origin_is_the_trackers_name_unless_it_is_said(env: Env, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ORIGIN", raising=False)
    assert environment.origin(env) == "cooperation-commitment-tracker"
    monkeypatch.setenv("ORIGIN", "commitments.example.org/record")
    assert environment.origin(env) == "commitments.example.org/record"


@pytest.mark.parametrize("text", ["a record", "a+b", "a\u00a0b", "a\tb", "a\nb", "example.org/", "a" * 151])
def test_what_no_signature_line_can_carry_is_no_origin(env: Env, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("ORIGIN", text)
    with pytest.raises(ImproperlyConfigured, match=r"write a short name without spaces, \+ or a last /"):
        environment.origin(env)


def test_a_list_forgives_spaces_and_a_last_comma(env: Env, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "a.example, b.example,")
    assert environment.words(env, "ALLOWED_HOSTS", default=[]) == ["a.example", "b.example"]


def test_without_an_address_the_database_is_our_own_file(env: Env, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    found = environment.database(env, default=Path("/a b/100%/tracker.sqlite3"))
    assert found["NAME"] == "/a b/100%/tracker.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgresql_keeps_its_connections_and_gives_up_soon(env: Env, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://u:p%40ss@%2Fsockets:5433/tracker?sslmode=require")
    found = environment.database(env, default=Path("unused"))
    assert (found["HOST"], found["PORT"], found["PASSWORD"], found["NAME"]) == ("/sockets", 5433, "p@ss", "tracker")
    assert found["OPTIONS"] == {"connect_timeout": 5, "sslmode": "require"}
    assert (found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"]) == (60, True)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("mysql://u:p@host/name", "must start with postgres://"),
        ("postgres://u:p@host/", "names no database"),
        ("sqlite:///:memory:", "names no database"),
        ("postgres://u:hush/hush@host/name", "cannot be read"),
    ],
)
def test_an_address_we_cannot_use_is_refused(
    env: Env, monkeypatch: pytest.MonkeyPatch, address: str, sentence: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(ImproperlyConfigured, match=sentence) as refusal:
        environment.database(env, default=Path("unused"))
    assert "hush" not in str(refusal.value)


def test_a_secret_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret-key"
    first = environment.kept_secret(path)
    assert len(first) >= 50
    assert environment.kept_secret(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_an_empty_secret_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret-key").touch()
    with pytest.raises(ImproperlyConfigured, match="remove it, and a new secret will be made"):
        environment.kept_secret(tmp_path / "secret-key")


def test_a_secret_that_cannot_be_kept_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured, match="make that folder writable, or set SECRET_KEY"):
        environment.kept_secret(tmp_path / "file" / "secret-key")
