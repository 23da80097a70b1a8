"""The two roles of a PostgreSQL database: its owner, who makes and changes the tables when a version asks for it and
seals anew when keys change, and the application, which reads, adds, and changes only what is no record. What the
application may not do, nobody does through it, whatever becomes of it: empty a table, drop it, switch its triggers
off.

    with as_owner():
        call_command("migrate")
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import dj_database_url
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from nextwave.casework.keeping.triggers import FUNCTION
from nextwave.rulebook.problems import Place, Problem

#: What an address says of who connects and where; the name of the database stays.
WHO = ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
#: Nobody but the owner needs these on records.
NEVER = ("UPDATE", "DELETE", "TRUNCATE", "TRIGGER")
REMEDY = (
    "make two roles as docs/running.md shows, name the owner's in NEXTWAVE_DATABASE_OWNER, and run `nextwave migrate`; "
    "where there can be one only, set NEXTWAVE_DATABASE_ONE_ROLE=1"
)


@contextmanager
def as_owner() -> Iterator[None]:
    """Connects as the owner within, and at the end grants the application what it needs; with one role or SQLite it
    changes nothing. Raises DatabaseError."""
    if not settings.DATABASE_OWNER or connection.vendor != "postgresql":
        yield
        return
    application = {name: connection.settings_dict.get(name) for name in WHO}
    _connect({name: dj_database_url.parse(settings.DATABASE_OWNER).get(name) for name in WHO})
    try:
        yield
        grant(str(application["USER"]))
    finally:
        _connect(application)


def _connect(who: dict[str, Any]) -> None:
    connection.close()
    connection.settings_dict.update(who | {"OPTIONS": who["OPTIONS"] or {}})


def records() -> list[str]:
    """The tables that are only ever added to."""
    return sorted(m._meta.db_table for m in apps.get_models() if getattr(m, "only_added_to", False))


def grant(application: str) -> None:
    """Gives the application's role what it needs and nothing else, at once: it may be serving."""
    name, only_added = connection.ops.quote_name(application), set(records())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}")
        cursor.execute(f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {name}")
        # A table of its own for a session would stand before that of the records.
        database = connection.ops.quote_name(str(connection.settings_dict["NAME"]))
        cursor.execute(f"REVOKE CREATE, TEMPORARY ON DATABASE {database} FROM PUBLIC, {name}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}")
        for table in connection.introspection.table_names(cursor):
            rights = "SELECT, INSERT" if table in only_added else "SELECT, INSERT, UPDATE, DELETE"
            if table == "django_migrations":
                rights = "SELECT"
            cursor.execute(f"GRANT {rights} ON {connection.ops.quote_name(table)} TO {name}")


#: Whoever is one of these can write to files of the machine, and so become a superuser.
MACHINE = ("pg_execute_server_program", "pg_write_server_files")
#: Whoever owns a schema may drop each table in it, and whoever owns the database owns the schema; a right to columns
#: is one to the table; and a right that is not inherited is there after SET ROLE.
_MAY = """
WITH me AS (SELECT oid, rolname, rolsuper, rolcreaterole FROM pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER')),
kept AS (SELECT oid, relowner FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname = ANY(%(records)s)),
owned (name, owner) AS (
    SELECT 'records', relowner FROM kept
    UNION SELECT 'the triggers of records', proowner FROM pg_proc
        WHERE proname = %(function)s AND pronamespace = 'public'::regnamespace
    UNION SELECT 'the schema of records', nspowner FROM pg_namespace WHERE nspname = 'public'
    UNION SELECT 'the database', datdba FROM pg_database WHERE datname = current_database())
SELECT current_user,
    (SELECT bool_or(rolsuper OR rolname = ANY(%(machine)s)) FROM me),
    (SELECT bool_or(rolcreaterole) FROM me),
    ARRAY(SELECT DISTINCT name FROM owned JOIN me ON me.oid = owner ORDER BY 1),
    ARRAY(SELECT one FROM unnest(%(never)s::text[]) one WHERE EXISTS (SELECT FROM me, kept
        WHERE has_table_privilege(me.oid, kept.oid, one)
            OR one = 'UPDATE' AND has_any_column_privilege(me.oid, kept.oid, one)))
"""


def role_problems() -> list[Problem]:
    """What the role that serves, or a role that it can become, may do to records and should not; SQLite has no roles."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            _MAY, {"never": list(NEVER), "records": records(), "function": FUNCTION, "machine": list(MACHINE)}
        )
        role, superuser, roles, owns, rights = cursor.fetchone()
    found = {
        "is a superuser, or can become one": superuser,
        "may make roles and give itself theirs": roles,
        f"owns {' and '.join(owns)}": owns,
        f"may {', '.join(rights)} records": rights,
    }
    may = next((words for words, so in found.items() if so), "")
    if not may:
        return []
    what = f"the role {role} {may}: whoever gets hold of the service could change what was decided"
    return [Problem("role", what, Place("database (postgresql)"), REMEDY)]
