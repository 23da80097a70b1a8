"""The form of the log: one JSON object a line, with its time, and without what anyone typed or is.

Only lines of our own carry a sentence with its values; of other packages' the pattern is written without the values,
of an error its kind and the lines of code it came through, never what it says.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

#: What other packages say, as events of ours.
EVENTS = {
    "django.request": "server-error",
    "django.security.DisallowedHost": "host-refused",
    "django.security.csrf": "form-refused",
}


class JsonLines(logging.Formatter):
    """A record as a line of JSON: time, level, event, and the fields of the event."""

    def format(self, record: logging.LogRecord) -> str:
        ours = record.name.partition(".")[0] == "nextwave"
        event = getattr(record, "event", "") or EVENTS.get(record.name) or record.name
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": event,
        }
        if record.name == "nextwave.security" or record.name.startswith("django.security"):
            said["security"] = True
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        if match is not None:
            said["route"] = match.view_name
        said |= getattr(record, "fields", {})
        if ours and not hasattr(record, "event"):
            said["message"] = record.getMessage()
        elif not ours and record.name not in EVENTS:
            said["message"] = str(record.msg)
        if record.exc_info and record.exc_info[0] is not None:
            said["error"] = record.exc_info[0].__name__
            said["traceback"] = frames(record.exc_info[2])
        return json.dumps(said, ensure_ascii=False, default=str)


def frames(trace: TracebackType | None) -> list[str]:
    """The lines of code that an error came through, without values."""
    return [f"{f.filename}:{f.lineno} in {f.name}" for f in traceback.extract_tb(trace)]
