"""Records that are only ever added: corrections are new records. Triggers in the database hold this too."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class NeverChanged(Exception):
    """Someone tried to change or delete what is only ever added to."""


class RecordSet(models.QuerySet[Any]):
    def update(self, **changes: Any) -> NoReturn:
        raise NeverChanged(f"{self.model.__name__} records are never changed: add a new one")

    def delete(self) -> NoReturn:
        raise NeverChanged(f"{self.model.__name__} records are never deleted")


class Record(models.Model):
    """A row that is written once."""

    #: By which the roles of the database know it.
    only_added_to = True

    objects = RecordSet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        if self.pk is not None and not self._state.adding:
            raise NeverChanged(f"{type(self).__name__} records are never changed: add a new one")
        super().save(*args, **{**options, "force_insert": True})

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise NeverChanged(f"{type(self).__name__} records are never deleted")
