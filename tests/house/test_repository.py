"""What a reviewer would otherwise have to remember about every file of this repository."""

import ast
import re
import statistics
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 400
USUAL = 80
TEXT = {
    "",
    ".cfg",
    ".css",
    ".html",
    ".ics",
    ".js",
    ".json",
    ".lock",
    ".md",
    ".po",
    ".py",
    ".svg",
    ".toml",
    ".txt",
    ".yaml",
    ".yml",
}
# Neither kept in the repository nor written by a person.
MADE = {".git", ".venv", "var", "node_modules", "__pycache__", "test-results"}
# An address that packages come from ties the project to one machine's network; a home folder to one person's.
ELSEWHERE = re.compile(
    "|".join(["pypi" + r"\.org", "python" + r"hosted\.", "npmjs" + r"\.", "/" + "work/", "/" + "root/", "/" + "opt/"])
)


@cache
def files() -> list[Path]:
    """Every text file of the repository, written or generated."""
    return sorted(path for path in ROOT.rglob("*") if path.is_file() and path.suffix in TEXT and not made(path))


def made(path: Path) -> bool:
    """Whether a file is a tool's: in a cache, or in a folder that no one commits."""
    parts = path.relative_to(ROOT).parts
    return any(part in MADE or part.endswith("_cache") for part in parts) or parts[0] in {
        ".coverage",
        ".hypothesis",
        "pip.log",
    }


def python() -> list[Path]:
    """Every Python file that a person wrote."""
    return [path for path in files() if path.suffix == ".py" and "migrations" not in path.parts]


def named(path: Path) -> str:
    """A file as it is called in the repository."""
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def requirements(name: str) -> dict[str, tuple[str, ...]]:
    """A lock file: each package's version, then its digests."""
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="utf-8"))
    pins = [re.findall(r"^[^=\s]+|==[^ ;]+|sha256:\w+", entry) for entry in entries if not entry.startswith("#")]
    return {package: tuple(pin) for package, *pin in pins}


def test_no_file_is_longer_than_one_can_hold_in_mind() -> None:
    written = [
        path for path in files() if path.suffix in {".py", ".html", ".css", ".js"} and "migrations" not in path.parts
    ]
    assert [named(path) for path in written if lines(path) > LONGEST] == []


def test_the_usual_file_is_short() -> None:
    ours = [
        path for path in python() if path.is_relative_to(ROOT / "commitments") or path.is_relative_to(ROOT / "tracker")
    ]
    assert statistics.median(map(lines, ours)) < USUAL


def test_every_python_file_opens_with_a_sentence() -> None:
    silent = [named(path) for path in python() if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert silent == []


def test_every_folder_of_python_is_a_package_that_says_its_one_job() -> None:
    folders = {path.parent for path in python() if path.is_relative_to(ROOT / "commitments")}
    assert [named(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_nothing_points_at_one_machine_or_its_network() -> None:
    pointing = [named(path) for path in files() if ELSEWHERE.search(path.read_text(encoding="utf-8"))]
    assert pointing == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_every_locked_package_has_its_version_and_its_digests(name: str) -> None:
    locked = requirements(name)
    assert locked
    loose = [package for package, pin in locked.items() if not (pin[0].startswith("==") and pin[1:])]
    assert loose == []


def test_what_runs_is_what_is_tested() -> None:
    runs, tested = requirements("requirements.lock"), requirements("requirements-test.lock")
    assert runs == {package: tested.get(package) for package in runs}


def test_every_dependency_says_what_it_is_for() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    dependencies = re.findall(r'^    "\w[\w.\[\]-]+[<>=].*$', text, flags=re.MULTILINE)
    assert dependencies
    assert [line for line in dependencies if not re.search(r"#\s+\S+", line)] == []


def test_every_command_is_explained() -> None:
    pages = [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]
    explained = "\n".join(page.read_text(encoding="utf-8") for page in pages if page.exists())
    commands = [path.stem for path in ROOT.glob("commitments/management/commands/[!_]*.py")]
    targets = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [name for name in commands if not re.search(rf"\b{name}\b", explained)] == []
    assert [name for name in targets if f"make {name}" not in explained and name != "help"] == []


def test_every_setting_of_the_environment_is_explained() -> None:
    source = "".join(
        (ROOT / "tracker" / name).read_text(encoding="utf-8") for name in ("settings.py", "environment.py")
    )
    variables = set(re.findall(r'\benv(?:\.\w+)?[(,]\s*"([A-Z_]+)"', source))
    assert "DATABASE_URL" in variables
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert sorted(name for name in variables if name not in readme) == []
