"""The media types besides JSON that can be asked for in `Accept`. What they name is streamed, not rendered."""

from typing import Any

from rest_framework.renderers import BaseRenderer


class Streamed(BaseRenderer):
    """A media type whose views write their answers themselves."""

    charset: str | None = None

    @classmethod
    def content_type(cls) -> str:
        """The media type as an answer names it."""
        return f"{cls.media_type}; charset={cls.charset}" if cls.charset else str(cls.media_type)

    def render(self, *_args: Any, **_given: Any) -> bytes:
        """Nothing: an answer to OPTIONS has no body."""
        return b""


class JsonLines(Streamed):
    """One JSON text a line."""

    media_type = "application/jsonl"
    format = "jsonl"


class CommaSeparated(Streamed):
    """Comma-separated values (RFC 4180)."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"


class Workbook(Streamed):
    """An Excel workbook (Office Open XML)."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    format = "xlsx"


class AnyFile(Streamed):
    """A file of whatever kind it is."""

    media_type = "*/*"
    format = "file"
