"""PostgreSQL refuses to empty a table of records as a whole too; SQLite knows no such command."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from nextwave.casework.keeping import triggers

RECORDS = (
    "access",
    "accountevent",
    "acquaintance",
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
    "release",
    "replacedcode",
    "statement",
    "withdrawal",
)


def add(apps: Any, schema_editor: Any) -> None:
    triggers.keep_whole(schema_editor, [f"casework_{name}" for name in RECORDS])


class Migration(migrations.Migration):
    dependencies = [("casework", "0007_acts_on_accounts")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
