"""What commitments refer to (sides, organisations, sectors, texts with their passages), written by the actions."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from benchmarks.data.light import Light, Many, light
from benchmarks.data.words import SUBJECTS
from commitments.actions.recording import recording
from commitments.models import Organisation, Partnership, Passage, Sector, Side
from tests import factories as make

BODIES = 40
"""The organisations of each side; every fourth has the three after it below itself."""
SOURCES = 60
PASSAGES = 5
"""The passages of each text."""


def write_registers() -> None:
    """Everything that commitments refer to, in one change with its editions."""
    with recording(by=None, at=make.AT, why=make.WHY):
        sides = [make.SideFactory(code=code) for code in ("AA", "BB", "CC")]
        pair = make.PartnershipFactory(slug="aa-bb", code="AB", sides=sides[:2])
        make.PartnershipFactory(slug="aa-bb-cc", code="ABC", sides=sides)
        for side in sides:
            _write_bodies(side)
        for subject in SUBJECTS:
            make.SectorFactory(slug=subject["en"].replace(" ", "-"), name=subject)
        meetings = [
            make.MeetingFactory(held_on=f"2025-{1 + n % 12:02}-{1 + n % 28:02}", partnership=pair) for n in range(20)
        ]
        for number in range(SOURCES):
            _write_source(number, meetings[number % len(meetings)] if number % 3 else None)


def _write_bodies(side: Side) -> None:
    head = None
    for number in range(BODIES):
        code = side.code.lower()
        name = {
            "en": f"Ministry {number} of {side.code}",
            "fr": f"Ministère {number} ({side.code})",
            "vi": f"Bộ số {number}",
        }
        short = {"en": f"M{number}{side.code}"} if number % 2 else {}
        body = make.OrganisationFactory(
            slug=f"body-{code}-{number}", name=name, short_name=short, side=side, parent=head if number % 4 else None
        )
        head = head if number % 4 else body


def _write_source(number: int, meeting: Any) -> None:
    source = make.SourceFactory(
        slug=f"text-{number}", published_on=f"2025-{1 + number % 12:02}-{1 + number % 27:02}", meeting=meeting
    )
    for place in range(PASSAGES):
        start, digits = 100 * place, f"{number * PASSAGES + place:064x}"
        found = {"paragraph": place + 1, "start": start, "end": start + 90, "fingerprint": f"sha256:{digits}"}
        gist = {
            "en": f"What paragraph {place + 1} of text {number} says of the matter.",
            "fr": f"Ce que dit le texte {number}.",
        }
        make.PassageFactory(source=source, handle=f"passage-{place}", gist=gist, **(found if place % 2 == 0 else {}))


@dataclass(frozen=True, slots=True)
class Registers:
    """The same, read once, for the making of commitments: no query is needed for any of them."""

    partnerships: list[Light]
    bodies: dict[int, list[Organisation]]
    """The organisations of each side by its private key."""
    sectors: list[Sector]
    passages: list[Passage]


def read_registers() -> Registers:
    """Four queries, and those they prefetch."""
    bodies: dict[int, list[Organisation]] = {}
    for body in Organisation.objects.filter(side__isnull=False).select_related("side").order_by("pk"):
        bodies.setdefault(body.side_id or 0, []).append(body)
    sides = Prefetch("sides", Side.objects.order_by("code"))
    partnerships = [_light(each) for each in Partnership.objects.order_by("pk").prefetch_related(sides)]
    passages = Passage.objects.order_by("pk").select_related("source__meeting")
    return Registers(partnerships, bodies, list(Sector.objects.order_by("slug")), list(passages))


def _light(row: Partnership) -> Light:
    names = ("id", "slug", "code", "name")
    return light(Partnership)(**{name: getattr(row, name) for name in names}, sides=Many(row.sides.all()))
