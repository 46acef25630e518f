"""What the rooms must not do, read from their source."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOMS: Path = settings.BASE_DIR / "commitments"
WRITES = {"save", "create", "create_user", "update_or_create", "get_or_create", "bulk_create", "bulk_update", "delete"}
UNGUARDED = "unguarded"
# Django's own signatures, which call or hand on what is not a row of the record.
NOT_A_ROW = {"models/base.py"}
# What it writes is no part of the record: a past state in a file of its own.
NOT_THE_RECORD = {"past/rebuilding.py"}


def writing_calls(source: str) -> Iterator[str]:
    """The calls that write rows, such as `x.save()` and `rows.bulk_create(…)`, and the rows that nothing guards."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and node.id == UNGUARDED:
            yield f"line {node.lineno}: {UNGUARDED}()"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            yield f"line {node.lineno}: .{node.func.attr}()"


def rooms_but_actions() -> list[Path]:
    found = [path for path in ROOMS.rglob("*.py") if "migrations" not in path.parts]
    return [path for path in found if path.relative_to(ROOMS).parts[0] != "actions"]


@pytest.mark.parametrize("path", rooms_but_actions(), ids=lambda path: path.relative_to(ROOMS).as_posix())
def test_only_actions_write(path: Path) -> None:
    if path.relative_to(ROOMS).as_posix() not in NOT_A_ROW | NOT_THE_RECORD:
        assert list(writing_calls(path.read_text(encoding="utf-8"))) == []


def test_the_check_sees_a_write() -> None:
    assert list(writing_calls("def go(row):\n    row.save()\n")) == ["line 2: .save()"]
    assert list(writing_calls("unguarded(Row).update(a=1)")) == ["line 1: unguarded()"]


def test_the_code_names_no_country() -> None:
    names = ("Viet Nam", "Vietnam-", "vietnam-laos", "bilateral-trade")
    files = [
        path
        for path in ROOMS.rglob("*")
        if path.suffix in {".py", ".html", ".js", ".css", ".svg"} and path.name != "examples.py"
    ]
    named = [
        f"{path.relative_to(ROOMS)}: {name}" for path in files for name in names if name in path.read_text("utf-8")
    ]
    assert named == []
