"""What migrations 1 to 12 come to, for a database that is made anew; one that exists goes on with them one by one."""

from __future__ import annotations

from typing import Any

import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import nextwave.casework.clock
import nextwave.casework.keeping.sealing
from nextwave.casework.keeping import triggers

TABLES = [
    f"casework_{record}"
    for record in (
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
        "logreading",
        "membership",
        "note",
        "notice",
        "proposal",
        "release",
        "replacedcode",
        "statement",
        "withdrawal",
    )
]


def add(apps: Any, schema_editor: Any) -> None:
    triggers.add_function(schema_editor)
    triggers.add(schema_editor, TABLES)


def remove(apps: Any, schema_editor: Any) -> None:
    triggers.remove(schema_editor, TABLES)
    triggers.remove_function(schema_editor)


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("casework", "0001_initial"),
        ("casework", "0002_only_added_to"),
        ("casework", "0003_queue"),
        ("casework", "0004_statistics_release"),
        ("casework", "0005_replaced_code"),
        ("casework", "0006_tries"),
        ("casework", "0007_acts_on_accounts"),
        ("casework", "0008_no_truncate"),
        ("casework", "0009_log_readings"),
        ("casework", "0010_certification"),
        ("casework", "0011_area"),
        ("casework", "0012_decided"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bucket", models.CharField(max_length=64, unique=True)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=20, unique=True)),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("rulebook", models.CharField(max_length=60)),
                (
                    "channel",
                    models.CharField(
                        choices=[("online", "Online"), ("phone", "Phone"), ("paper", "Paper"), ("api", "Api")],
                        max_length=10,
                    ),
                ),
                ("language", models.CharField(max_length=5)),
                ("filed_on", models.DateField()),
                ("at", models.DateTimeField(default=nextwave.casework.clock.now)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("content", nextwave.casework.keeping.sealing.SealedField()),
                ("expires_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Law",
            fields=[
                ("version", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60)),
                ("archive", models.BinaryField()),
                ("at", models.DateTimeField(default=nextwave.casework.clock.now)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("worker", "Worker"),
                            ("supervisor", "Supervisor"),
                            ("policymaker", "Policymaker"),
                            ("auditor", "Auditor"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=20,
                    ),
                ),
                ("match", models.CharField(blank=True, max_length=32)),
                ("likenesses", models.JSONField(blank=True, default=list)),
                ("password_given", models.BooleanField(default=False)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="AccountEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("action", models.CharField(max_length=20)),
                ("what", models.CharField(blank=True, max_length=100)),
                ("at", models.DateTimeField(default=nextwave.casework.clock.now)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="history", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "answers",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="casework.accountevent",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts_on_accounts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Acquaintance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("people", models.JSONField()),
                ("known", models.BooleanField()),
                ("at", models.DateTimeField(default=nextwave.casework.clock.now)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acquaintances",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="acquaintances", to="casework.case"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=nextwave.casework.clock.now)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="conflicts", to="casework.case"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("action", models.CharField(max_length=30)),
                ("role", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=80, unique=True)),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField(default=nextwave.casework.clock.now)),
                (
                    "account",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="casework.case"
                    ),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("case", "number"), name="one_event_a_number")]},
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("issued_on", models.DateField(db_index=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="casework.case"
                    ),
                ),
                ("event", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="casework.event")),
                ("delegations", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="casework.law")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", nextwave.casework.keeping.sealing.SealedField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="casework.case"
                    ),
                ),
                ("event", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="casework.event")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EvidenceRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("of", models.CharField(max_length=40)),
                ("fact", models.CharField(max_length=80)),
                ("due_on", models.DateField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_requests",
                        to="casework.case",
                    ),
                ),
                ("event", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="casework.event")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EvidenceFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("of", models.CharField(blank=True, max_length=40)),
                ("fact", models.CharField(blank=True, max_length=80)),
                ("name", nextwave.casework.keeping.sealing.SealedField()),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("media_type", models.CharField(max_length=60)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence_files", to="casework.case"
                    ),
                ),
                ("event", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="casework.event")),
                (
                    "request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="casework.evidencerequest",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HearingRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_on", models.DateField()),
                ("in_time", models.BooleanField()),
                ("why", nextwave.casework.keeping.sealing.SealedField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hearing_requests", to="casework.case"
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hearing_request",
                        to="casework.decision",
                    ),
                ),
                ("event", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="casework.event")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AssessmentRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("engine", models.CharField(max_length=20)),
                ("language", models.CharField(max_length=20)),
                ("request", nextwave.casework.keeping.sealing.SealedField()),
                ("result", nextwave.casework.keeping.sealing.SealedField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assessments", to="casework.case"
                    ),
                ),
                ("event", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="casework.event")),
                ("law", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="casework.law")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LogReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("how", models.CharField(max_length=10)),
                ("case", models.CharField(blank=True, max_length=20)),
                ("of", models.CharField(blank=True, max_length=150)),
                ("since", models.DateField(null=True)),
                ("until", models.DateField(null=True)),
                ("rows", models.PositiveIntegerField()),
                ("at", models.DateTimeField(default=nextwave.casework.clock.now)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="log_readings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.CharField(max_length=40)),
                ("name", nextwave.casework.keeping.sealing.SealedField()),
                ("match", models.CharField(blank=True, db_index=True, max_length=32)),
                ("present", models.BooleanField(default=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="casework.case"
                    ),
                ),
                ("event", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="casework.event")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", nextwave.casework.keeping.sealing.SealedField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="casework.case"
                    ),
                ),
                ("event", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="casework.event")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=5)),
                ("content", nextwave.casework.keeping.sealing.SealedField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notice", to="casework.decision"
                    ),
                ),
                ("event", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="casework.event")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("programme", models.CharField(max_length=40)),
                ("people", models.JSONField()),
                ("outcome", models.CharField(choices=[("granted", "Granted"), ("denied", "Denied")], max_length=8)),
                ("amount", models.PositiveIntegerField()),
                ("assessed_status", models.CharField(max_length=12)),
                ("assessed_low", models.PositiveIntegerField()),
                ("assessed_high", models.PositiveIntegerField()),
                ("deviates", models.BooleanField()),
                ("difference", models.PositiveIntegerField()),
                ("reason", models.CharField(blank=True, max_length=40)),
                ("explanation", nextwave.casework.keeping.sealing.SealedField(null=True)),
                ("certified_from", models.DateField(null=True)),
                ("certified_through", models.DateField(null=True)),
                ("certified_reason", nextwave.casework.keeping.sealing.SealedField(null=True)),
                (
                    "assessment",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="casework.assessmentrecord"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="casework.case"
                    ),
                ),
                ("event", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="casework.event")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="proposal",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="decision", to="casework.proposal"
            ),
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="casework.event")),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="approval", to="casework.proposal"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("number", models.PositiveIntegerField()),
                ("content", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("rules", models.CharField(max_length=80)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("made_at", models.DateTimeField(default=nextwave.casework.clock.now)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("month", "number"), name="one_release_a_number")],
            },
        ),
        migrations.CreateModel(
            name="ReplacedCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="replaced_codes", to="casework.case"
                    ),
                ),
                ("event", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="casework.event")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("of", models.CharField(max_length=40)),
                ("fact", models.CharField(max_length=80)),
                ("value", nextwave.casework.keeping.sealing.SealedField(null=True)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("stated", "Stated"),
                            ("document", "Document"),
                            ("system", "System"),
                            ("judgement", "Judgement"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", nextwave.casework.keeping.sealing.SealedField(null=True)),
                ("decided", nextwave.casework.keeping.sealing.SealedField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="statements", to="casework.case"
                    ),
                ),
                ("event", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="casework.event")),
                (
                    "evidence",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="casework.evidencefile"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100)),
                ("hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=nextwave.casework.clock.now)),
                ("ends_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tokens", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", nextwave.casework.keeping.sealing.SealedField()),
                ("event", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="casework.event")),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="withdrawal", to="casework.proposal"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Docket",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="docket",
                        serialize=False,
                        to="casework.case",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("filed", "Filed"),
                            ("in_progress", "In Progress"),
                            ("waiting", "Waiting"),
                            ("proposed", "Proposed"),
                            ("approved", "Approved"),
                            ("decided", "Decided"),
                            ("appealed", "Appealed"),
                        ],
                        default="filed",
                        max_length=12,
                    ),
                ),
                ("expedited", models.CharField(default="open", max_length=4)),
                ("open", models.BooleanField(default=True)),
                ("second_person", models.BooleanField(default=False)),
                ("due_on", models.DateField()),
                ("filed_on", models.DateField()),
                ("decided_on", models.DateField(null=True)),
                ("area", models.CharField(blank=True, max_length=40)),
                ("language", models.CharField(max_length=5)),
                ("people", models.PositiveSmallIntegerField(default=0)),
                ("open_facts", models.PositiveSmallIntegerField(default=0)),
                (
                    "assigned",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="dockets",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["status", "due_on", "case"], name="casework_do_status_88c0c0_idx"),
                    models.Index(fields=["due_on", "case"], name="casework_do_due_on_b1afdd_idx"),
                    models.Index(fields=["assigned", "due_on", "case"], name="casework_do_assigne_f8e42b_idx"),
                    models.Index(fields=["filed_on"], name="casework_do_filed_o_42a2df_idx"),
                    models.Index(fields=["open", "due_on", "case"], name="queue_open"),
                    models.Index(fields=["open", "area", "due_on", "case"], name="queue_area"),
                    models.Index(fields=["open", "language", "due_on", "case"], name="queue_language"),
                    models.Index(fields=["second_person", "due_on", "case"], name="queue_second_person"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Access",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=20)),
                ("reason", models.CharField(max_length=200)),
                ("what", models.CharField(max_length=100)),
                ("words", nextwave.casework.keeping.sealing.SealedField(null=True)),
                ("at", models.DateTimeField(default=nextwave.casework.clock.now)),
                (
                    "account",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="accesses", to="casework.case"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "-at"], name="casework_ac_case_id_a54528_idx")],
            },
        ),
        migrations.RunPython(add, remove),
    ]
