"""Tries are counted in one row for each client and target. Those of the last quarter of an hour are forgotten."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0005_replaced_code")]
    operations = [
        migrations.DeleteModel("Attempt"),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bucket", models.CharField(max_length=64, unique=True)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("at", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
