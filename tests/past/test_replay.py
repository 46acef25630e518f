"""Random operations, after each of which the editions alone rebuild the record: `SOAK=1` for the long run."""

import os
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from commitments.actions import drafts
from commitments.actions.keep import drop_part, keep, keep_part
from commitments.actions.recording import recording
from commitments.actions.words import Word, record_update, set_deadline
from commitments.models import (
    Citation,
    Commitment,
    Deadline,
    Indicator,
    Link,
    Milestone,
    Observation,
    Organisation,
    Passage,
    Responsibility,
    Sector,
    Side,
    Source,
    StatusUpdate,
    Target,
)
from commitments.models.base import Part
from commitments.models.vocabulary import Role, StatusWord
from commitments.provenance.verification import verify
from tests import factories as make
from tests.factories import AT, WHY
from tests.past.states import asked, state, told

LONG = os.environ.get("SOAK") == "1"
EXAMPLES, STEPS = (64, 50) if LONG else (5, 50)

pytestmark = pytest.mark.django_db

numbers = st.integers(0, 10**6)
dates = st.sampled_from(["2025", "2026-02", "2027-01-01", "2026/2028", "../2030", "2027?"])
texts = st.dictionaries(st.sampled_from(["en", "fr", "vi"]), st.text("aé ồ“", min_size=1).filter(str.strip), min_size=1)


def one_of(rows: Any, number: int) -> Any:
    """A row by chance; None when there is none."""
    found = list(rows.order_by("pk"))
    return found[number % len(found)] if found else None


class Record(RuleBasedStateMachine):
    """Analysts who do at random what the actions allow. What an action refuses is no operation."""

    operations = 0

    def __init__(self) -> None:
        """Begin with an empty record, which is thrown away at the end."""
        super().__init__()
        self.at = AT
        self.example = transaction.atomic()
        self.example.__enter__()

    def teardown(self) -> None:
        """Look at the chains once, and throw the record away."""
        faults = list(verify())
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)
        assert faults == []

    def do(self, operation: Callable[[dict[str, Any]], Any]) -> None:
        """Do one thing; then the editions alone must tell the record as it stands."""
        self.at += timedelta(hours=7)
        try:
            with transaction.atomic():
                operation({"by": None, "at": self.at, "why": WHY})
        except ValidationError:
            return
        type(self).operations += 1
        now = state()
        assert asked(state) == now
        assert now[0] == told()

    def part(self, made: Part | None) -> None:
        """Add or change a part."""
        if made is not None:
            self.do(lambda signed: keep_part(made, **signed))

    def commitment(self, number: int) -> Commitment:
        """One of the commitments."""
        found: Commitment = one_of(Commitment.objects.all(), number)
        return found

    @initialize()
    def some_records(self) -> None:
        """What the operations need at the least."""
        for _ in range(2):
            make.CommitmentFactory(sectors=[make.SectorFactory()])
            make.ResponsibilityFactory(commitment=self.commitment(0), organisation=make.OrganisationFactory())
            make.PassageFactory()
            make.TargetFactory(commitment=self.commitment(1))

    @rule(made_on=dates, title=texts, number=numbers)
    def register(self, made_on: str, title: Any, number: int) -> None:
        """Add a commitment, a part of another one or not."""
        parent = self.commitment(number) if number % 2 else None
        reference = f"AB-2030-{Commitment.objects.count() + 1:03}"
        row = make.CommitmentFactory.build(
            reference=reference, title=title, made_on=made_on, parent=parent, partnership=self.commitment(0).partnership
        )
        self.do(lambda signed: keep(row, **signed))

    @rule(number=numbers, title=texts, sectors=st.booleans())
    def change(self, number: int, title: Any, sectors: bool) -> None:  # noqa: FBT001  given by name
        """Change a commitment's title and sectors."""
        row = self.commitment(number)
        row.title = title
        members = list(Sector.objects.all()) if sectors else []
        self.do(lambda signed: keep(row, sets={"sectors": members}, **signed))

    @rule(number=numbers, public=st.booleans())
    def show_or_hide(self, number: int, public: bool) -> None:  # noqa: FBT001  given by name
        """Change who may read a commitment."""
        row = self.commitment(number)
        row.visibility = "public" if public else "internal"
        self.do(lambda signed: keep(row, **signed))

    @rule(number=numbers, day=st.integers(-40, 4), status=st.sampled_from(StatusWord.values), fixes=st.booleans())
    def speak(self, number: int, day: int, status: str, fixes: bool) -> None:  # noqa: FBT001  given by name
        """Give a side's word for some day, perhaps in place of an earlier one."""
        row, side = self.commitment(number), one_of(Side.objects.all(), number)
        earlier = one_of(StatusUpdate.objects.filter(commitment=row, side=side, corrections=None), number)
        evidence = [one_of(Passage.objects.all(), number)] if number % 3 else ["https://example.org/"]
        word = Word(
            status=status,
            as_of=(self.at + timedelta(days=min(day, 0))).date(),
            progress=number % 101,
            note={"en": f"{number}"},
            corrects=earlier if fixes else None,
            evidence=evidence,
        )
        self.do(lambda signed: record_update(row, side=side, word=word, **signed))

    @rule(number=numbers, edtf=dates)
    def move(self, number: int, edtf: str) -> None:
        """Set a deadline, on a passage or not, with a date or without."""
        row, passage = self.commitment(number), one_of(Passage.objects.all(), number) if number % 2 else None
        given = {"edtf": edtf, "basis": "explicit"} if number % 5 else {"edtf": "", "basis": "none", "phrase": "soon"}
        self.do(lambda signed: set_deadline(row, passage=passage, reason={"en": f"{number}"}, **given, **signed))

    @rule(number=numbers, other=numbers, role=st.sampled_from(Role.values))
    def own(self, number: int, other: int, role: str) -> None:
        """Name an owner."""
        body = one_of(Organisation.objects.all(), other)
        self.part(Responsibility(commitment=self.commitment(number), organisation=body, role=role))

    @rule(number=numbers, other=numbers)
    def link(self, number: int, other: int) -> None:
        """Link two commitments."""
        self.part(Link(commitment=self.commitment(number), to=self.commitment(other), relation="follows"))

    @rule(number=numbers, other=numbers)
    def cite(self, number: int, other: int) -> None:
        """Cite a passage."""
        passage = one_of(Passage.objects.all(), other)
        self.part(Citation(commitment=self.commitment(number), passage=passage, relation="reaffirms"))

    @rule(number=numbers, due=dates)
    def plan(self, number: int, due: str) -> None:
        """Add a step."""
        self.part(Milestone(commitment=self.commitment(number), title={"en": f"{number}"}, due=due))

    @rule(number=numbers, on=st.dates(date(2025, 12, 1), date(2026, 6, 1)))
    def reach(self, number: int, on: date) -> None:
        """Reach a step."""
        if step := one_of(Milestone.objects.all(), number):
            step.reached_on = on
            self.part(step)

    @rule(number=numbers, kind=st.sampled_from([Milestone, Responsibility, Link, Citation, Target, Observation]))
    def drop(self, number: int, kind: Any) -> None:
        """Take a part away."""
        if part := one_of(kind.objects.all(), number):
            self.do(lambda signed: drop_part(part, **signed))

    @rule(number=numbers, name=texts, kind=st.sampled_from([Organisation, Sector, Indicator]))
    def rename(self, number: int, name: Any, kind: Any) -> None:
        """Rename what commitments refer to."""
        row = one_of(kind.objects.all(), number)
        row.name = name
        self.do(lambda signed: keep(row, **signed))

    @rule(number=numbers, gist=texts, published_on=dates)
    def publish(self, number: int, gist: Any, published_on: str) -> None:
        """Add a passage to a text, and move the text's day."""
        source = one_of(Source.objects.all(), number)
        source.published_on = published_on
        self.do(lambda signed: keep(source, **signed))
        self.part(Passage(source=source, handle=f"said-{number}", gist=gist))

    @rule(number=numbers, period=st.sampled_from(["2023", "2024", "2025"]))
    def observe(self, number: int, period: str) -> None:
        """Report a value."""
        indicator, source = one_of(Indicator.objects.all(), number), one_of(Source.objects.all(), number)
        self.part(Observation(indicator=indicator, source=source, period=period, value=number))


def test_after_every_operation_the_editions_alone_rebuild_the_record() -> None:
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
    run = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, suppress_health_check=checks)
    Record.operations = 0
    run_state_machine_as_test(Record, settings=run)
    print(f"{Record.operations} operations, and the editions alone rebuilt the record after each.")  # noqa: T201
    assert Record.operations >= (2000 if LONG else 50)


def test_control_an_edition_that_does_not_tell_every_word_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "_check_every_word_stands", lambda _row: None)
    commitment, side = make.CommitmentFactory(), make.SideFactory()
    with recording(by=None, at=AT, why=WHY):
        for day in (1, 2):
            word = Word(status="in_progress", as_of=date(2026, 1, day))
            record_update(commitment, side=side, word=word, by=None, at=AT, why=WHY)
    assert asked(state) != state()


def test_control_a_deadline_that_no_record_tells_is_found() -> None:
    commitment = make.DeadlineFactory().commitment
    Deadline(pk=None, commitment=commitment, revision=2, edtf="2030", basis="explicit", reason=WHY).save_base(
        raw=True, force_insert=True
    )
    assert asked(state) != state()
