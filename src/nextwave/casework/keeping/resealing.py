"""When keys change: everything that is kept is sealed anew with the first key of the settings, and the others can go.

Only how a value is sealed changes, never the value: what a key opened is sealed again as it was, in the place of the
very bytes that were read, with the time it was first sealed. Records are only ever added to, so their owner lifts the
trigger of one table for one transaction of a few rows. Evidence comes first, then what is no record, then records,
oldest first: where it was broken off, the latest records still need an old key, which a start looks at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from nextwave.casework.clock import now
from nextwave.casework.keeping import storing, triggers
from nextwave.casework.keeping.database_roles import as_owner
from nextwave.casework.keeping.sealing import SealedField, cipher, place_of_key

#: Rows that are read, and changed, at a time.
ROWS = 100
#: Rows of a table that a start looks at, at each end.
ENDS = 5


@dataclass(slots=True)
class Found:
    """How many values and evidence files each key opens, by its place in the settings (0: none does), as it was
    found; and how many were sealed anew."""

    values: Counter[int] = field(default_factory=Counter)
    files: Counter[int] = field(default_factory=Counter)
    changed: int = 0

    @property
    def places(self) -> range:
        return range(1, len([k for k in settings.DATA_KEYS.split(",") if k.strip()]) + 1)


def count() -> Found:
    """What each key opens. Reads everything, changes nothing."""
    found = Found()
    _files(found, anew=False)
    _values(found, anew=False)
    return found


def seal_anew() -> Found:
    """Seals with the first key what another one opens; what none opens stays as it is. It can be broken off and run
    again, while others read and write. Raises DatabaseError, OSError."""
    found = Found()
    with as_owner():
        _files(found, anew=True)
        _values(found, anew=True)
    return found


def looked_at() -> tuple[int, int]:
    """How many sealed values of the first and the latest records, and of saved answers that can still be come back to,
    were looked at, and how many of them the keys open.
    Of evidence one file stands for all, so that a damaged one stops no start. Raises ImproperlyConfigured or
    ValueError where something is kept and the settings hold no keys."""
    tokens = []
    for model, columns in _sealed():
        kept = model._default_manager.all() if _record(model) else model._default_manager.filter(expires_at__gt=now())
        keys = {key for order in ("pk", "-pk") for key in kept.order_by(order).values_list("pk", flat=True)[:ENDS]}
        if keys:
            which = f"WHERE {_name(model._meta.pk)} IN ({', '.join(['%s'] * len(keys))})"
            tokens += [token for _, *row in _rows(model, columns, which, *keys) for token in row if token is not None]
    opened = sum(place_of_key(token) > 0 for token in tokens)
    evidence = apps.get_model("casework", "EvidenceFile")._default_manager.values_list("sha256", flat=True)
    named = {*evidence.order_by("pk")[:ENDS], *evidence.order_by("-pk")[:ENDS]}
    there = [path for path in map(storing.path_of, sorted(named)) if path.is_file()]
    if not there:
        return len(tokens), opened
    return len(tokens) + 1, opened + any(place_of_key(path.read_bytes()) for path in there)


def _sealed() -> Iterator[tuple[type[models.Model], list[Any]]]:
    """Every table with sealed columns, records last."""
    for model in sorted(apps.get_models(), key=_record):
        columns = [f for f in model._meta.local_concrete_fields if isinstance(f, SealedField)]
        if columns:
            yield model, columns


def _record(model: type[models.Model]) -> bool:
    return bool(getattr(model, "only_added_to", False))


def _name(column: Any) -> str:
    return connection.ops.quote_name(str(column.column))


def _rows(model: type[models.Model], columns: list[Any], which: str, *given: Any) -> list[tuple[Any, ...]]:
    """The key and the sealed values of rows, as they stand in the table."""
    names = ", ".join(map(_name, [model._meta.pk, *columns]))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {connection.ops.quote_name(model._meta.db_table)} {which}", given)  # noqa: S608
        return [(pk, *(t if t is None else bytes(t) for t in tokens)) for pk, *tokens in cursor.fetchall()]


def _files(found: Found, anew: bool) -> None:
    for path in storing.files():
        token = path.read_bytes()
        place = place_of_key(token)
        found.files[place] += 1
        if anew and place > 1:
            storing.put(path, cipher().rotate(token))
            found.changed += 1


def _values(found: Found, anew: bool) -> None:
    for model, columns in _sealed():
        key, after = _name(model._meta.pk), 0
        while rows := _rows(model, columns, f"WHERE {key} > %s ORDER BY {key} LIMIT {ROWS}", after):
            after = rows[-1][0]
            changes = []
            for pk, *tokens in rows:
                for column, token in zip(columns, tokens, strict=True):
                    if token is None:
                        continue
                    place = place_of_key(token)
                    found.values[place] += 1
                    if place > 1:
                        changes.append((column, cipher().rotate(token), pk, token))
            if anew and changes:
                found.changed += _change(model, changes)


def _change(model: type[models.Model], changes: list[tuple[Any, bytes, Any, bytes]]) -> int:
    """Puts new bytes in the place of those that were read; what someone changed meanwhile stays as they left it."""
    table, key = model._meta.db_table, _name(model._meta.pk)
    free = triggers.lifted(connection, table) if _record(model) else nullcontext()
    changed = 0
    with transaction.atomic(), free, connection.cursor() as cursor:
        for column, new, pk, old in changes:
            name = _name(column)
            cursor.execute(
                f"UPDATE {connection.ops.quote_name(table)} SET {name} = %s WHERE {key} = %s AND {name} = %s",  # noqa: S608
                [new, pk, old],
            )
            changed += cursor.rowcount
    return changed
