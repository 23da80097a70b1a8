"""What is added to a case while it is worked on: facts, people, contact, notes, conflicts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import transaction

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Attempted, act
from nextwave.casework.household.assessing import assess
from nextwave.casework.household.facts import Stated, add_people, add_statements, people_of
from nextwave.casework.models import Account, Case, Conflict, Contact, Docket, Event, Membership, Note
from nextwave.casework.refusals import refused


def state(actor: Actor, case: Case, attempted: Attempted, stated: list[Stated]) -> Event:
    """States facts of a case, and assesses it anew. Raises Refused, SituationError."""

    def effect(event: Event) -> None:
        add_statements(case, event, stated)
        births = {s.of: str(s.value) if s.known else "" for s in stated if s.fact == "birth_date"}
        if births:
            people = people_of(case)
            add_people(case, event, {p: people[p] for p in births if p in people}, births)
        assess(case, event)

    return act(actor, case, "state", attempted, {"stated": [asdict(s) for s in stated]}, effect)


def add_person(actor: Actor, case: Case, attempted: Attempted, name: str) -> Event:
    """Adds someone to the household, under the next free id. Raises Refused."""
    if not name.strip():
        raise refused("name", "the person has no name", "name", "enter a name")

    def effect(event: Event) -> None:
        used = Membership.objects.filter(case=case).values_list("person", flat=True)
        number = 1 + max((int(p[1:]) for p in used if p[1:].isdigit()), default=0)
        add_people(case, event, {f"p{number}": name.strip()}, {})
        assess(case, event)

    return act(actor, case, "add-person", attempted, {"name": name}, effect)


def remove_person(actor: Actor, case: Case, attempted: Attempted, person: str) -> Event:
    """Records that someone does not live in the household. Raises Refused."""

    def effect(event: Event) -> None:
        people = people_of(case)
        if person not in people:
            raise refused("person", f"there is nobody {person[:20]} in this case", "person", "choose someone who is")
        if len(people) == 1:
            raise refused("person", "a household has someone in it", "person", "add who lives there first")
        Membership.objects.create(case=case, event=event, person=person, name=people[person], present=False)
        assess(case, event)

    return act(actor, case, "remove-person", attempted, {"person": person}, effect)


def contact(actor: Actor, case: Case, attempted: Attempted, content: dict[str, Any]) -> Event:
    """Records how the household can be reached from now on."""
    return act(
        actor,
        case,
        "contact",
        attempted,
        {"content": content},
        lambda event: Contact.objects.create(case=case, event=event, content=content),
    )


def note(actor: Actor, case: Case, attempted: Attempted, text: str) -> Event:
    """Writes something down about a case. Raises Refused."""
    if not text.strip():
        raise refused("note", "the note is empty", "text", "write something")
    return act(
        actor,
        case,
        "note",
        attempted,
        {"text": text},
        lambda event: Note.objects.create(case=case, event=event, text=text.strip()),
    )


def assign(actor: Actor, case: Case, attempted: Attempted, to_me: bool = True) -> Event:
    """Someone takes a case on, or gives it back to whoever is free. Raises NotAllowed."""

    def effect(event: Event) -> None:
        Docket.objects.filter(case=case).update(assigned=actor.account if to_me else None)

    return act(actor, case, "assign" if to_me else "release", attempted, {}, effect)


def declare_conflict(account: Account, case: Case) -> None:
    """Someone says that they know the people of a case: from now on it is closed to them, and no longer theirs."""
    with transaction.atomic():
        if not Conflict.objects.filter(account=account, case=case).exists():
            Conflict.objects.create(account=account, case=case)
        Docket.objects.filter(case=case, assigned=account).update(assigned=None)
