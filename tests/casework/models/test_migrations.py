"""Migrations make the tables that the models say, one by one as all at once."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from tests.casework.models.test_records import MIGRATIONS

ALL_AT_ONCE = "0001_squashed_0012_decided"


@pytest.mark.django_db
def test_no_model_says_what_no_migration_makes() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_all_at_once_they_make_the_same_tables() -> None:
    loader = MigrationLoader(None, replace_migrations=False)
    at_once = loader.disk_migrations["casework", ALL_AT_ONCE]
    before = loader.project_state([("auth", "0012_alter_user_first_name_max_length")])
    one_by_one = loader.project_state([at_once.replaces[-1]])
    assert tables(at_once.mutate_state(before)) == tables(one_by_one)


def test_all_at_once_they_keep_the_same_records_from_change() -> None:
    def kept(migration: str) -> set[str]:
        return set(importlib.import_module(f"nextwave.casework.migrations.{migration}").TABLES)

    assert kept(ALL_AT_ONCE) == {table for m in MIGRATIONS for table in kept(m)}


def tables(state: ProjectState) -> dict[str, Any]:
    """The columns, indexes and constraints of each model, whatever their order."""

    def columns(model: Any) -> dict[str, Any]:
        # What a column was filled with once says nothing of the table.
        found = {name: field.deconstruct()[1:] for name, field in model.fields.items()}
        return {
            n: (kind, {k: v for k, v in options.items() if k != "default"}) for n, (kind, _, options) in found.items()
        }

    def named(model: Any) -> list[Any]:
        return sorted(
            str(one.deconstruct()) for what in ("indexes", "constraints") for one in model.options.get(what, ())
        )

    return {m.name: (columns(m), named(m)) for m in state.models.values() if m.app_label == "casework"}
