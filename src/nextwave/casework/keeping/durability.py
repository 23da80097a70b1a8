"""What is told to be done is on the disk: the settings of the database by which that holds, asserted at start."""

from __future__ import annotations

from django.db import connection

from nextwave.rulebook.problems import Place, Problem

#: By database, each setting with the values under which a commit is on the disk before it is told. PostgreSQL
#: waits for its own disk with every value of synchronous_commit but "off".
NEEDED: dict[str, dict[str, tuple[str, ...]]] = {
    "sqlite": {"journal_mode": ("wal",), "synchronous": ("2", "3")},
    "postgresql": {
        "fsync": ("on",),
        "synchronous_commit": ("on", "local", "remote_write", "remote_apply"),
        "full_page_writes": ("on",),
    },
}
REMEDY = {
    "sqlite": "put the database on a disk of this machine; the connection sets this itself (settings.py)",
    "postgresql": "set it in postgresql.conf, or by ALTER SYSTEM, and reload the server",
}


class NotDurable(Exception):
    """The database may lose what it said was kept; nothing should be served from it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(p) for p in problems))


def require_durable() -> None:
    """Asks the database for its settings. Raises NotDurable with every one that is not as it must be."""
    vendor = connection.vendor
    if vendor not in NEEDED:
        what = f"it is not known by which settings {vendor} keeps what it was told"
        raise NotDurable([Problem("durability", what, Place("database"), "use SQLite or PostgreSQL")])
    ask = "PRAGMA" if vendor == "sqlite" else "SHOW"
    problems = []
    for name, allowed in NEEDED[vendor].items():
        with connection.cursor() as cursor:
            cursor.execute(f"{ask} {name}")
            found = str(cursor.fetchone()[0]).lower()
        if found not in allowed:
            what = f"{name} is {found}, not {' or '.join(allowed)}: a power cut may lose what was told to be done"
            problems.append(Problem("durability", what, Place(f"database ({vendor})"), REMEDY[vendor]))
    if problems:
        raise NotDurable(problems)
