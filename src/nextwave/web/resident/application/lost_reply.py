"""A declaration whose reply was lost on the way: sent again from the same page, it leads to the same receipt.

The session from which it was sent has ended, since another one opens the case now. Under its id stays only what
this needs, for some minutes: no answers, and nothing to look at.
"""

from __future__ import annotations

import hmac
import time
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest

from nextwave.web.sessions import SessionStore

_KEY = "sent"
#: For how many seconds a reply can be asked for again.
KEPT = 600


def leave(ended: str | None, code: str, signature: str) -> None:
    """Leaves at an ended session which code the reply would have shown, for whoever signs alike."""
    if ended is None:
        return
    SessionStore(ended).put({_KEY: [code, _digest(signature), time.time()]})


def left(request: HttpRequest) -> bool:
    return _KEY in request.session


def forget(request: HttpRequest) -> None:
    request.session.pop(_KEY, None)


def code(request: HttpRequest, signature: str) -> str:
    """The code again; empty for another signature, or too late."""
    kept, digest, at = request.session[_KEY]
    in_time = time.time() - at < KEPT
    return str(kept) if in_time and hmac.compare_digest(digest, _digest(signature)) else ""


def _digest(signature: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), signature.encode(), sha256).hexdigest()
