from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("commitments", "0011_records_uncompressed"),
    ]

    operations = [
        migrations.AlterField(
            model_name="source",
            name="copy",
            field=models.TextField(
                blank=True,
                help_text="The text, to see its passages in place. It is never published as a whole.",
                verbose_name="attached copy",
            ),
        ),
    ]
