"""Let the full chain run through the digests of statements, so that it can be checked past what one may not see.

Before, its digest covered the statement itself. No checkpoint was signed over that form, so the digests are computed
again from what the editions state; the public chain stays as it is.
"""

from django.db import migrations

from commitments.records.statements import full_link
from commitments.values.digests import GENESIS, digest


def chain_again(apps, schema_editor):
    editions = apps.get_model("commitments", "Edition")
    previous = GENESIS
    for edition in editions.objects.order_by("number").iterator(chunk_size=500):
        linked = digest(previous, full_link(edition))
        editions.objects.filter(pk=edition.pk).update(previous=previous, digest=linked)
        previous = linked
    apps.get_model("commitments", "Head").objects.update(digest=previous)


class Migration(migrations.Migration):
    dependencies = [("commitments", "0002_one_edition_for_each_change")]

    operations = [migrations.RunPython(chain_again, migrations.RunPython.noop, elidable=True)]
