"""Strange fields sent to every form of the service: from a seed, over every address, as everyone who may open it."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

#: What is typed, pasted or made up by someone who tries the service out.
STRANGE = (
    "", " ", "0", "-1", "1e999", "NaN", "1_1", "350,25", "1.200", "$1,200.50", "350", "9" * 400, "\u200b", "\u202eabc",
    "\x00", "a\x07b", "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"), "\ufffd", "😀" * 30,
    "\u0663\u0665\u0660", "²", "½", "yes", "no", "not-sure", "nobody", "p1", "p2", "p99", "household", "week", "month",
    "Feb", "2", "3", "1986", "86", "2030", "0000", "13", "31", "../../etc/passwd", "<script>alert(1)</script>",
    "' or 1=1 --", "{{7*7}}", "%s%n", "\r\nSet-Cookie: a=b", "Ana", "Ana Ruiz", "ñ" * 200, "a" * 20_000, "\n" * 50,
    "continue", "add", "propose", "approve", "withdraw", "assessed", "otherwise", "granted", "denied", "true", "null",
    "[]", "{}", "snap", "stated", "document", "judgement", "on", "98501\u20111234", "360 555 0100", "ana@example.org",
    "2026-11-24", "1-snap:0", "change:snap", "0:", "99999999999999999999", "en", "es", "phone", "paper", "text",
)  # fmt: skip
_FIELD = re.compile(r'name="([^"]{1,80})"')
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@dataclass
class Posts:
    """So many posts from a seed: `sent` counts what was answered, `errors` names what the service broke on."""

    seed: int
    sent: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def run(self, clients: dict[str, Client], addresses: list[str], count: int) -> None:
        """Sends forms to addresses, each as someone, with fields of the page in it and strange values."""
        chance = random.Random(self.seed)
        for number in range(count):
            who = chance.choice(sorted(clients))
            address = chance.choice(addresses)
            fields = dict(self._fields(clients[who], address, chance))
            self._send(f"{number} {who} {address}", clients[who], address, fields)

    def _fields(self, client: Client, address: str, chance: random.Random) -> Iterator[tuple[str, Any]]:
        page = client.get(address)
        text = page.content.decode("utf-8", "replace") if not page.streaming else ""
        if page.status_code >= 500:
            self.errors.append(f"GET {address}: {page.status_code}")
        hidden = dict(_HIDDEN.findall(text))
        for name in sorted({*_FIELD.findall(text), *(("answer", "per", "name") if chance.random() < 0.3 else ())}):
            if name in hidden and chance.random() < 0.8:
                yield name, hidden[name]
            elif chance.random() < 0.85:
                values = re.findall(rf'name="{re.escape(name)}"[^>]*value="([^"]*)"', text)
                pool = values if values and chance.random() < 0.5 else STRANGE
                yield name, [chance.choice(pool) for _ in range(1 if chance.random() < 0.9 else 3)]

    def _send(self, what: str, client: Client, address: str, fields: dict[str, Any]) -> None:
        try:
            answer = client.post(address, fields)
        except Exception as error:
            self.errors.append(f"{what}: {type(error).__name__}: {str(error)[:200]} {fields!r}"[:1_000])
            return
        self.sent[f"{answer.status_code // 100}xx"] += 1
        if answer.status_code >= 500 and answer.status_code != 503:
            self.errors.append(f"{what}: {answer.status_code} {fields!r}"[:1_000])
