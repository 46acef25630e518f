from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("commitments", "0008_answered"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(fields=["progress", "id"], name="commitment_by_progress"),
        ),
    ]
