"""What was answered so far, and what is said of it."""

from __future__ import annotations

from django.utils.translation import override

from nextwave.web.resident.screener.answers import sections
from nextwave.web.resident.screener.interview import Interview


def test_of_someone_who_is_taken_out_nothing_is_left() -> None:
    both = [["rent", "p1"], ["rent", "p2"]]
    interview = Interview(
        {"people": [{"id": "p1", "spouse": "p2"}, {"id": "p2"}], "household": {}},
        {"p1": "Ana", "p2": "Ben"},
        skipped=[*both],
        wanted=[*both],
    )
    interview.remove_person("p2")
    assert interview.people == [{"id": "p1"}]
    assert (interview.names, interview.skipped, interview.wanted) == ({"p1": "Ana"}, [both[0]], [both[0]])


def test_no_jobs_is_said_where_it_was_answered_and_not_where_nothing_was() -> None:
    interview = Interview(
        {"people": [{"id": "p1", "jobs": []}, {"id": "p2"}], "household": {}}, {"p1": "Ana", "p2": "Ben"}
    )
    with override("en"):
        said = [(name, [(row["label"], row["value"]) for row in rows]) for name, rows in sections(interview)]
    assert said == [("Ana", [("Jobs", "None")])]
