"""Unfinished answers that a resident comes back to with a code."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings

from nextwave.casework.access.codes import code_hash, new_code
from nextwave.casework.clock import now
from nextwave.casework.models import Draft


def save_draft(content: dict[str, Any], code: str = "") -> str:
    """Keeps answers for some weeks, and gives the code with which to come back; with a code it is the same one."""
    code = code or new_code()
    expires = now() + timedelta(days=settings.DRAFT_DAYS)
    Draft.objects.update_or_create(code_hash=code_hash(code), defaults={"content": content, "expires_at": expires})
    return code


def draft_of(code: str) -> dict[str, Any] | None:
    """The answers that were saved under a code; None where there are none any more."""
    found = Draft.objects.filter(code_hash=code_hash(code), expires_at__gt=now()).first()
    return None if found is None else found.content


def forget_draft(code: str) -> None:
    """Deletes the answers that were saved under a code."""
    Draft.objects.filter(code_hash=code_hash(code)).delete()
