"""What is sensitive is encrypted on the disk, can be read again, and says so where it cannot."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from nextwave.casework.access.actor import RESIDENT
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.write_note import WriteNote
from nextwave.casework.keeping.sealing import matching, opened, sealed
from nextwave.casework.models import Account, Attempt, Case
from tests.casework.conftest import NAMES, Filing

text = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4),
    max_leaves=10,
)


@given(values)
def test_every_value_comes_out_as_it_went_in(value: object) -> None:
    assert opened(sealed(value)) == value


@given(st.text("abcdefghijklmnopqrstuvwxyz ", min_size=8, max_size=50))
def test_what_is_written_does_not_hold_the_text(words: str) -> None:
    assert words.encode() not in sealed(words)
    assert sealed(words) != sealed(words), "the same value twice would show that it is the same"


@given(values)
def test_old_keys_still_read_and_the_first_one_writes(value: object) -> None:
    from django.conf import settings

    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    before = settings.DATA_KEYS
    try:
        settings.DATA_KEYS = old
        written = sealed(value)
        settings.DATA_KEYS = f"{new}, {old}"
        assert opened(written) == value
        again = sealed(value)
        settings.DATA_KEYS = new
        assert opened(again) == value
        with pytest.raises(ValueError, match="NEXTWAVE_DATA_KEYS"):
            opened(written)
    finally:
        settings.DATA_KEYS = before


def test_a_value_that_was_tampered_with_is_not_read() -> None:
    token = bytearray(sealed("900"))
    token[len(token) // 2] ^= 1
    with pytest.raises(ValueError, match="no key"):
        opened(bytes(token))


def test_without_a_key_nothing_is_written(settings: LazySettings) -> None:
    settings.DATA_KEYS = " , "
    with pytest.raises(ImproperlyConfigured, match="NEXTWAVE_DATA_KEYS"):
        sealed("x")


@given(st.text("aábcdéñ -'", min_size=1), st.dates().map(str))
def test_the_same_person_has_the_same_fingerprint_however_it_is_typed(name: str, birth: str) -> None:
    assert matching(f"  {name.upper()} ", birth) == matching(name, birth)
    assert matching(name, "") == ""


def test_fingerprints_differ_by_name_birth_date_and_key(settings: LazySettings) -> None:
    found = {matching("Ana Ruiz", "1990-01-01"), matching("Ana Ruis", "1990-01-01"), matching("Ana Ruiz", "1990-01-02")}
    settings.MATCH_KEY = "another"
    assert len(found | {matching("Ana Ruiz", "1990-01-01")}) == 4


def test_no_table_holds_what_a_household_said_in_the_clear(filed: Filing) -> None:
    case: Case = filed()
    do(WriteNote("Her brother Casimir called."), RESIDENT, case, Attempted("n"))
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {table}")
            for row in cursor.fetchall():
                found += [bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row]
    assert len(found) > 500
    everything = b"\n".join(found)
    for said in (*NAMES.values(), "Casimir", "555 0100", "1986-02-03", "2015-01-01", "350.00"):
        assert said.encode() not in everything, said
    assert {Account.objects.count(), Attempt.objects.count()} == {0}
