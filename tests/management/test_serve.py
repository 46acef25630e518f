"""Serving: what is refused, in which words, and what the server is told."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection

from commitments.management import starting
from commitments.management.commands import serve

CLOSED = "postgres://user:hush@127.0.0.1:1/tracker"


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def said(**environment: str) -> tuple[int, str]:
    """The exit status of the command in a process of its own, and all it said."""
    command = [sys.executable, "manage.py", "serve"]
    ran = subprocess.run(  # noqa: S603 - our own command
        command, cwd=settings.BASE_DIR, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    return ran.returncode, ran.stdout + ran.stderr


def test_a_busy_port_is_refused_in_one_sentence(busy_port: int) -> None:
    status, sentence = said(PORT=str(busy_port))
    assert status == 1
    assert sentence == (
        f"Port {busy_port} is in use by another program; stop that program, or choose another port: make run PORT=8080\n"
    )


def test_a_setting_that_cannot_be_used_is_refused_in_one_sentence() -> None:
    assert said(PORT="80a") == (
        1,
        "PORT is '80a'; write a whole number from 1 to 65535, for example PORT=8000.\n",
    )


def test_a_database_that_does_not_answer_is_refused_in_one_sentence(unused_port: int) -> None:
    status, sentence = said(DATABASE_URL=CLOSED, PORT=str(unused_port))
    assert status == 1
    assert sentence.startswith("The database in DATABASE_URL cannot be used (")
    assert sentence.endswith("Connection refused); start it, or correct DATABASE_URL.\n")
    assert sentence.count("\n") == 1
    assert "hush" not in sentence


def test_a_file_that_is_no_database_is_refused_in_one_sentence(tmp_path: Path, unused_port: int) -> None:
    path = tmp_path / "letter.sqlite3"
    path.write_text("Dear reader, " * 100, encoding="ascii")
    status, sentence = said(DATABASE_URL=f"sqlite:///{path}", PORT=str(unused_port))
    assert status == 1
    assert sentence == (
        f"The database file {path} cannot be used (file is not a database); "
        "make it readable and writable, or move it away.\n"
    )


@pytest.fixture
def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def test_a_port_we_may_not_use_is_refused() -> None:
    with (
        mock.patch("socket.socket.bind", side_effect=PermissionError(13, "Permission denied")),
        pytest.raises(starting.CannotStart, match=r"Port 80 cannot be used \(Permission denied\)"),
    ):
        starting.require_free_port(80)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="about PostgreSQL's version")
def test_an_old_postgresql_is_refused() -> None:
    with (
        mock.patch.object(connection, "get_database_version", return_value=(14, 9)),
        mock.patch.object(connection, "ensure_connection"),
        pytest.raises(starting.CannotStart, match="PostgreSQL 14 is too old; use PostgreSQL 15 or newer"),
    ):
        starting.require_database()


@pytest.mark.django_db
def test_a_database_that_answers_is_taken() -> None:
    starting.require_database()
    assert connection.is_usable()


def test_static_files_are_collected_once_and_after_an_interruption_afresh(tmp_path: Path) -> None:
    with mock.patch.object(settings, "STATIC_ROOT", tmp_path), mock.patch.object(starting, "call_command") as collect:
        starting.collect_static_files()
        starting.collect_static_files()
        assert collect.call_count == 1
        (tmp_path / ".collected").unlink()
        starting.collect_static_files()
        assert collect.call_count == 2


def test_serving_prepares_says_where_and_becomes_the_server(
    capsys: pytest.CaptureFixture[str], unused_port: int
) -> None:
    with (
        mock.patch.object(serve, "require_database"),
        mock.patch.object(serve.Command, "prepare") as prepare,
        mock.patch.object(serve.connections, "close_all"),
        mock.patch("os.execv") as become,
    ):
        call_command("serve", port=unused_port)
    prepare.assert_called_once_with()
    assert f"http://127.0.0.1:{unused_port}/admin/" in capsys.readouterr().out
    program, command = become.call_args.args
    assert program == command[0] == sys.executable
    assert command[-1] == "tracker.wsgi:application"
    assert command[command.index("--port") + 1] == str(unused_port)


def test_an_interruption_before_the_start_is_no_traceback(unused_port: int) -> None:
    with (
        mock.patch.object(serve, "require_database", side_effect=KeyboardInterrupt),
        pytest.raises(SystemExit, match="the next start goes on from here"),
    ):
        call_command("serve", port=unused_port)


@pytest.mark.django_db
def test_a_database_error_without_words_still_has_a_sentence() -> None:
    with (
        mock.patch.object(connection, "ensure_connection", side_effect=OperationalError()),
        pytest.raises(starting.CannotStart, match="OperationalError"),
    ):
        starting.require_database()
