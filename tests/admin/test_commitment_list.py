"""The list of commitments: its filters with their numbers, its orders, its columns, and addresses that cannot be read."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.http import QueryDict
from django.test import Client

from commitments.admin.ages import age_in_words
from commitments.admin.desk import Desk
from commitments.admin.list_form import ListForm
from commitments.models import Commitment, User
from tests.admin.conftest import signed_in
from tests.admin.pages import address
from tests.factories import (
    CommitmentFactory,
    DeadlineFactory,
    ResponsibilityFactory,
    SectorFactory,
    SideFactory,
    StatusUpdateFactory,
    analyst,
)
from tests.queries.standing_scenes import some_record

LIST = "/admin/commitments/commitment/"
TODAY = date(2026, 11, 21)
ASKED = (
    *("", "lateness=overdue", "stale=true", "standing=silent&visibility=internal", "drafts=mine", "changed=others"),
    *(
        "drafts=mine&lateness=undated",
        "q=promise&changed=others",
        "role=lead&visibility=public",
        "awaiting=AA&stale=true",
    ),
)


def shown(client: Client, query: str) -> list[str]:
    """The references that the list shows under an address."""
    page = client.get(f"{LIST}?{query}")
    assert page.status_code == 200, page.content.decode()[:3000]
    rows: list[Commitment] = list(page.context["cl"].result_list)
    assert len(rows) == page.context["cl"].result_count
    return [row.reference for row in rows]


@pytest.mark.parametrize("query", ASKED)
def test_each_number_beside_a_value_is_what_choosing_it_shows(query: str) -> None:
    readers = some_record(10, size=10)
    for user in readers[2:4]:
        user.seen_edition = 20
        desk = Desk(user, on=TODAY)
        form = ListForm(QueryDict(query), desk)
        assert form.problems == {}
        assert form.number == form.selected.count()
        for name in ("lateness", "standing", "stale", "awaiting", "visibility", "drafts", "changed", "missing", "role"):
            for option in form.facet(name).options:
                data = QueryDict(query, mutable=True)
                data.setlist(name, [*(data.getlist(name) if name != "stale" else ()), option.value])
                data.setlist(name, [option.value])
                assert option.count == ListForm(data, desk).selected.count(), (user, name, option.value)


def test_control_the_filters_of_the_desk_tell_commitments_apart() -> None:
    user = some_record(10, size=10)[2]
    user.seen_edition = 20
    counted = {query: ListForm(QueryDict(query), Desk(user, on=TODAY)).number for query in ASKED[3:6]}
    assert all(0 < number < ListForm(QueryDict(""), Desk(user, on=TODAY)).number for number in counted.values())


def test_the_rows_are_those_of_the_filter_language_of_the_pages(aa: Client) -> None:
    late, early = CommitmentFactory(sectors=[SectorFactory(slug="trade")]), CommitmentFactory(kind="target")
    DeadlineFactory(commitment=late, edtf="2020")
    DeadlineFactory(commitment=early, edtf="2099")
    assert shown(aa, "lateness=overdue") == [late.reference]
    assert shown(aa, "sector=trade&due_before=2020-06-01") == [late.reference]
    assert shown(aa, "kind=target&kind=project&due_after=2050-01-01") == [early.reference]
    assert shown(aa, f"q={early.reference}") == [early.reference]


def test_what_another_side_keeps_internal_is_neither_shown_nor_counted(aa: Client) -> None:
    hidden = CommitmentFactory(visibility="internal", by=analyst("BB"))
    assert shown(aa, "") == []
    assert shown(aa, "visibility=internal") == []
    assert aa.get(f"{LIST}?parent={hidden.reference}").status_code == 400
    page = aa.get(LIST).context["cl"]
    numbers = {option.count for spec in page.filter_specs if hasattr(spec, "facet") for option in spec.facet.options}
    assert numbers == {0}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("lateness=x", "Deadline</strong>: “x” is not known here. Known are: closed"),
        ("drafts=yours", "Drafts</strong>: “yours” is not known here. Known are: mine"),
        ("due_before=tomorrow", "Due until</strong>: Write a day as year, month and day"),
        ("status__exact=stalled", "status__exact</strong>: This parameter is not known"),
        ("sector=nowhere", "There is no “nowhere” on record"),
        ("q=%00", "This holds a character that cannot be stored"),
        ("stale=maybe", "Stale</strong>: Write true or false"),
    ],
)
def test_what_cannot_be_read_is_told_and_shows_nothing(aa: Client, query: str, words: str) -> None:
    CommitmentFactory()
    page = aa.get(f"{LIST}?{query}")
    assert page.status_code == 400
    assert words in page.content.decode()
    assert list(page.context["cl"].result_list) == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("p=9", "This list has pages 1 to 1. The nearest one is shown."),
        ("p=x", "This list has pages 1 to 1. The nearest one is shown."),
        ("o=77", "This order is not known."),
        ("o=x", "This order is not known."),
    ],
)
def test_a_page_or_an_order_that_is_not_there_is_told_beside_the_rows(aa: Client, query: str, words: str) -> None:
    row = CommitmentFactory()
    page = aa.get(f"{LIST}?{query}")
    assert (page.status_code, [each.pk for each in page.context["cl"].result_list]) == (200, [row.pk])
    assert words in page.content.decode()


def column(client: Client, name: str) -> int:
    """The number of a column."""
    return int(client.get(LIST).context["cl"].list_display.index(name))


def test_what_has_no_deadline_and_no_word_comes_last_in_either_direction(aa: Client) -> None:
    first, second, empty = (CommitmentFactory(reference=f"AB-2025-90{number}") for number in (1, 2, 3))
    for row, edtf, day in ((first, "2027", 5), (second, "2028", 1)):
        DeadlineFactory(commitment=row, edtf=edtf)
        StatusUpdateFactory(commitment=row, as_of=date(2026, 1, day))
    due, age = column(aa, "due"), column(aa, "age")
    told = [first.reference, second.reference, empty.reference]
    turned = [second.reference, first.reference, empty.reference]
    assert [shown(aa, f"o={due}"), shown(aa, f"o=-{due}")] == [told, turned]
    assert [shown(aa, f"o={age}"), shown(aa, f"o=-{age}")] == [told, turned]


def test_statuses_and_standings_are_ordered_by_what_they_mean(aa: Client) -> None:
    done, begun, silent = (CommitmentFactory() for _ in range(3))
    StatusUpdateFactory(commitment=done, status="completed")
    for code in ("AA", "BB"):
        StatusUpdateFactory(commitment=begun, side=SideFactory(code=code))
    assert shown(aa, f"o={column(aa, 'state')}") == [row.reference for row in (silent, begun, done)]
    assert shown(aa, f"o={column(aa, 'agreement')}") == [row.reference for row in (begun, done, silent)]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "today"),
        (0, "today"),
        (1, "1 day"),
        (59, "59 days"),
        (60, "1 month"),
        (365, "11 months"),
        (730, "23 months"),
    ],
)
def test_an_age_is_told_in_days_and_months(days: int, words: str) -> None:
    assert age_in_words(date.fromordinal(800_000 - days), on=date.fromordinal(800_000)) == words


@time_machine.travel("2026-11-22T12:00:00Z")
def test_a_row_tells_its_deadline_and_the_age_of_the_last_word_in_words(aa: Client) -> None:
    row = CommitmentFactory(review_interval=400)
    DeadlineFactory(commitment=row, edtf="../2026-05")
    ResponsibilityFactory(commitment=row)
    StatusUpdateFactory(commitment=row, as_of=date(2026, 1, 2))
    page = aa.get(LIST).content.decode()
    assert "by the end of May 2026" in page
    assert '<time class="age " datetime="2026-01-02" title="2 January 2026">10 months</time>' in page
    CommitmentFactory()
    page = aa.get(LIST).content.decode()
    assert (page.count(">not stated<"), page.count(">none yet<")) == (1, 1)


def test_a_chosen_filter_can_be_taken_away_again(aa: Client) -> None:
    page = aa.get(f"{LIST}?status=stalled&status=completed&visibility=public&p=1")
    chips = [(chip.value, chip.without) for chip in page.context["cl"].form.chips()]
    assert chips == [
        ("public", "?status=stalled&status=completed"),
        ("stalled", "?status=completed&visibility=public"),
        ("completed", "?status=stalled&visibility=public"),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(
    django_assert_num_queries: Any, rows: int, db: None
) -> None:
    for _ in range(rows):
        commitment = CommitmentFactory(sectors=[SectorFactory()])
        ResponsibilityFactory(commitment=commitment)
        DeadlineFactory(commitment=commitment)
        StatusUpdateFactory(commitment=commitment)
    client = signed_in(analyst("AA"))
    with django_assert_num_queries(28):
        assert client.get(LIST).status_code == 200


def test_a_long_list_is_counted_without_asking_its_rows(aa: Client, django_assert_num_queries: Any) -> None:
    for _ in range(3):
        CommitmentFactory()
    with django_assert_num_queries(28) as asked:
        aa.get(LIST)
    counted = [
        each["sql"] for each in asked.captured_queries if "COUNT(" in each["sql"] and "GROUP BY" not in each["sql"]
    ]
    assert counted == []
    assert User.objects.count() == 1
    assert address("commitment", "changelist") == LIST
