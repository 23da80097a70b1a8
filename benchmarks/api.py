"""Eight connections that ask one worker for assessments, for a bounded time, on loopback."""

from __future__ import annotations

import http.client
import json
import multiprocessing
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.household import FAMILY

SECONDS = 6
CONNECTIONS = 8


@contextmanager
def demonstration() -> Iterator[int]:
    """The port of a demonstration without applications, which has one worker."""
    port = free_port()
    server = subprocess.Popen(
        [str(Path(sys.executable).parent / "nextwave"), "serve", "--demo", "--applications", "0", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        # The log: a line a request.
        stderr=subprocess.DEVNULL,
    )
    try:
        waited(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=10)


def load_test() -> tuple[float, float]:
    """Requests a second and the 99th percentile in milliseconds."""
    with demonstration() as port, multiprocessing.get_context("spawn").Pool(1) as pool:
        pool.apply(_clients, (port, 1.0))
        times, seconds = pool.apply(_clients, (port, SECONDS))
    return len(times) / seconds, statistics.quantiles(times, n=100)[-1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def waited(port: int) -> None:
    """Until it answers."""
    for _ in range(600):
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=1).request("GET", "/api/v1/rulebooks")
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _clients(port: int, seconds: float) -> tuple[list[float], float]:
    """Each connection is a thread that writes a fixed request and reads the answer, over and over."""
    body = json.dumps({"on": "2026-11-01", "situation": FAMILY}).encode()
    head = f"POST /api/v1/assessments HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n"
    request = f"{head}Content-Type: application/json\r\n\r\n".encode() + body
    times: list[float] = []
    start = time.perf_counter()

    def client() -> None:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            while time.perf_counter() - start < seconds:
                sent = time.perf_counter()
                connection.sendall(request)
                _read(connection)
                times.append((time.perf_counter() - sent) * 1000)

    threads = [threading.Thread(target=client) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, time.perf_counter() - start


def _read(connection: socket.socket) -> None:
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, rest = data.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head[:200])
    length = next(int(h.split(b":")[1]) for h in head.split(b"\r\n") if h.lower().startswith(b"content-length"))
    while len(rest) < length:
        rest += connection.recv(65536)
