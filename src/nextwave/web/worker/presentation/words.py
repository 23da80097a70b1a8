"""What codes of casework are called on the pages of those who work here."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from nextwave.casework.models import Statement
from nextwave.casework.models.case import Channel, Status
from nextwave.casework.models.fact import Source


def statuses() -> dict[str, str]:
    return {
        Status.FILED: _("New"),
        Status.IN_PROGRESS: _("In progress"),
        Status.WAITING: _("Waiting for evidence"),
        Status.PROPOSED: _("Proposed"),
        Status.APPROVED: _("Approved"),
        Status.DECIDED: _("Decided"),
        Status.APPEALED: _("Hearing asked for"),
    }


def channels() -> dict[str, str]:
    return {
        Channel.ONLINE: _("online"),
        Channel.PHONE: _("by phone"),
        Channel.PAPER: _("on paper"),
        Channel.API: _("over the API"),
    }


def reasons() -> dict[str, str]:
    """Why someone may look at a case. The household sees the reason in words of its own."""
    return {
        "application": _("I work on the application"),
        "question": _("I answer a question of the household"),
        "change": _("Something changed"),
        "hearing": _("A hearing is prepared"),
        "review": _("I check the quality of the work"),
        "complaint": _("I look into a complaint"),
        "other": _("Another reason"),
    }


def actions() -> dict[str, str]:
    """What was done, by the action of an event."""
    return {
        "file": _("Filed the application"),
        "state": _("Stated facts"),
        "add-person": _("Added a person"),
        "remove-person": _("Took a person out"),
        "contact": _("Changed how the household is reached"),
        "replace-code": _("Gave the household a new code"),
        "note": _("Wrote a note"),
        "interview": _("Recorded the interview"),
        "ask-evidence": _("Asked for evidence"),
        "give-evidence": _("Gave a file"),
        "assign": _("Took the case on"),
        "release": _("Gave the case back"),
        "propose": _("Proposed a decision"),
        "approve": _("Approved a proposal"),
        "withdraw": _("Withdrew a proposal"),
        "issue": _("Issued a decision"),
        "ask-hearing": _("Asked for a hearing"),
        "declare-conflict": _("Knows someone in this case"),
    }


def sources() -> dict[str, str]:
    return {
        Source.STATED: _("Stated by the household"),
        Source.DOCUMENT: _("Shown by a document"),
        Source.SYSTEM: _("From a system"),
        Source.JUDGEMENT: _("My judgment, with its reason"),
    }


def source_of(statement: Statement) -> str:
    """Where a fact comes from."""
    if statement.source == Source.DOCUMENT:
        name = statement.evidence.name if statement.evidence else ""
        return _("Document: %(name)s") % {"name": name}
    if statement.source == Source.JUDGEMENT:
        return _("Judgment: %(reason)s") % {"reason": statement.reason or ""}
    return {Source.STATED: _("Stated"), Source.SYSTEM: _("System")}[statement.source]


def said_by(statement: Statement) -> tuple[str, str]:
    """Who recorded a fact, and on which day."""
    account = statement.event.account
    day = timezone.localtime(statement.event.at).date().isoformat()
    return (str(account) if account else _("the household"), day)
