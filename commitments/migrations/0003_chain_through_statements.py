"""Let the full chain run through the digests of statements, so that it can be checked past what one may not see.

Before, its digest covered the statement itself. No checkpoint was signed over that form, so the digests are computed
again from what the editions state, once each has been found as it was numbered. The public chain stays as it is.
"""

import hashlib
from datetime import UTC

from django.db import migrations

from commitments.values.digests import GENESIS, PREFIX, canonical, digest

COPIED = (
    *("number", "public_number", "change", "noun", "key", "event", "public_event", "visibility"),
    *("by", "organisation", "side", "kept_for", "kept_for_side", "reason"),
)


def chain_again(apps, schema_editor):
    editions = apps.get_model("commitments", "Edition")
    before = after = GENESIS
    for edition in editions.objects.order_by("number").iterator(chunk_size=500):
        stated = _statement(edition)
        if (edition.previous, edition.digest) != (before, digest(before, stated)):
            raise RuntimeError(
                f"Edition {edition.number} is not as it was when it was numbered: somebody changed the database past "
                "this program. Nothing was migrated. Restore a copy from before, or find out what was changed."
            )
        before = edition.digest
        linked = digest(after, _link(edition, stated))
        editions.objects.filter(pk=edition.pk).update(previous=after, digest=linked)
        after = linked
    apps.get_model("commitments", "Head").objects.update(digest=after)


# As they were written on the day of this migration, whatever becomes of them elsewhere.
def _statement(edition):
    record = PREFIX + hashlib.sha256(edition.record.encode()).hexdigest()
    told = {name: getattr(edition, name) for name in COPIED}
    return told | {"recorded_at": _moment(edition.recorded_at), "record": record}


def _link(edition, stated):
    covered = PREFIX + hashlib.sha256(canonical(stated)).hexdigest()
    return {"number": edition.number, "recorded_at": _moment(edition.recorded_at), "statement": covered}


def _moment(at):
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


class Migration(migrations.Migration):
    dependencies = [("commitments", "0002_one_edition_for_each_change")]

    operations = [migrations.RunPython(chain_again, migrations.RunPython.noop, elidable=True)]
