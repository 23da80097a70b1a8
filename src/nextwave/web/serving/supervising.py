"""The process that owns the port: starts the workers, starts again those that die, and stops them with itself.

Workers are new processes and no copies of this one, so that nothing that has threads here is used there. They share
the open socket: while one is started again, connections wait.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field

from nextwave.cores import core_of
from nextwave.lifeline import VARIABLE

log = logging.getLogger("nextwave.server")

#: Connections that wait to be taken.
BACKLOG = 1024
#: Seconds until a worker that died is started again: at first, and at the most where it dies at once each time.
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 30.0
#: A worker that lived so many seconds did not die of its start.
SETTLED = 20.0
#: Seconds that workers have to answer what they began, when they are told to stop.
STOPPING = 6.0
#: Milliseconds after which a client that takes in no more of its answer is given up.
UNREAD = 30_000


#: Seconds until what is no longer needed is taken away: at first, when the workers have started, and then.
FIRST_PURGE, PURGE_EVERY = 10.0, 3600.0
#: So many deaths at the start, one after the other, and the service ends: what is wrong stands above them.
GIVE_UP = 8


def listen(host: str, port: int) -> socket.socket:
    """An open socket at an address of IPv4 or IPv6. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


class CannotServe(Exception):
    """The workers die at their start again and again."""


@dataclass
class Worker:
    """One of the workers, whichever process it is just now."""

    core: int | None = None
    process: subprocess.Popen[bytes] | None = None
    since: float = 0.0
    pause: float = FIRST_PAUSE
    again: float = field(default_factory=time.monotonic)


class Supervisor:
    """Keeps so many workers at an address."""

    def __init__(self, host: str, port: int, workers: int) -> None:
        self.host, self.port = host, port
        self.workers = [Worker(core_of(number, workers)) for number in range(workers)]
        self.stopped = False
        self.died_at_once = 0
        self.purging: subprocess.Popen[bytes] | None = None
        self.purge_at = time.monotonic() + FIRST_PURGE

    def run(self) -> None:
        """Serves until SIGTERM or SIGINT, or until its terminal is closed (SIGHUP) where `nohup` does not keep it.
        Raises OSError where it cannot listen, CannotServe."""
        kept = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        for number in (signal.SIGTERM, signal.SIGINT, *(() if kept else (signal.SIGHUP,))):
            signal.signal(number, self._stop)
        with self._listening() as listening:
            # Only this process holds the writing end; it is never written to.
            pipe, self.lifeline = os.pipe()
            os.set_inheritable(pipe, True)
            try:
                while not self.stopped:
                    for worker in self.workers:
                        self._look_after(worker, listening.fileno(), pipe)
                    self._purge()
                    time.sleep(0.1)
            finally:
                self._end()

    def _listening(self) -> socket.socket:
        listening = listen(self.host, self.port)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREAD)
        return listening

    def _look_after(self, worker: Worker, handle: int, pipe: int) -> None:
        now = time.monotonic()
        if worker.process is not None:
            status = worker.process.poll()
            if status is None:
                return
            lived = now - worker.since
            worker.pause = FIRST_PAUSE if lived > SETTLED else min(LONGEST_PAUSE, worker.pause * 2)
            worker.again = now + worker.pause
            fields = {"process": worker.process.pid, "status": status, "lived_seconds": round(lived, 1)}
            log.error("a worker died", extra={"event": "worker-died", "fields": fields})
            worker.process = None
            self.died_at_once = 0 if lived > SETTLED else self.died_at_once + 1
            if self.died_at_once >= GIVE_UP:
                raise CannotServe
        if now < worker.again:
            return
        words = [sys.executable, "-m", "nextwave.web.serving.worker", str(handle), self.host, str(self.port)]
        words += [] if worker.core is None else [str(worker.core)]
        environment = {**os.environ, VARIABLE: str(pipe)}
        try:
            worker.process = subprocess.Popen(words, env=environment, pass_fds=[handle, pipe], stdin=subprocess.DEVNULL)  # noqa: S603
        except OSError as error:
            # No room for a process just now: those that are there go on.
            worker.pause = min(LONGEST_PAUSE, worker.pause * 2)
            worker.again = now + worker.pause
            log.error("no worker started", extra={"event": "worker-not-started", "fields": {"error": error.strerror}})
            return
        worker.since = now
        log.info("a worker started", extra={"event": "worker-started", "fields": {"process": worker.process.pid}})

    def _purge(self) -> None:
        """Once an hour a process of its own takes away what is no longer needed (see `purging`)."""
        if time.monotonic() < self.purge_at or (self.purging is not None and self.purging.poll() is None):
            return
        self.purge_at = time.monotonic() + PURGE_EVERY
        words = [sys.executable, "-m", "nextwave.cli", "purge", "--json"]
        nothing = subprocess.DEVNULL
        with suppress(OSError):  # no room for a process just now: the next time will do
            self.purging = subprocess.Popen(words, stdin=nothing, stdout=nothing, stderr=nothing)  # noqa: S603

    def _stop(self, *_: object) -> None:
        self.stopped = True

    def _end(self) -> None:
        """Lets the workers finish what they began, for a while."""
        running = [p for p in (*(w.process for w in self.workers), self.purging) if p is not None]
        for process in running:
            process.terminate()
        until = time.monotonic() + STOPPING
        for process in running:
            try:
                process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
