"""The roles of staff, as groups; whoever wrote to the record before has the roles that write for the organisation."""

from typing import Any

from django.db import migrations

ROLES = ("reader", "analyst", "editor", "secretariat", "administrator")
OF_A_SIDE = ("analyst", "editor")
OF_A_JOINT_BODY = ("secretariat",)


def make_groups(apps: Any, _schema: Any) -> None:
    """Add the groups, and put into them the people and tokens of organisations who could write until now."""
    groups, users = apps.get_model("auth", "Group"), apps.get_model("commitments", "User")
    made = {name: groups.objects.get_or_create(name=name)[0] for name in ROLES}
    for user in users.objects.filter(is_staff=True, organisation__isnull=False).select_related("organisation"):
        names = OF_A_SIDE if user.organisation.side_id else OF_A_JOINT_BODY
        user.groups.add(*(made[name] for name in names))


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0013_editions_withdrawn"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
