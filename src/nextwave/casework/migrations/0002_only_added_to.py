"""The database itself refuses to change or delete records that are only ever added to."""

from __future__ import annotations

from typing import Any

from django.db import migrations

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


def add(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION casework_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'records of casework are only ever added to'; END $$"
        )
    for name in RECORDS:
        table = f"casework_{name}"
        if vendor == "postgresql":
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
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name in RECORDS:
        table = f"casework_{name}"
        if postgresql:
            schema_editor.execute(f"DROP TRIGGER {table}_only_added_to ON {table}")
            continue
        for act in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{act}")
    if postgresql:
        schema_editor.execute("DROP FUNCTION casework_only_added_to()")


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
