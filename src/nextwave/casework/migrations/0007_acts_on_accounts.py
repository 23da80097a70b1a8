"""Acts on accounts and answers about one's own case, which the database refuses to change; tokens end.

A token that was made before ends 90 days after this change.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

import nextwave.casework.clock
from nextwave.casework.keeping import triggers

TABLES = ("casework_accountevent", "casework_acquaintance")
ROLES = ("worker", "supervisor", "policymaker", "auditor", "administrator")


def add(apps: Any, schema_editor: Any) -> None:
    triggers.add(schema_editor, TABLES)


def remove(apps: Any, schema_editor: Any) -> None:
    triggers.remove(schema_editor, TABLES)


def in_90_days() -> Any:
    return timezone.now() + timedelta(days=90)


def number() -> tuple[str, models.BigAutoField[Any, Any]]:
    return "id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def to(model: str, related_name: str, **options: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=model, **options
    )


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_tries")]
    operations = [
        migrations.AlterField(
            model_name="account",
            name="role",
            field=models.CharField(blank=True, choices=[(r, r.capitalize()) for r in ROLES], max_length=20),
        ),
        migrations.AddField("account", "likenesses", models.JSONField(blank=True, default=list)),
        migrations.AddField("account", "password_given", models.BooleanField(default=False)),
        migrations.AddField("token", "ends_at", models.DateTimeField(default=in_90_days), preserve_default=False),
        migrations.CreateModel(
            name="AccountEvent",
            fields=[
                number(),
                ("action", models.CharField(max_length=20)),
                ("what", models.CharField(blank=True, max_length=100)),
                ("at", models.DateTimeField(default=nextwave.casework.clock.now)),
                ("account", to(settings.AUTH_USER_MODEL, "history")),
                ("by", to(settings.AUTH_USER_MODEL, "acts_on_accounts", null=True)),
                (
                    "answers",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="casework.accountevent",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Acquaintance",
            fields=[
                number(),
                ("people", models.JSONField()),
                ("known", models.BooleanField()),
                ("at", models.DateTimeField(default=nextwave.casework.clock.now)),
                ("account", to(settings.AUTH_USER_MODEL, "acquaintances")),
                ("case", to("casework.case", "acquaintances")),
            ],
            options={"abstract": False},
        ),
        migrations.RunPython(add, remove),
    ]
