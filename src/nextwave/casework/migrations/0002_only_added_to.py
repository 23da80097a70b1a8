"""The database itself refuses to change or delete records that are only ever added to."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from nextwave.casework.keeping import triggers

RECORDS = (
    "access",
    "approval",
    "assessmentrecord",
    "case",
    "conflict",
    "contact",
    "decision",
    "event",
    "evidencefile",
    "evidencerequest",
    "hearingrequest",
    "law",
    "membership",
    "note",
    "notice",
    "proposal",
    "statement",
    "withdrawal",
)


TABLES = [f"casework_{name}" for name in RECORDS]


def add(apps: Any, schema_editor: Any) -> None:
    triggers.add_function(schema_editor)
    triggers.add(schema_editor, TABLES)


def remove(apps: Any, schema_editor: Any) -> None:
    triggers.remove(schema_editor, TABLES)
    triggers.remove_function(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
