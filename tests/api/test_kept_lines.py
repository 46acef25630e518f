"""The table that is sent is made of the lines that editions keep, and is the same where they keep none."""

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from commitments.models import Commitment, Edition
from tests import factories as make
from tests.api import scenes
from tests.api.reading import DAY, ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def frozen() -> Any:
    """One moment, so that two answers differ in nothing that they tell of it."""
    with time_machine.travel("2026-03-06T12:00:00Z", tick=False):
        yield


def sent(**asked: Any) -> str:
    """The whole table."""
    answer = ask("commitments.csv", **asked)
    assert answer.status_code == 200, answer
    return str(answer.getvalue().decode())


def force(**values: Any) -> None:
    """Write columns of every edition behind every guard."""
    QuerySet(Edition).filter(noun="commitment").update(**values)


@pytest.mark.usefixtures("frozen")
@pytest.mark.parametrize("asked", [{"on": DAY}, {"recorded_at": "2026-03-01"}, {"as_of": "2026-02-01"}])
def test_lines_that_were_never_kept_are_read_from_the_records(asked: dict[str, str]) -> None:
    scenes.rich_among_others()
    make.StatusUpdateFactory(commitment=make.CommitmentFactory(title={"en": '=1, "two"\nlines'}))
    kept = sent(**asked)
    assert len(kept.splitlines()) > 4
    force(line=None)
    assert sent(**asked) == kept


@pytest.mark.usefixtures("frozen")
def test_lines_under_other_columns_are_read_from_the_records(settings: Any) -> None:
    scenes.rich()
    settings.CONTENT_LANGUAGES = ("fr", "en", "vi", "lo")
    head, *rows = sent(on=DAY).splitlines()
    assert "title_lo" in head
    force(line=None)
    assert sent(on=DAY).splitlines() == [head, *rows]


def test_the_line_that_is_kept_is_the_one_that_is_sent() -> None:
    commitment = make.CommitmentFactory(reference="AB-2025-001")
    line = Commitment.objects.get(pk=commitment.pk).edition.line
    force(line=line.replace("AB-2025-001", "AB-2025-999"))
    assert "AB-2025-999" in sent()


def test_a_record_is_not_fetched_where_its_line_is_kept() -> None:
    make.CommitmentFactory()
    with CaptureQueriesContext(connection) as queries:
        sent()
    assert len(queries) == 2
    (_version, chunk) = queries
    with connection.cursor() as cursor:
        cursor.execute(chunk["sql"])
        ((line, record, _daily, *_place),) = cursor.fetchall()
    assert (bool(line), record) == (True, None)


@pytest.mark.usefixtures("frozen")
@pytest.mark.parametrize("path", ["commitments.csv", "commitments.xlsx"])
def test_whoever_has_a_table_is_not_told_that_it_holds_under_other_columns(path: str, settings: Any) -> None:
    make.CommitmentFactory()

    def asked_again(tag: str) -> HttpResponse:
        answer = ask(path, headers={"If-None-Match": tag})
        answer.getvalue()
        return answer

    tag = asked_again("")["ETag"]
    assert asked_again(tag).status_code == 304
    settings.CONTENT_LANGUAGES = ("fr", "en", "vi", "lo")
    assert asked_again(tag).status_code == 200
