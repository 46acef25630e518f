from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0009_commitment_by_progress"),
    ]

    operations = [
        migrations.AddField(
            model_name="head",
            name="rolls",
            field=models.PositiveBigIntegerField(default=0, help_text="How often the rolls were written."),
        ),
        migrations.CreateModel(
            name="Roll",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("heading", models.CharField(max_length=120)),
                ("block", models.PositiveIntegerField()),
                ("bits", models.BinaryField(max_length=1024)),
                ("version", models.PositiveBigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["version"], name="roll_by_version")],
                "constraints": [models.UniqueConstraint(fields=("heading", "block"), name="roll_is_kept_once")],
            },
        ),
    ]
