"""Everything that is kept goes over to the first key, as it was, and nothing is lost where that is broken off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction

from nextwave.casework.access.actor import RESIDENT
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.give_evidence import GiveEvidence
from nextwave.casework.acts.write_note import WriteNote
from nextwave.casework.clock import now
from nextwave.casework.keeping import resealing
from nextwave.casework.keeping.resealing import count, looked_at, seal_anew
from nextwave.casework.keeping.sealing import sealed
from nextwave.casework.keeping.storing import content_of, path_of
from nextwave.casework.models import Draft, EvidenceFile, Membership, Note
from tests.casework.conftest import Filing

PDF = b"%PDF-1.7\n1 0 obj\n"


@pytest.fixture
def old(filed: Filing, settings: LazySettings) -> str:
    """The key with which all of a case was sealed: facts, a note, a file, and saved answers of someone else."""
    case = filed()
    do(WriteNote("Her brother Casimir called."), RESIDENT, case, Attempted("n"))
    do(GiveEvidence("page.pdf", PDF), RESIDENT, case, Attempted("e"))
    Draft.objects.create(code_hash="0" * 64, content={"p1": "Ben"}, expires_at=now() + timedelta(days=1))
    return str(settings.DATA_KEYS)


@pytest.fixture
def new(old: str, settings: LazySettings) -> str:
    """A key that stands before it."""
    found = Fernet.generate_key().decode()
    settings.DATA_KEYS = f"{found},{old}"
    return found


def values() -> dict[str, list[Any]]:
    """Every sealed value, opened."""
    return {
        f"{model.__name__}.{column.name}": list(model._base_manager.order_by("pk").values_list(column.name, flat=True))
        for model, columns in resealing._sealed()
        for column in columns
    }


def test_every_value_and_file_comes_out_as_it_was_by_the_first_key_alone(new: str, settings: LazySettings) -> None:
    before, counted = values(), count()
    assert counted.values[1] == 0
    found = seal_anew()
    assert found.changed == counted.values[2] + counted.files[2] > 20
    settings.DATA_KEYS = new
    assert values() == before
    assert content_of(EvidenceFile.objects.get().sha256) == PDF
    assert seal_anew().changed == 0
    looked, opened = looked_at()
    assert looked == opened > 10


def test_triggers_stand_again_afterwards(new: str) -> None:
    seal_anew()
    for table in ("casework_membership", "casework_note", "casework_assessmentrecord"):
        with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
            connection.cursor().execute(f"UPDATE {table} SET id = id")


def test_broken_off_it_loses_nothing_is_missed_at_a_start_and_goes_on(
    new: str, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, change, calls = values(), resealing._change, []

    def stopping(*given: Any) -> int:
        calls.append(given)
        if len(calls) > 4:
            raise DatabaseError("the machine stops")
        return change(*given)

    monkeypatch.setattr(resealing, "ROWS", 2)
    monkeypatch.setattr(resealing, "_change", stopping)
    with pytest.raises(DatabaseError):
        seal_anew()
    monkeypatch.undo()
    both = settings.DATA_KEYS
    assert values() == before
    settings.DATA_KEYS = new
    looked, opened = looked_at()
    assert opened < looked
    settings.DATA_KEYS = both
    assert 0 < count().values[1] < count().values[2]
    seal_anew()
    settings.DATA_KEYS = new
    assert values() == before


def test_what_someone_changed_meanwhile_stays_as_they_left_it(new: str) -> None:
    (column,) = (f for f in Draft._meta.local_concrete_fields if f.name == "content")
    draft = Draft.objects.get()
    ((_, read),) = resealing._rows(Draft, [column], "")
    draft.content = {"p1": "Ben Okafor"}
    draft.save()
    assert resealing._change(Draft, [(column, sealed({"p1": "Ben"}), draft.pk, read)]) == 0
    assert Draft.objects.get().content == {"p1": "Ben Okafor"}


def test_what_no_key_opens_is_counted_and_stays(old: str, settings: LazySettings) -> None:
    settings.DATA_KEYS = f"{Fernet.generate_key().decode()},{Fernet.generate_key().decode()}"
    found = seal_anew()
    assert (found.changed, found.files[0]) == (0, 1)
    assert looked_at()[1] == 0
    settings.DATA_KEYS = old
    assert Note.objects.get().text == "Her brother Casimir called."
    assert looked_at()[1] == looked_at()[0]


def test_a_damaged_file_stops_no_start_where_others_open(old: str, filed: Filing) -> None:
    do(GiveEvidence("other.pdf", PDF + b"2"), RESIDENT, filed("second"), Attempted("e2"))
    path_of(EvidenceFile.objects.order_by("pk")[0].sha256).write_bytes(b"damaged")
    looked, opened = looked_at()
    assert looked == opened
    assert count().files == {0: 1, 1: 1}


def test_a_start_looks_at_few_rows_of_each_table(old: str, filed: Filing) -> None:
    few = looked_at()[0]
    for number in range(6):
        filed(f"more-{number}")
    assert Membership.objects.count() == 21
    assert looked_at()[0] <= few + 2 * resealing.ENDS * sum(len(columns) for _, columns in resealing._sealed())


def test_answers_that_still_need_an_old_key_are_missed_at_a_start_until_their_time_is_over(
    new: str, old: str, settings: LazySettings
) -> None:
    seal_anew()
    settings.DATA_KEYS = old  # a process that was not started again
    Draft.objects.update(content={"p1": "Ben Okafor"})
    settings.DATA_KEYS = new
    looked, opened = looked_at()
    assert looked == opened + 1
    Draft.objects.update(expires_at=now())
    assert looked_at() == (opened, opened)


@pytest.mark.django_db
def test_a_service_that_keeps_nothing_yet_needs_no_key_to_be_looked_at(settings: LazySettings) -> None:
    settings.DATA_KEYS = ""
    assert looked_at() == (0, 0)


def test_without_any_key_what_is_kept_is_no_empty_service(old: str, settings: LazySettings) -> None:
    settings.DATA_KEYS = ""
    with pytest.raises(ImproperlyConfigured):
        looked_at()
