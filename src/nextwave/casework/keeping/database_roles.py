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
        cursor.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}")
        for table in connection.introspection.table_names(cursor):
            rights = "SELECT, INSERT" if table in only_added else "SELECT, INSERT, UPDATE, DELETE"
            if table == "django_migrations":
                rights = "SELECT"
            cursor.execute(f"GRANT {rights} ON {connection.ops.quote_name(table)} TO {name}")


def role_problems() -> list[Problem]:
    """What the role that serves may do to records and should not; SQLite has no roles."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.rolname, r.rolsuper, pg_has_role(c.relowner, 'MEMBER'), "
            "ARRAY(SELECT one FROM unnest(%s::text[]) one WHERE has_table_privilege(c.oid, one)) "
            "FROM pg_class c, pg_roles r WHERE r.rolname = current_user AND c.relkind = 'r' "
            "AND c.relnamespace = 'public'::regnamespace AND c.relname = ANY(%s)",
            [list(NEVER), records()],
        )
        for role, superuser, owner, rights in cursor.fetchall():
            if superuser or owner or rights:
                may = "is a superuser" if superuser else "owns records" if owner else f"may {', '.join(rights)} records"
                what = f"the role {role} {may}: whoever gets hold of the service could change what was decided"
                return [Problem("role", what, Place("database (postgresql)"), REMEDY)]
    return []
