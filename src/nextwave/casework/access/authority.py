"""Who may do what to a case or a proposal, by the delegations in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from nextwave.casework.access.actor import Actor
from nextwave.casework.access.own_case import require_answer
from nextwave.casework.access.parts import Parts, parts_of
from nextwave.casework.law.delegations import Verdict, entity, named
from nextwave.casework.law.in_force import delegations
from nextwave.casework.models import Account, Case, Conflict, Membership, Proposal
from nextwave.casework.models.decision import Outcome
from nextwave.casework.refusals import NotAllowed
from nextwave.rulebook.problems import Place, Problem


def conflicted(case: Case) -> list[int]:
    """The accounts that must not handle a case: those who are in it, and those who said that they know someone."""
    matches = Membership.objects.filter(case=case).exclude(match="").values("match")
    inside = Account.objects.filter(match__in=matches).values_list("pk")
    return sorted({pk for (pk,) in inside.union(Conflict.objects.filter(case=case).values_list("account_id"))})


@dataclass(frozen=True, slots=True)
class _Known:
    """What the records of a case say of who may handle it; read once for all that is asked at a time."""

    against: list[int]
    parts: Parts

    @classmethod
    def of(cls, on: Case | Proposal) -> _Known:
        case = on if isinstance(on, Case) else on.case
        return cls(conflicted(case), parts_of(case))


def verdicts(account: Account, actions: Iterable[str], on: Case | Proposal) -> dict[str, Verdict]:
    """What the delegations say to each of several acts."""
    known = _Known.of(on)
    approvers = _approvers(on, known) if isinstance(on, Proposal) else []
    return {action: _verdict(account, action, on, known, approvers) for action in actions}


def verdict(account: Account, action: str, on: Case | Proposal) -> Verdict:
    """What the delegations say."""
    return verdicts(account, (action,), on)[action]


def may(actor: Actor, action: str, on: Case | Proposal) -> bool:
    """Whether an act would be allowed now, for the buttons of a page."""
    return actor.account is not None and verdict(actor.account, action, on).allowed


def _approvers(proposal: Proposal, known: _Known) -> list[Account]:
    """Who approved a proposal and may: of an approval by anyone else (the proposer, someone without the role or
    with a conflict) nothing follows, however it got into the records."""
    approval = getattr(proposal, "approval", None)
    account = approval.event.account if approval and approval.event.action == "approve" else None
    if account is None or not _verdict(account, "approve", proposal, known, []).allowed:
        return []
    return [account]


def _verdict(account: Account, action: str, on: Case | Proposal, known: _Known, approvers: list[Account]) -> Verdict:
    officers = {account.pk: account}
    case, against, parts = on if isinstance(on, Case) else on.case, known.against, known.parts
    by = {name: getattr(parts, name) for name in ("filed", "added", "contact", "code", "stated")}
    sets = {f"{name}_by": [named("Officer", pk) for pk in sorted(found)] for name, found in by.items()}
    entities: list[dict[str, Any]] = [
        entity("Case", case.pk, conflicted=[named("Officer", a) for a in against], **sets)
    ]
    resource = ("Case", str(case.pk))
    context: dict[str, Any] = {}
    if isinstance(on, Proposal):
        resource = ("Proposal", str(on.pk))
        proposer = on.event.account
        officers |= {a.pk: a for a in (*approvers, proposer) if a}
        more = {"programme": on.programme, "level": on.level or ""}
        entities.append(
            entity(
                "Proposal",
                on.pk,
                case=named("Case", case.pk),
                proposer=named("Officer", proposer.pk if proposer else 0),
                approvers=[named("Officer", a.pk) for a in approvers],
                granted=on.outcome == Outcome.GRANTED,
                amount=on.amount,
                deviates=on.deviates,
                difference=on.difference,
                reason=on.reason,
                withdrawn=hasattr(on, "withdrawal"),
                issued=hasattr(on, "decision"),
                **{name: value for name, value in more.items() if delegations().looks_at(name)},
            )
        )
        context = {
            "evidence": bool(parts.evidence),
            "evidence_of_others": parts.evidence_of_others(account.pk),
            "people": parts.people(account.pk),
        }
    roles = {pk: a.role for pk, a in officers.items()}
    roles |= {pk: "" for pk in {*against, *chain.from_iterable(by.values())} if pk not in roles}
    entities += [entity("Officer", pk, role=role) for pk, role in roles.items()]
    return delegations().verdict(account.pk, action, resource, entities, context)


def require(account: Account, action: str, on: Case | Proposal) -> None:
    """Raises NotAllowed unless the delegations permit the act, and Unanswered as long as someone who seems to stand in
    a case has not said whether they do."""
    require_permitted(account, action, on)
    if isinstance(on, Case):
        require_answer(account, on)


def require_permitted(account: Account, action: str, on: Case | Proposal) -> None:
    """Raises NotAllowed unless the delegations permit the act."""
    found = verdict(account, action, on)
    if not found.allowed:
        case = on if isinstance(on, Case) else on.case
        why = f" ({', '.join(found.policies)})" if found.policies else ""
        what = f"the delegations do not let you {action} this{why}"
        raise NotAllowed(Problem("not-allowed", what, Place(case.reference), "ask someone who may, or your supervisor"))
