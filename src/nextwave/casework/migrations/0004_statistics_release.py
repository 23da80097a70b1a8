"""Releases of the statistics, which the database itself refuses to change or delete, as with other records."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from nextwave.casework.clock import now

RECORDS = ("release",)


def add(apps: Any, schema_editor: Any) -> None:
    for name in RECORDS:
        table = f"casework_{name}"
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_only_added_to BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION casework_only_added_to()"
            )
            continue
        for act in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'records of casework are only ever added to'); END"
            )


def remove(apps: Any, schema_editor: Any) -> None:
    for name in RECORDS:
        table = f"casework_{name}"
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_only_added_to ON {table}")
            continue
        for act in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{act}")


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_queue")]
    operations = [
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("number", models.PositiveIntegerField()),
                ("content", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("rules", models.CharField(max_length=80)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("made_at", models.DateTimeField(default=now)),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("month", "number"), name="one_release_a_number")]},
        ),
        migrations.RunPython(add, remove),
    ]
