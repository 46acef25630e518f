"""A list costs as many queries for ten thousand rows as for ten."""

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from commitments.models import (
    Citation,
    Commitment,
    Edition,
    Head,
    Observation,
    Organisation,
    Responsibility,
    SearchKey,
    StatusUpdate,
)
from tests import factories as make
from tests.api.reading import ask, read

pytestmark = pytest.mark.django_db

FEW, MANY = 10, 10_000
LISTS = [
    "commitments/",
    "commitments/?limit=500",
    "commitments/?count=true",
    "commitments/?ordering=-deadline",
    "commitments/?kind=project&status=in_progress&lateness=undated&missing=deadline&changed_after=1",
    "commitments/?q=promise",
    "commitments/?partnership=aa-bb&side=AA&source=the-text&sector=transport",
    "commitments/?owner=the-ministry&role=lead&stale=false&on=2026-01-10",
    "commitments/?outlook=on_track&awaiting=BB",
    "commitments/AB-2025-001/editions/",
    "changes/",
    "changes/?after=5&limit=500",
    "checkpoints/",
    "organisations/",
    "organisations/?limit=500&count=true",
    "sides/",
    "sectors/",
    "sources/",
    "indicators/",
    "indicators/trade/observations/?limit=5",  # a page that is not full asks once more, for those without a day
    "summary/",
]
WORDS = ["commitments/AB-2025-001/updates/", "commitments/AB-2025-001/updates/?limit=500&count=true"]


def queries(path: str) -> int:
    """How many queries one answer costs. What is kept of a question's form is there already, as it is for the next."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what is not committed nobody has counted for the planner
    ask(path)
    with CaptureQueriesContext(connection) as asked:
        answer = ask(path)
    assert answer.status_code == 200, path
    return len(asked)


def promised() -> Commitment:
    """A commitment that every list above finds, or something of it."""
    ministry = make.OrganisationFactory(slug="the-ministry")
    passage = make.PassageFactory(source=make.SourceFactory(slug="the-text"))
    commitment: Commitment = make.CommitmentFactory(
        reference="AB-2025-001", title={"en": "A promise"}, sectors=[make.SectorFactory(slug="transport")]
    )
    make.ResponsibilityFactory(commitment=commitment, organisation=ministry)
    make.CitationFactory(commitment=commitment, passage=passage)
    make.StatusUpdateFactory(commitment=commitment, outlook="on_track", awaiting=make.SideFactory(code="BB"))
    make.ObservationFactory(indicator=make.IndicatorFactory(code="trade"), source=passage.source, passage=passage)
    return Commitment.objects.get(pk=commitment.pk)


def copied(row: Model, count: int, **columns: str) -> int:
    """Copies of a row, made by the database itself; `columns` are in SQL, of which `i` counts from 1. The key before."""
    table, key = row._meta.db_table, row._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(MAX({key}), 0) FROM {table}")  # noqa: S608 - a table of our own
        before = int(cursor.fetchone()[0])
        names = [field.column for field in row._meta.concrete_fields]
        values = [columns.get(name, f"{before} + i" if name == key else f"{table}.{name}") for name in names]
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(names)}) "  # noqa: S608 - our own table, and what this file says
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) "
            f"SELECT {', '.join(values)} FROM {table}, n WHERE {table}.{key} = {row.pk}"
        )
    return before


def editions(of: Edition, count: int, key: str) -> int:
    """Editions like that of another record, at the end of the chain, each of a record of its own; the key before."""
    head = Head.objects.get()
    before = copied(
        of,
        count,
        number=f"{head.number} + i",
        change=f"{head.number} + i",
        public_number=f"{head.public_number} + i",
        key=key,
        record=f"""REPLACE(record, '"{of.key}"', '"' || {key} || '"')""",
    )
    Head.objects.update(number=head.number + count, public_number=head.public_number + count)
    return before


def grow(first: Commitment, since: int, until: int) -> None:
    """More commitments, each with a word, organisations and observations like the first, up to so many."""
    count = until - since
    key = f"'AB-2026-' || CAST({since} + i AS text)"
    before = editions(first.edition, count, key)
    before = copied(first, count, reference=key, edition_id=f"{before} + i")
    for part in (SearchKey, Responsibility, Citation, StatusUpdate, Commitment.sectors.through):
        row = part.objects.get(commitment=first)
        copied(row, count, commitment_id=f"{before} + i")
    ministry, slug = Organisation.objects.get(slug="the-ministry"), f"'ministry-' || CAST({since} + i AS text)"
    copied(ministry, count, slug=slug, edition_id=f"{editions(ministry.edition, count, slug)} + i")
    copied(Observation.objects.earliest("pk"), count, period=f"'no-period-' || CAST({since} + i AS text)")


@pytest.fixture
def first() -> Commitment:
    """The first of them."""
    return promised()


def test_a_list_costs_as_many_queries_for_ten_thousand_rows_as_for_ten(first: Commitment) -> None:
    grow(first, 1, FEW)
    few = {path: queries(path) for path in LISTS}
    grow(first, FEW, MANY)
    assert {path: queries(path) for path in LISTS} == few
    assert read("commitments/", count="true")["count"] == MANY
    filtered = [path for path in LISTS if path.startswith("commitments/?")]
    assert [path for path in filtered if len(read(path)["results"]) < 50] == []


def test_a_page_of_words_costs_as_many_queries_for_ten_thousand_as_for_ten(first: Commitment) -> None:
    word = StatusUpdate.objects.get(commitment=first)
    copied(word, FEW, number="1 + i")
    few = {path: queries(path) for path in WORDS}
    copied(word, MANY, number=f"{FEW} + 1 + i")
    assert {path: queries(path) for path in WORDS} == few
    assert read(WORDS[1])["count"] == 1 + FEW + MANY
