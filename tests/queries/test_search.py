"""The same words find the same commitments on either database, whichever way they are asked for."""

from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from commitments.actions.keep import keep
from commitments.models import Commitment, SearchKey, StatusUpdate
from commitments.queries import search
from commitments.queries.search import found
from commitments.values.folding import search_key
from tests import factories as make
from tests.past.states import asked
from tests.queries.searches import CORPUS, QUERIES

pytestmark = pytest.mark.django_db
ONE = "AB-2025-001"


@pytest.fixture
def corpus() -> None:
    """The commitments that are searched here."""
    for reference, title in CORPUS.items():
        make.CommitmentFactory(reference=reference, title=title)


@pytest.fixture
def many_hits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every word for one that is too common to list its hits."""
    monkeypatch.setattr(search, "MOST_HITS", dict.fromkeys(search.MOST_HITS, 0))


def answers(query: str) -> list[str]:
    """The references that a query finds, asked for all at once and as a page."""
    rows = found(Commitment.objects.all(), query).order_by("reference").values_list("reference", flat=True)
    whole, page = list(rows), list(rows[:100])
    assert (page, rows.count()) == (whole, len(whole))
    return whole


def write_key(commitment: Commitment, text: str) -> None:
    """Write what a commitment is searched in, as the actions do."""
    SearchKey.objects.bulk_create(
        [SearchKey(commitment=commitment, text=text)],
        update_conflicts=True,
        unique_fields=["commitment"],
        update_fields=["text"],
    )


@pytest.mark.usefixtures("corpus")
def test_every_query_finds_what_it_should_and_nothing_else() -> None:
    assert len(QUERIES) >= 100
    assert {query: answers(query) for query in QUERIES} == QUERIES


@pytest.mark.usefixtures("corpus", "many_hits")
def test_a_common_word_finds_the_same() -> None:
    assert {query: answers(query) for query in QUERIES} == QUERIES


@pytest.mark.usefixtures("corpus")
def test_the_table_tells_when_a_query_is_folded_unlike_the_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commitments.values.sought.token", str)
    wrong = {query for query, expected in QUERIES.items() if answers(query) != expected}
    assert {"ວຽງຈັນ", "йошкар"} < wrong
    assert "coopération" not in wrong


@pytest.mark.usefixtures("corpus")
def test_the_table_tells_when_words_are_sought_as_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commitments.values.sought.SHORTEST_BEGINNING", 1)
    assert {query for query, expected in QUERIES.items() if answers(query) != expected} >= {"coo", "por*", "ha"}


class AnyWord(TestCase):
    """Any word of a text finds it, asked of the database."""

    @settings(deadline=None, max_examples=30)
    @given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
    @example("Đường sắt Hà Nội – ນ້ຳ ວຽງຈັນ l’œuvre ﬁ ² Ⅷ İ 가 𐐷 " + "x" * 500)
    def test_any_word_of_a_text_finds_it(self, text: str) -> None:
        """Also where each is tested row by row, and where all are taken from the index."""
        with transaction.atomic():
            commitment = Commitment.objects.first() or make.CommitmentFactory()
            write_key(commitment, search_key([text]))
        for word in text.split():
            assert answers(word) == [commitment.reference], word


@pytest.mark.usefixtures("corpus")
def test_the_index_follows_the_text() -> None:
    row = Commitment.objects.get(reference=ONE)
    row.title = {"en": "Another name"}
    keep(row, by=None, at=make.AT, why=make.WHY)
    assert (answers("industrie"), answers("another")) == ([], [ONE])
    SearchKey.objects.filter(commitment=row).update(text="third")
    assert (answers("another"), answers("third")) == ([], [ONE])
    SearchKey.objects.filter(commitment=row).delete()
    assert (answers("third"), ONE in answers("–")) == ([], True)


@pytest.mark.parametrize("text", ["", " ", "two  spaces", "a\nb"])
def test_a_key_in_another_form_can_be_stored(text: str) -> None:
    commitment = make.CommitmentFactory()
    write_key(commitment, text)
    assert SearchKey.objects.get().text == text


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL derives its index itself")
@pytest.mark.usefixtures("corpus")
def test_the_index_of_sqlite_is_sound_after_every_sort_of_write() -> None:
    words = "commitments_searchkey_words"
    SearchKey.objects.filter(commitment__reference=ONE).delete()
    SearchKey.objects.filter(commitment__reference="AB-2025-002").update(text="another")
    write_key(Commitment.objects.get(reference="AB-2025-003"), "a third")
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {words} ({words}, rank) VALUES ('integrity-check', 1)")  # noqa: S608  no input
    assert answers("third") == ["AB-2025-003"]


def test_owners_are_searched_by_their_names() -> None:
    ministry = make.OrganisationFactory(name={"vi": "Bộ Công Thương"}, short_name={"en": "MOIT"})
    held = make.ResponsibilityFactory(organisation=ministry)
    make.CommitmentFactory()
    for query in ("cong thuong", "congthuong", "moit", "bộ công thương"):
        assert answers(query) == [held.commitment.reference]


@pytest.mark.usefixtures("many_hits")
def test_only_what_may_be_read_decides_how_a_query_is_read() -> None:
    shown = make.CommitmentFactory(title={"vi": "Nội dung ở Hà Giang"})
    make.CommitmentFactory(title={"vi": "Hà Nội"}, visibility="internal", by=make.analyst("AA"))
    assert list(found(Commitment.objects.public(), "ha noi")) == [shown]


def test_rows_that_name_a_commitment_are_found_by_its_words() -> None:
    word = make.StatusUpdateFactory(commitment=make.CommitmentFactory(title={"vi": "Hà Nội"}))
    make.StatusUpdateFactory()
    assert list(found(StatusUpdate.objects.all(), "hanoi", commitment="commitment_id")) == [word]


@pytest.mark.usefixtures("many_hits")
def test_rows_that_name_a_common_commitment_are_found_by_its_words() -> None:
    word = make.StatusUpdateFactory(commitment=make.CommitmentFactory(title={"vi": "Hà Nội"}))
    make.StatusUpdateFactory()
    rows = found(StatusUpdate.objects.all(), "hanoi", commitment="commitment_id")
    assert list(rows) == list(rows[:5]) == [word]


def queries_of(query: str, rows: QuerySet[Any]) -> int:
    """How many queries the first ten of the rows that a query finds cost."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        list(found(rows, query)[:10])
    return len(captured)


@pytest.mark.parametrize("number", [1, 3, 10])
def test_a_search_costs_one_query_more_however_many_it_finds(number: int) -> None:
    for _each in range(number):
        make.CommitmentFactory(title={"vi": "Hà Nội", "en": "promise"})
    rows = Commitment.objects.all()
    assert [queries_of(query, rows) for query in ("–", "promise", "nothing", "ha noi", "noi ha")] == [1, 2, 1, 3, 3]


@pytest.mark.usefixtures("many_hits")
def test_a_page_of_a_common_word_is_walked_and_all_of_it_comes_from_the_index() -> None:
    make.CommitmentFactory()
    rows = found(Commitment.objects.all(), "promise")
    for asked_for, from_the_index in ((rows[:10], False), (rows.order_by(), True)):
        with CaptureQueriesContext(connection) as captured:
            assert len(asked_for) == 1
        assert ("IN (SELECT" in captured[0]["sql"]) is from_the_index


def test_a_long_list_of_hits_is_one_parameter() -> None:
    rows = Commitment.objects.filter(search.Listed("pk", list(range(1, 70_000))))
    _sql, parameters = rows.query.sql_with_params()
    assert len(parameters) == 1
    make.CommitmentFactory()
    assert (rows.count(), len(rows[:10])) == (1, 1)


@pytest.mark.usefixtures("corpus")
def test_the_past_is_searched_in_the_words_of_then() -> None:
    row = Commitment.objects.get(reference=ONE)
    row.title = {"en": "Another name"}
    keep(row, by=None, at=make.AT.replace(month=3), why=make.WHY)
    assert (answers("industrie"), answers("another")) == ([], [ONE])
    then = make.AT
    assert asked(lambda: {query: answers(query) for query in QUERIES}, recorded_at=then) == QUERIES
    assert asked(lambda: answers("another"), recorded_at=then) == []
    assert asked(lambda: answers("another"), as_of=date(2026, 4, 1)) == [ONE]


@pytest.mark.usefixtures("corpus", "many_hits")
def test_the_past_is_searched_for_common_words() -> None:
    assert asked(lambda: {query: answers(query) for query in QUERIES}, recorded_at=make.AT) == QUERIES
