"""What is sent once the two versions are settled: the same form, as if it had been opened after the other's save."""

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict

from commitments.admin.held import DIGEST, Fields, Plain, prefixes, whole
from commitments.admin.overtaken import Overtaken, choices_in
from commitments.values.merging import UndecidedError, merged


def settled(over: Overtaken, sent: QueryDict, *, seen: int) -> QueryDict:
    """The form with the choices of a page of versions, based on edition `seen`.

    Raises UndecidedError with the names of the choices that are missing.
    """
    _check_decided(over, sent)
    data = over.data.copy()
    for name, value in merged(over.fields, choices_in(sent, "", over.fields)).items():
        _set_field(data, over, name, value or "")
    for formset in over.formsets:
        found = over.rows[formset.prefix]
        _set_rows(data, over, formset, merged(found, choices_in(sent, formset.prefix, found)))
    data["seen"], data["shown"] = str(seen), over.theirs.as_json()
    return data


def _check_decided(over: Overtaken, sent: QueryDict) -> None:
    missing: list[str] = []
    for kind, found in (("", over.fields), *over.rows.items()):
        try:
            merged(found, choices_in(sent, kind, found))  # type: ignore[arg-type]  # fields and rows alike
        except UndecidedError as error:
            missing += (f"{kind}-{name}" if kind else name for name in error.names)
    if missing:
        raise UndecidedError(missing)


def _set_field(data: QueryDict, over: Overtaken, name: str, value: Plain) -> None:
    """Put the version of a field in. Where only the digest of theirs is held, what is stored; mine was typed anyway."""
    if not (isinstance(value, str) and value.startswith(DIGEST)):
        _set(data, name, value)
    elif value == over.theirs.fields.get(name):
        _set(data, name, whole(over.form)[name])


def _set(data: QueryDict, name: str, value: Plain) -> None:
    data.setlist(name, value if isinstance(value, list) else [value])


def _set_rows(data: QueryDict, over: Overtaken, formset: Any, became: dict[str, Fields | None]) -> None:
    kind, stored = formset.prefix, over.theirs.rows.get(formset.prefix, {})
    for prefix in prefixes(data, formset):
        for name in [name for name in data if name.startswith(f"{prefix}-")]:
            del data[name]
    again = [row for pk, row in became.items() if pk not in stored and row is not None]
    rows = [*_stored_rows(stored, became), *(("", row, False) for row in [*again, *over.anew[kind]])]
    for index, (pk, held, gone) in enumerate(rows):
        row = held | {"id": pk, formset.fk.name: str(over.record.pk)} | ({"DELETE": "on"} if gone else {})
        for name, value in row.items():
            _set(data, f"{kind}-{index}-{name}", value)
    data[f"{kind}-TOTAL_FORMS"], data[f"{kind}-INITIAL_FORMS"] = str(len(rows)), str(len(stored))


def _stored_rows(stored: dict[str, Fields], became: dict[str, Fields | None]) -> Iterator[tuple[str, Fields, bool]]:
    """The number of each stored row, what it says from now on, and whether it is taken away."""
    for pk, row in stored.items():
        now = became.get(pk, row)
        yield pk, row if now is None else now, now is None
