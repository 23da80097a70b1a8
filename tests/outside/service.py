"""A service to try from outside: the command line, a server on loopback that ends with its block, and visitors."""

from __future__ import annotations

import base64
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.once import once
from tests.outside.visitor import Stays, Visitor

NEXTWAVE = os.environ.get("NEXTWAVE_COMMAND") or str(Path(sys.executable).parent / "nextwave")
if "NEXTWAVE_COMMAND" in os.environ:
    # Another installation runs its own source, and not the one that these tests stand beside.
    os.environ.pop("PYTHONPATH", None)
PASSWORD = "a password for tests only, 2026"
#: Who has an account, with PASSWORD, in a service of the usual settings.
ACCOUNTS = {
    "wim": "worker",
    "wanda": "worker",
    "sue": "supervisor",
    "sid": "supervisor",
    "adam": "administrator",
}
#: What would set up the service, and what would have every command compile the whole program anew.
LEFT_OUT = ("NEXTWAVE_", "DJANGO_", "PYTHONDONTWRITEBYTECODE")


def _kept() -> dict[str, str]:
    """The environment as it is for someone who uses the service and has not set it up."""
    return {name: value for name, value in os.environ.items() if not name.startswith(LEFT_OUT)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def replaced(shipped: Path, changes: dict[str, str]) -> str:
    """A file that ships with a test's own values in the place of what it holds."""
    text = shipped.read_text()
    for before, after in changes.items():
        assert before in text, f"{shipped.name} has no {before}"
        text = text.replace(before, after)
    return text


def run(*words: str, environment: dict[str, str] | None = None, given: str | bytes = "") -> tuple[int, str, str]:
    """Runs a command: its exit status, and what it wrote to standard output and standard error."""
    sent = given.encode() if isinstance(given, str) else given
    done = subprocess.run(
        [NEXTWAVE, *words],
        env=_kept() if environment is None else environment,
        input=sent,
        capture_output=True,
        check=False,
        timeout=300,
    )
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def new_settings(folder: Path, **settings: str) -> dict[str, str]:
    """The settings of a service as for real use, of which there is nothing yet. One process answers where nothing
    else is said: the product's own number is that of `NEXTWAVE_WORKERS=""`."""
    return {
        **_kept(),
        "NEXTWAVE_WORKERS": "1",
        "NEXTWAVE_DATA": str(folder),
        "NEXTWAVE_SECRET_KEY": secrets.token_urlsafe(48),
        "NEXTWAVE_MATCH_KEY": secrets.token_urlsafe(48),
        "NEXTWAVE_SESSION_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "NEXTWAVE_DATA_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        **settings,
    }


def new_environment(folder: Path, **settings: str) -> dict[str, str]:
    """The settings of a service with a database that `nextwave migrate` made."""
    environment = new_settings(folder, **settings)
    status, _, said = run("migrate", environment=environment)
    assert status == 0, said
    return environment


def _usual(folder: Path) -> dict[str, str]:
    """The settings of a service with the usual accounts, made by the commands."""
    environment = new_environment(folder)
    for name, role in ACCOUNTS.items():
        add_account(environment, name, role)
    return {name: value for name, value in environment.items() if name.startswith("NEXTWAVE_")}


def usual_environment(folder: Path, **settings: str) -> dict[str, str]:
    """The settings of a service that begins as a copy of the usual one: its database, its accounts and its keys."""
    usual = once("usual", _usual)
    shutil.copytree(usual["NEXTWAVE_DATA"], folder, dirs_exist_ok=True)
    return {**_kept(), **usual, "NEXTWAVE_DATA": str(folder), **settings}


def add_account(environment: dict[str, str], name: str, role: str, *options: str) -> None:
    """Makes an account with PASSWORD, at the command line."""
    file = Path(environment["NEXTWAVE_DATA"]) / "password-of-the-tests"
    file.write_text(PASSWORD + "\n")
    words = ("account", "add", name, "--role", role, "--password-file", str(file), *options)
    status, _, said = run(*words, environment=environment)
    assert status == 0, said


@dataclass
class Service:
    """A running server: its address, the settings it was started with, its process, and of a demonstration what it
    printed (accounts, a token, codes)."""

    address: str
    environment: dict[str, str] = field(repr=False)
    process: subprocess.Popen[bytes] = field(repr=False)
    printed: dict[str, Any] = field(default_factory=dict)

    def account(self, name: str, role: str, *options: str) -> None:
        add_account(self.environment, name, role, *options)

    def token(self, account: str, name: str = "tests") -> str:
        """A new token of an account, at the command line."""
        status, told, said = run("token", "add", account, "--name", name, environment=self.environment)
        assert status == 0, said
        return told.split()[-1]

    def visitor(self) -> Visitor:
        return Visitor(self.address)

    def staff(self, name: str, password: str = "") -> Visitor:
        """Someone who is signed in."""
        visitor = self.visitor()
        visitor.send(
            "/staff/sign-in/", {"username": name, "password": password or self.printed.get("password", PASSWORD)}
        )
        assert visitor.location and "sign-in" not in visitor.location, visitor.text[:2000]
        return visitor

    def api(self, method: str, path: str, body: Any = None, token: str = "", **headers: str) -> tuple[int, Any]:
        """What the API answers: its status and what its JSON says. `body` may be bytes, sent as they are."""
        sent = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", **headers}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        request = urllib.request.Request(self.address + "/api/v1" + path, data=sent, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as response:
                return response.status, json.loads(response.read() or b"null")
        except urllib.error.HTTPError as error:
            text = error.read()
            try:
                return error.code, json.loads(text or b"null")
            except ValueError:
                return error.code, text.decode("utf-8", "replace")


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    """Until it answers, if only that it is to be asked over HTTPS."""
    opener = urllib.request.build_opener(Stays())
    for _ in range(6_000):
        try:
            opener.open(f"{address}/api/v1/rulebooks", timeout=5).read()
        except urllib.error.HTTPError:
            return
        except OSError:
            if process.poll() is not None:
                raise RuntimeError("the server ended") from None
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server did not start")


@contextmanager
def served(environment: dict[str, str], *options: str, log: Path | None = None) -> Iterator[Service]:
    """A server over these settings; what it logs goes to a file, if one is named."""
    port = free_port()
    words = [NEXTWAVE, "serve", *options, "--port", str(port)]
    with (log or Path(os.devnull)).open("ab") as said:
        process = subprocess.Popen(words, env=environment, stdout=said, stderr=said)
        try:
            _wait(f"http://127.0.0.1:{port}", process)
            yield Service(f"http://127.0.0.1:{port}", environment, process)
        finally:
            process.terminate()
            process.wait(timeout=20)


@contextmanager
def demonstration(
    applications: int = 0, today: str = "2026-11-24", *options: str, **settings: str
) -> Iterator[Service]:
    """A demonstration on a day of its own, with the accounts that it prints."""
    port = free_port()
    environment = {**_kept(), **settings}
    if today:
        environment["NEXTWAVE_TODAY"] = today
    words = [NEXTWAVE, "serve", "--demo", "--json", "--applications", str(applications), "--port", str(port), *options]
    process = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert process.stdout is not None
        printed = json.loads(process.stdout.readline())
        printed["password"] = printed["accounts"][0]["password"]
        _wait(f"http://127.0.0.1:{port}", process)
        yield Service(f"http://127.0.0.1:{port}", environment, process, printed)
    finally:
        process.terminate()
        process.wait(timeout=20)
