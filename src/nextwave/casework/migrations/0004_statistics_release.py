"""Releases of the statistics, which the database itself refuses to change or delete, as with other records."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from nextwave.casework.clock import now
from nextwave.casework.keeping import triggers

TABLES = ("casework_release",)


def add(apps: Any, schema_editor: Any) -> None:
    triggers.add(schema_editor, TABLES)


def remove(apps: Any, schema_editor: Any) -> None:
    triggers.remove(schema_editor, TABLES)


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
