"""Filing an application: what a case begins with."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from nextwave.casework import reached, written
from nextwave.casework.access.actor import Actor
from nextwave.casework.access.codes import ALPHABET, code_hash, new_code, used
from nextwave.casework.acts.act import Attempted, done_before, recorded
from nextwave.casework.clock import today
from nextwave.casework.household.assessing import Assessed, keep, work_out
from nextwave.casework.household.facts import (
    Stated,
    add_people,
    add_statements,
    check_statements,
    plain,
    situation_stated,
)
from nextwave.casework.household.told_by_filing import told
from nextwave.casework.law.in_force import assessor, notice_rules, prepare
from nextwave.casework.models import Case, Contact, Docket, Draft, Event
from nextwave.casework.queue.docket import place
from nextwave.casework.refusals import refused

#: What the event is recorded as.
ACTION = "file"
#: Where the keys of forms are that residents file with; they are made here, and nobody else chooses any.
FILING_KEYS = "filing"
#: An application older than this is a typing error rather than one that lay about: the decision was due after 30
#: days. Our own guard, no rule of law: the law has it filed on the day on which the office received it,
#: and whoever states an earlier day than today's stands in the event of the filing.
OLDEST_DAYS = 60


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
    application = replace(
        application,
        people=written.people(application.people),
        stated=[plain(one) for one in application.stated],
        contact=reached.contact(application.contact),
    )
    # As `asdict` has it, but for copies of what nobody changes.
    given = {f.name: getattr(application, f.name) for f in fields(application)}
    given["stated"] = [{f.name: getattr(one, f.name) for f in fields(one)} for one in application.stated]
    before = done_before(attempted, actor, ACTION, given)
    if before is not None:
        return before.case, ""
    _guard(application, code)
    prepare(today())
    stated = told(application.stated, application.contact, application.filed_on or today())
    # Before the transaction: nobody waits while this is worked out.
    assessed = work_out(situation_stated(application.people, stated), today())
    code = code or new_code()
    try:
        return _kept(actor, application, stated, attempted, given, code, assessed)
    except IntegrityError:
        # The same attempt was applied by another request, between our question for it and our record of it.
        before = done_before(attempted, actor, ACTION, given)
        if before is None:
            raise
        return before.case, ""


def _kept(
    actor: Actor,
    application: Application,
    stated: list[Stated],
    attempted: Attempted,
    given: dict[str, Any],
    code: str,
    assessed: Assessed,
) -> tuple[Case, str]:
    """Records it all, or nothing."""
    with transaction.atomic(durable=True):
        before = done_before(attempted, actor, ACTION, given)
        if before is not None:
            return before.case, ""
        _guard(application, code)
        case = _opened(application, code)
        event = recorded(case, 1, ACTION, actor, attempted, given)
        births = {s.of: str(s.value) for s in application.stated if s.fact == "birth_date"}
        add_people(case, event, application.people, births)
        Contact.objects.create(case=case, event=event, content=application.contact)
        add_statements(case, event, stated)
        keep(case, event, assessed)
        place(case, event.number)
        Draft.objects.filter(code_hash=case.code_hash).delete()
    return case, code


def filed_already(key: str) -> bool:
    """Whether the attempt of a resident's form was applied."""
    kept = Attempted(key, space=FILING_KEYS).kept
    return Event.objects.filter(key__in=(kept, key), action=ACTION).exists()


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


def _guard(application: Application, code: str) -> None:
    """What must hold. Raises Refused."""
    _in_time(application.filed_on)
    if code and used(code):
        what = "an application was filed with this code already"
        raise refused("filed", what, "code", "come back to it with the code")
    check_statements(None, application.people, application.stated)


def _opened(application: Application, code: str) -> Case:
    """The case, with nothing in it yet."""
    filed = application.filed_on or today()
    case = Case.objects.create(
        reference=_reference(),
        code_hash=code_hash(code),
        rulebook=assessor().rulebook.name,
        channel=application.channel,
        language=application.language,
        filed_on=filed,
    )
    due = min(notice_rules(name).due(filed, "open") for name in assessor().rulebook.programmes)
    Docket.objects.create(case=case, due_on=due, filed_on=filed, language=application.language)
    return case


def _reference() -> str:
    """A reference to say on the phone; it opens nothing."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
