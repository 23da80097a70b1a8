"""Applying: a draft that can be saved and come back to with a code, and the application that is filed."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from nextwave.casework.access.actor import Actor
from nextwave.casework.access.codes import ALPHABET, code_hash, new_code, used
from nextwave.casework.acts.act import Attempted, digest_of, done_before
from nextwave.casework.clock import now, today
from nextwave.casework.household.assessing import assess
from nextwave.casework.household.facts import Stated, add_people, add_statements
from nextwave.casework.law.in_force import assessor, notice_rules, prepare
from nextwave.casework.models import Case, Contact, Docket, Draft, Event
from nextwave.casework.queue.docket import place
from nextwave.casework.refusals import refused

#: An application older than this is a typing error rather than one that lay about: the decision was due after 30
#: days. Our own guard, no rule of law: the law has it filed on the day on which the office received it (7 CFR
#: 273.2(c)(1)(iv)), and whoever states an earlier day than today's stands in the event of the filing.
OLDEST_DAYS = 60


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


@dataclass(frozen=True, slots=True)
class Application:
    """What is filed. `people` are names by id; `contact` how to reach the household safely and who helps or
    acts for it (authorised representative); `filed_on` the day it came in."""

    people: dict[str, str]
    stated: list[Stated]
    contact: dict[str, Any]
    language: str
    channel: str
    filed_on: date | None = None


def file(actor: Actor, application: Application, attempted: Attempted, code: str = "") -> tuple[Case, str]:
    """Files an application and assesses it; gives the case and the resident's code (of a repeated attempt the
    code is empty: it was given before). Raises Refused, SituationError; then nothing is kept.
    """
    given = asdict(application)
    _in_time(application.filed_on)
    prepare(today())
    with transaction.atomic(durable=True):
        before = done_before(attempted, actor, "file", given)
        if before is not None:
            return before.case, ""
        code = code or new_code()
        if used(code):
            what = "an application was filed with this code already"
            raise refused("filed", what, "code", "come back to it with the code")
        filed = application.filed_on or today()
        case = Case.objects.create(
            reference=_reference(),
            code_hash=code_hash(code),
            rulebook=assessor().rulebook.name,
            channel=application.channel,
            language=application.language,
            filed_on=filed,
        )
        event = Event.objects.create(
            case=case,
            number=1,
            action="file",
            account=actor.account,
            role=actor.role,
            key=attempted.key,
            digest=digest_of("file", given),
        )
        Docket.objects.create(
            case=case, due_on=notice_rules().due(filed, "open"), filed_on=filed, language=application.language
        )
        births = {s.of: str(s.value) for s in application.stated if s.fact == "birth_date"}
        add_people(case, event, application.people, births)
        Contact.objects.create(case=case, event=event, content=application.contact)
        add_statements(case, event, application.stated)
        assess(case, event)
        place(case, 1)
        Draft.objects.filter(code_hash=case.code_hash).delete()
    return case, code


def _in_time(filed_on: date | None) -> None:
    """Raises Refused for a day on which the application cannot have come in."""
    if filed_on is None:
        return
    if filed_on > today():
        what = "the day on which it came in is still to come"
        raise refused("filed_on", what, "filed_on", "state the day on which the office received it")
    if filed_on < today() - timedelta(days=OLDEST_DAYS):
        what = f"an application of more than {OLDEST_DAYS} days ago should have been decided long since"
        raise refused("filed_on", what, "filed_on", "check the day on which the office received it")


def _reference() -> str:
    """A reference to say on the phone; it opens nothing."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
