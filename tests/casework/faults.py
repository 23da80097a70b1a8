"""What must hold of all records at any moment, whoever did what: looked up anew in the database, without the
code that makes decisions."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Container, Iterator
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.forms.models import model_to_dict

from nextwave.casework.keeping.storing import content_of
from nextwave.casework.models import (
    Approval,
    AssessmentRecord,
    Conflict,
    Contact,
    Decision,
    Docket,
    EvidenceFile,
    EvidenceRequest,
    HearingRequest,
    Membership,
    Note,
    Notice,
    Proposal,
    ReplacedCode,
    Statement,
    Withdrawal,
)
from nextwave.casework.queue.docket import place

#: What up to here one person alone may decide otherwise, in cents a month.
LIMIT = 5000

#: The records that each act adds, at least one of each.
ADDS: dict[str, tuple[Any, ...]] = {
    "file": (Statement, Membership, Contact, AssessmentRecord),
    "state": (Statement, AssessmentRecord),
    "note": (Note,),
    "contact": (Contact,),
    "ask-evidence": (EvidenceRequest,),
    "give-evidence": (EvidenceFile,),
    "propose": (Proposal,),
    "approve": (Approval,),
    "withdraw": (Withdrawal,),
    "issue": (Decision, Notice),
    "ask-hearing": (HearingRequest,),
    "replace-code": (ReplacedCode,),
    "assign": (),
    "release": (),
    "declare-conflict": (),
}

#: What an act may add besides: a birth date goes into the fingerprints of people, a grant while papers are out says
#: why in a note, and an approval may be forged beside any event.
MAY: dict[str, set[str]] = {"propose": {"Note"}}
ALWAYS_MAY = {"Approval", "Membership"}


def faults(dockets: Container[object] | None = None) -> list[str]:
    """Everything that is not as it must be, in words; of the dockets only some are looked at if they are given."""
    return [*_events(), *_decisions(), *_dockets(dockets), *_files()]


def _rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def _events() -> Iterator[str]:
    kinds = {kind.__name__: kind for adds in ADDS.values() for kind in adds}
    added: dict[int, Counter[str]] = defaultdict(Counter)
    union = " UNION ALL ".join(f"SELECT event_id, '{n}' FROM {k._meta.db_table}" for n, k in kinds.items())
    for event, kind in _rows(union):
        added[event][kind] += 1
    numbers: dict[int, list[int]] = defaultdict(list)
    for event, case, number, action in _rows("SELECT id, case_id, number, action FROM casework_event ORDER BY number"):
        numbers[case].append(number)
        must = {kind.__name__ for kind in ADDS[action]}
        there = added[event]
        if not must <= set(there) or set(there) - must - MAY.get(action, set()) - ALWAYS_MAY:
            yield f"event {event} ({action}) has {dict(there)}"
        if any(
            n > 1 for kind, n in there.items() if kind not in ("Statement", "Membership", "EvidenceRequest", "Approval")
        ):
            yield f"event {event} ({action}) was applied twice: {dict(there)}"
    for case, found in numbers.items():
        if found != list(range(1, len(found) + 1)):
            yield f"case {case}: event numbers {found}"
    for case, version in _rows("SELECT case_id, version FROM casework_docket"):
        if version != len(numbers[case]):
            yield f"case {case} is at version {version} after {len(numbers[case])} events"


def _decisions() -> Iterator[str]:
    for decision in Decision.objects.select_related("proposal__event__account", "event__account"):
        proposal, name = decision.proposal, f"decision {decision.pk}"
        if decision.event.action != "issue" or decision.event.case_id != proposal.case_id != decision.case_id:
            yield f"{name} is not issued by an event of its case"
        if not _within(proposal) and not _approved(proposal, decision):
            yield f"{name} is {proposal.difference} from what was assessed, and nobody who may approved it"
        if Withdrawal.objects.filter(proposal=proposal).exists():
            yield f"{name} was withdrawn"
        if decision.event.account is None or decision.event.account.role not in ("worker", "supervisor"):
            yield f"{name} was issued by someone without the role"
        if Conflict.objects.filter(
            case=decision.case, account=decision.event.account, at__lt=decision.event.at
        ).exists():
            yield f"{name} was issued by someone with a conflict"
        if Decision.objects.filter(proposal=proposal).count() != 1:
            yield f"{name} is not the only one of its proposal"
        if Notice.objects.filter(decision=decision, event=decision.event).count() != 1:
            yield f"{name} does not have one notice"
        before = AssessmentRecord.objects.filter(case=decision.case, event__number__lt=decision.event.number)
        if before.order_by("-event__number")[0].digest != proposal.assessment.digest:
            yield f"{name} rests on an assessment that was no longer so"


def _within(proposal: Proposal) -> bool:
    """As assessed, or no farther than the limit from both ends of what was assessed."""
    result = next(iter(proposal.assessment.result["programmes"].values()))["results"][0]
    low, high = (round(float(result["amount"][end]) * 100) for end in ("low", "high"))
    amount = proposal.amount if proposal.outcome == "granted" else 0
    if result["status"] in ("eligible", "ineligible") and low == high == amount:
        return (proposal.outcome == "granted") == (result["status"] == "eligible") or abs(amount) <= LIMIT
    return max(abs(amount - low), abs(amount - high)) <= LIMIT


def _approved(proposal: Proposal, decision: Decision) -> bool:
    approval = Approval.objects.filter(proposal=proposal).select_related("event__account").first()
    if approval is None or approval.event.action != "approve" or approval.event.number > decision.event.number:
        return False
    account = approval.event.account
    return account is not None and account.role == "supervisor" and account != proposal.event.account


def _dockets(only: Container[object] | None) -> Iterator[str]:
    for docket in Docket.objects.select_related("case"):
        if only is not None and docket.pk not in only:
            continue
        kept = model_to_dict(docket)
        with transaction.atomic():
            anew = model_to_dict(place(docket.case, docket.version))
            transaction.set_rollback(True)
        yield from (f"docket {docket.pk}: {k} is {kept[k]}, not {anew[k]}" for k in kept if kept[k] != anew[k])


def _files() -> Iterator[str]:
    for record in EvidenceFile.objects.all():
        try:
            content = content_of(record.sha256)
        except (OSError, ValueError) as error:
            yield f"evidence {record.pk}: {error}"
            continue
        if hashlib.sha256(content).hexdigest() != record.sha256 or len(content) != record.size:
            yield f"evidence {record.pk} is not what was given"


def everything() -> list[tuple[Any, ...]]:
    """How many rows every table has, and the whole of what is not only added to: for "nothing was changed"."""
    tables = [m._meta.db_table for m in apps.get_app_config("casework").get_models()]
    counts = _rows(" UNION ALL ".join(f"SELECT '{t}', count(*) FROM {t}" for t in tables))
    return [*counts, *_rows("SELECT case_id, casework_docket.* FROM casework_docket ORDER BY 1")]
