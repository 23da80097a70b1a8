"""Behind a proxy that ends TLS: scheme, host and client are the browser's where a trusted proxy says so, and from
nobody else. The whole journey goes over HTTPS through a real nginx and a real Caddy with the configurations that ship.
"""

from __future__ import annotations

import json
import re
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outside.behind_a_proxy import PROXIES, Secure, behind
from tests.outside.service import NEXTWAVE, free_port, served, usual_environment

NAME = "Ana Quintanilla"


@pytest.fixture(scope="module", params=PROXIES)
def secure(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secure]:
    folder = tmp_path_factory.mktemp("behind")
    with behind(request.param, folder, folder.parent / f"{folder.name}.log") as made:
        yield made


def direct(secure: Secure, path: str, **headers: str) -> tuple[int, str]:
    """What the service itself answers, past the proxy: status and where it leads."""

    class Stays(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *of: object) -> None:
            return None

    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(secure.service.address + path, headers=sent)
    try:
        with urllib.request.build_opener(Stays()).open(request, timeout=60) as response:
            return response.status, ""
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get("Location", "")


def test_the_whole_journey_goes_over_https(secure: Secure) -> None:
    resident = secure.visitor()
    resident.get("/")
    assert resident.status == 200, f"the first page leads to {resident.location}"
    assert resident.headers["Strict-Transport-Security"]
    # A few questions, as on paper.
    resident.send("/screener/people/", {"name": "Ana", "action": "continue"})
    assert resident.location, resident.text[:3000]
    resident.follow()
    assert resident.status == 200
    assert all(cookie.secure for cookie in resident.cookies)
    # The application.
    resident.send(
        "/apply/names/", {field: NAME for field in resident.form("/apply/names/") if field.startswith("name-")}
    )
    address = {"fixed": "yes", "street": "12 Oak St", "city": "Olympia", "postcode": "98501", "letters_safe": "yes"}
    resident.send("/apply/address/", address)
    resident.send("/apply/declaration/", {"declared": "yes", "signature": NAME})
    assert resident.location, resident.text[:3000]
    receipt = resident.follow()
    found = re.search(r"Reference (\w{4}-\w{4})", receipt)
    assert found, receipt
    case = f"/cases/{found[1]}/"
    # The office.
    worker = secure.visitor()
    worker.send("/staff/sign-in/", {"username": "wim", "password": "a password for tests only, 2026"})
    assert worker.location, worker.text[:2000]
    worker.send(f"{case}open/", {"reason": "application"})
    shown = worker.get(f"{case}facts/")
    person = re.search(rf"{case}facts/(\w+)/immigration_status/", shown)
    assert person, shown
    worker.send(person[0], {"answer": "visitor", "source": "stated", "action": "continue"})
    assert worker.location, worker.text[:3000]
    decide = re.search(rf'"({case}decide/[^"]+)"', worker.get(case))
    assert decide, worker.text
    worker.send(decide[1], {"how": "assessed", "for": person[1], "action": "propose", "why": "Nothing is missing."})
    assert worker.location, worker.text[:6000]
    proposal = worker.location
    worker.get(proposal)
    worker.send(f"{proposal}issue/", {})
    assert worker.location.endswith("/notice/"), worker.text[:3000]
    # The notice.
    notices = resident.get("/case/notices/")
    assert resident.status == 200
    notice = re.search(r'href="(/case/notices/\d+/)"', notices)
    assert notice, notices
    assert NAME in resident.get(notice[1])
    resident.get(secure.address + "/")
    assert resident.headers["Content-Encoding"] is None, "the visitor of these tests asks for none"


def test_plain_http_leads_to_https(secure: Secure) -> None:
    status = 0
    try:

        class Stays(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *of: object) -> None:
                return None

        urllib.request.build_opener(Stays()).open(secure.plain + "/rules/", timeout=30)
    except urllib.error.HTTPError as error:
        status = error.code
        assert error.headers["Location"].startswith("https://127.0.0.1")
    # Each leads there for good; Caddy keeps the method too.
    assert status == {"nginx": 301, "caddy": 308}[secure.proxy]


def test_the_client_is_the_one_that_the_proxy_heard(tmp_path: Path) -> None:
    log = tmp_path / "service.log"
    environment = usual_environment(tmp_path / "data", NEXTWAVE_TRUSTED_PROXIES="127.0.0.1", NEXTWAVE_LOG_CLIENTS="1")
    with served(environment, log=log) as service:
        forwarded = "192.0.2.66, 203.0.113.9, 127.0.0.1"
        urllib.request.urlopen(
            urllib.request.Request(service.address + "/rules/", headers={"X-Forwarded-For": forwarded}), timeout=60
        ).read()
        seen = ""
        for _ in range(50):
            lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
            seen = next((line.get("client", "") for line in lines if line.get("route") == "rules"), "")
            if seen:
                break
            time.sleep(0.1)
        assert seen == "203.0.113.9"


def test_nobody_but_a_trusted_proxy_is_believed(tmp_path: Path) -> None:
    log = tmp_path / "service.log"
    environment = usual_environment(tmp_path / "data", NEXTWAVE_TRUSTED_PROXIES="10.9.9.9", NEXTWAVE_HTTPS="1")
    with served(environment, log=log) as service:
        forged = {"X_Forwarded_Proto": "https", "X_Forwarded_For": "203.0.113.9", "X_Forwarded_Host": "evil.example"}
        secure = Secure(service, "", "", None)  # type: ignore[arg-type]
        status, location = direct(secure, "/", **forged)
        assert (status, location) == (301, service.address.replace("http:", "https:") + "/")
        assert direct(secure, "/", Host="evil.example")[0] == 400
        said = ""
        for _ in range(50):
            said = log.read_text()
            if "host-refused" in said:
                break
            time.sleep(0.1)
        assert '"proxy-headers-refused"' in said
        assert '"host-refused"' in said
        assert "evil" not in said and "203.0.113.9" not in said


@pytest.mark.parametrize(
    ("settings", "words", "named"),
    [
        ({"NEXTWAVE_HTTPS": "1"}, (), "NEXTWAVE_TRUSTED_PROXIES"),
        ({"NEXTWAVE_HTTPS": "0"}, ("--host", "0.0.0.0"), "NEXTWAVE_PLAIN_HTTP"),
        ({"NEXTWAVE_HTTPS": "1", "NEXTWAVE_TRUSTED_PROXIES": "0.0.0.0/0"}, (), "NEXTWAVE_TRUSTED_PROXIES"),
        ({"NEXTWAVE_TRUSTED_PROXIES": "the proxy"}, (), "NEXTWAVE_TRUSTED_PROXIES"),
        ({"NEXTWAVE_HOSTS": "*"}, (), "NEXTWAVE_HOSTS"),
        ({"NEXTWAVE_HTTPS": "true"}, (), "NEXTWAVE_HTTPS"),
        ({"NEXTWAVE_PLAIN_HTTP": "yes"}, ("--host", "0.0.0.0"), "NEXTWAVE_PLAIN_HTTP"),
        ({"NEXTWAVE_DATABASE": "mysql://nextwave@localhost/nextwave"}, (), "NEXTWAVE_DATABASE"),
        ({"NEXTWAVE_DATABASE": "postgresql://"}, (), "NEXTWAVE_DATABASE"),
        ({"NEXTWAVE_DATABASE": "sqlite://:memory:"}, (), "NEXTWAVE_DATABASE"),
        ({}, ("--applications", "5"), "--demo"),
    ],
    ids=[
        "no proxy",
        "open to others",
        "everyone",
        "no address",
        "any host",
        "neither yes nor no",
        "neither here",
        "another database",
        "no database",
        "gone when it ends",
        "no demonstration",
    ],
)
def test_what_is_unsafe_is_refused_at_the_start(
    tmp_path: Path, settings: dict[str, str], words: tuple[str, ...], named: str
) -> None:
    environment = {**usual_environment(tmp_path / "data"), **settings}
    said = tmp_path / "said"
    with said.open("wb") as out:
        command = [NEXTWAVE, "serve", *words, "--port", str(free_port())]
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
        try:
            status = process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            status = 0
            process.terminate()
            process.wait(timeout=20)
    assert status == 2, "it was started"
    assert named in said.read_text() and "Traceback" not in said.read_text()
