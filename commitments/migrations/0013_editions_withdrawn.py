from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0012_copies_published_in_part"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                condition=models.Q(("public_event", "withdrawn")), fields=["key"], name="edition_withdrawn"
            ),
        ),
    ]
