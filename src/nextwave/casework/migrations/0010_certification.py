"""From when until when something is granted; what was proposed before has no such period."""

from __future__ import annotations

from django.db import migrations, models

import nextwave.casework.keeping.sealing


class Migration(migrations.Migration):
    dependencies = [("casework", "0009_log_readings")]
    operations = [
        migrations.AddField("proposal", "certified_from", models.DateField(null=True)),
        migrations.AddField("proposal", "certified_through", models.DateField(null=True)),
        migrations.AddField("proposal", "certified_reason", nextwave.casework.keeping.sealing.SealedField(null=True)),
    ]
