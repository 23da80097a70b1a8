"""While one application is worked out, the acts of others get through: nobody waits for a transaction of it."""

from __future__ import annotations

import secrets
import threading
import time
from typing import Any

from tests.outside.applicants import file, fill_in
from tests.outside.service import Service


def test_filing_a_household_of_20_keeps_nobody_from_acting(demo: Service) -> None:
    household = demo.visitor()
    fill_in(household)
    reference = file(household)[0]
    token = demo.printed["token"]
    names = {f"p{n}": f"Person Number{'abcdefghijklmnopqrstuvwxyz'[n]}" for n in range(1, 21)}
    application = {"people": names, "facts": [], "contact": {"phone": "360 555 0100"}, "language": "en"}
    filed: list[tuple[int, Any]] = []

    def large() -> None:
        key = {"Idempotency-Key": secrets.token_hex(12)}
        filed.append(demo.api("POST", "/applications", application, token, **key))

    thread = threading.Thread(target=large)
    thread.start()
    time.sleep(1)
    key = {"Idempotency-Key": secrets.token_hex(12)}
    status, answer = demo.api("POST", f"/cases/{reference}/notes", {"text": "Called."}, token, **key)
    thread.join()
    assert status == 201, answer
    assert filed[0][0] == 201, filed
