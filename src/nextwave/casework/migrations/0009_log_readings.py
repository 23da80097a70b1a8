"""Why someone reads a case in their own words; and readings of the log of readings, which are recorded too."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import nextwave.casework.clock
import nextwave.casework.keeping.sealing
from nextwave.casework.keeping import triggers

TABLES = ("casework_logreading",)


def add(apps: Any, schema_editor: Any) -> None:
    triggers.add(schema_editor, TABLES)


def remove(apps: Any, schema_editor: Any) -> None:
    triggers.remove(schema_editor, TABLES)


class Migration(migrations.Migration):
    dependencies = [("casework", "0008_no_truncate")]
    operations = [
        migrations.AddField("access", "words", nextwave.casework.keeping.sealing.SealedField(null=True)),
        migrations.CreateModel(
            name="LogReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("how", models.CharField(max_length=10)),
                ("case", models.CharField(blank=True, max_length=20)),
                ("of", models.CharField(blank=True, max_length=150)),
                ("since", models.DateField(null=True)),
                ("until", models.DateField(null=True)),
                ("rows", models.PositiveIntegerField()),
                ("at", models.DateTimeField(default=nextwave.casework.clock.now)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="log_readings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.RunPython(add, remove),
    ]
