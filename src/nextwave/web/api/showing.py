"""Cases, decisions and notices as JSON."""

from __future__ import annotations

from typing import Any

from nextwave.casework.household.assessing import latest, levels_assessed
from nextwave.casework.household.facts import Facts, facts_of
from nextwave.casework.household.outstanding import lacking, outstanding
from nextwave.casework.models import Case, Decision, Docket, Event, EvidenceFile, EvidenceRequest, Note, Proposal
from nextwave.web.rules import assessor


def decimal(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def row(docket: Docket) -> dict[str, Any]:
    """A case as the queue shows it: without anyone's name or facts."""
    return {
        "reference": docket.case.reference,
        "version": docket.version,
        "status": docket.status,
        "filed_on": docket.filed_on.isoformat(),
        "due_on": docket.due_on.isoformat(),
        "expedited": docket.expedited,
        "decided_on": docket.decided_on.isoformat() if docket.decided_on else None,
        "area": docket.area,
        "language": docket.language,
        "people": docket.people,
        "open_facts": docket.open_facts,
        "assigned": docket.assigned.username if docket.assigned else None,
    }


def case(found: Case) -> dict[str, Any]:
    """Everything of a case."""
    facts = facts_of(found)
    assessment = latest(found)
    contact = found.contacts.order_by("-id").first()
    return {
        **row(Docket.objects.select_related("case", "assigned").get(pk=found.pk)),
        "channel": found.channel,
        "people": [{"id": person, "name": name} for person, name in facts.people.items()],
        "contact": contact.said if contact else {},
        "situation": facts.situation(),
        "facts": _facts(facts),
        "assessment": {"number": assessment.pk, "on": assessment.on.isoformat(), "result": assessment.result},
        "evidence": [_file(f) for f in EvidenceFile.objects.filter(case=found).order_by("id")],
        "asked_for": [
            {"number": r.pk, "of": r.of, "fact": r.fact, "due_on": r.due_on.isoformat()}
            for r in EvidenceRequest.objects.filter(case=found).order_by("id")
        ],
        "notes": [
            {"text": n.text, "by": _who(n.event), "at": n.event.at.isoformat()}
            for n in Note.objects.filter(case=found).select_related("event__account").order_by("id")
        ],
        "outstanding": ["interview" if o.interview else f"{o.of}.{o.fact}" for o in outstanding(found)],
        "proposals": [proposal(p) for p in _proposals(found)],
    }


def _facts(facts: Facts) -> list[dict[str, Any]]:
    return [
        {
            "of": s.of,
            "fact": s.fact,
            "known": s.value is not None,
            "source": s.source,
            "evidence": s.evidence_id,
            "reason": s.reason or "",
            "by": _who(s.event),
            "at": s.event.at.isoformat(),
            **({"decided": s.decided, "lacks": list(lacking(s))} if s.decided else {}),
        }
        for s in facts.statements.values()
    ]


def _file(found: EvidenceFile) -> dict[str, Any]:
    return {
        "number": found.pk,
        "request": found.request_id,
        "of": found.of,
        "fact": found.fact,
        "name": found.name,
        "sha256": found.sha256,
        "bytes": found.size,
        "media_type": found.media_type,
    }


def _who(event: Event) -> str:
    return event.account.username if event.account else event.role


def _proposals(found: Case) -> list[Proposal]:
    joined = Proposal.objects.filter(case=found).select_related("event__account", "approval", "withdrawal", "decision")
    return list(joined.order_by("id"))


def proposal(found: Proposal) -> dict[str, Any]:
    where = next((w for w in ("decision", "withdrawal", "approval") if hasattr(found, w)), "")
    stands = {"decision": "issued", "withdrawal": "withdrawn", "approval": "approved", "": "proposed"}[where]
    return {
        "number": found.pk,
        "status": stands,
        "programme": found.programme,
        "people": found.people,
        "outcome": found.outcome,
        "amount": decimal(found.amount),
        "level": found.level,
        "assessment": found.assessment_id,
        "assessed": {
            "status": found.assessed_status,
            "low": decimal(found.assessed_low),
            "high": decimal(found.assessed_high),
            **({"levels": levels_assessed(found)} if assessor().rulebook.scale(found.programme) else {}),
        },
        "deviates": found.deviates,
        "reason": found.reason,
        "explanation": found.explanation or "",
        "certified_from": found.certified_from.isoformat() if found.certified_from else None,
        "certified_through": found.certified_through.isoformat() if found.certified_through else None,
        "certified_reason": found.certified_reason or "",
        "by": _who(found.event),
    }


def decision(found: Decision) -> dict[str, Any]:
    return {
        "number": found.pk,
        "issued_on": found.issued_on.isoformat(),
        "by": _who(found.event),
        "law": found.proposal.assessment.law_id,
        "engine": found.proposal.assessment.engine,
        "delegations": found.delegations_id,
        "hearing_asked_on": found.hearing_request.asked_on.isoformat() if hasattr(found, "hearing_request") else None,
        "proposal": proposal(found.proposal),
    }
