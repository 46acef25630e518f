"""Search by whole words and their beginnings, from an index that each database keeps over the search keys.

Before, a search looked for pieces of the keys' texts, row by row. The keys are spelt anew, as the index needs them.
"""

from itertools import pairwise

from django.db import migrations
from django.db.models import Prefetch

from commitments.models.search import FULL_TEXT, WITHOUT_FULL_TEXT
from commitments.values.folding import fold, search_key

BATCH = 500


def spell_anew(apps, schema_editor):
    _write(apps, schema_editor, search_key)


def spell_as_before(apps, schema_editor):
    _write(apps, schema_editor, lambda texts: "\n".join(_former_key(text) for text in texts))


def make_index(apps, schema_editor):
    _run(schema_editor, FULL_TEXT)


def drop_index(apps, schema_editor):
    _run(schema_editor, WITHOUT_FULL_TEXT)


def _run(schema_editor, statements):
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def _write(apps, schema_editor, spelt):
    using = schema_editor.connection.alias
    keys = apps.get_model("commitments", "SearchKey").objects.using(using)
    owners = apps.get_model("commitments", "Responsibility").objects.using(using).select_related("organisation")
    rows = apps.get_model("commitments", "Commitment").objects.using(using)
    last = 0
    while some := list(keys.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = some[-1].pk
        shown = rows.prefetch_related(Prefetch("responsibilities", owners.order_by("pk"))).in_bulk(
            [each.pk for each in some]
        )
        for each in some:
            each.text = spelt(_searched(shown[each.pk]))
        keys.bulk_create(some, update_conflicts=True, unique_fields=["commitment"], update_fields=["text"])


# As they were gathered on the day of this migration, whatever becomes of them elsewhere.
def _searched(row):
    owners = [each.organisation for each in row.responsibilities.all()]
    texts = [row.title, row.summary, *(each.name for each in owners), *(each.short_name for each in owners)]
    return [row.reference, *(text[language] for text in texts for language in sorted(text))]


def _former_key(text):
    words = fold(text).split()
    return " ".join([*words, *(left + right for left, right in pairwise(words))])


class Migration(migrations.Migration):
    dependencies = [("commitments", "0005_edition_by_moment")]

    operations = [
        migrations.RunPython(spell_anew, spell_as_before),
        migrations.RunPython(make_index, drop_index),
    ]
