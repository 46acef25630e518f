"""Questions that are compiled once: the same answers as ever, for every value and after every change."""

import gc
import threading
import warnings
import weakref
from datetime import date
from typing import Any

import pytest
from django.db import OperationalError, ProgrammingError, connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from commitments.models import Commitment, Sector
from commitments.queries import prepared
from commitments.queries.prepared import KEPT, Questions, Slot, compiled
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_question_takes_other_values_in_its_slots() -> None:
    for slug in ("a", "b", "c"):
        make.SectorFactory(slug=slug)
    question = compiled(Sector.objects.filter(slug__gte=Slot("from")).order_by("slug").values_list("slug"))
    assert question.rows(**{"from": "b"}) == [("b",), ("c",)]
    assert question.rows(**{"from": "c"}) == [("c",)]


def test_a_day_goes_into_a_slot_on_either_database() -> None:
    make.DeadlineFactory(commitment=make.CommitmentFactory(reference="AB-2025-001"), edtf="2027")
    due = Commitment.objects.filter(due_latest__gte=Slot("day")).values_list("reference")
    question = compiled(due)
    assert question.rows(day=date(2027, 12, 31)) == [("AB-2025-001",)]
    assert question.rows(day=date(2028, 1, 1)) == []


def test_a_question_that_can_have_no_answer_asks_nothing() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert compiled(Sector.objects.none().values_list("slug")).rows() == []
    assert len(queries) == 0


def test_questions_of_one_name_are_compiled_once_and_without_a_name_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[QuerySet[Sector]] = []
    original = prepared.compiled
    monkeypatch.setattr(prepared, "compiled", lambda rows: asked.append(rows) or original(rows))
    questions = Questions(most=2)
    for name in ("one", "one", "two"):
        questions.of("sectors")(name, lambda: [Sector.objects.values_list("slug")])
    assert len(asked) == 2
    for _each in range(2):
        questions.of(None)("one", lambda: [Sector.objects.values_list("slug")])
    assert len(asked) == 4
    questions.of("sectors")("three", lambda: [Sector.objects.values_list("slug")])
    assert list(questions.kept) == [("sectors", "three")]  # there were as many as are kept: all were forgotten


@pytest.mark.django_db(transaction=True)
def test_a_lost_connection_is_made_anew_and_asked_again() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("a connection to an SQLite file is not lost")
    make.SectorFactory(slug="a")
    question = compiled(Sector.objects.values_list("slug"))
    assert question.rows() == [("a",)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (lost,) = cursor.fetchone()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [lost])
    other.close()
    assert question.rows() == [("a",)]


def test_what_this_process_keeps_is_forgotten_between_tests() -> None:
    assert KEPT.kept == {}


def test_an_answer_is_left_as_it_was_by_the_next_question_and_by_blocks_between() -> None:
    for slug in ("a", "b", "c"):
        make.SectorFactory(slug=slug)
    ordered = Sector.objects.order_by("slug").values_list("slug")
    all_of_them, first = compiled(ordered), compiled(ordered[:1])
    kept = all_of_them.rows()
    met = [(block, first.rows()) for block in all_of_them.blocks(2)]
    assert kept == [("a",), ("b",), ("c",)]
    assert met == [([("a",), ("b",)], [("a",)]), ([("c",)], [("a",)])]


def test_what_the_database_refuses_is_an_error_of_the_framework_and_the_next_question_is_answered() -> None:
    make.SectorFactory(slug="a")
    broken = prepared.Prepared("default", "SELECT nothing FROM nowhere", ())
    with pytest.raises((ProgrammingError, OperationalError)), transaction.atomic():
        broken.rows()
    assert compiled(Sector.objects.values_list("slug")).rows() == [("a",)]


def test_questions_are_counted_where_somebody_counts_them() -> None:
    question = compiled(Sector.objects.values_list("slug"))
    question.rows()
    with CaptureQueriesContext(connection) as queries:
        question.rows()
    assert len(queries) == 1


@pytest.mark.django_db(transaction=True)
def test_the_connection_of_a_thread_that_ended_is_not_kept() -> None:
    make.SectorFactory(slug="a")
    question = compiled(Sector.objects.values_list("slug"))
    met: list[Any] = []

    def ask() -> None:
        answer = question.rows()
        met.append((answer, weakref.ref(connection.connection) if connection.vendor == "postgresql" else None))

    for _each in range(3):
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the driver says so when it closes what nobody closed
        gc.collect()
    assert [answer for answer, _driver in met] == [[("a",)]] * 3
    assert [driver for _answer, driver in met if driver is not None and driver() is not None] == []
