"""A programme of named levels in every seat: what is open, what is decided, and what people are told."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from nextwave.casework.access.actor import RESIDENT
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.deciding.propose import Propose, Proposed
from nextwave.casework.acts.file_application import Application, file
from nextwave.casework.household.assessing import latest
from nextwave.casework.household.facts import Stated
from nextwave.casework.household.settling import settling
from nextwave.casework.models import Case, Decision, Notice, Proposal
from nextwave.casework.refusals import Refused
from nextwave.casework.statistics import releasing
from nextwave.population.impact.reporting import as_json
from nextwave.population.impact.simulation import simulate
from nextwave.population.inventing.population import invent
from nextwave.population.reform import read as read_reform
from nextwave.rulebook.loading import load
from nextwave.web.api import showing
from nextwave.web.policy import runs_charts
from nextwave.web.policy import runs_tables as tables
from nextwave.web.public import bars
from nextwave.web.rules import assessor
from tests.casework import riverton
from tests.casework.conftest import filed, keys, people
from tests.clinic import PROGRAMME, added
from tests.web.elsewhere import HERE, pages_of
from tests.web.resident.conftest import visitor_of
from tests.web.worker.conftest import Officer, officers, worker

__all__ = ["filed", "keys", "officers", "people", "visitor_of", "worker"]

CERTIFIED = '\n[[certification]]\nusual = 12\nmost = 12\ncites = "Riverton Code 23"\n'

ON = date(2026, 11, 1)


@pytest.fixture
def clinic(tmp_path: Path, settings: LazySettings) -> Iterator[None]:
    """The town with its clinic as the rulebook of the service."""
    with pages_of(tmp_path, settings, HERE) as book:
        added(book, PROGRAMME + CERTIFIED)
        lines = [line for line in riverton.NOTICE.splitlines() if not line.startswith("expedited")]
        (book / "clinic" / "notice.toml").write_text("\n".join(lines))
        riverton.forget()
        yield


def applied(key: str = "a", wage: str | None = "600", savings: str = "0", per: str = "month") -> Case:
    """Someone alone who is paid so much a month, or by another period."""
    fixed: dict[str, Any] = {"birth_date": "1990-01-01", "partner": None, "parents": [], "hours": 0, "share": "1"}
    fixed |= {"hardship": False, "jobs": [], "savings": savings}
    if wage is not None:
        fixed["wage"] = {"amount": wage, "per": per}
    stated = [*(Stated("p1", f, v) for f, v in fixed.items()), Stated("household", "tenure", "owner")]
    return file(
        RESIDENT, Application({"p1": "Ana Ruiz"}, stated, {"phone": "555 0101"}, "en", "online"), Attempted(key)
    )[0]


def decided(worker: Officer, case: Case, **form: str) -> Proposal:
    worker.open(case)
    worker.on(case, "decide/clinic/0/", {"how": "assessed", "for": "p1", "despite": "", **form, "action": "propose"})
    return Proposal.objects.get(case=case)


def test_the_case_the_decision_and_the_notice_tell_the_level(
    clinic: None, keys: None, worker: Officer, visitor_of: Any
) -> None:
    case = applied()
    assert "<strong>Eligible: Limited coverage</strong>" in worker.open(case)
    proposal = decided(worker, case)
    assert (proposal.outcome, proposal.level, proposal.amount, proposal.deviates) == ("granted", "limited", 0, False)
    assert "Grant: Limited coverage" in worker.get(f"/cases/{case.reference}/proposals/{proposal.pk}/")
    worker.on(case, f"proposals/{proposal.pk}/issue/")
    content = Notice.objects.get().content
    assert content["level"] == "Limited coverage"
    first, higher, compared = content["paragraphs"][:3]
    assert first == "Ana Ruiz: you get Riverton clinic: Limited coverage."
    assert higher == "Why it is not the next level up:"
    assert compared == "What the group earns and is paid: €\xa0600,00. Limit for the clinic: €\xa0500,00."
    assert "you get Riverton clinic: Limited coverage." in visitor_of(case).get("/case/")
    shown = showing.decision(Decision.objects.get())["proposal"]
    assert (shown["level"], shown["amount"], shown["assessed"]["levels"]) == ("limited", "0.00", ["limited"])


def test_a_figure_that_no_decimal_is_equal_to_is_told_by_the_nearest_hundredth(
    clinic: None, keys: None, worker: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is earned by the year comes to a third of a cent by the month."""
    case = applied(wage="7300", per="year")
    proposal = decided(worker, case)
    worker.on(case, f"proposals/{proposal.pk}/issue/")
    compared = Notice.objects.get().content["paragraphs"][2]
    assert compared == "What the group earns and is paid: €\xa0608,33. Limit for the clinic: €\xa0500,00."
    text = answered(Client(), monkeypatch, wage={"amount": "7300", "per": "year"})
    assert "What the group earns and is paid: € 608,33. Limit for the clinic: € 500." in text


def test_the_highest_level_says_nothing_of_a_next_one(clinic: None, keys: None, worker: Officer) -> None:
    case = applied(wage="100")
    proposal = decided(worker, case)
    worker.on(case, f"proposals/{proposal.pk}/issue/")
    assert "Why it is not the next level up:" not in Notice.objects.get().content["paragraphs"]


def test_what_is_open_is_told_with_its_levels_and_cannot_be_decided_as_assessed(
    clinic: None, keys: None, worker: Officer
) -> None:
    case = applied(wage=None)
    text = " ".join(worker.open(case).split())
    assert "<strong>Eligible, level still open</strong>: Emergencies only, Limited coverage or Full coverage" in text
    assert "With “" in text  # what would come out if the wage were known
    worker.on(case, "decide/clinic/0/", {"how": "assessed", "for": "p1", "despite": "", "action": "propose"})
    assert worker.mistakes() == ["how"]


def test_the_fact_that_would_settle_most_says_which_level_it_comes_to(clinic: None, db: None, keys: None) -> None:
    case = applied()
    assessment = latest(case)
    request = json.loads(json.dumps(assessment.request))
    del request["situation"]["people"][0]["hardship"]
    found = settling(assessor(), assessor().assess(request), request)
    assert found is not None
    of_clinic = [(o.value, o.level) for o in found.outcomes]
    assert (found.fact, of_clinic) == ("hardship", [(False, "limited"), (True, "full")])


def test_another_level_is_a_deviation_with_a_reason_and_has_to_be_one_of_them(
    clinic: None, keys: None, worker: Officer
) -> None:
    case = applied()
    worker.open(case)
    form = {"how": "otherwise", "outcome": "granted", "reason": "hearing_decision", "explanation": "The court said so."}
    page = worker.get(f"/cases/{case.reference}/decide/clinic/0/")
    assert [t in page for t in ("Emergencies only", "Full coverage", 'name="amount"')] == [True, True, False]
    worker.on(case, "decide/clinic/0/", {**form, "for": "p1", "despite": "", "action": "propose"})
    assert worker.mistakes() == ["level"]
    proposal = decided(worker, case, **form, level="full")
    assert (proposal.level, proposal.deviates, proposal.difference) == ("full", True, 0)
    page = worker.get(f"/cases/{case.reference}/proposals/{proposal.pk}/")
    assert "Grant: Full coverage" in page
    assert "Eligible: Limited coverage" in page


@pytest.mark.parametrize(("programme", "level"), [("clinic", "gold"), ("clinic", ""), ("grant", "full")])
def test_no_decision_has_a_level_that_there_is_not(
    clinic: None, keys: None, people: dict[str, Any], programme: str, level: str
) -> None:
    case = applied()
    amount = 100 if programme == "grant" else 0
    said = Proposed(programme, ("p1",), "granted", amount, "hearing_decision", "So.", level=level)
    with pytest.raises(Refused) as wrong:
        do(Propose(said), people["worker"], case, Attempted("b"))
    assert wrong.value.problem.code == "level"


def test_what_is_denied_has_no_level(clinic: None, keys: None, worker: Officer) -> None:
    form = {"how": "otherwise", "outcome": "denied", "reason": "hearing_decision", "explanation": "The court said so."}
    proposal = decided(worker, applied(), **form, level="full")
    assert (proposal.outcome, proposal.level, proposal.deviates) == ("denied", None, True)


HIGHEST_BY_TWO = """
@id("highest-by-two")
forbid (principal is Officer, action == Action::"issue", resource is Proposal)
when { resource.programme == "clinic" && resource.level == "full" && resource.approvers.isEmpty() };
"""


@pytest.mark.parametrize(("wage", "alone"), [("100", False), ("600", True)])
def test_the_delegations_can_ask_a_second_person_for_the_highest_level_alone(
    clinic: None, keys: None, officers: dict[str, Officer], tmp_path: Path, wage: str, alone: bool
) -> None:
    """Both are as assessed: it is the level that is looked at."""
    policies = tmp_path / "riverton" / "delegations" / "delegations.cedar"
    policies.write_text(policies.read_text() + HIGHEST_BY_TWO)
    riverton.forget()
    case = applied(wage=wage)
    proposal = decided(officers["worker"], case)
    there = f"proposals/{proposal.pk}/"
    officers["worker"].on(case, f"{there}issue/")
    assert Decision.objects.exists() == alone
    if not alone:
        officers["supervisor"].says_why(case, "review")
        officers["supervisor"].on(case, there, {"action": "approve"})
        officers["worker"].on(case, f"{there}issue/")
        assert Decision.objects.get().proposal.level == "full"


def test_the_board_counts_decisions_by_level_as_table_file_and_chart(
    clinic: None, keys: None, officers: dict[str, Officer]
) -> None:
    decided(officers["worker"], case := applied())
    officers["worker"].on(case, f"proposals/{Proposal.objects.get().pk}/issue/")
    board = officers["policymaker"]
    assert "Decisions on Riverton clinic by level" in board.get("/policy/board/")
    first = next(csv.DictReader(io.StringIO(board.get("/policy/board/levels_clinic.csv"))))
    assert first == {"month": "2026-11", "decisions": "1", "emergency": "0", "limited": "1", "full": "0", "denied": "0"}
    assert "Limited coverage" in board.get("/policy/board/levels_clinic-wide.svg")


def test_the_statistics_tell_levels_by_month_and_over_the_months_and_hide_small_ones(
    clinic: None, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = {date(2026, 9, 1): (30, 40), date(2026, 10, 1): (3, 60)}
    monkeypatch.setattr(releasing, "outcomes", lambda m: Counter(granted=sum(counts[m]) + 20, denied=20))
    monkeypatch.setattr(
        releasing,
        "granted_levels",
        lambda m, _scales: {"clinic": Counter(limited=counts[m][0], full=counts[m][1], emergency=20)},
    )
    for month in counts:
        releasing.release(month)
    client = Client()
    text = client.get("/statistics/2026-10/").content.decode()
    assert "Granted Riverton clinic, by level" in text
    assert re.search(r"Limited coverage</th><td[^>]*>hidden", text)
    assert not re.search(r">\s*(3|20|23)\s*<", text.split('id="grants_by_level_of_clinic"')[1].split("</section>")[0])
    found = client.get("/statistics/2026-10/1/grants_by_level_of_clinic.csv").content.decode()
    assert found.split() == ["group,count", "emergency,hidden", "limited,hidden", "full,60", "no-level,0", "all,83"]
    there = "/statistics/grants_by_level_of_clinic"
    lines = client.get(f"{there}.csv").content.decode().split()
    assert lines == [
        "month,granted,emergency,limited,full,no-level", "2026-10,83,hidden,hidden,60,0", "2026-09,90,20,30,40,0",
    ]  # fmt: skip
    drawn = client.get(f"{there}-wide.svg").content.decode()
    assert "Full coverage" in drawn
    assert "Level hidden" in drawn
    assert bars.STONE in drawn  # grey, as other outcomes that are hidden
    assert "Something else was granted" not in drawn  # it never was
    assert there in client.get("/statistics/").content.decode()


def answered(client: Client, monkeypatch: pytest.MonkeyPatch, **facts: Any) -> str:
    """The page of the result of someone alone with these facts."""
    from nextwave.web.resident.screener import results

    person = {"id": "p1", "birth_date": "1990-01-01", "partner": None, "parents": [], "hours": 0, "share": "1"}
    person |= {"hardship": False, "jobs": [], "savings": "0", **facts}
    situation = {"people": [person], "household": {"tenure": "owner"}}
    request = {"on": "2026-11-01", "situation": situation}
    monkeypatch.setattr(results.Interview, "_request", lambda self: request)
    client.post("/screener/people/", {"name": "Ana", "action": "add"})
    return " ".join(client.get("/screener/result/").content.decode().split())


def test_the_result_says_which_level_which_ones_are_open_and_by_what_it_is_no_higher(
    clinic: None, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    text = answered(client, monkeypatch, wage={"amount": "600", "per": "month"})
    assert "By these rules you get Riverton clinic: <strong>Limited coverage</strong>." in text
    assert "What the group earns and is paid: € 600. Limit for the clinic: € 500." in text
    assert "Earnings are not above the limit for the clinic." in text  # false, and a reason for the level
    text = answered(client, monkeypatch, wage={"between": ["400", "800"], "per": "month"})
    assert "Which level is <strong>still open</strong>: Limited coverage or Full coverage." in text
    young = {"birth_date": "2015-01-01", "wage": {"amount": "0", "per": "month"}}
    text = answered(client, monkeypatch, **young)
    assert "If you get it, it could be Full coverage." in text
    text = answered(client, monkeypatch, **young, student=True)
    assert "<strong>cannot get</strong> Riverton clinic" in text


def test_the_pages_of_the_rules_tell_the_levels_and_which_rule_says_it(clinic: None, db: None) -> None:
    client = Client()
    page = client.get("/rules/clinic/").content.decode()
    there = [page.index(level) for level in ("<li>Emergencies only", "<li>Limited coverage", "<li>Full coverage")]
    assert there == sorted(there)
    assert "Which level of Riverton clinic it is" in client.get("/rules/clinic/coverage/").content.decode()


def test_a_run_of_a_reform_shows_levels_and_movements_and_draws_no_cost(clinic: None, tmp_path: Path) -> None:
    book = load(tmp_path / "riverton", with_cases=False)
    folder = tmp_path / "homes"
    invent(book, folder, 60, 7, ON)
    reform = read_reform("title: Less\nfigures:\n  clinic.clinic: {2026-11-01: 200}\n", "reform.yaml", book)
    result = json.loads(json.dumps(as_json(simulate(book, str(folder), reform, ON, "clinic"))))
    totals, by_type = tables.totals(result), tables.by_group(result, "type")
    assert (totals.title, list(totals.charts)) == ("Groups", ["groups"])
    assert list(by_type.charts) == ["by_type-people"]
    assert not [text for text in (*by_type.columns, *(one.label for one in totals.lines)) if "ost" in text]
    levels, moved = tables.by_level(result), tables.moved(result)
    assert [one.label for one in levels.lines] == ["Emergencies only", "Limited coverage", "Full coverage"]
    assert all("Full coverage → " in one.label for one in moved.lines)
    assert moved.lines
    assert runs_charts.names(result) == ["groups", "by_type-people", "levels"]
    (said,) = levels.charts.values()
    assert re.search(r"Full coverage: [\d,]+ under the present law, [\d,]+ under the reform\.", said)
    assert all(runs_charts.chart(result, name, "wide").startswith(b"<svg") for name in runs_charts.names(result))
    assert tables.as_csv(result, "movements").startswith("from,to,units")
