"""Where a case stands, worked out from its records after every act."""

from __future__ import annotations

from typing import Any

from nextwave.casework.access.authority import verdict
from nextwave.casework.household.facts import number_of_people, stated_of
from nextwave.casework.law.in_force import assessor, notice_rules
from nextwave.casework.models import Case, Docket, Event, EvidenceRequest, Proposal
from nextwave.casework.models.case import CLOSED, Status
from nextwave.rulebook.area import area_of


def place(case: Case, version: int) -> Docket:
    """Brings a case's place in the queue up to date. Called within the transaction of the act."""
    docket = Docket.objects.get(pk=case.pk)
    latest = case.assessments.order_by("-event__number").values_list("result", flat=True).first()
    decision = case.decisions.order_by("-event__number").first()
    docket.version = version
    docket.people = number_of_people(case)
    area = area_of(assessor().rulebook)
    where = stated_of(case, "household", area.fact.name) if area else None
    docket.area = where if isinstance(where, str) else ""
    if latest is not None:
        docket.expedited = expedited(latest, notice_rules().expedited_rule)
        docket.open_facts = sum(
            len({(n["fact"], n["of"]) for n in r["needs"]})
            for programme in latest["programmes"].values()
            for r in programme["results"]
        )
    docket.due_on = notice_rules().due(case.filed_on, docket.expedited)
    docket.decided_on = decision.issued_on if decision else None
    pending = list(
        Proposal.objects.filter(case=case, withdrawal=None, decision=None).select_related("event__account", "approval")
    )
    docket.status = _status(case, decision is not None and not undecided(case, latest), pending)
    docket.open = docket.status not in CLOSED
    docket.second_person = any(
        p.event.account is not None and not verdict(p.event.account, "issue", p).allowed for p in pending
    )
    docket.save()
    return docket


def undecided(case: Case, result: dict[str, Any] | None) -> set[str]:
    """The programmes of which the latest assessment has a result and nothing is decided. One that follows another and
    that other are decided together."""
    book = assessor().rulebook

    def first(programme: str) -> str:
        found = book.programmes.get(programme)
        return first(found.follows) if found and found.follows else programme

    there = {first(name) for name, found in (result or {"programmes": {}})["programmes"].items() if found["results"]}
    return there - {first(d.proposal.programme) for d in case.decisions.select_related("proposal")}


def _status(case: Case, decided: bool, pending: list[Proposal]) -> str:
    if case.hearing_requests.exists():
        return Status.APPEALED
    if pending:
        return Status.APPROVED if any(hasattr(p, "approval") for p in pending) else Status.PROPOSED
    if decided:
        return Status.DECIDED
    if EvidenceRequest.objects.filter(case=case, files=None).exists():
        return Status.WAITING
    worked = Event.objects.filter(case=case, account__isnull=False).exclude(action="file").exists()
    return Status.IN_PROGRESS if worked else Status.FILED


def expedited(result: dict[str, Any], rule: str) -> str:
    """Whether the short time limit holds for some result: "yes", "no", or "open" while that is not settled.
    Without a rule on which it hangs there is no short limit."""
    if not rule:
        return "no"
    found: set[str] = set()
    for programme in result["programmes"].values():
        for one in programme["results"]:
            value = next((r["value"] for r in one["reasons"] if r["rule"].split(".")[-1] == rule), None)
            refused = one["status"] == "ineligible" or value is False
            found.add("no" if refused else "yes" if value else "open")
    return "yes" if "yes" in found else "open" if "open" in found or not found else "no"
