"""The whole selection as a file, streamed: JSON Lines, comma-separated values, an Excel workbook."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import Any, BinaryIO, ClassVar, TypeVar
from wsgiref.util import FileWrapper

from django.conf import settings
from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from rest_framework.exceptions import ParseError

from commitments.api.answers import spelt
from commitments.api.conditions import Version
from commitments.api.documented import documented
from commitments.api.media import CommaSeparated, JsonLines, Streamed, Workbook
from commitments.api.parameters import Asked, Parameters
from commitments.api.resources import Resource
from commitments.filters import CommitmentFilters
from commitments.queries.fronts import Columns, lines_on, told_on
from commitments.queries.keysets import COMMITMENT_ORDERINGS
from commitments.queries.prepared import Row as Stored
from commitments.queries.streams import written_commitments
from commitments.records.lines import stamp, written
from commitments.records.served import commitment_on, commitments_on
from commitments.records.tables import header, row
from commitments.reports.render.workbook import TooManyRows, write_workbook
from commitments.values.comma_separated import MARK, Cell, comma_separated

Commitments = QuerySet[Any]
Written = TypeVar("Written")

BLOCK = 64 * 1024


class Export(Resource):
    """The whole selection in the one format of `media`."""

    parameters = Parameters(filters=CommitmentFilters, orderings=COMMITMENT_ORDERINGS, dated=True, timed=True)
    media: ClassVar[type[Streamed]]

    def answer(self, asked: Asked, _version: Version) -> StreamingHttpResponse:
        """The file; one query for each chunk, and one for each filter that names a record. HEAD reads no record."""
        rows = self.chosen(self.commitments(), on=asked.on)
        body = () if self.request.method == "HEAD" else self.body(rows, asked)
        answer = StreamingHttpResponse(body, content_type=self.media.content_type())
        answer["Content-Disposition"] = f'attachment; filename="commitments-{asked.on}.{self.media.format}"'
        return answer

    def body(self, rows: Commitments, asked: Asked) -> Iterable[bytes]:
        """The selection in this format."""
        raise NotImplementedError


class Table(Export):
    """The whole selection as rows under a header."""

    def tag(self, asked: Asked, version: Version) -> str:
        """Another one when the table has other columns."""
        return super().tag(asked, (*version, int(stamp(), 16)))


@documented("commitments_jsonl", OpenApiTypes.STR, tag="commitments", media=JsonLines.media_type)
class AsJsonLines(Export):
    """All selected commitments as JSON Lines: on each line one, exactly as the list shows it on a page.

    In the order of references none is missed or doubled while others write. In another order, one that is moved
    across the place that has been reached may be. When reading fails under way, the last line has a `type` and a
    `detail` that says so, and no `reference`.
    """

    media = JsonLines
    renderer_classes = (JsonLines,)

    def body(self, rows: Commitments, asked: Asked) -> Iterable[bytes]:
        """A block at a time."""
        lines = _written(rows, asked, lambda block: commitments_on(block, between=b"\n", end=b"\n"))
        return _sent(lines, broken=spelt({"type": "urn:problem:incomplete", "detail": _incomplete()}) + b"\n")


@documented("commitments_csv", OpenApiTypes.STR, tag="commitments", media=CommaSeparated.media_type)
class AsCommaSeparated(Table):
    """All selected commitments as a table (RFC 4180, UTF-8 with a byte order mark), a row each.

    A text that begins with = + - @ tab or CR has a ' in front, so that no spreadsheet takes it for a formula. When
    reading fails under way, the last row has a single cell that says so.
    """

    media = CommaSeparated
    renderer_classes = (CommaSeparated,)

    def body(self, rows: Commitments, asked: Asked) -> Iterable[bytes]:
        """The header, then a block at a time."""
        first = MARK + comma_separated([header(settings.CONTENT_LANGUAGES)])
        lines = _written(rows, asked, written, columns=partial(lines_on, stamp=stamp()))
        return _sent(chain([first.encode()], lines), broken=comma_separated([[_incomplete()]]).encode())


@documented("commitments_xlsx", OpenApiTypes.BINARY, tag="commitments", media=Workbook.media_type)
class AsWorkbook(Table):
    """All selected commitments as an Excel workbook with one sheet, a row each; more rows than fit are a 400."""

    media = Workbook
    renderer_classes = (Workbook,)

    def body(self, rows: Commitments, asked: Asked) -> Iterable[bytes]:
        """The workbook, written to a file that nobody else sees before its first byte is sent."""
        cells = chain.from_iterable(_written(rows, asked, _rows))
        with ExitStack() as failing:
            file = failing.enter_context(TemporaryFile())
            _write(cells, file, on=asked.on)
            file.seek(0)
            failing.pop_all()  # from here on the answer closes it, when it has been sent
        return FileWrapper(file, BLOCK)


def _write(rows: Iterable[Sequence[Cell]], file: BinaryIO, *, on: date) -> None:
    try:
        write_workbook(header(settings.CONTENT_LANGUAGES), rows, file, on=on)
    except TooManyRows as error:
        raise ParseError(_("A sheet holds fewer rows than are selected. Select fewer, or ask for CSV.")) from error


def _written(
    rows: Commitments,
    asked: Asked,
    write: Callable[[list[Stored]], Written],
    *,
    columns: Callable[[date], Columns] = told_on,
) -> Iterator[Written]:
    """What `write` makes of each block, the first chunk read already: what fails before the answer has begun is told as a problem."""
    blocks = written_commitments(rows, asked.ordering, write, on=asked.on, columns=columns)
    return chain(list(islice(blocks, 1)), blocks)


def _sent(parts: Iterable[bytes], *, broken: bytes) -> Iterator[bytes]:
    """The parts. When reading fails under way the file ends in `broken`, which nobody takes for a record.

    The status has been sent by then, and not every server cuts the connection off: what ends early must say so.
    """
    try:
        yield from parts
    except Exception:
        yield broken
        raise


def _incomplete() -> str:
    return _("This file is not complete: reading failed under way. Ask for it again.")


def _rows(block: list[Stored]) -> list[list[Cell]]:
    return [row(commitment_on(each), settings.CONTENT_LANGUAGES) for each in block]
