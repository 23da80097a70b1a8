"""What others wait for while 50 connections send slowly and 20 ask for the dearest at once, on loopback."""

from __future__ import annotations

import http.client
import json
import multiprocessing
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.api import free_port, waited
from benchmarks.screener import Browser

SECONDS = 20.0
SLOW, DEAR = 50, 20

#: Nobody is known, everyone may be anyone's child; and a list that uses its whole budget.
IDS = [f"p{k}" for k in range(20)]
WORST: tuple[object, ...] = (
    {"on": "2026-11-01", "situation": {"people": [{"id": i} for i in IDS]}},
    {
        "on": "2026-11-01",
        "situation": {"people": [{"id": i, "parents": [j for j in IDS if j != i]} for i in IDS]},
    },
    [{"on": "2026-11-01", "situation": {"people": [{"id": i} for i in IDS[:6]]}}] * 1_000,
)
BEGUN = b"POST /api/v1/assessments HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"


def crowded() -> dict[str, float]:
    """The 99th percentile in seconds of the home page, a question (an answer sent and the next page read) and a
    resident's case page, with a process for each of two cores."""
    port = free_port()
    words = ["serve", "--demo", "--json", "--applications", "24", "--port", str(port)]
    server = subprocess.Popen(
        [str(Path(sys.executable).parent / "nextwave"), *words],
        env={**os.environ, "NEXTWAVE_WORKERS": "2"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert server.stdout is not None
        code = json.loads(server.stdout.readline())["codes"][0]["code"]
        waited(port)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            return pool.apply(_others, (port, code))
    finally:
        server.terminate()
        server.wait(timeout=20)


def _others(port: int, code: str) -> dict[str, float]:
    end = time.perf_counter() + SECONDS
    crowd = [threading.Thread(target=_slow, args=(port, end)) for _ in range(SLOW)]
    crowd += [threading.Thread(target=_dear, args=(port, WORST[k % len(WORST)], end)) for k in range(DEAR)]
    taken: dict[str, list[float]] = {"home": [], "question": [], "case": []}
    visits = {"home": _home(port), "question": _question(port), "case": _case(port, code)}
    others = [threading.Thread(target=_visits, args=(visit, taken[name], end)) for name, visit in visits.items()]
    for thread in (*crowd, *others):
        thread.start()
    for thread in (*crowd, *others):
        thread.join()
    return {name: statistics.quantiles(times, n=100)[-1] for name, times in taken.items()}


def _visits(visit: Callable[[], None], taken: list[float], end: float) -> None:
    time.sleep(2)  # until the crowd is there
    while time.perf_counter() < end:
        start = time.perf_counter()
        visit()
        taken.append(time.perf_counter() - start)


def _home(port: int) -> Callable[[], None]:
    browser = Browser(port)
    return lambda: browser.go("/")


def _question(port: int) -> Callable[[], None]:
    browser = Browser(port)
    browser.go("/screener/people/")
    browser.go("/screener/people/", [*browser.hidden(), ("name", "Ana"), ("action", "add")])
    browser.go("/screener/next/")
    first = browser.path

    def ask() -> None:
        browser.go(first)
        browser.go(first, [*browser.hidden(), ("action", "not-sure"), ("answer", "not-sure")])

    return ask


def _case(port: int, code: str) -> Callable[[], None]:
    browser = Browser(port)
    browser.go("/code/")
    browser.go("/code/", [*browser.hidden(), ("code", code)])
    there = browser.path
    return lambda: browser.go(there)


def _slow(port: int, end: float) -> None:
    """Sends a byte a second, and begins anew where it is cut off."""
    while time.perf_counter() < end:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5, source_address=("127.0.0.2", 0)) as one:
                one.sendall(BEGUN)
                while time.perf_counter() < end:
                    time.sleep(1)
                    one.sendall(b" ")
        except OSError:
            time.sleep(0.2)


def _dear(port: int, body: object, end: float) -> None:
    """Asks, waits for the answer, and asks again."""
    sent = json.dumps(body).encode()
    while time.perf_counter() < end:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=("127.0.0.3", 0))
        try:
            connection.request("POST", "/api/v1/assessments", sent, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            if answer.status == 503:
                time.sleep(1)
        except OSError:
            time.sleep(0.2)
        finally:
            connection.close()
