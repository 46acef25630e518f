"""The newest edition that each person has seen; rolls of what is waited for and expected, and of review intervals."""

from typing import Any

from django.db import migrations, models


def see_what_is_there(apps: Any, _schema: Any) -> None:
    """Nobody is shown all that was ever written as new: whoever has an account has seen what is there today."""
    head = apps.get_model("commitments", "Head").objects.first()
    if head:
        apps.get_model("commitments", "User").objects.update(seen_edition=head.number)


def count_anew(apps: Any, _schema: Any) -> None:
    """Have the rolls counted after this migration: see `apps.CommitmentsConfig`."""
    apps.get_model("commitments", "Roll").objects.all().delete()
    apps.get_model("commitments", "Head").objects.update(rolls=0)


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0015_edition_line"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="seen_edition",
            field=models.PositiveBigIntegerField(
                default=0,
                editable=False,
                help_text="The newest edition that this person has said to have seen.",
            ),
        ),
        migrations.RunPython(see_what_is_there, migrations.RunPython.noop),
        migrations.RunPython(count_anew, migrations.RunPython.noop),
    ]
