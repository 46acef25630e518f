"""A record of about sixty editions with something of everything, written through the actions, change by change."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from commitments.actions.keep import drop_part, keep
from commitments.models import Commitment, Edition, Indicator, Meeting, Milestone, Organisation, Passage, Source
from commitments.records.checkpoints import written_note
from commitments.values.notes import VerifyingKey
from tests import factories as make
from tests import signing
from tests.soak.superuser import Rows, backup

CHAINS = ("public", "full")
ROUNDS = 5
LATE = 30
"""From which change on there is a copy after each; before, after every fourth."""
PLACE = {"paragraph": 1, "start": 1, "end": 5, "fingerprint": "sha256:" + "2" * 64}
Change = Callable[[datetime], Any]


@dataclass(frozen=True)
class Told:
    """What is kept outside of the database, and the copies of it that a superuser has: by number of editions."""

    notes: list[str]
    backups: dict[int, Rows]


def keys() -> list[VerifyingKey]:
    """The public keys of the operator and of both witnesses."""
    return [*(signing.operator(chain).verifying for chain in CHAINS), *(key.verifying for key in signing.WITNESSES)]


def checkpoints(at: datetime) -> list[str]:
    """Checkpoints of both chains, countersigned by both witnesses, as they keep them."""
    return [written_note(signing.signed(chain, at=at, witnesses=signing.WITNESSES)) for chain in CHAINS]


def tell() -> Told:
    """Write the record, a change an hour, with checkpoints on the way and at the end."""
    at, backups = make.AT, {0: backup()}
    for turn, change in enumerate(story()):
        at += timedelta(hours=1)
        change(at)
        if turn == LATE:
            checkpoints(at)
        if turn % 4 == 0 or turn > LATE:
            backups[Edition.objects.count()] = backup()
    notes = checkpoints(at + timedelta(hours=1))
    return Told(notes, backups)


def story() -> Iterator[Change]:
    """The changes, one after the other."""
    keeper, other = make.analyst("AA", username="keeper"), make.analyst("BB", username="other")
    yield lambda at: make.PartnershipFactory(at=at)
    yield lambda at: make.SideFactory(code="CC", at=at)
    yield lambda at: make.IndicatorFactory(code="trade", partnership=make.PartnershipFactory(), at=at)
    yield lambda at: make.MeetingFactory(slug="session", number=1, place={"en": "Here"}, at=at)
    yield lambda at: make.SourceFactory(slug="text", meeting=Meeting.objects.get(), at=at)
    yield lambda at: make.ObservationFactory(**_trade(), note={"en": "Seen."}, side=keeper.organisation.side, at=at)
    for number in range(1, ROUNDS + 1):
        yield from _commitment(f"AB-2025-{number:03}", keeper, other)
    yield lambda at: make.CommitmentFactory(reference="AB-2025-090", visibility="internal", by=keeper, at=at)
    yield lambda at: _kept(Commitment, {"visibility": "internal"}, at, reference="AB-2025-005")
    yield lambda at: _kept(Organisation, {"name": {"en": "Renamed"}}, at, pk=keeper.organisation.pk)
    yield lambda at: drop_part(Milestone.objects.earliest("pk"), **_signed(at))


def _commitment(reference: str, keeper: Any, other: Any) -> Iterator[Change]:
    """A commitment of which much is said, in a few changes."""
    given: dict[str, Any] = {"reference": reference, "by": keeper}
    yield lambda at: make.CommitmentFactory(**given, sectors=[make.SectorFactory(at=at)], at=at)
    row = Commitment.objects.get(reference=reference)
    if int(reference[-1]) % 3 == 1:
        yield from _parts(row, keeper)
    for day, who in ((1, keeper), (3, other), (2, keeper)):
        word = {"commitment": row, "side": who.organisation.side, "by": who, "as_of": date(2026, 1, day)}
        yield lambda at, word=word: make.StatusUpdateFactory(**word, evidence=["https://example.org/"], at=at)
    yield lambda at: make.DeadlineFactory(commitment=row, by=keeper, at=at)
    yield lambda at: make.DeadlineFactory(commitment=row, by=keeper, edtf="2028", basis="inferred", at=at)


def _parts(row: Commitment, keeper: Any) -> Iterator[Change]:
    yield lambda at: make.ResponsibilityFactory(commitment=row, organisation=keeper.organisation, at=at)
    yield lambda at: make.CitationFactory(commitment=row, passage=_passage(at), at=at)
    yield lambda at: make.MilestoneFactory(commitment=row, at=at)
    if row.reference != "AB-2025-001":
        before = Commitment.objects.get(reference="AB-2025-001")
        yield lambda at: make.LinkFactory(commitment=row, to=before, at=at)
        yield lambda at: make.TargetFactory(commitment=row, indicator=_trade()["indicator"], at=at)


def _passage(at: datetime) -> Passage:
    source = Source.objects.get(slug="text")
    passage: Passage = make.PassageFactory(source=source, **PLACE, at=at)
    return passage


def _trade() -> dict[str, Any]:
    return {
        "indicator": Indicator.objects.get(code="trade"),
        "source": Source.objects.get(slug="text"),
    }


def _kept(model: Any, values: dict[str, Any], at: datetime, **which: Any) -> None:
    row = model.objects.get(**which)
    for name, value in values.items():
        setattr(row, name, value)
    keep(row, **_signed(at))


def _signed(at: datetime) -> dict[str, Any]:
    return {"by": None, "at": at, "why": {"en": "As was agreed."}}
