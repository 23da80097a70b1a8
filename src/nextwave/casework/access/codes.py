"""Codes with which residents come back: to unfinished answers and, once they are filed, to their case.

A code that was lost can be replaced by whoever works on the case; the one before then opens nothing.
"""

from __future__ import annotations

import hashlib
import secrets

from nextwave.casework.access.actor import Actor
from nextwave.casework.models import Case, ReplacedCode
from nextwave.casework.refusals import NotAllowed
from nextwave.gate import text
from nextwave.gate.text import Unreadable
from nextwave.rulebook.problems import Place, Problem

#: Letters and digits that are hard to mistake for one another.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_code() -> str:
    """A code that cannot be guessed: 16 characters, 78 bits, in groups that can be read over the phone."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(16))
    return "-".join(letters[i : i + 4] for i in range(0, 16, 4))


def plain_code(code: str) -> str:
    """A code as it was typed, without spaces and dashes and in capitals."""
    try:
        return "".join(c for c in text.code(code).upper() if c.isalnum())
    except Unreadable:
        return ""


def code_hash(code: str) -> str:
    return hashlib.sha256(f"nextwave code {plain_code(code)}".encode()).hexdigest()


def case_of(code: str) -> Case | None:
    """The case that a resident's code opens: the latest code of a case, and no earlier one."""
    return opened_by(code_hash(code))


def opened_by(found: str) -> Case | None:
    """The case that the code with this hash opens."""
    replaced = ReplacedCode.objects.select_related("case").filter(code_hash=found).first()
    case = replaced.case if replaced else Case.objects.filter(code_hash=found).first()
    return case if case is not None and in_force(case) == found else None


def in_force(case: Case) -> str:
    """The hash of the code that opens a case now."""
    latest = case.replaced_codes.order_by("-pk").first()
    return latest.code_hash if latest else case.code_hash


def closed(code: str) -> bool:
    """Whether this was the code of a case, and another took its place."""
    return used(code) and case_of(code) is None


def require_in_force(actor: Actor, case: Case) -> None:
    """Raises NotAllowed for a resident who came with a code that opens the case no more."""
    if actor.account is None and actor.code and actor.code != in_force(case):
        what = "another code took the place of this one"
        raise NotAllowed(Problem("not-allowed", what, Place(case.reference), "enter the new code, or call us"))


def used(code: str) -> bool:
    """Whether a case has, or had, this code."""
    found = code_hash(code)
    return Case.objects.filter(code_hash=found).exists() or ReplacedCode.objects.filter(code_hash=found).exists()
