"""What happened to the record since its first content: the sides spoke, one corrected itself, and some stayed inside."""

from datetime import UTC, date, datetime

import time_machine
from django.core.management import call_command

from commitments.actions.accounts import open_account
from commitments.actions.keep import keep
from commitments.actions.words import Word, record_update
from commitments.models import Commitment, Organisation, Partnership, Side, Source, StatusUpdate, User

SEEDED = datetime(2026, 11, 2, 9, tzinfo=UTC)
SPOKEN = datetime(2026, 11, 10, 9, tzinfo=UTC)
CORRECTED = datetime(2026, 11, 18, 9, tzinfo=UTC)
TODAY = datetime(2026, 11, 22, 9, tzinfo=UTC)

PARK = "VL-2025-014"
"""The sides differ about it."""
EXPRESSWAY = "VL-2025-022"
"""They agree, and one of them has corrected itself."""
REPORTS = "VL-2025-019"
"""One side alone has spoken."""
GROWTH = "VL-2025-002"
"""Both call it completed."""
INSIDE = "Kept inside"
"""Words that stand only in what is internal: no page may show them."""
PASSWORD = "a long enough secret"
STAFF = "analyst-vn"


def happen() -> None:
    """Load the first content, and let the sides speak."""
    with time_machine.travel(SEEDED):
        call_command("seed", verbosity=0)
    people = {
        code: open_account(
            username=f"analyst-{code}",
            password=PASSWORD,
            organisation=Organisation.objects.get(slug=f"government-{code}"),
        )
        for code in ("la", "vn")
    }
    _speak(people)
    _keep_inside(people["la"])
    # A copy that is not the text: its passages are broken.
    source = Source.objects.get(slug="vna-2025-12-01-industrial-chain")
    source.copy = "Another text."
    keep(source, by=None, at=CORRECTED, why={"en": "A copy was found."})


def _speak(people: dict[str, User]) -> None:
    _say(PARK, people["la"], "not_started", date(2026, 11, 9), "The land is not chosen yet.")
    _say(PARK, people["vn"], "in_progress", date(2026, 11, 8), "The study of the park has begun.", progress=20)
    _say(REPORTS, people["la"], "in_progress", date(2026, 11, 9), "The first report is being written.")
    for person in people.values():
        _say(GROWTH, person, "completed", date(2026, 11, 9), "The goal of the year was met.")
    first = _say(EXPRESSWAY, people["la"], "stalled", date(2026, 11, 9), "The works have stopped.")
    _say(EXPRESSWAY, people["vn"], "in_progress", date(2026, 11, 9), "The route is being surveyed.")
    _say(EXPRESSWAY, people["la"], "in_progress", date(2026, 11, 9), "The works go on.", at=CORRECTED, corrects=first)


def _say(
    reference: str,
    by: User,
    status: str,
    as_of: date,
    note: str,
    *,
    at: datetime = SPOKEN,
    progress: int | None = None,
    corrects: StatusUpdate | None = None,
) -> StatusUpdate:
    """Record the word of a person's side."""
    side = by.organisation.side if by.organisation else None
    assert isinstance(side, Side)
    word = Word(status=status, as_of=as_of, note={"en": note}, progress=progress, corrects=corrects)
    row = Commitment.objects.get(reference=reference)
    return record_update(row, side=side, word=word, by=by, at=at, why={"en": "The ministry reported."})


def _keep_inside(by: User) -> None:
    row = Commitment(
        reference="VL-2026-099",
        title={"en": INSIDE, "fr": INSIDE, "vi": INSIDE},
        kind="project",
        force="joint",
        level="state",
        partnership=Partnership.objects.get(slug="vietnam-laos"),
        made_on="2026-02-05",
        visibility="internal",
    )
    keep(row, by=by, at=SPOKEN, why={"en": INSIDE})
