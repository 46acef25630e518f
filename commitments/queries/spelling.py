"""Values as JSON and tables write them, spelt by the database: it does so while it reads, in a fraction of Python's time."""

from typing import Any

from django.db.models import Func, IntegerField, TextField


class Spelt(Func):
    """A text in which each %s stands for one of the values behind it. To put it together of pieces takes longer."""

    function = "FORMAT"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """The name that older SQLite knows as well."""
        return self.as_sql(compiler, connection, function="PRINTF", **context)


class Moment(Func):
    """A moment as records write it: a fraction has six digits, or there is none."""

    arity = 1
    output_field = TextField()
    template = (
        """REPLACE(TO_CHAR(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '.000000', '') || 'Z'"""
    )

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite keeps it so, but for the T and the Z."""
        return self.as_sql(compiler, connection, template="REPLACE(%(expressions)s, ' ', 'T') || 'Z'", **context)


class Days(Func):
    """The days from the second day to the first."""

    arity = 2
    arg_joiner = " - "
    template = "(%(expressions)s)"
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite keeps days as text."""
        template, joiner = "CAST(JULIANDAY(%(expressions)s) AS INTEGER)", ") - JULIANDAY("
        return self.as_sql(compiler, connection, template=template, arg_joiner=joiner, **context)


class Quoted(Func):
    """A text as JSON writes it, in its quotation marks."""

    arity = 1
    function = "JSON_QUOTE"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Its own name for it."""
        return self.as_sql(compiler, connection, template="TO_JSON(%(expressions)s::text)::text", **context)


class AsText(Func):
    """What is kept as JSON, as its text."""

    arity = 1
    template = "%(expressions)s"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """There it is no text by itself."""
        return self.as_sql(compiler, connection, template="(%(expressions)s)::text", **context)
