"""The records of casework, a file for each kind."""

from nextwave.casework.models.access import Access, Attempt, LogReading
from nextwave.casework.models.account import Account, AccountEvent, Acquaintance, Conflict, Token
from nextwave.casework.models.appeal import HearingRequest
from nextwave.casework.models.assessment import AssessmentRecord, Law
from nextwave.casework.models.case import Case, Docket, Draft, Event, ReplacedCode
from nextwave.casework.models.decision import Approval, Decision, Notice, Proposal, Withdrawal
from nextwave.casework.models.evidence import EvidenceFile, EvidenceRequest
from nextwave.casework.models.fact import Contact, Membership, Note, Statement
from nextwave.casework.models.release import Release

__all__ = [
    "Access",
    "Account",
    "AccountEvent",
    "Acquaintance",
    "Approval",
    "AssessmentRecord",
    "Attempt",
    "Case",
    "Conflict",
    "Contact",
    "Decision",
    "Docket",
    "Draft",
    "Event",
    "EvidenceFile",
    "EvidenceRequest",
    "HearingRequest",
    "Law",
    "LogReading",
    "Membership",
    "Note",
    "Notice",
    "Proposal",
    "Release",
    "ReplacedCode",
    "Statement",
    "Token",
    "Withdrawal",
]
