"""A server that strangers cannot stop: slow senders, dear requests, uploads made to break parsers, deaths of processes.

Each wait is bounded, so that a server that hangs is a failed assertion here; and a demonstration that a test left dead
or busy for ever is replaced before the next, so that each finds what it is about.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import time
import urllib.parse
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.outside.renewed import Running, children, end, renewed
from tests.outside.service import Service

#: Seconds for an answer that is there in a fraction of one where nothing is in its way.
SOON = 25.0
PEOPLE = [f"p{n}" for n in range(20)]
#: Twenty people of whom nothing is known but that each may be a child of any other.
WORST = json.dumps(
    {
        "on": "2026-11-01",
        "situation": {"people": [{"id": p, "parents": [o for o in PEOPLE if o != p][:2]} for p in PEOPLE]},
    }
).encode()


def where(service: Service) -> tuple[str, int]:
    parts = urllib.parse.urlsplit(service.address)
    assert parts.hostname and parts.port
    return parts.hostname, parts.port


def asked(
    service: Service,
    method: str,
    path: str,
    body: bytes | None = None,
    within: float = SOON,
    source: str = "127.0.0.1",
    **headers: str,
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and content; status 0 where no answer came in time. `source` is the address of the client."""
    connection = http.client.HTTPConnection(*where(service), timeout=within, source_address=(source, 0))
    try:
        connection.request(method, path, body, {n.replace("_", "-"): v for n, v in headers.items()})
        answer = connection.getresponse()
        return answer.status, {n.lower(): v for n, v in answer.getheaders()}, answer.read()
    except OSError:
        return 0, {}, b""
    except http.client.HTTPException:
        return 0, {}, b""
    finally:
        connection.close()


def answers(service: Service, tries: int = 240) -> bool:
    """Whether the home page comes, within a minute or so."""
    for _ in range(tries):
        if asked(service, "GET", "/", within=5.0)[0] == 200:
            return True
        time.sleep(0.25)
    return False


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    """Demonstrations of this file's own, as long as they answer."""
    with renewed(lambda service: answers(service, 3)) as made:
        yield made


@pytest.fixture
def demo(running: Running) -> Service:
    return running(0)


@contextmanager
def senders(service: Service, head: bytes, number: int = 8) -> Iterator[list[socket.socket]]:
    """Connections that sent this much and wait."""
    made = [socket.create_connection(where(service), timeout=60) for _ in range(number)]
    try:
        for one in made:
            one.sendall(head)
        yield made
    finally:
        for one in made:
            one.close()


BODY = b"POST /api/v1/assessments HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"


#: What a slow sender begins with: all but the body, or a part of the head.
BEGUN = {"body": BODY, "head": BODY[:60]}


Sent = dict[str, "Future[tuple[list[int], bytes]]"]


@pytest.fixture(scope="module")
def slow(running: Running) -> Iterator[Sent]:
    """Slow senders of each kind, while other tests go on: what others got meanwhile, and what was said to them."""
    demo = running(0)

    def one(head: bytes) -> tuple[list[int], bytes]:
        with senders(demo, head) as slow:
            time.sleep(1)
            others = [asked(demo, "GET", path)[0] for path in ("/", "/api/v1/rulebooks")]
            # A byte every second does not help them.
            said = b"still open"
            for _ in range(45):
                try:
                    slow[0].sendall(b" ")
                    slow[0].settimeout(1)
                    said = slow[0].recv(4096)
                    break
                except TimeoutError:
                    continue
                except OSError:
                    said = b""
                    break
            return others, said

    with ThreadPoolExecutor(len(BEGUN)) as pool:
        yield {begun: pool.submit(one, head) for begun, head in BEGUN.items()}


@pytest.mark.usefixtures("slow")
def test_what_is_too_large_is_refused_before_it_is_sent(demo: Service) -> None:
    head = BODY.replace(b"100000", b"9000000000")
    with senders(demo, head, 1) as (one,):
        one.settimeout(SOON)
        try:
            said = one.recv(65536)
        except TimeoutError:
            said = b"nothing"
        assert said.startswith(b"HTTP/1.1 413")
        assert b"json" in said


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("sent", ["a length", "pieces", "pieces of a multipart form"])
def test_a_form_that_was_cut_off_is_not_taken_for_the_whole(demo: Service, sent: str) -> None:
    visitor = demo.visitor()
    token = visitor.form("/screener/people/")["csrfmiddlewaretoken"][0]
    fields = {"csrfmiddlewaretoken": token, "action": "add", "more": "x" * 70_000, "name": "Anastasia"}
    kind, body = "application/x-www-form-urlencoded", urllib.parse.urlencode(fields).encode()
    if "multipart" in sent:
        head = '--mark\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
        kind, body = "multipart/form-data; boundary=mark", "".join(head.format(*one) for one in fields.items()).encode()
    length = f"Content-Length: {len(body)}" if sent == "a length" else "Transfer-Encoding: chunked"
    first = b"" if sent == "a length" else f"{len(body):x}\r\n".encode()
    cookies = "; ".join(f"{c.name}={c.value}" for c in visitor.cookies)
    lines = (
        f"Host: 127.0.0.1:{where(demo)[1]}",
        f"Origin: {demo.address}",
        f"Cookie: {cookies}",
        f"Content-Type: {kind}",
    )
    request = "\r\n".join(("POST /screener/people/ HTTP/1.1", *lines, length, "", ""))
    with senders(demo, request.encode() + first + body[:-7], 1) as (one,):
        with suppress(OSError):
            one.shutdown(socket.SHUT_WR)
        one.settimeout(SOON)
        try:
            said = one.recv(65536)
        except OSError:
            said = b""
    assert said == b"" or said.startswith((b"HTTP/1.1 408", b"HTTP/1.1 411")), said[:200]
    # It was not read as a shorter name.
    assert "Ana" not in visitor.get("/screener/people/")


@pytest.mark.usefixtures("slow")
def test_a_header_that_cannot_be_read_is_refused_in_words(demo: Service) -> None:
    kind = "multipart/form-data; boundary*=none''%00"
    status, _, content = asked(demo, "POST", "/api/v1/assessments", b"{}", Content_Type=kind)
    assert status == 400
    assert json.loads(content)["problems"][0]["what"] == "this request could not be read"


@pytest.mark.usefixtures("slow")
def test_cheap_pages_are_served_while_dear_work_waits_and_too_much_of_it_is_put_off(demo: Service) -> None:
    kind = {"Content_Type": "application/json"}
    with ThreadPoolExecutor(40) as pool:
        dear = [pool.submit(asked, demo, "POST", "/api/v1/assessments", WORST, 240.0, **kind) for _ in range(40)]
        time.sleep(2)
        cheap = [asked(demo, "GET", path)[0] for path in ("/", "/rules/")]
        if cheap != [200, 200]:
            end(demo)  # the dear ones are not waited for
        # Another client waits for one turn, however many someone else has in the line.
        other = asked(demo, "POST", "/api/v1/assessments", WORST, 30.0, "127.0.0.2", **kind)[0]
        found = [one.result() for one in dear]
    assert cheap == [200, 200]
    assert other == 200
    assert {status for status, _, _ in found} <= {200, 503}
    put_off = [(headers, content) for status, headers, content in found if status == 503]
    assert put_off, "all were taken on"
    headers, content = put_off[0]
    assert int(headers["retry-after"]) > 0
    assert json.loads(content)["problems"][0]["what"]


def test_style_sheets_and_pages_come_compressed_and_are_kept(demo: Service) -> None:
    status, headers, page = asked(demo, "GET", "/", Accept_Encoding="identity")
    found = re.search(rb'href="(/static/[^"]+\.css)"', page)
    assert found
    status, headers, content = asked(demo, "GET", found[1].decode(), Accept_Encoding="gzip")
    assert status == 200
    assert headers.get("content-encoding") == "gzip"
    assert len(content) < 25_000
    assert int(re.search(r"max-age=(\d+)", headers["cache-control"])[1]) >= 31_000_000  # type: ignore[index]
    assert re.search(r"[0-9a-f]{8}", found[1].decode()), "the name changes with the content"
    script = re.search(rb'src="(/static/[^"]+\.js)"', page)
    assert script
    source = asked(demo, "GET", script[1].decode(), Accept_Encoding="identity")[2].decode()
    for beside in re.findall(r'from "(\./[^"]+)"', source):
        assert asked(demo, "GET", urllib.parse.urljoin(script[1].decode(), beside))[0] == 200, beside
    status, headers, content = asked(demo, "GET", "/rules/", Accept_Encoding="gzip")
    assert headers.get("content-encoding") == "gzip"


def test_who_watches_can_ask_whether_it_is_alive_and_ready(demo: Service) -> None:
    assert asked(demo, "GET", "/health/")[0] == 200
    status, _, content = asked(demo, "GET", "/ready/")
    assert status == 200
    assert json.loads(content)["ready"] is True


def processor_seconds(service: Service) -> float:
    """What the server and its processes have used."""
    used = 0
    for process in (service.process.pid, *children(service.process.pid)):
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        used += int(fields[11]) + int(fields[12])
    return used / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize(
    "text", ["? " * 45_000, "[" * 40_000, "{a: " * 20_000, "- " * 45_000], ids=["?", "[", "{", "-"]
)
def test_an_upload_ends_or_holds_no_process(demo: Service, text: str) -> None:
    before = processor_seconds(demo)
    maker = demo.visitor()
    try:
        maker = demo.staff("policymaker")
        maker.send("/policy/runs/upload/", {"text": text, "name": "Deep"})
    except (OSError, http.client.HTTPException):
        maker.status = 0
    assert maker.status == 400
    assert "There is a problem" in maker.text
    assert processor_seconds(demo) - before < 4
    assert asked(demo, "GET", "/")[0] == 200


@pytest.mark.parametrize("begun", BEGUN)
def test_slow_senders_hold_nobody_and_are_cut_off(slow: Sent, begun: str) -> None:
    others, said = slow[begun].result()
    assert others == [200, 200]
    assert said == b"" or said.startswith(b"HTTP/1.1 408")


REFORM = "title: More\nfigures:\n  snap.shelter.cap:\n    2026-11-01: 900\n"


@pytest.fixture
def own(running: Running) -> Service:
    """A demonstration with applications."""
    return running(2)


def test_tables_of_a_run_are_read_from_every_thread_of_a_demonstration_with_applications(own: Service) -> None:
    maker = own.staff("policymaker")
    maker.send("/policy/runs/upload/", {"text": REFORM, "name": "More"})
    assert maker.status == 302, maker.text[:2000]
    for _ in range(600):
        if "by_decile.csv" in maker.get("/policy/runs/1/"):
            break
        time.sleep(0.5)
    cookies = "; ".join(f"{c.name}={c.value}" for c in maker.cookies)
    for name in ("totals", "by_decile", "totals"):
        status, _, content = asked(own, "GET", f"/policy/runs/1/{name}.csv", within=60.0, Cookie=cookies)
        assert (name, status) == (name, 200)
        assert content.count(b"\n") > 1


def test_a_process_that_dies_comes_back(own: Service) -> None:
    for one in children(own.process.pid):
        os.kill(one, signal.SIGKILL)
    time.sleep(1)
    assert answers(own)


def test_a_server_whose_parent_was_killed_leaves_the_port(own: Service) -> None:
    """Last of its file: nothing is served afterwards."""
    left = children(own.process.pid)
    own.process.send_signal(signal.SIGKILL)
    own.process.wait(timeout=20)
    time.sleep(0.5)
    held = True
    for _ in range(40):
        held = _listens(own)
        if not held:
            break
        time.sleep(0.25)
    for one in left:
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)
    assert not held, "a process without its parent still listens"


def _listens(service: Service) -> bool:
    """Whether anything takes connections at its port, if only to leave them waiting."""
    try:
        socket.create_connection(where(service), timeout=5).close()
    except OSError:
        return False
    return True
