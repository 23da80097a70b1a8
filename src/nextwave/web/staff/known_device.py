"""Devices on which someone signed in before: tries from elsewhere, even from the same network, never make them wait.

A signed cookie says which accounts signed in on this device. It opens nothing: it only has tries counted apart.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from nextwave.casework.models import Account

NAME = "__Host-nextwave-device" if settings.HTTPS else "nextwave-device"
SALT = "nextwave.known-device"
#: For so long a device is known after someone signed in on it, in seconds; and for so many accounts.
KEPT = 90 * 24 * 60 * 60
MOST = 10


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    """The id of the device and the numbers of accounts that signed in on it, the last one last."""
    text = request.get_signed_cookie(NAME, default="", salt=SALT, max_age=KEPT) or ""
    device, _, accounts = text.partition(".")
    return device, [a for a in accounts.split("-") if a]


def known(request: HttpRequest, name: str) -> str:
    """The id of this device if the account with this name signed in on it before; else nothing."""
    device, accounts = _read(request)
    if not accounts:
        return ""
    account = Account.objects.filter(username=name).values_list("pk", flat=True).first()
    return device if str(account) in accounts else ""


def remember(request: HttpRequest, response: HttpResponse, account: Account) -> None:
    """From now on this device is known for an account."""
    device, accounts = _read(request)
    kept = [a for a in accounts if a != str(account.pk)][-(MOST - 1) :]
    response.set_signed_cookie(
        NAME,
        ".".join((device or secrets.token_urlsafe(16), "-".join([*kept, str(account.pk)]))),
        salt=SALT,
        max_age=KEPT,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
