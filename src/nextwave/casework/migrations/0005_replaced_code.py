"""Codes that take the place of lost ones, which the database itself refuses to change or delete."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from nextwave.casework.keeping import triggers

TABLES = ("casework_replacedcode",)


def add(apps: Any, schema_editor: Any) -> None:
    triggers.add(schema_editor, TABLES)


def remove(apps: Any, schema_editor: Any) -> None:
    triggers.remove(schema_editor, TABLES)


class Migration(migrations.Migration):
    dependencies = [("casework", "0004_statistics_release")]
    operations = [
        migrations.CreateModel(
            name="ReplacedCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_codes",
                        to="casework.case",
                    ),
                ),
                (
                    "event",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="casework.event"),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.RunPython(add, remove),
    ]
