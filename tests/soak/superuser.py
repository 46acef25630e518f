"""What a database superuser can do to the record: write and delete behind every guard, and mend what would show it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from commitments.actions.rolls import fill
from commitments.actions.search_keys import index
from commitments.models import Commitment, Edition, Head, User
from commitments.records import NOUNS, complete, render
from commitments.records.lines import line
from commitments.records.statements import full_link, public_statement
from commitments.values.digests import GENESIS, canonical, digest
from tests import signing

Rows = dict[type[models.Model], list[models.Model]]
CHAINED = ("previous", "digest", "public_previous", "public_digest")
AWAY = 10**6
"""So far numbers are moved out of the way: a unique column holds no two alike even for a moment."""


def tables() -> list[type[models.Model]]:
    """Every table of the record, with its chains and checkpoints; people's accounts are not part of it."""
    found = apps.get_app_config("commitments").get_models(include_auto_created=True)
    return [model for model in found if model._meta.concrete_model is not User and "user" not in model._meta.db_table]


def force(rows: Any, **values: Any) -> None:
    """Write columns of a model's rows, or of those of a queryset."""
    chosen = rows.order_by() if isinstance(rows, models.QuerySet) else models.QuerySet(rows)
    models.QuerySet.update(chosen, **values)


def remove(rows: Any) -> None:
    """Delete a model's rows, or those of a queryset, and nothing that hangs on them."""
    chosen = rows.order_by() if isinstance(rows, models.QuerySet) else models.QuerySet(rows)
    chosen._raw_delete(using="default")  # noqa: SLF001  past every guard


def run(statement: str, *values: object) -> None:
    """Run SQL."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@contextmanager
def undone() -> Iterator[None]:
    """Undo at the end whatever is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def backup() -> Rows:
    """A copy of every table."""
    return {model: list(models.QuerySet(model).order_by("pk")) for model in tables()}


def restore(copy: Rows) -> None:
    """Put every table back to what it was."""
    for model in copy:
        remove(model)
    for model, rows in copy.items():
        models.QuerySet(model).bulk_create(rows)


def editions() -> Any:
    """The editions, past every guard."""
    return models.QuerySet(Edition).order_by("number")


def renumber() -> None:
    """Number the editions without a gap in both chains again, in the order in which they stand."""
    rows = list(editions())
    for field in ("number", "public_number"):
        numbered = [row for row in rows if getattr(row, field) is not None]
        for shift in (AWAY, 0):
            for number, row in enumerate(numbered, start=1 + shift):
                setattr(row, field, number)
            models.QuerySet(Edition).bulk_update(numbered, [field])


def chain_again() -> None:
    """Compute every digest of both chains again, and the head row from them."""
    head = Head(pk=1)
    rows = list(editions())
    for row in rows:
        _link(row, head)
    models.QuerySet(Edition).bulk_update(rows, CHAINED)
    head.save()


def _link(row: Edition, head: Head) -> None:
    row.previous, head.number, head.recorded_at = head.digest or GENESIS, row.number, row.recorded_at
    if row.public_number is not None:
        row.public_previous, head.public_number = head.public_digest or GENESIS, row.public_number
        row.public_digest = head.public_digest = digest(row.public_previous, public_statement(row))
    row.digest = head.digest = digest(row.previous, full_link(row))


def digest_again(number: int) -> None:
    """Compute the digests of one edition again, and of no other."""
    row = editions().get(number=number)
    row.digest = digest(row.previous, full_link(row))
    if row.public_number is not None:
        row.public_digest = digest(row.public_previous, public_statement(row))
    models.QuerySet(Edition).bulk_update([row], CHAINED)


def end_head() -> None:
    """Let the head row say that both chains end where they do."""
    row = editions().last()
    public = editions().filter(public_number__isnull=False).order_by("public_number").last()
    force(
        Head,
        number=row.number if row else 0,
        digest=row.digest if row else GENESIS,
        public_number=public.public_number if public else 0,
        public_digest=public.public_digest if public else GENESIS,
        recorded_at=row.recorded_at if row else None,
    )


def point_again() -> None:
    """Let every record point to its newest edition."""
    newest = {(row.noun, row.key): row.pk for row in editions()}
    for noun in NOUNS:
        force(noun, edition=None)
        for record in models.QuerySet(noun):
            force(models.QuerySet(noun).filter(pk=record.pk), edition=newest.get((record.noun, record.key)))


def tell_again() -> None:
    """Let the newest edition of every record tell it as it stands, also in its line of the table."""
    for noun in NOUNS:
        for row in complete(noun).select_related("edition"):
            told = canonical(render(row)).decode()
            if row.edition and row.edition.record != told:
                kept = line(told.encode()) if noun is Commitment else None
                force(editions().filter(pk=row.edition.pk), record=told, line=kept)


def count_again() -> None:
    """Make the rolls tell what the rows tell now."""
    fill(version=1)


def search_again() -> None:
    """Let every commitment be searched in the words that it has."""
    index(complete(Commitment))


def sign_again() -> None:
    """Sign both chains as they stand, with the operator's own key."""
    for chain in ("public", "full"):
        signing.signed(chain)
