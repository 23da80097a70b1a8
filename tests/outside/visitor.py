"""Someone at a browser without JavaScript: pages as text, forms filled in as they stand on the page."""

from __future__ import annotations

import http.cookiejar
import secrets
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from email.message import Message
from html.parser import HTMLParser

Fields = Mapping[str, str | Sequence[str]]


class Stays(urllib.request.HTTPRedirectHandler):
    """A redirect is what was answered; the visitor looks where it leads and goes there or not."""

    def redirect_request(self, *of: object) -> None:
        return None


class _Form(HTMLParser):
    """The fields that a page's forms send as they stand: hidden ones, and what is filled in or chosen already."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, list[str]]]] = []
        self._select = ""
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((given.get("action", ""), {}))
        if not self.forms:
            return
        fields = self.forms[-1][1]
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "input" and name and kind not in ("submit", "button", "file"):
            if kind in ("checkbox", "radio") and "checked" not in given:
                return
            fields.setdefault(name, []).append(given.get("value", "on" if kind == "checkbox" else ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            if "selected" in given or self._select not in fields:
                fields[self._select] = [given.get("value", "")]
        elif tag == "textarea" and name:
            self._area = name
            fields[name] = [""]

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1][1][self._area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""


class Visitor:
    """Keeps cookies; after each request `status`, `text`, `location` (of a redirect) and `headers` say what came."""

    def __init__(self, address: str, context: ssl.SSLContext | None = None) -> None:
        self.address = address
        self.cookies = http.cookiejar.CookieJar()
        handlers: list[urllib.request.BaseHandler] = [urllib.request.HTTPCookieProcessor(self.cookies), Stays()]
        if context is not None:
            handlers.append(urllib.request.HTTPSHandler(context=context))
        self.opener = urllib.request.build_opener(*handlers)
        self.headers: Message = Message()
        self.status, self.text, self.location, self.content = 0, "", "", b""

    def get(self, path: str, /, **query: str) -> str:
        return self._ask(path + ("?" + urllib.parse.urlencode(query) if query else ""), None, {})

    def follow(self) -> str:
        """Goes where the last answers lead, as a browser does."""
        for _ in range(10):
            if not self.location:
                break
            self.get(self.location)
        return self.text

    def post(self, path: str, fields: Fields, headers: Mapping[str, str] | None = None) -> str:
        """Sends just these fields."""
        sent = urllib.parse.urlencode([(n, v) for n, v in _pairs(fields)]).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.address}
        return self._ask(path, sent, {**kind, **(headers or {})})

    def upload(self, path: str, fields: Fields, files: Mapping[str, tuple[str, bytes, str]], page: str = "") -> str:
        """Sends a form with files: by field, each a name, its content and its type."""
        mark = secrets.token_hex(16)
        parts = []
        for name, value in _pairs({**self.form(page or path, path), **fields}):
            parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
        for name, (filename, content, kind) in files.items():
            head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
            parts.append(f"{head}Content-Type: {kind}\r\n\r\n".encode() + content + b"\r\n")
        sent = b"".join(parts) + f"--{mark}--\r\n".encode()
        return self._ask(path, sent, {"Content-Type": f"multipart/form-data; boundary={mark}", "Origin": self.address})

    def form(self, page: str, action: str = "") -> dict[str, list[str]]:
        """The fields of a page's form as they stand: the one that is sent to `action`, else the page's last."""
        self.get(page)
        parser = _Form()
        parser.feed(self.text)
        found = [
            f
            for a, f in parser.forms
            if (urllib.parse.urlsplit(a).path or urllib.parse.urlsplit(page).path)
            == (action or urllib.parse.urlsplit(page).path)
        ]
        return found[0] if found else parser.forms[-1][1] if parser.forms else {}

    def send(self, page: str, fields: Fields, action: str = "") -> str:
        """Fills in the form of a page and sends it, with all that stands in it. What is a postcode was a ZIP code in
        earlier versions."""
        there = self.form(page, action)
        earlier = "zip" in there and "postcode" not in there
        typed = {"zip" if earlier and name == "postcode" else name: value for name, value in fields.items()}
        return self.post(action or page, {**there, **typed})

    def _ask(self, path: str, sent: bytes | None, headers: Mapping[str, str]) -> str:
        address = path if path.startswith("http") else self.address + path
        request = urllib.request.Request(address, data=sent, headers=dict(headers))
        try:
            response = self.opener.open(request, timeout=120)
        except urllib.error.HTTPError as error:
            response = error
        with response:
            self.content = response.read()
            self.status, self.headers = response.status, response.headers
        self.location = str(self.headers.get("Location", "")) if 300 <= self.status < 400 else ""
        self.text = self.content.decode("utf-8", "replace")
        return self.text


def _pairs(fields: Fields) -> list[tuple[str, str]]:
    return [(n, v) for n, vs in fields.items() for v in ([vs] if isinstance(vs, str) else vs)]
