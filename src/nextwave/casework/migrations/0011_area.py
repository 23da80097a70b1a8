"""The queue goes by the fact that the rulebook names, whatever it is called."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0010_certification")]
    operations = [
        migrations.RemoveIndex("docket", "queue_county"),
        migrations.RenameField("docket", "county", "area"),
        migrations.AddIndex("docket", models.Index(fields=["open", "area", "due_on", "case"], name="queue_area")),
    ]
