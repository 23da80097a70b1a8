"""Triggers by which the database itself refuses to change or delete records that are only ever added to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

SAYS = "records of casework are only ever added to"
#: PostgreSQL's triggers run a function; the first migration with triggers makes it, and all use it.
FUNCTION = "casework_only_added_to"


def add_function(schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$"
        )


def remove_function(schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP FUNCTION {FUNCTION}()")


def add(schema_editor: Any, tables: Iterable[str]) -> None:
    """From now on rows of these tables stay as they are."""
    for table in tables:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_only_added_to BEFORE UPDATE OR DELETE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()"
            )
            keep_whole(schema_editor, [table])
            continue
        for act in ("UPDATE", "DELETE"):
            schema_editor.execute(_refusing(act, table))


def _refusing(act: str, table: str) -> str:
    return f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"


@contextmanager
def lifted(connection: Any, table: str) -> Iterator[None]:
    """Lets the owner of a table change rows of it within the block, which stands in a transaction: nobody else sees
    the table without its trigger, and where the transaction fails, nothing was lifted. Raises DatabaseError."""
    off = f"DROP TRIGGER {table}_no_update"
    on = _refusing("UPDATE", table)
    if connection.vendor == "postgresql":
        off, on = (f"ALTER TABLE {table} {does} TRIGGER {table}_only_added_to" for does in ("DISABLE", "ENABLE"))
        # A row that is changed twice leaves its references to be looked at later, and until then no trigger comes back.
        on = f"SET CONSTRAINTS ALL IMMEDIATE; {on}"
    with connection.cursor() as cursor:
        cursor.execute(off)
        yield
        cursor.execute(on)


def keep_whole(schema_editor: Any, tables: Iterable[str]) -> None:
    """Refuses to empty these tables by TRUNCATE, which asks no trigger of rows."""
    if schema_editor.connection.vendor == "postgresql":
        for table in tables:
            schema_editor.execute(
                f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()"
            )


def remove(schema_editor: Any, tables: Iterable[str]) -> None:
    """Takes the triggers away again, as when a migration is taken back."""
    for table in tables:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_only_added_to ON {table}")
            schema_editor.execute(f"DROP TRIGGER {table}_no_truncate ON {table}")
            continue
        for act in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{act}")
