"""PostgreSQL refuses to empty the table of what was asked of runs as a whole too."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from nextwave.casework.keeping import triggers


def add(apps: Any, schema_editor: Any) -> None:
    triggers.keep_whole(schema_editor, ["reforms_run"])


class Migration(migrations.Migration):
    dependencies = [("reforms", "0002_only_added_to"), ("casework", "0002_only_added_to")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
