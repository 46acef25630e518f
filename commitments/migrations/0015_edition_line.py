"""An edition keeps its commitment's line of a table; those of before keep none, and are read from their records."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("commitments", "0014_roles")]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="line",
            field=models.TextField(
                editable=False,
                help_text="A commitment's record as `records.lines` writes it for tables. No digest covers it: it says no more.",
                null=True,
            ),
        ),
    ]
