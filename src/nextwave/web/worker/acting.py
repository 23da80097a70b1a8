"""Acts from a page: each form is one attempt, and what stands against an act is said beside its field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from django.http import HttpRequest
from django.utils.translation import gettext as _

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import FORM_KEY, Act, Attempted, do
from nextwave.casework.law.ceiling import AboveCeiling
from nextwave.casework.models import Case, Event
from nextwave.casework.refusals import AnotherUse, NotAllowed, Refused, Stale
from nextwave.engine.situations.problems import SituationError
from nextwave.web.access.guard import actor_of
from nextwave.web.entry.entries import Unclear
from nextwave.web.localization.outcomes import each
from nextwave.web.worker.presentation.proposals import money


class Refusal(Unclear):
    """An act that was not taken: with the answer's status, and the version that was seen where it is out of date."""

    def __init__(self, where: str, text: str, status: int = 400, seen: int | None = None) -> None:
        super().__init__(where, text)
        self.status, self.seen = status, seen


def attempted(request: HttpRequest) -> Attempted:
    """The attempt of a form. Raises Unclear where the form is not one of these pages'."""
    key, seen = request.POST.get("key", ""), request.POST.get("seen", "")
    if not FORM_KEY.fullmatch(key) or (seen and not re.fullmatch(r"[0-9]{1,8}", seen)):
        raise Unclear("send", _("This form was incomplete. Check it and send it again"))
    return Attempted(key, int(seen) if seen else None, space=f"staff-{request.user.pk}")


def act(request: HttpRequest, case: Case, act: Act, places: Mapping[str, str] | None = None) -> Event:
    """Does what a form asks for. `places` says at which field a problem stands, by its code. Raises Refusal, Unclear,
    and then nothing was changed."""
    return taken(request, lambda who, attempt: do(act, who, case, attempt), places)


def taken(
    request: HttpRequest, doing: Callable[[Actor, Attempted], Event], places: Mapping[str, str] | None = None
) -> Event:
    """The same for what is done in another way than by an act on a case, such as filing one."""
    attempt = attempted(request)
    try:
        return doing(actor_of(request), attempt)
    except Stale as refused:
        text = _("Someone changed this case since you opened the page. See what changed, then send it again")
        raise Refusal("send", text, 409, attempt.seen) from refused
    except AnotherUse as refused:
        text = _("This form was sent before with something else in it. Check it and send it again")
        raise Refusal("send", text, 409) from refused
    except NotAllowed as refused:
        raise Refusal("send", _("The delegations do not let you do this. Ask someone who may"), 403) from refused
    except Refused as refused:
        code = refused.problem.code
        raise Refusal((places or {}).get(code, "send"), told(refused)) from refused
    except SituationError as refused:
        text = _("With this the facts of the household cannot all be so. Correct what does not fit first")
        raise Refusal((places or {}).get("situation", "send"), text) from refused


def told(refused: Refused) -> str:
    """Why an act was not taken, by the code of its problem."""
    if isinstance(refused, AboveCeiling):
        text = _("The law lets no household of this size have more than %(most)s. Enter up to that")
        return text % {"most": each(money(refused.most), refused.per)}
    return {
        "empty": _("The file is empty. Choose it again"),
        "too-large": _("The file is larger than 8 MB. Take a smaller picture, or send it in parts"),
        "type": _("Choose a PDF file, or a photo as JPEG or PNG"),
        "no-room": _("There is no room for this file today. Send it tomorrow, smaller, or keep it on paper"),
        "harmful": _("Something harmful was found in this file. It was not taken"),
        "scanner": _("Files cannot be looked at for viruses just now, so none are taken. Try again later"),
        "evidence": _("Choose a document of this case"),
        "judgement": _("The law leaves no judgment in this fact. Choose another source"),
        "said-by": _("The word of the household does not settle this. Choose a document or a system"),
        "chosen": _("Only the household chooses this. Record what it says"),
        "decided": _("This day is still to come. Check it, and enter the year with its four digits"),
        "person": _("A household has someone in it. Add who lives there first"),
        "note": _("Write the note"),
        "result": _("The assessment has no such result any more. Go back to the case"),
        "pending": _("A proposal on this result is waiting already. Issue it, or withdraw it first"),
        "open": _("The result is still open. Find out what is needed, or decide otherwise with a reason"),
        "outcome": _("Choose what is decided"),
        "outstanding": _("Say why it is granted while something is outstanding"),
        "amount": _("Enter what is granted each month"),
        "level": _("Choose which level is granted"),
        "reason": _("Choose the reason"),
        "explanation": _("Say what the reason is in this case"),
        "certified": _("It can be given until one of these days, and what is denied has none"),
        "certified-reason": _("Say why it is given for longer or not so long as is usual"),
        "approved": _("This proposal is approved already"),
        "changed": _("Facts have changed since this was proposed. Withdraw it, and propose on the facts as they are"),
    }.get(refused.problem.code, _("This could not be taken. Check it and send it again"))
