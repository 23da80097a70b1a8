"""Where a case stands, worked out from its records after every act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
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
    latest = _latest(case)
    decisions = _decisions(case)
    docket.version = version
    docket.people = number_of_people(case)
    area = area_of(assessor().rulebook)
    where = stated_of(case, "household", area.fact.name) if area else None
    docket.area = where if isinstance(where, str) else ""
    if latest is not None:
        docket.open_facts = sum(
            len({(n["fact"], n["of"]) for n in r["needs"]})
            for programme in latest["programmes"].values()
            for r in programme["results"]
        )
    left = set(results_of(latest)) - {programme for programme, _ in decisions}
    docket.expedited, docket.due_on = _next(clocks(case.filed_on, latest), left, decisions) or (
        docket.expedited,
        docket.due_on,
    )
    docket.decided_on = decisions[-1][1] if decisions else None
    pending = list(
        Proposal.objects.filter(case=case, withdrawal=None, decision=None).select_related("event__account", "approval")
    )
    docket.status = _status(case, bool(decisions) and not left, pending)
    docket.open = docket.status not in CLOSED
    docket.second_person = any(
        p.event.account is not None and not verdict(p.event.account, "issue", p).allowed for p in pending
    )
    docket.save()
    return docket


def results_of(result: dict[str, Any] | None) -> dict[str, list[dict[str, Any]]]:
    """The results of an assessment by the programme with which they are decided; of none yet, every programme's."""
    book = assessor().rulebook
    found: dict[str, list[dict[str, Any]]] = {}
    if result is None:
        return {book.head_of(name): [] for name in book.programmes}
    for name, programme in result["programmes"].items():
        if programme["results"]:
            found.setdefault(book.head_of(name), []).extend(programme["results"])
    return found


def clocks(filed_on: date, result: dict[str, Any] | None) -> dict[str, tuple[date, str]]:
    """For each programme until when it is to be decided, and whether its short time limit holds."""
    found = {}
    for programme, results in results_of(result).items():
        rules = notice_rules(programme)
        short = "open" if result is None and rules.expedited_rule else expedited(results, rules.expedited_rule)
        found[programme] = (rules.due(filed_on, short), short)
    return found


def running(case: Case) -> list[tuple[str, date, str]]:
    """The clocks of what is not decided, the first to run out first: programme, last day, whether the short limit
    holds."""
    latest = _latest(case)
    left = undecided(case, latest)
    return sorted(((p, *clock) for p, clock in clocks(case.filed_on, latest).items() if p in left), key=lambda c: c[1])


def _latest(case: Case) -> dict[str, Any] | None:
    """The result of its latest assessment."""
    latest: dict[str, Any] | None = case.assessments.order_by("-event__number").values_list("result", flat=True).first()
    return latest


def _next(
    each: dict[str, tuple[date, str]], left: set[str], decisions: list[tuple[str, date]]
) -> tuple[str, date] | None:
    """The clock that a case goes by: the first to run out of what is not decided. Once all is decided, one that ran
    out before that, else the latest decision's. None where nothing of the case has a result any more."""
    if left:
        due, short = min(each[programme] for programme in left)
        return short, due
    ended = [(on, *each[programme]) for programme, on in decisions if programme in each]
    late = [clock for clock in ended if clock[0] > clock[1]]
    if not ended:
        return None
    _, due, short = (late or ended)[-1]
    return short, due


def undecided(case: Case, result: dict[str, Any] | None) -> set[str]:
    """The programmes of which the latest assessment has a result and nothing is decided. One that follows another and
    that other are decided together."""
    return set(results_of(result)) - {programme for programme, _ in _decisions(case)}


def _decisions(case: Case) -> list[tuple[str, date]]:
    """What was decided, the first first: with which programme, and when."""
    head_of = assessor().rulebook.head_of
    found = case.decisions.order_by("event__number").values_list("proposal__programme", "issued_on")
    return [(head_of(programme), issued_on) for programme, issued_on in found]


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


def expedited(results: Iterable[dict[str, Any]], rule: str) -> str:
    """Whether the short time limit holds for some of a programme's results: "yes", "no", or "open" while that is not
    settled. Without a rule on which it hangs there is no short limit."""
    if not rule:
        return "no"
    found: set[str] = set()
    for one in results:
        value = next((r["value"] for r in one["reasons"] if r["rule"].split(".")[-1] == rule), None)
        refused = one["status"] == "ineligible" or value is False
        found.add("no" if refused else "yes" if value else "open")
    return "yes" if "yes" in found else "open" if "open" in found or not found else "no"
