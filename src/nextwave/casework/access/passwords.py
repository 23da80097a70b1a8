"""How passwords are kept: Argon2id (RFC 9106)."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """With 19 MiB, two turns and one lane, the first choice of OWASP's Password Storage Cheat Sheet.

    A try takes some 30 ms. Django's own numbers (100 MiB in eight lanes) and PBKDF2 (240 ms, and no memory, so that
    graphics cards guess fast) would have each wrong password of a stranger hold a process for longer.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
