"""Records are only ever added to: the models hold it, and the database itself."""

from __future__ import annotations

import importlib
from datetime import date

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from nextwave.casework.access.accounts import close
from nextwave.casework.access.actor import RESIDENT, Actor
from nextwave.casework.access.codes import new_code
from nextwave.casework.access.log import Asked, readings
from nextwave.casework.access.looking import look
from nextwave.casework.access.own_case import say
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.ask_for_evidence import AskForEvidence
from nextwave.casework.acts.ask_for_hearing import AskForHearing
from nextwave.casework.acts.deciding.approve import Approve
from nextwave.casework.acts.deciding.issue import Issue
from nextwave.casework.acts.deciding.propose import Propose
from nextwave.casework.acts.deciding.withdraw import Withdraw
from nextwave.casework.acts.declare_conflict import DeclareConflict
from nextwave.casework.acts.give_evidence import GiveEvidence
from nextwave.casework.acts.replace_code import ReplaceCode
from nextwave.casework.acts.write_note import WriteNote
from nextwave.casework.models import Account, Case, Decision, Proposal
from nextwave.casework.models.record import NeverChanged, Record
from nextwave.casework.statistics.releasing import release
from tests.casework.acts.test_deciding import AS_ASSESSED, otherwise
from tests.casework.conftest import Filing

MIGRATIONS = (
    "0002_only_added_to",
    "0004_statistics_release",
    "0005_replaced_code",
    "0007_acts_on_accounts",
    "0009_log_readings",
)
TABLES = [table for m in MIGRATIONS for table in importlib.import_module(f"nextwave.casework.migrations.{m}").TABLES]
KINDS = [m for m in apps.get_app_config("casework").get_models() if issubclass(m, Record)]


@pytest.fixture
def one_of_each(filed: Filing, people: dict[str, Actor]) -> Case:
    """A case in which there is a record of every kind."""
    case, worker, supervisor = filed(), people["worker"], people["supervisor"]
    look(worker, case, "application")
    do(WriteNote("Called."), worker, case, Attempted("note"))
    do(AskForEvidence([("p1", "rent")]), worker, case, Attempted("ask"))
    do(
        GiveEvidence("page.pdf", b"%PDF-1.7\n", request=case.evidence_requests.get().pk),
        RESIDENT,
        case,
        Attempted("give"),
    )
    do(Propose(AS_ASSESSED), worker, case, Attempted("first"))
    do(Withdraw(Proposal.objects.get().pk, "A mistake."), worker, case, Attempted("withdraw"))
    do(Propose(otherwise(100)), worker, case, Attempted("second"))
    waiting = Proposal.objects.order_by("-pk")[0].pk
    do(Approve(waiting), supervisor, case, Attempted("approve"))
    do(Issue(waiting), worker, case, Attempted("issue"))
    do(AskForHearing(Decision.objects.get().pk), RESIDENT, case, Attempted("hearing"))
    do(ReplaceCode(new_code()), worker, case, Attempted("code"))
    do(DeclareConflict(), people["other worker"], case, Attempted("conflict"))
    close(people["policymaker"].account, people["administrator"].account)
    Account.objects.filter(username="supervisor").update(first_name="Ana", last_name="Ruiz")
    say(Account.objects.get(username="supervisor"), case, known=False)
    readings(people["auditor"], Asked(), "page")
    release(date(2026, 10, 1))
    return case


def test_the_database_knows_every_kind_of_record() -> None:
    assert sorted(TABLES) == sorted(k._meta.db_table for k in KINDS)


def test_no_record_can_be_changed_or_deleted_by_sql(one_of_each: Case) -> None:
    # On PostgreSQL the role that serves has no right to, before any trigger is asked (tests/outside has the owner).
    said = "permission denied" if connection.vendor == "postgresql" else "only ever added to"
    for kind in KINDS:
        table, key = kind._meta.db_table, kind._meta.pk.column
        before = kind.objects.count()
        assert before > 0, f"no {table} to try it on"
        for sql in (f"UPDATE {table} SET {key} = {key}", f"DELETE FROM {table}"):
            with (
                pytest.raises(DatabaseError, match=said),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(sql)
        assert kind.objects.count() == before


def test_no_record_can_be_changed_or_deleted_by_its_model(one_of_each: Case) -> None:
    for kind in KINDS:
        found = kind.objects.first()
        for change in (found.save, found.delete, kind.objects.all().delete, lambda k=kind: k.objects.update(pk=1)):
            with pytest.raises(NeverChanged):
                change()


def test_only_accounts_and_what_is_worked_out_or_passing_may_change() -> None:
    others = {m.__name__ for m in apps.get_app_config("casework").get_models() if m not in KINDS}
    assert others == {"Account", "Token", "Docket", "Draft", "Attempt"}
