"""The fixtures are what the seeds say, and nothing else."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from commitments.exchange.fixtures import build, write

pytestmark = pytest.mark.django_db


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*")}


def test_the_fixtures_in_the_repository_are_what_the_seeds_say() -> None:
    assert build(settings.BASE_DIR / "seeds") == contents(settings.BASE_DIR / "fixtures")


def test_a_changed_seed_changes_the_fixtures(seeds: Path) -> None:
    sectors = seeds / "sectors.yaml"
    sectors.write_text(sectors.read_text(encoding="utf-8").replace("en: ", "en: Another ", 1), encoding="utf-8")
    assert build(seeds) != contents(settings.BASE_DIR / "fixtures")


def test_building_twice_changes_nothing_the_second_time(seeds: Path, tmp_path: Path) -> None:
    folder = tmp_path / "fixtures"
    (tmp_path / "fixtures").mkdir()
    (folder / "99-gone.json").write_text("[]", encoding="utf-8")
    assert "99-gone.json" in write(build(seeds), folder)
    before = contents(folder)
    assert write(build(seeds), folder) == []
    assert contents(folder) == before


# Each: the file, what to replace and by what, and the field and the words of the fault.
SPOILT = [
    ("sectors.yaml", "sectors:", "sektoren:", "(file)", "sektoren"),
    ("sectors.yaml", "slug: ", "slug: [] #", "sectors[0].slug", "not of type 'string'"),
    (
        "sectors.yaml",
        "sectors:\n",
        "sectors:\n  - {slug: industry, name: {en: T, fr: T, vi: T}}\n",
        "sectors",
        "more than once",
    ),
    ("partnerships.yaml", "code: VN", "code: NO", "sides", "VN"),
    ("organisations.yaml", "side: VN", "side: XX", "side", "no side “XX”"),
    ("organisations.yaml", "organisations:", "organisations: \t- [", "(file)", "not YAML"),
    ("vna-2025-12-01-industrial-chain.yaml", 'made_on: "2025-12-01"', 'made_on: "1 Dec"', "made_on", "1 Dec"),
    ("vna-2025-12-01-industrial-chain.yaml", "force: instrument", "force: strong", "force", "strong"),
    (
        "vna-2025-12-01-industrial-chain.yaml",
        "force: instrument",
        "force: instrument\n    force: joint",
        "force",
        "more than once",
    ),
    ("vna-2025-12-01-industrial-chain.yaml", "passage: memorandum,", "passage: unheard-of,", "passage", "unheard-of"),
    ("vna-2025-12-01-industrial-chain.yaml", "parent: VL-2025-003", "parent: VL-1999-001", "parent", "VL-1999-001"),
    ("vna-2025-12-01-industrial-chain.yaml", "start: 607", "start: 907", "passages[0]", "paragraph"),
    (
        "vna-2025-12-01-industrial-chain.yaml",
        "level: ministry",
        "level: ministry\n    mood: good",
        "commitments[0]",
        "mood",
    ),
]


@pytest.mark.parametrize(("file", "good", "bad", "field", "words"), SPOILT)
def test_a_bad_dossier_is_refused_whole_with_file_line_and_field(
    seeds: Path, tmp_path: Path, file: str, good: str, bad: str, field: str, words: str
) -> None:
    spoilt = seeds / file
    text = spoilt.read_text(encoding="utf-8")
    assert good in text
    spoilt.write_text(text.replace(good, bad, 1), encoding="utf-8")
    folder = tmp_path / "fixtures"
    with pytest.raises(CommandError) as refusal:
        call_command("build_fixtures", seeds=seeds, fixtures=folder)
    told = str(refusal.value)
    assert "nothing was written" in told
    assert any(line.startswith(f"{file}:") and line.split(":")[1].isdigit() for line in told.splitlines())
    assert field in told
    assert words in told
    assert not folder.exists()


def test_a_fault_names_the_line_it_stands_on(seeds: Path) -> None:
    spoilt = seeds / "sectors.yaml"
    lines = spoilt.read_text(encoding="utf-8").splitlines()
    number = next(position for position, line in enumerate(lines) if line.strip().startswith("- slug:"))
    lines[number] = "  - slug: Not A Slug"
    spoilt.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(CommandError, match=f"sectors.yaml:{number + 1}: sectors\\[0\\].slug: "):
        call_command("build_fixtures", seeds=seeds)


def test_a_parent_that_is_its_own_part_is_refused(seeds: Path) -> None:
    organisations = seeds / "organisations.yaml"
    text = organisations.read_text(encoding="utf-8")
    assert "    parent: government-vn" in text
    text = text.replace("  - slug: government-vn\n", "  - slug: government-vn\n    parent: moit-vn\n", 1)
    organisations.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match="part of itself"):
        call_command("build_fixtures", seeds=seeds)


def test_a_folder_without_seeds_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no YAML file"):
        call_command("build_fixtures", seeds=tmp_path)


def test_every_fixture_row_names_what_it_refers_to_by_natural_key() -> None:
    for text in contents(settings.BASE_DIR / "fixtures").values():
        assert all(set(row) == {"model", "fields"} for row in json.loads(text))
