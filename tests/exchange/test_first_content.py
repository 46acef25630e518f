"""The first content holds what the texts promise, and invents nothing."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from commitments.models import Citation, Commitment, Indicator, Source, StatusUpdate

pytestmark = pytest.mark.django_db

TEXTS = os.environ.get("SOURCE_TEXTS", "")
with_texts = pytest.mark.skipif(not TEXTS, reason="SOURCE_TEXTS does not name the folder of the source texts")

SLUGS = {
    "vna-2025-12-01-industrial-chain",
    "parties-2025-12-02-high-level",
    "vna-2023-07-03-capitals-trade",
    "capitals-2024-09-17-review",
    "laodong-2026-02-05-prime-minister",
}


@pytest.fixture
def _seeded() -> None:
    call_command("seed", verbosity=0)


@pytest.mark.usefixtures("_seeded")
def test_every_commitment_leads_to_a_passage_and_every_text_has_its_promises() -> None:
    assert not Commitment.objects.filter(citations=None).exists()
    located = Citation.objects.filter(passage__paragraph__isnull=False)
    assert set(located.values_list("passage__source__slug", flat=True)) == SLUGS
    assert set(Source.objects.exclude(digest="").values_list("slug", flat=True)) == SLUGS


@pytest.mark.usefixtures("_seeded")
def test_the_lineage_of_the_trade_target_runs_from_4_billion_by_2020_to_10_billion() -> None:
    trade = Indicator.objects.get(code="bilateral-trade")
    values = {target.commitment.reference: int(target.value) for target in trade.targets.all()}
    assert sorted(values.values()) == [4_000_000_000, 5_000_000_000, 10_000_000_000]
    commitment, chain = Commitment.objects.get(targets__value=10_000_000_000), []
    while commitment is not None:
        chain.append(values.get(commitment.reference))
        link = commitment.links.filter(relation="follows").first()
        commitment = link.to if link else None
    assert chain[:2] == [10_000_000_000, 5_000_000_000]
    assert chain[-1] == 4_000_000_000


@pytest.mark.usefixtures("_seeded")
def test_the_2027_anniversaries_have_derived_deadlines() -> None:
    due = Commitment.objects.filter(deadlines__basis="derived").values_list("deadlines__edtf", flat=True)
    assert {"2027-09-05", "2027-07-18"} <= set(due)


def updates_in(folder: Path) -> list[dict[str, Any]]:
    """Every side's word that the seeds of a folder hold."""
    dossiers = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))]
    commitments = [each for dossier in dossiers for each in dossier.get("commitments", [])]
    return [update for each in commitments for update in each.get("updates", [])]


def unsupported(updates: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The updates that name no passage as their evidence."""
    return [each for each in updates if not any("passage" in piece for piece in each.get("evidence", []))]


@pytest.mark.usefixtures("_seeded")
def test_no_status_is_invented(seeds: Path) -> None:
    assert not StatusUpdate.objects.exists()
    assert set(Commitment.objects.values_list("status", flat=True)) == {"not_assessed"}
    assert unsupported(updates_in(seeds)) == []
    path = seeds / "capitals-2024-09-17-review.yaml"
    update = "    updates:\n      - {side: VN, as_of: '2024-09-17', status: in_progress}\n"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    kind: programme\n", f"    kind: programme\n{update}", 1), encoding="utf-8")
    assert [each["side"] for each in unsupported(updates_in(seeds))] == ["VN"]


@pytest.mark.usefixtures("_seeded")
def test_a_deadline_without_a_stated_date_has_none() -> None:
    undated = Commitment.objects.filter(deadlines__basis="none", due_latest=None)
    assert undated.exists()
    assert all(deadline.edtf == "" for row in undated for deadline in row.deadlines.filter(basis="none"))


def texts_in(value: Any) -> Iterator[dict[str, str]]:
    """Every text of a dossier: a mapping that has French."""
    if isinstance(value, dict) and "fr" in value:
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_in(inner)


def seed_texts(files: str = "*.yaml") -> list[dict[str, str]]:
    paths = (settings.BASE_DIR / "seeds").glob(files)
    return [text for path in paths for text in texts_in(yaml.safe_load(path.read_text(encoding="utf-8")))]


def test_every_text_is_in_french_english_and_vietnamese() -> None:
    texts = seed_texts()
    assert len(texts) > 300
    assert [text for text in texts if set(text) != {"fr", "en", "vi"}] == []


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = text.casefold().replace("’", "'").split()
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


@with_texts
def test_no_sentence_of_the_texts_is_copied() -> None:
    ours = set().union(*(runs(text["fr"], 8) for text in seed_texts()))
    names = set().union(*(runs(text["fr"], 8) for text in seed_texts("organisations.yaml")))
    theirs = set().union(*(runs(path.read_text(encoding="utf-8"), 8) for path in Path(TEXTS).glob("*.txt")))
    assert sorted(" ".join(run) for run in (ours - names) & theirs) == []


@with_texts
@pytest.mark.usefixtures("_seeded")
def test_every_passage_stands_in_the_real_texts(tmp_path: Path) -> None:
    call_command("check_passages", TEXTS)
    for path in Path(TEXTS).glob("*.txt"):
        (tmp_path / path.name).write_text(
            path.read_text(encoding="utf-8").replace("Vientiane", "Viantiane", 1), "utf-8"
        )
    with pytest.raises(CommandError, match="Not every passage stands"):
        call_command("check_passages", str(tmp_path))
