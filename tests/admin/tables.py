"""Tables of commitments for tests: taken from the workbench, edited, written as people's programs write them, sent in."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from commitments.models import Commitment, Deadline, Edition, Evidence, Head, Responsibility, StatusUpdate
from tests.admin.pages import address, form_of
from tests.factories import (
    CommitmentFactory,
    DeadlineFactory,
    ResponsibilityFactory,
    SideFactory,
    StatusUpdateFactory,
)

LIST = "commitment", "changelist"
KEPT = (Commitment, Responsibility, Deadline, StatusUpdate, Evidence, Edition, Head)
Row = dict[str, str]


def taken(client: Client, kind: str = "csv", query: str = "") -> bytes:
    """The table as the workbench gives it."""
    response = client.get(address("commitment", "export", kind) + query)
    assert response.status_code == 200, response.headers
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]  # nothing of it is kept in memory


def rows_of(content: bytes, separator: str = ",") -> list[Row]:
    """The rows of a CSV file by column."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator))


def two_rows(client: Client) -> list[Row]:
    """The table of two commitments, the first with an owner, a deadline and words."""
    first = CommitmentFactory(title={"en": "A bridge", "fr": "Un pont", "lo": "ຂົວ"})
    ResponsibilityFactory(commitment=first)
    DeadlineFactory(commitment=first, reason={"en": "The text says so.", "fr": "C’est écrit."})
    StatusUpdateFactory(commitment=first, progress=10, note={"en": "Begun.", "lo": "ເລີ່ມ"})
    StatusUpdateFactory(commitment=first, side=SideFactory(code="BB"), status="stalled")
    CommitmentFactory()
    return rows_of(taken(client))


def written(rows: Sequence[Row], separator: str = ",", columns: Sequence[str] | None = None) -> bytes:
    """Rows as a CSV file."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, columns or list(rows[0]), delimiter=separator, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode("utf-8-sig")


def lines(*rows: Sequence[str], separator: str = ",") -> bytes:
    """Cells as a CSV file, without any care for what they hold."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue().encode()


def workbook(*rows: Sequence[Any]) -> bytes:
    """Cells as a workbook, each of its own type."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("commitments")
    for number, row in enumerate(rows):
        for index, cell in enumerate(row):
            sheet.write(number, index, cell)
    book.close()
    return file.getvalue()


def cells_of(content: bytes) -> list[list[Any]]:
    """The cells of a workbook."""
    sheet: Any = openpyxl.load_workbook(io.BytesIO(content)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def send(client: Client, content: bytes, name: str = "table.csv") -> HttpResponse:
    """Send a file in; the answer is the preview, or the page that says what is wrong."""
    return client.post(address("commitment", "import"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def confirm(
    client: Client, shown: HttpResponse, why: str = "The ministries reported it.", **given: str
) -> HttpResponse:
    """Say why, and have written what is shown."""
    path = shown.request["PATH_INFO"]  # type: ignore[attr-defined]  # the test client's own
    return client.post(path, form_of(shown) | {"why": why} | given, follow=True)


def told(response: HttpResponse) -> str:
    """All that the page says is wrong."""
    context: Any = response.context
    form = context["form"]
    every = [*context["problems"], *filter(None, [context.get("refused")])]
    return "\n".join([*every, *(message for errors in form.errors.values() for message in errors)])


def on_record() -> dict[str, int]:
    """How many rows there are of all that an import could write, and how far the chain has come."""
    counts = {model.__name__: model._default_manager.count() for model in KEPT}
    return counts | {"number": Head.objects.get().number}
