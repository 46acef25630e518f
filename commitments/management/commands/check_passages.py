"""Say which passages still stand in a folder of texts."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments.models import Source
from commitments.provenance.passages import Finding, check
from commitments.values.quotes import fingerprint, normalise


class Command(BaseCommand):
    """Compare every source that has a digest with the text of that digest in the folder."""

    help = "Compare the passages with the texts in a folder (*.txt); a text belongs to the source with its digest."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder."""
        parser.add_argument("texts", type=Path, help="the folder of the texts")

    def handle(self, *_args: Any, texts: Path, **_options: Any) -> None:
        """Print a line for each source; fail when a passage is broken or a text is missing."""
        by_digest = {fingerprint(normalise(text)): text for text in _texts(texts)}
        sources = Source.objects.exclude(digest="").prefetch_related("passages")
        missing = [source.slug for source in sources if source.digest not in by_digest]
        findings = [check(source, by_digest[source.digest]) for source in sources if source.digest in by_digest]
        for finding in findings:
            self.stdout.write(_told(finding))
        for slug in missing:
            self.stdout.write(f"{slug}: no text in {texts} has its digest")
        if missing or any(finding.broken for finding in findings):
            raise CommandError("Not every passage stands: see the lines above.")


def _texts(folder: Path) -> list[str]:
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise CommandError(f"There is no text (*.txt) in {folder}.")
    return [path.read_text(encoding="utf-8") for path in paths]


def _told(finding: Finding) -> str:
    broken = ", ".join(passage.handle for passage in finding.broken)
    return f"{finding.source}: {len(finding.standing)} passages stand, {len(finding.broken)} broken {broken}".strip()
