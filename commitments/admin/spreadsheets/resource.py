"""The table itself: its columns for a reader, what is written into it, and what each row that comes in is to do."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource

from commitments.admin.spreadsheets.cells import Cell, Written, brief, unbroken
from commitments.admin.spreadsheets.checking import check
from commitments.admin.spreadsheets.circles import find_circles
from commitments.admin.spreadsheets.columns import EDITION, REFERENCE, Group, columns
from commitments.admin.spreadsheets.habits import habits_of
from commitments.admin.spreadsheets.meant import names_of
from commitments.admin.spreadsheets.names import Found, look_up
from commitments.admin.spreadsheets.numbering import Numbering
from commitments.admin.spreadsheets.planned import Change, Planned, PlannedResult
from commitments.admin.spreadsheets.present import BATCH, Present, Values, batches, on_record, present, with_what_counts
from commitments.admin.spreadsheets.rights import Rights
from commitments.models import User
from commitments.queries.own_words import last_of
from commitments.rules import readable

Row = Mapping[str, Any]


class CommitmentTable(Resource):  # type: ignore[misc]  # the library ships no types
    """Commitments, one row each. It writes nothing to the record: `writing.write` does what its rows plan."""

    class Meta:
        using_db = "default"
        chunk_size = BATCH
        import_id_fields = (REFERENCE,)
        instance_loader_class = BaseInstanceLoader  # ours are loaded for all rows at once, by `before_import`

    def __init__(self, user: User, language: str, *, at: datetime, typed: bool = False) -> None:
        """Speak a language with a person; `typed` gives numbers and days as such instead of as text."""
        super().__init__()
        self.user, self.at, self.typed = user, at, typed
        habits = habits_of(language)
        self.widgets: dict[str, Cell] = {each.name: each.widget(habits) for each in columns(settings.CONTENT_LANGUAGES)}
        self.fields = {name: Field(name, name, widget) for name, widget in self.widgets.items()}
        self.stored: dict[str, Present] = {}
        self.read: list[Planned] = []
        self.found: Found = {}
        self.rights, self.numbering = Rights(user), Numbering()

    @classmethod
    def get_row_result_class(cls) -> type[PlannedResult]:
        """Ours."""
        return PlannedResult

    def rows(self, chosen: Iterable[int]) -> Iterator[list[Written]]:
        """The cells of the commitments of these private numbers, in this order; five queries for each five hundred.

        What has been hidden from the reader meanwhile is left out.
        """
        for some in batches(chosen):
            found = with_what_counts(readable(self.user).filter(pk__in=some), self.user).in_bulk()
            for row in filter(None, map(found.get, some)):
                values = present(row).values
                yield [self.export_field(field, values) for field in self.fields.values()]

    def export_field(self, field: Any, instance: Values, **_options: Any) -> Written:
        """A cell."""
        widget, value = self.widgets[field.attribute], instance[field.attribute]
        return widget.typed(value) if self.typed else widget.render(value)

    def before_import(self, dataset: Any, **_options: Any) -> None:
        """Read all rows, and look up for all of them what they name: so many queries for every five hundred."""
        rows: list[Row] = dataset.dict
        references = [_reference(row) for row in rows]
        self.stored = on_record(filter(None, references), self.user)
        first: dict[str, int] = {}
        for number, row in enumerate(rows, start=2):
            planned = self._read(number, row)
            if planned.reference and (before := first.setdefault(planned.reference, number)) != number:
                planned.blame(REFERENCE, _("This commitment is in row %(row)d already.") % {"row": before})
            self.read.append(planned)
        self.found = look_up((row.changed for row in self.read), self.user)
        find_circles(self.read, self.user)
        self._read_last_words()

    def _read_last_words(self) -> None:
        names = names_of(Group.WORD)
        spoken = {each.present.commitment.pk: each for each in self.read if each.present and each.changes(names)}
        if self.user.side:
            for some in batches(spoken):
                for number, word in last_of(self.user.side, some).items():
                    spoken[number].last = word

    def import_row(self, row: Row, instance_loader: Any, **kwargs: Any) -> PlannedResult:
        """What the row is to do. Nothing is written."""
        planned, result = self.read[kwargs["row_number"] - 1], PlannedResult()
        if not planned.wrong:
            check(planned, self.found, self.rights, self.numbering, at=self.at)
        result.take(planned)
        return result

    def handle_import_error(self, _result: Any, error: Exception, raise_errors: Any = None) -> None:
        """Hide no failure of ours in a result."""
        raise error

    def told(self, row: Planned) -> list[Change]:
        """The cells that a row changes, as the reader's language writes them."""
        changed = ((name, self.widgets[name]) for name in self.widgets if name in row.changed and name != REFERENCE)
        return [
            Change(name, widget.render(row.before.get(name, "")), widget.render(row.changed[name]))
            for name, widget in changed
        ]

    def _read(self, number: int, row: Row) -> Planned:
        if not any(unbroken(str(cell)) for cell in row.values() if cell is not None):
            return Planned(number, "")
        reference = _reference(row)
        stored = self.stored.get(reference)
        planned = Planned(number, reference, stored, before=stored.values if stored else {})
        for name in filter(row.__contains__, self.widgets):
            self._read_cell(planned, name, row[name])
        self._drop_own_side(planned)
        _check_name(planned)
        return planned

    def _read_cell(self, planned: Planned, name: str, cell: Any) -> None:
        """What is written as the record has it was not touched, whatever it is; anything else must be of its kind."""
        before, widget = planned.before.get(name, ""), self.widgets[name]
        if isinstance(cell, str) and unbroken(cell) == unbroken(widget.render(before)):
            return
        try:
            said = widget.clean(cell)
        except ValueError as error:
            planned.blame(name, str(error))
            return
        if said != before:
            planned.changed[name] = said

    def _drop_own_side(self, planned: Planned) -> None:
        """Who names the own side, or nobody, says nothing new by it."""
        own = self.user.side.code if self.user.side else ""
        if planned.changed.get("word_side") in {"", own}:
            del planned.changed["word_side"]


def _reference(row: Row) -> str:
    cell = row.get(REFERENCE)
    return unbroken(cell) if isinstance(cell, str) else ""


def _check_name(row: Planned) -> None:
    """Which commitment it is, and which edition of it was seen."""
    edition = row.changed.pop(EDITION, row.before.get(EDITION, ""))
    if not row.reference:
        row.blame(REFERENCE, _("Give the reference of the commitment; a new one is given one that is free."))
    elif row.present is None and edition:
        row.blame(REFERENCE, _unknown(row.reference))
    elif row.present and edition != row.before[EDITION]:
        row.blame(EDITION, _stale(row, edition))


def _unknown(reference: str) -> str:
    return _(
        "There is no commitment %(reference)s that you may read. To register a new one, leave its edition empty."
    ) % {"reference": brief(reference)}


def _stale(row: Planned, edition: str) -> str:
    if not edition:
        return _("%(reference)s is on record already: to change it, give the edition that your table shows.") % {
            "reference": row.reference
        }
    return _(
        "Somebody changed %(reference)s since this table was taken: its newest edition is %(newest)s. Take the table again."
    ) % {"reference": row.reference, "newest": row.before[EDITION]}
