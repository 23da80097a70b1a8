"""Who decided what a fact states, and on which day: of facts that another authority, a register or an expert says."""

from __future__ import annotations

from django.db import migrations

import nextwave.casework.keeping.sealing


class Migration(migrations.Migration):
    dependencies = [("casework", "0011_area")]
    operations = [
        migrations.AddField("statement", "decided", nextwave.casework.keeping.sealing.SealedField(null=True)),
    ]
