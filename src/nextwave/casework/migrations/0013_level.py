"""Which level of a tier a proposal grants; of what was proposed before, and where there are no levels, none."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0012_decided")]
    operations = [
        migrations.AddField("proposal", "level", models.CharField(max_length=200, null=True)),
    ]
