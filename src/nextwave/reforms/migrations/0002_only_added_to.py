"""The database itself refuses to change or delete what was asked of a run."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from nextwave.casework.keeping import triggers

TABLES = ("reforms_run",)


def add(apps: Any, schema_editor: Any) -> None:
    triggers.add(schema_editor, TABLES)


def remove(apps: Any, schema_editor: Any) -> None:
    triggers.remove(schema_editor, TABLES)


class Migration(migrations.Migration):
    dependencies = [("reforms", "0001_initial"), ("casework", "0002_only_added_to")]
    operations = [migrations.RunPython(add, remove)]
