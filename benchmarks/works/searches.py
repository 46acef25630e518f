"""Searches for two words, for a common one, and for rare ones: how long a page of 50 hits takes."""

import json
from collections.abc import Iterator
from urllib.parse import quote

from benchmarks import raw
from benchmarks.asking import Asker
from benchmarks.findings import Finding, Plan, tell
from benchmarks.interleaving import interleave
from benchmarks.processor import Processor
from benchmarks.spread import spread

SEARCHES = {
    "two words": "railway capital",
    "two words with marks": "đường sắt",
    "a common word": "cooperation",
    "two common words": "cooperation trade",
    "a rare word": "zircon",
    "a rare and a common word": "cooperation zircon",
    "a word that is nowhere": "xylophone",
    "Lao": "ການສຶກສາ",
}


def measure(plan: Plan) -> Iterator[Finding]:
    """Each search, interleaved with all others."""
    asker, processor = Asker(), Processor()
    processor.backends = raw.Driver().backends
    addresses = {name: f"/api/v1/commitments/?q={quote(words)}" for name, words in SEARCHES.items()}
    calls = {name: (lambda address=address: asker.expect(address)) for name, address in addresses.items()}
    measured = interleave(calls, rounds=plan.rounds, processor=processor)
    for name, each in measured.items():
        hits = len(json.loads(asker.expect(addresses[name]).body)["results"])
        measures = {"milliseconds": spread([second * 1000 for second in each.seconds]).told()}
        detail = f"search with {name} (“{SEARCHES[name]}”, {hits if hits < 50 else 'more than 50'} hits)"
        yield Finding("search", detail, {"api": each.told()}, measures)


if __name__ == "__main__":
    tell(measure)
