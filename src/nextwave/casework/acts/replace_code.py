"""Another code for a household that lost its own."""

from __future__ import annotations

from nextwave.casework.access.actor import Actor
from nextwave.casework.access.codes import code_hash
from nextwave.casework.acts.act import Attempted, act
from nextwave.casework.models import Case, Event, ReplacedCode


def replace_code(actor: Actor, case: Case, attempted: Attempted, code: str) -> Event:
    """Gives a case another code. Raises NotAllowed, Stale."""
    found = code_hash(code)
    return act(
        actor,
        case,
        "replace-code",
        attempted,
        {"code": found},
        lambda event: ReplacedCode.objects.create(case=case, event=event, code_hash=found),
    )
