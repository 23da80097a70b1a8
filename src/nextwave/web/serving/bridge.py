"""From Granian's RSGI to Django's WSGI: a body is read whole before a thread works on it.

So whoever sends slowly holds a connection and never a thread, what is too large is refused before it is read, what was
cut off is refused in the place of being taken for the whole, and work that turns out to be dear learns that its client
has left.
"""

from __future__ import annotations

import asyncio
import io
import logging
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django.utils.http import parse_header_parameters

from nextwave.engine.budget import watcher
from nextwave.engine.stack_room import roomy
from nextwave.web.access.client import network_of
from nextwave.web.monitoring.request_log import request_line
from nextwave.web.serving.lanes import CHEAP, DEAR, QUEUE, Lanes
from nextwave.web.serving.refusals import refusal
from nextwave.web.serving.static_files import StaticFiles

#: Threads of a process: for each place and for all who wait for one.
THREADS = CHEAP + DEAR + QUEUE
#: Requests that were read and wait for a thread; one more is put off.
MOST_READ = 400
#: Bytes of bodies that a process holds at once; with more, whoever sends is put off.
MOST_HELD = 200_000_000
#: Bytes of a body that is taken whole: one turn of the loop in the place of several.
AT_ONCE = 65_536
#: A body is there after so many seconds, and after one more for each so many bytes that came.
BODY_SECONDS, BODY_RATE = 15.0, 16_000

log = logging.getLogger("nextwave.server")

Headers = list[tuple[str, str]]
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Refused(Exception):
    """A request that is answered without the application."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(str(status))


class Bridge:
    """The server's side of an application. `largest` is the largest body in bytes."""

    def __init__(self, application: Application, static: StaticFiles, largest: int, address: tuple[str, int]) -> None:
        self.application, self.static, self.largest, self.address = application, static, largest, address
        self.lanes = Lanes()
        self.jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self.held = self.open = 0
        self.loop: asyncio.AbstractEventLoop | None = None

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        for number in range(THREADS):
            threading.Thread(target=roomy(self._work), name=f"request-{number}", daemon=True).start()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        if self.static.serve(scope, protocol):
            return
        started = time.monotonic()
        held = 0
        try:
            if self.open >= MOST_READ:
                raise Refused(503)
            environ = self._environ(scope)
            body = await self._body(environ, protocol)
            held = len(body)
            environ["wsgi.input"] = io.BytesIO(body)
            environ["CONTENT_LENGTH"] = str(held)
            job = Job(self, environ, protocol, started)
            self.open += 1
            try:
                self.jobs.put(job)
                answer = await job.done
            finally:
                self.open -= 1
            if answer is None:
                raise Refused(500)
            protocol.response_bytes(*answer)
        except Refused as error:
            headers, content = refusal(error.status, scope.path, scope.headers.get("accept-language", ""))
            request_line(scope.method, "", error.status, started, len(content), None)
            protocol.response_bytes(error.status, headers, content)
        finally:
            self.held -= held

    def _environ(self, scope: Any) -> dict[str, Any]:
        client, _, port = scope.client.rpartition(":")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": scope.method,
            "SCRIPT_NAME": "",
            # The bytes of the path, one letter a byte, as WSGI wants it.
            "PATH_INFO": scope.path.encode().decode("latin-1"),
            "QUERY_STRING": scope.query_string,
            "SERVER_NAME": self.address[0],
            "SERVER_PORT": str(self.address[1]),
            "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
            "REMOTE_ADDR": client.strip("[]"),
            "REMOTE_PORT": port,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        for name, value in scope.headers.items():
            if "_" in name:
                # It would pass for the header with hyphens.
                continue
            key = name.upper().replace("-", "_")
            if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
                key = f"HTTP_{key}"
            if key in environ:
                if key in ("HTTP_HOST", "CONTENT_LENGTH", "HTTP_AUTHORIZATION"):
                    raise Refused(400)
                value = f"{environ[key]}{'; ' if key == 'HTTP_COOKIE' else ', '}{value}"
            environ[key] = value
        try:
            _kind(environ)
        except ValueError:
            # Nothing of the application is there yet to say so.
            raise Refused(400) from None
        return environ

    async def _body(self, environ: dict[str, Any], protocol: Any) -> bytes:
        """The whole body, counted in `held`. Raises Refused."""
        length = environ.get("CONTENT_LENGTH", "")
        if not length and "HTTP_TRANSFER_ENCODING" not in environ:
            return b""
        if length and (not length.isascii() or not length.isdigit() or int(length) > self.largest):
            raise Refused(413)
        if not length and _kind(environ)[0] == "application/x-www-form-urlencoded":
            # Where it was cut off, the last answer could be half of one, and nothing would say so.
            raise Refused(411)
        if length and int(length) <= AT_ONCE:
            return await self._small(int(length), protocol)
        body = bytearray()
        begun = asyncio.get_running_loop().time() + BODY_SECONDS
        try:
            async with asyncio.timeout_at(begun) as limit:
                async for chunk in protocol:
                    body += chunk
                    self.held += len(chunk)
                    if len(body) > self.largest:
                        raise Refused(413)
                    if self.held > MOST_HELD:
                        raise Refused(503)
                    limit.reschedule(begun + len(body) / BODY_RATE)
            if not _whole(body, environ):
                raise Refused(408)
        except TimeoutError:
            self.held -= len(body)
            raise Refused(408) from None
        except BaseException:
            self.held -= len(body)
            raise
        return bytes(body)

    async def _small(self, length: int, protocol: Any) -> bytes:
        """A body of so few bytes that it need not be counted as it comes. Raises Refused."""
        try:
            async with asyncio.timeout(BODY_SECONDS + length / BODY_RATE):
                body: bytes = await protocol()
        except Exception:
            # Too late, or the connection ended before it was whole.
            raise Refused(408) from None
        self.held += len(body)
        return body

    def _work(self) -> None:
        """A thread: one request after the other."""
        while (job := self.jobs.get()) is not None:
            job.run()


def _kind(environ: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """What a body is, with its parameters. Raises ValueError for a header that cannot be read."""
    kind, parameters = parse_header_parameters(environ.get("CONTENT_TYPE", ""))
    return kind.lower(), parameters


def _whole(body: bytearray, environ: dict[str, Any]) -> bool:
    """Whether a body came to its end: the server gives what there is of one that was cut off, and says nothing. JSON
    says itself where it ends."""
    if length := environ.get("CONTENT_LENGTH", ""):
        return len(body) == int(length)
    kind, parameters = _kind(environ)
    return kind != "multipart/form-data" or body.rstrip().endswith(f"--{parameters.get('boundary', '')}--".encode())


class Job:
    """A request that was read whole, from when it waits for a thread until it is answered."""

    def __init__(self, bridge: Bridge, environ: dict[str, Any], protocol: Any, started: float) -> None:
        assert bridge.loop is not None
        self.bridge, self.environ, self.protocol, self.started = bridge, environ, protocol, started
        self.loop = bridge.loop
        self.done: asyncio.Future[tuple[int, Headers, bytes] | None] = self.loop.create_future()
        self.left = False

    def run(self) -> None:
        answer = None
        try:
            with self.bridge.lanes.work(lambda: self.left, self._watch_client, self._client) as work:
                token = watcher.set(work.watch)
                try:
                    answer = self._answer()
                finally:
                    watcher.reset(token)
        except Exception:
            log.exception("a request could not be answered")
        with suppress(RuntimeError):
            self.loop.call_soon_threadsafe(self._finish, answer)

    def _client(self) -> str:
        """Who sent it, once the application has read what a trusted proxy says."""
        return network_of(self.environ["REMOTE_ADDR"])

    def _finish(self, answer: tuple[int, Headers, bytes] | None) -> None:
        if not self.done.done():
            self.done.set_result(answer)

    def _answer(self) -> tuple[int, Headers, bytes]:
        said: list[tuple[int, Headers]] = []

        def start(status: str, headers: Headers, _: object = None) -> None:
            said.append((int(status[:3]), headers))

        parts = self.bridge.application(self.environ, start)
        try:
            content = b"".join(parts)
        finally:
            getattr(parts, "close", lambda: None)()
        status, headers = said[-1]
        request_line(
            self.environ["REQUEST_METHOD"],
            self.environ.get("nextwave.route", ""),
            status,
            self.started,
            len(content),
            self.environ.get("nextwave.account"),
            self.environ["REMOTE_ADDR"],
        )
        return status, headers, content

    def _watch_client(self) -> None:
        """Begins to hear whether the client leaves; what is cheap is done before that could matter."""
        self.loop.call_soon_threadsafe(lambda: asyncio.ensure_future(self._hear(), loop=self.loop))

    async def _hear(self) -> None:
        gone = asyncio.ensure_future(self.protocol.client_disconnect())
        await asyncio.wait({gone, self.done}, return_when=asyncio.FIRST_COMPLETED)
        if self.done.done():
            gone.cancel()
        else:
            self.left = True
