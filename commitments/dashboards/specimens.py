"""Rows that are never stored, for the page of parts: one for every state that a part of a page can be in."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, Final

from commitments.dashboards.account import Quoted, SideWord
from commitments.models import (
    Citation,
    Commitment,
    Deadline,
    Evidence,
    Indicator,
    Observation,
    Passage,
    Side,
    Source,
    StatusUpdate,
    Target,
)
from commitments.models.indicators import Period
from commitments.models.vocabulary import (
    Basis,
    CitationRelation,
    CommitmentKind,
    Force,
    LatenessWord,
    Outlook,
    ShownStatus,
    StandingWord,
    StatusWord,
)
from commitments.queries.listed import Listed
from commitments.queries.overview import Tally
from commitments.queries.trajectories import Trajectory
from commitments.values.attachments import PDF
from commitments.values.dates import parse
from commitments.values.digests import GENESIS

TITLE: Final = {"en": "A promise", "fr": "Un engagement", "vi": "Một cam kết"}
LONG: Final = {
    "en": "A promise whose title is as long as those that ministers sign, so that it needs more than one line anywhere",
    "fr": "Un engagement dont l’intitulé est aussi long que ceux que signent les ministres, et tient sur plusieurs lignes",
    "vi": "Một cam kết có tên dài như những văn kiện mà các bộ trưởng ký kết, nên ở đâu cũng phải xuống dòng",
}
FOREIGN: Final = {"lo": "ຄຳໝັ້ນສັນຍາ"}
BODY: Final = {"slug": "a-ministry", "name": {"en": "A ministry", "fr": "Un ministère", "vi": "Một bộ"}, "side": "AA"}
BOND: Final = {"slug": "a-b", "name": {"en": "A – B", "fr": "A – B", "vi": "A – B"}, "sides": ["AA", "BB"]}
QUOTE: Final = "The two ministries agree to report every year."


def rows(*, on: date) -> list[Listed]:
    """A row of a list for each lateness and each status."""
    year = on.year
    return [
        _row(1, LatenessWord.UNDATED, ShownStatus.NOT_ASSESSED, StandingWord.SILENT, None, None),
        _row(
            2, LatenessWord.NOT_DUE, ShownStatus.IN_PROGRESS, StandingWord.CONCORDANT, f"{year + 1}", 400, progress=40
        ),
        _row(3, LatenessWord.POSSIBLY_OVERDUE, ShownStatus.STALLED, StandingWord.DIVERGENT, f"{year}", 1, title=LONG),
        _row(
            4, LatenessWord.OVERDUE, ShownStatus.NOT_STARTED, StandingWord.ONE_SIDED, f"{year - 1}", -1, title=FOREIGN
        ),
        _row(5, LatenessWord.CLOSED, ShownStatus.COMPLETED, StandingWord.CONCORDANT, f"{year}-02-28", 0, progress=100),
        _row(6, LatenessWord.CLOSED, ShownStatus.DISCONTINUED, StandingWord.ONE_SIDED, f"../{year}", 30),
    ]


def _row(
    number: int, lateness: str, status: str, standing: str, edtf: str | None, days_left: int | None, **more: Any
) -> Listed:
    record = {
        "reference": f"AB-2026-{number:03}",
        "title": more.get("title", TITLE),
        "kind": CommitmentKind.PROJECT,
        "force": Force.JOINT,
        "partnership": BOND,
        "owners": [] if number == 1 else [{"role": "lead", "organisation": BODY}],
        "deadline": {"edtf": edtf, "basis": Basis.EXPLICIT if edtf else Basis.NONE},
        "status": status,
        "standing": standing,
        "progress": more.get("progress"),
    }
    return Listed(record=record, lateness=lateness, days_left=days_left, days_silent=None)  # type: ignore[arg-type]


def tally(total: int) -> Tally:
    """So many commitments, spread over the words; none for 0."""

    def spread(words: Any) -> dict[str, int]:
        return {word: total // (number + 2) for number, word in enumerate(words)}

    return Tally(
        total=total,
        status=spread(ShownStatus.values),
        standing=spread(StandingWord.values),
        lateness=spread(LatenessWord.values),
        missing=spread(("owner", "deadline", "measure", "evidence")),
    )


def sides(*, on: date) -> list[SideWord]:
    """A side without a word, and one with each."""
    first, second = _side("AA", "A"), _side("BB", "B")
    spoken = [
        SideWord(first, _word(second, status, number, on=on), number * 45, _evidence(number))
        for number, status in enumerate(StatusWord.values)
    ]
    return [SideWord(first, None, None), *spoken]


def _evidence(number: int) -> Sequence[Evidence]:
    """An address and a file, beside the second word alone."""
    name = "5 năm hợp tác – bilan quinquennal de la coopération, version définitive.pdf"
    file = Evidence(number=2, file_id=GENESIS, file_name=name, file_size=1_234_567, file_media_type=PDF)
    return [Evidence(number=1, address="https://example.org/report"), file] if number == 1 else ()


def _side(code: str, letter: str) -> Side:
    return Side(code=code, name={"en": f"Side {letter}", "fr": f"Partie {letter}", "vi": f"Bên {letter}"})


def _word(other: Side, status: str, number: int, *, on: date) -> StatusUpdate:
    return StatusUpdate(
        pk=0,  # no word has it: so there is no evidence to be found
        commitment=Commitment(reference="XX-2026-001"),
        number=number,
        status=status,
        as_of=on - timedelta(days=number * 45),
        outlook=[*Outlook.values, ""][number % (len(Outlook.values) + 1)],
        progress=number * 25 if number < len(StatusWord.values) else None,
        note=LONG if number % 2 else {},
        next_step=TITLE if number % 2 else {},
        awaiting=other if number == 1 else None,
    )


def deadlines(*, on: date) -> list[Any]:
    """What stands in the place of a deadline: nothing, words alone, a year, an open end, one that was moved."""
    year = on.year
    words = _deadline("", Basis.NONE, "rapidement")
    dated, open_ended = _deadline(f"{year}", Basis.EXPLICIT, "en 2026"), _deadline(f"{year}/..", Basis.INFERRED)
    moved = [_deadline(f"{year + 1}-06-30", Basis.DERIVED), dated]
    return [
        _told(None),
        _told(words),
        _told(dated, recurrence="FREQ=YEARLY;INTERVAL=2"),
        _told(open_ended),
        _told(moved[0], earlier=moved[1:], slip=181),
    ]


def _told(
    deadline: Deadline | None, *, earlier: Sequence[Deadline] = (), slip: int | None = None, recurrence: str = ""
) -> Any:
    return SimpleNamespace(
        deadline=deadline,
        revisions=[deadline, *earlier],
        more_revisions=0,
        slip=slip,
        row=SimpleNamespace(recurrence=recurrence),
    )


def _deadline(edtf: str, basis: str, phrase: str = "") -> Deadline:
    when = parse(edtf) if edtf else None
    return Deadline(
        edtf=edtf,
        basis=basis,
        phrase=phrase,
        reason=TITLE,
        earliest=when.earliest if when else None,
        latest=when.latest if when else None,
    )


def citations(*, on: date) -> list[Quoted]:
    """A passage that stands in the copy, one that is broken, one whose text was not at hand."""
    start, end = QUOTE.index("agree"), QUOTE.index(" every")
    return [
        _quoted(_citation(CitationRelation.ESTABLISHES, on, 3), QUOTE[:start], QUOTE[start:end], QUOTE[end:]),
        _quoted(_citation(CitationRelation.POSTPONES, on, 4), broken=True),
        _quoted(_citation(CitationRelation.REPORTS, on, None)),
    ]


def _quoted(citation: Citation, before: str = "", words: str = "", after: str = "", *, broken: bool = False) -> Quoted:
    return Quoted(citation, broken=broken, before=before, words=words, after=after)


def _citation(relation: str, on: date, paragraph: int | None) -> Citation:
    source = _source("A newspaper", on)
    passage = Passage(source=source, paragraph=paragraph, fingerprint=f"sha256:{'0' * 64}", gist=LONG)
    return Citation(relation=relation, passage=passage)


def _source(publisher: str, on: date) -> Source:
    return Source(slug="a-text", title=TITLE, publisher=publisher, language="fr", published_on=on.isoformat())


def trajectories(*, on: date) -> dict[str, Trajectory]:
    """What a chart is drawn of: one number alone, many, negative ones, huge ones."""
    return {
        "one": _trajectory(on, ["5"]),
        "many": _trajectory(on, ["1.1", "1.63", "2.25", "2.25", "2.9", "3.4"], aims=["5", "10"]),
        "negative": _trajectory(on, ["-30", "-12.5", "0", "4"], aims=["0"]),
        "huge": _trajectory(on, ["1", "90000000000000", "250000000000000"], aims=["1000000000000000"]),
    }


def _trajectory(on: date, seen: list[str], aims: list[str] | None = None) -> Trajectory:
    indicator = Indicator(code="a-number", name=TITLE, unit="USD", period=Period.YEAR, description=LONG)
    first = on.year - len(seen)
    return Trajectory(
        indicator,
        [_aim(indicator, value, f"{on.year + number}") for number, value in enumerate(aims or [])],
        [_seen(indicator, value, first + number, number % 2, on) for number, value in enumerate(seen)],
    )


def _aim(indicator: Indicator, value: str, edtf: str) -> Target:
    commitment = Commitment(reference="AB-2026-001", title=TITLE)
    target = Target(indicator=indicator, value=Decimal(value), commitment=commitment)
    target.edtf = edtf  # type: ignore[attr-defined]  # as the query annotates it
    return target


def _seen(indicator: Indicator, value: str, year: int, second: int, on: date) -> Observation:
    publisher = "Another publisher" if second else "A publisher"
    return Observation(
        indicator=indicator,
        period=f"{year}",
        period_earliest=date(year, 1, 1),
        period_latest=date(year, 12, 31),
        value=Decimal(value),
        source=_source(publisher, on),
    )
