"""The rolls count what the rows would: for every reader, selection and day, after every change, in the past as well."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from commitments.actions import editions
from commitments.actions.adopting import adopt
from commitments.actions.keep import keep
from commitments.actions.rolls import count_again, count_when_new
from commitments.choosing.visible import visible_to
from commitments.filters import CommitmentFilters
from commitments.models import Commitment, Head, Organisation, Roll
from commitments.models.vocabulary import LatenessWord
from commitments.provenance.rolls import roll_faults
from commitments.queries import rolls
from commitments.queries.overview import counted, overview, tally
from commitments.queries.recount import wrong_rolls
from commitments.queries.rolled import counts_in, meeting, sets_of
from commitments.rules import keepers, readable
from tests import factories as make
from tests.factories import AT, WHY
from tests.past.states import asked
from tests.queries.standing_scenes import DAYS, questions, some_record

pytestmark = pytest.mark.django_db


def chosen(user: Any, query: str, on: date) -> Any:
    """The rolls, the set of a selection by them, and its rows by the filters."""
    visible, known, bits = visible_to(user)
    given = QueryDict(query)
    rows = CommitmentFilters(given, visible, on=on).qs
    return known, meeting(bits, sets_of(known, dict(given.lists()), on=on)), rows


@pytest.mark.parametrize("seed", [1, 2])
def test_rolls_and_rows_count_the_same_for_every_reader_selection_and_day(seed: int) -> None:
    readers = some_record(seed)
    seen = set()
    for user in readers:
        for on in DAYS:
            for query in questions():
                known, bits, rows = chosen(user, query, on)
                by_rolls = counted(known, bits, on=on)
                assert by_rolls == tally(rows, on=on), (user, on, query)
                seen.add((by_rolls.total, *by_rolls.lateness.values()))
    assert len(seen) > 20


def test_the_short_lists_are_those_that_sorting_all_rows_finds() -> None:
    for user in some_record(4):
        for on in DAYS:
            known, bits, rows = chosen(user, "", on)
            found, late = overview(known, bits, on=on), rows.with_lateness(on=on)
            coming = [row for row in late if row.due_latest and row.lateness in {"not_due", "possibly_overdue"}]
            assert references(found.next_due) == first(coming, "due_latest")
            for word in (LatenessWord.OVERDUE, LatenessWord.POSSIBLY_OVERDUE):
                assert references(getattr(found, word)) == first(late.filter(lateness=word), "due_latest")
            assert references(found.disputed) == first(rows.filter(standing="divergent"), "last_word_on")


def references(rows: Any) -> list[str]:
    """The references of a short list."""
    return [row.record["reference"] for row in rows]


def first(rows: Any, column: str) -> list[str]:
    """The first six references by a day; those without one last."""
    ordered = sorted(rows, key=lambda row: (getattr(row, column) or date.max, row.pk))
    return [row.reference for row in ordered[:6]]


def test_each_value_counts_what_choosing_it_would_show() -> None:
    on = DAYS[3]
    for user in some_record(6):
        known, bits, _rows = chosen(user, "partnership=aa-bb", on)
        counts = counts_in(known, lambda _name, bits=bits: bits, on=on)
        for facet, values in counts.items():
            for value, number in values.items():
                rows = CommitmentFilters(QueryDict(f"{facet}={value}"), readable(user), on=on).qs
                assert number == rows.filter(partnership__slug="aa-bb").count(), (facet, value)


def test_what_is_kept_internal_is_in_no_set_of_those_who_may_not_see_it() -> None:
    own, other, joint = make.analyst("AA"), make.analyst("BB"), make.secretary()
    make.PartnershipFactory()
    hidden = make.CommitmentFactory(visibility="internal", by=own)
    joints = make.CommitmentFactory(visibility="internal", by=joint)
    nobodys = make.CommitmentFactory(visibility="internal")
    seen = {user: visible_to(user).bits for user in (own, other, joint, make.secretary())}
    assert list(seen.values()) == [1 << hidden.pk, 0, 1 << joints.pk, 0]
    assert rolls.rolls_now().everything == 1 << hidden.pk | 1 << joints.pk | 1 << nobodys.pk


def test_a_commitment_that_is_made_public_or_withdrawn_is_counted_so_at_once() -> None:
    row = make.CommitmentFactory(visibility="internal")
    for visibility, number in (("public", 1), ("internal", 0), ("public", 1)):
        row.visibility = visibility
        keep(row, by=None, at=AT, why=WHY)
        assert rolls.rolls_now().readable([]).bit_count() == number


def test_an_organisation_that_moves_below_another_takes_what_it_owes_along() -> None:
    body, ministry = make.OrganisationFactory(slug="body"), make.OrganisationFactory(slug="ministry")
    make.ResponsibilityFactory(organisation=body)
    known = rolls.rolls_now()
    assert sets_of(known, {"owner": ["ministry"]}, on=DAYS[0])["owner"] == 0
    body.parent = ministry
    keep(body, by=None, at=AT, why=WHY)
    assert sets_of(rolls.rolls_now(), {"owner": ["ministry"]}, on=DAYS[0])["owner"].bit_count() == 1
    assert list(wrong_rolls()) == []


def test_the_rolls_of_the_past_count_what_its_rows_would() -> None:
    some_record(7)
    for as_of in (date(2025, 12, 15), date(2026, 1, 1), date(2026, 3, 1)):
        assert asked(lambda: list(wrong_rolls()), as_of=as_of) == []
        by_rolls, by_rows = asked(both_ways, as_of=as_of)
        assert by_rolls == by_rows


def both_ways() -> Any:
    """The tally of what is public, counted in two ways."""
    known = rolls.rolls_now()
    return counted(known, known.readable([]), on=DAYS[2]), tally(Commitment.objects.public(), on=DAYS[2])


def test_control_a_write_that_moves_no_bits_is_found_and_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    row = make.CommitmentFactory()
    monkeypatch.setattr(editions, "enrol", lambda *_given: None)
    make.StatusUpdateFactory(commitment=row)
    monkeypatch.undo()
    known = rolls.rolls_now()
    assert counted(known, known.readable([]), on=DAYS[0]) != tally(Commitment.objects.public(), on=DAYS[0])
    told = [str(each) for each in roll_faults()]
    assert f"the roll status=in_progress: 1 commitment(s) are counted wrongly: {row.reference}." in " ".join(told)
    assert adopt(at=AT, why=WHY) == []
    assert list(roll_faults()) == []
    known = rolls.rolls_now()
    assert counted(known, known.readable([]), on=DAYS[0]) == tally(Commitment.objects.public(), on=DAYS[0])


def test_a_record_that_is_older_than_the_rolls_is_counted_once() -> None:
    some_record(8, size=6)
    before = set(Roll.objects.values_list("heading", "block", "bits"))
    Roll.objects.all().delete()
    Head.objects.update(rolls=0)
    count_when_new()
    now = {
        (heading, block, bytes(bits)) for heading, block, bits in Roll.objects.values_list("heading", "block", "bits")
    }
    assert now <= {(heading, block, bytes(bits)) for heading, block, bits in before}
    assert list(wrong_rolls()) == []
    assert Head.objects.get().rolls == 1
    assert count_again() == 0


@pytest.mark.django_db(transaction=True)
def test_a_process_reads_what_was_written_since_and_nothing_else(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    row = make.CommitmentFactory()
    first_read = rolls.rolls_now()
    with django_assert_num_queries(1):
        assert rolls.rolls_now() is first_read
    make.DeadlineFactory(commitment=row, edtf="2025")
    with django_assert_num_queries(3):
        renewed = rolls.rolls_now()
    assert renewed.lateness(DAYS[2])["overdue"] == 1 << row.pk
    assert first_read.lateness(DAYS[2])["overdue"] == 0
    assert count_again() == 0
    assert rolls.rolls_now().listed == renewed.listed
    with django_assert_num_queries(1):
        assert rolls.rolls_now().version == renewed.version + 1
    rolls.KEPT_ROLLS.forget()
    assert rolls.rolls_now().listed == renewed.listed


@pytest.mark.django_db(transaction=True)
def test_an_earlier_copy_put_in_the_place_of_the_database_is_read_anew() -> None:
    row = make.CommitmentFactory()
    earlier, head = list(Roll.objects.values()), Head.objects.values().get()
    make.DeadlineFactory(commitment=row, edtf="2025")
    assert rolls.rolls_now().lateness(DAYS[2])["overdue"] == 1 << row.pk
    Roll.objects.all().delete()
    Roll.objects.bulk_create(Roll(**each) for each in earlier)
    Head.objects.update(**head)
    assert rolls.rolls_now().lateness(DAYS[2])["overdue"] == 0


@pytest.mark.django_db(transaction=True)
def test_a_row_with_a_version_that_is_yet_to_come_hides_nothing() -> None:
    row = make.CommitmentFactory()
    Roll.objects.filter(heading="status=not_assessed").update(version=10**9)
    assert rolls.rolls_now().of("status", "in_progress") == 0
    make.StatusUpdateFactory(commitment=row)
    assert rolls.rolls_now().of("status", "in_progress") == 1 << row.pk


@pytest.mark.django_db(transaction=True)
def test_what_a_transaction_wrote_that_never_came_to_be_is_never_kept() -> None:
    row = make.CommitmentFactory()
    before = rolls.rolls_now()
    with transaction.atomic():
        make.DeadlineFactory(commitment=row, edtf="2025")
        assert rolls.rolls_now().lateness(DAYS[2])["overdue"] == 1 << row.pk
        transaction.set_rollback(True)
    assert rolls.rolls_now() is before


def test_a_commitment_beyond_the_first_block_is_listed_in_its_own() -> None:
    far = rolls.Rolls().written(
        [("status=stalled", 3, bytes([2]) + bytes(1023), 9), ("kind=target", 0, bytes(1024), 4)]
    )
    assert (far.of("status", "stalled"), far.of("kind", "target"), far.version) == (1 << 3 * 8192 + 1, 0, 9)
    moved = far.written([("status=stalled", 3, bytes(1024), 10), ("status=stalled", 4, bytes([1]) + bytes(1023), 11)])
    assert (moved.of("status", "stalled"), moved.version) == (1 << 4 * 8192, 11)


def test_an_organisation_of_another_side_is_no_keeper() -> None:
    analyst = make.analyst("AA")
    make.OrganisationFactory(side=make.SideFactory(code="BB"))
    assert set(keepers(analyst)) == set(Organisation.objects.filter(side__code="AA"))
