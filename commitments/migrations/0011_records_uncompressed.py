from typing import Any

from django.db import migrations

# PostgreSQL compresses a text from two kilobytes on, which most records have: to read one took twice as long as
# without, and to write it three times. What is stored already stays as it is; both are read alike.
UNCOMPRESSED = (
    "ALTER TABLE commitments_edition ALTER COLUMN record SET STORAGE EXTERNAL",
    "ALTER TABLE commitments_edition SET (toast_tuple_target = 8160)",
)
AS_USUAL = (
    "ALTER TABLE commitments_edition ALTER COLUMN record SET STORAGE EXTENDED",
    "ALTER TABLE commitments_edition RESET (toast_tuple_target)",
)


def run(statements: tuple[str, ...]) -> Any:
    def on_postgresql(_apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return on_postgresql


class Migration(migrations.Migration):

    dependencies = [
        ("commitments", "0010_rolls"),
    ]

    operations = [
        migrations.RunPython(run(UNCOMPRESSED), run(AS_USUAL)),
    ]
