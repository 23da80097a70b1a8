"""What is written down of an error and of other packages' lines says nothing of anyone."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

from nextwave.web.monitoring.log_lines import JsonLines


def line(name: str, message: str, *values: object, **more: Any) -> dict[str, Any]:
    record = logging.LogRecord(name, logging.ERROR, "file.py", 1, message, values, more.pop("exc_info", None))
    for key, value in more.items():
        setattr(record, key, value)
    found: dict[str, Any] = json.loads(JsonLines().format(record))
    return found


def test_an_error_has_its_kind_and_its_lines_of_code_and_not_what_it_says() -> None:
    secret = "Ana Quintanilla"
    try:
        raise ValueError(f"{secret} is twice there")
    except ValueError:
        written = line("django.request", "Internal Server Error: %s", f"/cases/{secret}/", exc_info=sys.exc_info())
    assert secret not in json.dumps(written)
    assert written["event"] == "server-error"
    assert written["error"] == "ValueError"
    assert "test_log_lines.py" in written["traceback"][0]


def test_of_other_packages_the_pattern_is_written_without_its_values() -> None:
    written = line("somewhere.else", "could not send to %s", "ana@example.org")
    assert written["message"] == "could not send to %s"


def test_a_host_that_is_not_served_is_a_security_event_without_its_name() -> None:
    written = line("django.security.DisallowedHost", "Invalid HTTP_HOST header: 'evil.example'.")
    assert (written["event"], written["security"]) == ("host-refused", True)
    assert "evil" not in json.dumps(written)
