"""Keys by which cases are encrypted can be taken out of use, and a service starts only with those that open them."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import shutil
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet, InvalidToken

from tests.outside.applicants import PNG
from tests.outside.service import Service, free_port, new_environment, run, served

OLD, NEW, OTHER = (base64.urlsafe_b64encode(secrets.token_bytes(32)).decode() for _ in range(3))


@dataclass
class Kept:
    """A service's settings, with a case in it that was sealed with the old key."""

    environment: dict[str, str]
    reference: str
    token: str
    #: What the case was under the old key.
    before: Any

    def by(self, *keys: str) -> dict[str, str]:
        return {**self.environment, "NEXTWAVE_DATA_KEYS": ",".join(keys)}

    def database(self) -> sqlite3.Connection:
        return sqlite3.connect(Path(self.environment["NEXTWAVE_DATA"]) / "nextwave.sqlite3", timeout=30)

    def sealed(self) -> list[bytes]:
        """Every encrypted value of the database, and every evidence file."""
        found = [p.read_bytes() for p in (Path(self.environment["NEXTWAVE_DATA"]) / "evidence").glob("*/*")]
        with self.database() as database:
            tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for table in tables:
                for row in database.execute(f"SELECT * FROM {table}"):
                    found += [v for v in row if isinstance(v, bytes) and v.startswith(b"gAAAA")]
        return found


def case(service: Service, reference: str, token: str) -> Any:
    status, answer = service.api("GET", f"/cases/{reference}?reason=application", token=token)
    assert status == 200, answer
    return answer


def opens(key: str, sealed: bytes) -> bool:
    try:
        Fernet(key).decrypt(sealed)
    except InvalidToken:
        return False
    return True


def started(environment: dict[str, str]) -> tuple[int, str]:
    """What `serve` says where it must not start; the address is none of this machine, so that it ends in any case."""
    status, told, said = run("serve", "--host", "192.0.2.1", "--port", str(free_port()), environment=environment)
    return status, told + said


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    environment = new_environment(tmp_path_factory.mktemp("keys") / "data", NEXTWAVE_DATA_KEYS=OLD)
    with served(environment) as service:
        service.account("wim", "worker")
        token = service.token("wim")
        body = {
            "people": {"p1": "Ana Quintanilla"},
            "facts": [
                {"of": "p1", "fact": "rent", "value": {"amount": "350.00", "per": "month"}},
                {"of": "p1", "fact": "birth_date", "value": "1990-02-03"},
            ],
        }
        status, answer = service.api("POST", "/applications", body, token, **{"Idempotency-Key": "data-keys-1"})
        assert status == 201, answer
        before = case(service, answer["reference"], token)
    evidence = Path(environment["NEXTWAVE_DATA"]) / "evidence" / (name := hashlib.sha256(PNG).hexdigest())[:2]
    evidence.mkdir(parents=True, mode=0o700)
    (evidence / name).write_bytes(Fernet(OLD).encrypt(PNG))
    return Kept(environment, answer["reference"], token, before)


@pytest.fixture
def kept(filed: Kept, tmp_path: Path) -> Kept:
    """A copy that a test may do with as it likes."""
    shutil.copytree(filed.environment["NEXTWAVE_DATA"], tmp_path / "data")
    return replace(filed, environment={**filed.environment, "NEXTWAVE_DATA": str(tmp_path / "data")})


def test_an_old_key_is_taken_out_of_use_and_the_case_still_opens(kept: Kept) -> None:
    before = kept.before
    with served(kept.by(NEW, OLD)) as service:
        # While it serves.
        status, told, said = run("keys", "--json", environment=kept.by(NEW, OLD))
        assert case(service, kept.reference, kept.token)["people"] == before["people"]
    sealed = kept.sealed()
    assert sealed
    assert not [one for one in sealed if opens(OLD, one)], "the old key still opens something"
    assert all(opens(NEW, one) for one in sealed)
    assert status == 0, told + said
    assert json.loads(told)["changed"] > 3
    with served(kept.by(NEW)) as service:
        after = case(service, kept.reference, kept.token)
    assert "Ana Quintanilla" in json.dumps(after)
    assert {k: after[k] for k in ("people", "facts") if k in before} == {
        k: before[k] for k in ("people", "facts") if k in before
    }


def test_records_are_as_they_were_and_nobody_can_change_them_afterwards(kept: Kept) -> None:
    def triggers() -> list[Any]:
        return (
            kept.database().execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY 1").fetchall()
        )

    before = triggers()
    status, told, said = run("keys", environment=kept.by(NEW, OLD))
    assert status == 0, told + said
    assert "the others can be taken out" in told
    assert triggers() == before
    with pytest.raises(sqlite3.DatabaseError, match="only ever added to"):
        kept.database().execute("UPDATE casework_membership SET name = ''")
    again = json.loads(run("keys", "--json", environment=kept.by(NEW, OLD))[1])
    assert (again["changed"], again["keys"][1]["values"]) == (0, 0)


@pytest.mark.parametrize("keys", [(OTHER,), (NEW, OTHER)], ids=["another key", "two others"])
def test_a_service_whose_keys_do_not_open_what_is_kept_does_not_start(kept: Kept, keys: tuple[str, ...]) -> None:
    status, said = started(kept.by(*keys))
    assert "NEXTWAVE_DATA_KEYS opens none of" in said, said
    assert "nextwave keys --check" in said
    assert status == 2
    assert not [key for key in keys if key in said]
    status, told, said = run("replay", "--all", environment=kept.by(*keys))
    assert (status, "NEXTWAVE_DATA_KEYS opens none of" in said) == (2, True), told + said


def test_another_key_of_fingerprints_is_missed_at_the_start(kept: Kept) -> None:
    other = {**kept.environment, "NEXTWAVE_MATCH_KEY": secrets.token_urlsafe(48)}
    status, said = started(other)
    assert "NEXTWAVE_MATCH_KEY makes none of 1 fingerprints" in said, said
    assert status == 2
    assert other["NEXTWAVE_MATCH_KEY"] not in said
    assert "NEXTWAVE_MATCH_KEY" not in started(kept.environment)[1]


def test_a_key_that_is_taken_out_too_early_is_missed_at_the_start(kept: Kept) -> None:
    with served(kept.by(NEW, OLD)) as service:
        body = {"people": {"p1": "Ben Okafor"}}
        key = {"Idempotency-Key": "data-keys-2"}
        assert service.api("POST", "/applications", body, kept.token, **key)[0] == 201
    said = started(kept.by(NEW))[1]
    assert "NEXTWAVE_DATA_KEYS opens " in said, said
    assert "NEXTWAVE_DATA_KEYS" not in started(kept.by(NEW, OLD))[1]


def test_what_each_key_opens_is_counted_and_nothing_is_changed(kept: Kept) -> None:
    before = kept.sealed()
    status, told, said = run("keys", "--check", "--json", environment=kept.by(NEW, OLD))
    assert status == 0, told + said
    first, second = json.loads(told)["keys"]
    assert (first["values"], first["files"]) == (0, 0)
    assert (second["values"], second["files"]) == (len(before) - 1, 1)
    status, told, said = run("keys", environment=kept.by(OTHER))
    assert status == 1, told + said
    assert f"no key opens {len(before) - 1} values and 1 files" in told
    assert kept.sealed() == before
