"""A worker: answers what comes to the port until it is told to stop. Started by the supervisor, as a new process:

python -m nextwave.web.serving.worker SOCKET HOST PORT [CORE]
"""

from __future__ import annotations

import asyncio
import gc
import os
import resource
import signal
import sys
from typing import Any

from nextwave.cores import keep_to
from nextwave.lifeline import end_with_parent

#: Connections of a process at once; more wait until one ends.
CONNECTIONS = 512
#: The head of a request is there after so many milliseconds, and so is the next request of a connection.
HEAD_MILLISECONDS = 10_000
#: So many new things are there before it is looked which of them are garbage; nearly all are gone without that.
GARBAGE = 20_000
#: Seconds for which a thread may hold the interpreter while others wait for it.
SWITCH = 0.001


def main(words: list[str]) -> None:
    if words[3:]:
        keep_to(int(words[3]))
    end_with_parent()
    sys.setswitchinterval(SWITCH)
    _open_files()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nextwave.web.settings")
    from nextwave.web.wsgi import application

    # What follows needs Django to be set up, which that import did.
    from django.conf import settings  # isort: skip
    from nextwave.web.rules import assessor
    from nextwave.web.serving.bridge import Bridge
    from nextwave.web.serving.static_files import StaticFiles

    # Nobody should wait for the law to be read; and what is there by now stays, so it is no garbage to look through.
    assessor()
    gc.freeze()
    gc.set_threshold(GARBAGE, 20, 100)
    address = (words[1], int(words[2]))
    bridge = Bridge(application, StaticFiles(), settings.DATA_UPLOAD_MAX_MEMORY_SIZE, address)
    asyncio.run(serve(bridge, int(words[0]), address))
    # Threads may still be at work on what nobody waits for.
    sys.stderr.flush()
    os._exit(0)


def _open_files() -> None:
    """As many open files as this process may have: a connection is one."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


async def serve(bridge: Any, handle: int, address: tuple[str, int]) -> None:
    """Serves on a socket that is open already, until SIGTERM."""
    from granian._granian import SocketHolder
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.server.embed import Server

    class OnSocket(Server):
        """Granian on a socket that the supervisor opened, which stays open when a worker dies."""

        def _init_shared_socket(self) -> None:
            # What Granian does itself where each process cannot open the port anew; its stubs lag behind.
            self._ssp: Any = None
            self._shd: Any = SocketHolder(handle, False, 1024)  # type: ignore[call-arg]

    server = OnSocket(
        bridge,
        address=address[0],
        port=address[1],
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_MILLISECONDS, max_buffer_size=65_536),
        websockets=False,
        backpressure=CONNECTIONS,
        log_enabled=False,
    )
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, server.stop)
    # Ctrl-C, and the end of a terminal, go to every process of it; the supervisor says when to stop.
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    await server.serve()


if __name__ == "__main__":
    main(sys.argv[1:])
