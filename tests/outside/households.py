"""Households to apply with: what is not named of them is answered with "none", until nothing more is needed."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from tests.outside.service import Service

#: The day of the demonstration.
ON = "2026-11-24"
CITIZEN = {"immigration_status": "citizen", "lives_here_as": "part_of_home", "disqualification": "no"}
SOCIABLE = {"parents": [], "spouse": None, "jobs": []}


def settled(service: Service, people: list[dict[str, Any]], household: dict[str, Any], on: str = ON) -> dict[str, Any]:
    """The situation with every fact that still mattered answered with none, no or nobody."""
    situation = {"people": [{**CITIZEN, **deepcopy(p)} for p in people], "household": {"county": "king", **household}}
    facts = service.api("GET", "/rulebooks/washington/facts")[1]["facts"]
    kinds = {f["name"]: f for f in facts}
    for _ in range(60):
        status, answer = service.api("POST", "/assessments", {"on": on, "situation": situation})
        assert status == 200, answer
        needs = [n for p in answer["programmes"].values() for r in p["results"] for n in r["needs"]]
        if not needs:
            return situation
        for need in needs:
            record = (
                situation["household"]
                if need["of"] == "household"
                else next((p for p in situation["people"] if p["id"] == need["of"]), None)
            )
            if record is not None and need["fact"] not in record:
                record[need["fact"]] = _none(need["fact"], kinds)
    raise AssertionError(f"never settled: {needs}")


def _none(name: str, kinds: dict[str, Any]) -> Any:
    if name in SOCIABLE:
        return SOCIABLE[name]
    fact = kinds[name]
    nothing = {"bool": False, "money": "0.00", "money by period": {"amount": "0", "per": "month"}, "date": ON}
    return nothing.get(fact["type"], 0)


def statements(situation: dict[str, Any]) -> list[dict[str, Any]]:
    """A situation as the API takes facts of an application."""
    found = [
        {"of": person["id"], "fact": fact, "value": value}
        for person in situation["people"]
        for fact, value in person.items()
        if fact != "id"
    ]
    return found + [{"of": "household", "fact": f, "value": v} for f, v in situation["household"].items()]


def filed(
    service: Service, names: dict[str, str], facts: list[dict[str, Any]], key: str, **more: Any
) -> dict[str, Any]:
    """An application over the API: its reference and the household's code."""
    given = {"people": names, "facts": facts, "contact": {"address": "no fixed address"}, **more}
    status, made = service.api(
        "POST", "/applications", given, service.printed["token"], **{"Idempotency-Key": f"household-{key}"}
    )
    assert status == 201, made
    return made


def issued(service: Service, reference: str, number: int) -> None:
    """A proposal agreed to and issued by a supervisor, on the pages: whoever filed may not decide alone."""
    supervisor = service.staff("supervisor")
    supervisor.send(f"/cases/{reference}/open/", {"reason": "application"})
    page = f"/cases/{reference}/proposals/{number}/"
    supervisor.send(page, {"action": "approve"})
    supervisor.send(f"{page}issue/", {})
    assert "/notice/" in supervisor.location, supervisor.text[:2000]
