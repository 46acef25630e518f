"""The documents lead where they say they do."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT: Path = settings.BASE_DIR
LINK = re.compile(r"\]\(([^)#]+)\)")
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("seeds/*.md")]


def leading_nowhere(document: Path, text: str) -> list[str]:
    """The links of a document to files that are not there; addresses elsewhere are not asked."""
    return [to for to in LINK.findall(text) if "://" not in to and not (document.parent / to).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_to_a_file_leads_to_one(document: Path) -> None:
    assert leading_nowhere(document, document.read_text(encoding="utf-8")) == []


def test_the_check_sees_a_link_that_leads_nowhere() -> None:
    assert leading_nowhere(ROOT / "README.md", "![a picture](docs/nowhere.png)") == ["docs/nowhere.png"]
