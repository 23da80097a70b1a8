"""What pages say people come for, by the kinds of a rulebook's programmes: help, what they have to pay, or a permit."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from nextwave.web.rules import assessor


def sought() -> str:
    """ "owed" or "permit" where all programmes are of that kind, "several" where there are both and nothing is given; else
    "help"."""
    kinds = {programme.kind for programme in assessor().rulebook.programmes.values()}
    if kinds <= {"owed", "permit"}:
        return kinds.pop() if len(kinds) == 1 else "several"
    return "help"


def purpose(part: str, **values: Any) -> str:
    """A text that follows what people come for: title, lead, apply, undecided, first or changed."""
    return _texts(sought())[part] % values


def _texts(kind: str) -> dict[str, str]:
    match kind:
        case "owed":
            return {
                "title": _("Find out what you have to pay"),
                "lead": _(
                    "Answer a few questions. You see what the published rules of %(place)s say you have to pay, and why."
                ),
                "apply": _("Send your answers"),
                "undecided": _("This is not a decision. Send your answers: someone then checks them and decides."),
                "first": _(
                    "If you answer the questions first, we can decide sooner, and you see what you have to pay."
                ),
                "changed": _("Your change is recorded. What you have to pay was worked out again."),
            }
        case "permit":
            return {
                "title": _("Find out whether you can have it"),
                "lead": _(
                    "Answer a few questions. You see whether the published rules of %(place)s say you can have it, what it costs, and why."
                ),
                "apply": _("Apply"),
                "undecided": _("This is not a decision. Apply: someone then checks it and decides."),
                "first": _(
                    "If you answer the questions first, we can decide sooner, and you see whether you can have it."
                ),
                "changed": _("Your change is recorded. Whether you can have it was worked out again."),
            }
        case "several":
            return {
                "title": _("Find out what the rules say for you"),
                "lead": _(
                    "Answer a few questions. You see what the published rules of %(place)s say for you, and why."
                ),
                "apply": _("Apply"),
                "undecided": _("This is not a decision. Apply: someone then checks it and decides."),
                "first": _("If you answer the questions first, we can decide sooner, and you see what the rules say."),
                "changed": _("Your change is recorded. What the rules say was worked out again."),
            }
    return {
        "title": _("Find out what help you can get"),
        "lead": _(
            "Answer a few questions about the people in your home. You see what the published rules of %(place)s say you can get, how much, and why."
        ),
        "apply": _("Apply"),
        "undecided": _("This is not a decision. Apply: someone then checks it and decides."),
        "first": _(
            "If you answer the questions about your home first, we can decide sooner, and you see what you can get."
        ),
        "changed": _("Your change is recorded. What you may get was worked out again."),
    }
