"""A server that is killed while several clients act, each sending again until it is answered."""

from __future__ import annotations

import base64
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from tests.casework import riverton
from tests.casework.served import CASES
from tests.clock import on

CLIENTS = 4
ROOT = Path(__file__).parent.parent.parent


def environment(folder: Path, database: str = "") -> dict[str, str]:
    """The settings of a server over its own database and folder; the database is SQLite unless another is named."""
    dated = on("2026-11-24")
    return {
        **os.environ,
        **dated,
        "PYTHONPATH": os.pathsep.join([str(ROOT), dated["PYTHONPATH"]]),
        "NEXTWAVE_DATA": str(folder),
        "NEXTWAVE_DATABASE": database,
        "NEXTWAVE_DATA_KEYS": Fernet.generate_key().decode(),
        "NEXTWAVE_MATCH_KEY": "a key of the tests",
        "NEXTWAVE_SECRET_KEY": "a secret of the tests",
        "NEXTWAVE_RULEBOOK": str(riverton.rulebook(folder)),
    }


def new_database() -> str:
    """An empty PostgreSQL database beside the one the tests run on; nothing where they run on SQLite."""
    there, owner = os.environ.get("NEXTWAVE_DATABASE", ""), os.environ.get("NEXTWAVE_DATABASE_OWNER", "")
    if not there.startswith("postgres"):
        return ""
    import psycopg

    name = f"killed_{os.urandom(4).hex()}"
    with psycopg.connect(owner or there, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    before, _, options = there.partition("?")
    return f"{before.rpartition('/')[0]}/{name}" + (f"?{options}" if options else "")


class Server:
    """The server as a group of processes of its own."""

    def __init__(self, settings: dict[str, str]) -> None:
        self.settings = settings
        with socket.create_server(("127.0.0.1", 0)) as found:
            self.port = found.getsockname()[1]
        subprocess.run([sys.executable, "-m", "tests.casework.served", "prepare"], env=settings, cwd=ROOT, check=True)

    def start(self, stop: str = "never", under: tuple[str, ...] = ()) -> None:
        command = [*under, sys.executable, "-m", "tests.casework.served", "serve", str(self.port)]
        settings = {**self.settings, "NEXTWAVE_TESTS_STOP": stop}
        self.process = subprocess.Popen(command, env=settings, cwd=ROOT, start_new_session=True)
        until = time.monotonic() + 60
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the server did not start")
            time.sleep(0.05)

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1):
                return True
        except OSError:
            return False

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        # The process that serves is a child of the one that was started, and may be a moment longer in dying.
        while self.answers():
            time.sleep(0.01)

    def post(self, path: str, sent: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Raises OSError or HTTPException where there is no whole answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("POST", path, json.dumps(sent), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()


@dataclass
class Told:
    """What the clients were told."""

    applied: dict[str, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


class Client(threading.Thread):
    """Does each kind of act once, then acts until it is told to stop; sends each act again under its key until there
    is an answer."""

    def __init__(self, server: Server, told: Told, of: int, go: threading.Event, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.server, self.told, self.chance, self.go, self.stop = server, told, random.Random(of), go, stop

    def run(self) -> None:
        first = self.chance.sample(["note", "give", "decide", "state"], 4)
        while first or not self.stop.is_set():
            case = self.chance.randrange(len(CASES))
            do = first.pop() if first else self.chance.choice(["note", "give", "give", "decide", "decide", "state"])
            if do == "decide":
                self.decide(case)
            elif do == "give":
                page = b"%PDF-1.7\n" + self.chance.randbytes(self.chance.choice([10, 5_000, 300_000]))
                self.send("", case, "give", content=base64.b64encode(page).decode())
            elif do == "note":
                self.send("wim", case, "note", text=f"Called {self.chance.random()}.")
            else:
                self.send("", case, "state", share=self.chance.choice([100, 50]))

    def decide(self, case: int) -> None:
        proposal = self.send("sam", case, "propose", amount=self.chance.choice([17000, 9000, 40000])).get("proposal")
        if proposal is None:
            return
        if self.chance.random() < 0.8:
            self.send("sue", case, "approve", proposal=proposal)
        if "event" not in self.send("wim", case, "issue", proposal=proposal):
            self.send("sam", case, "withdraw", proposal=proposal)

    def send(self, who: str, case: int, do: str, **more: Any) -> dict[str, Any]:
        sent = {"who": who, "case": case, "do": do, "key": f"{self.chance.getrandbits(80):x}", **more}
        while True:
            self.go.wait()
            try:
                status, answer = self.server.post("/act", sent)
            except (OSError, http.client.HTTPException, ValueError):
                self.told.counts["sent again"] += 1
                time.sleep(0.02)
                continue
            if status == 200:
                self.told.applied[sent["key"]] = answer["event"]
                self.told.counts[do] += 1
            elif status == 409:
                self.told.refused.append(sent["key"])
            else:
                self.told.problems.append(f"{do}: {answer}")
            return answer


def killed(folder: Path, kills: int, of: int, database: str = "") -> Told:
    """Kills a server so many times, in ways chosen from a seed; what the clients were told, and every fault."""
    told, chance = Told(), random.Random(of)
    go, stop = threading.Event(), threading.Event()
    server = Server(environment(folder, database))
    clients = [Client(server, told, of * 100 + n, go, stop) for n in range(CLIENTS)]
    ways = ["moment", "file", "reply", "records", "moment"]
    try:
        for number in range(kills):
            way = ways[number % len(ways)]
            server.start("never" if way == "moment" else f"{way} {chance.randint(1, 6)}")
            _check(server, told, CLIENTS)
            if number == 0:
                for client in clients:
                    client.start()
            go.set()
            if way == "moment":
                time.sleep(chance.uniform(0.05, 1.0))
            else:
                try:
                    server.process.wait(30)
                except subprocess.TimeoutExpired:
                    told.problems.append(f"the server did not stop at {way}")
            go.clear()
            server.kill()
            told.counts[f"killed at {way}"] += 1
        server.start()
        _check(server, told, CLIENTS)
        stop.set()
        go.set()
        for client in clients:
            client.join(60)
        _check(server, told, 0)
    finally:
        go.clear()
        stop.set()
        server.kill()
    return told


def _check(server: Server, told: Told, most_untold: int) -> None:
    status, found = server.post("/check", {"applied": dict(told.applied), "refused": list(told.refused)})
    if status != 200:
        told.problems.append(str(found))
        return
    told.problems += found["faults"]
    told.counts["checked"] += 1
    if found["untold"] > most_untold:
        told.problems.append(f"{found['untold']} acts are recorded of which nobody was told, not {most_untold}")
