"""Statistics that are released once more tell of nobody by their difference from what was released before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from tests.outside.service import Service, run, served, usual_environment


def last_day() -> date:
    """The last day of the latest month that can be released: one that ended eleven days ago or earlier."""
    first = date.today().replace(day=1)
    end = first - timedelta(days=1)
    return end if (date.today() - end).days > 11 else end.replace(day=1) - timedelta(days=1)


DAY = last_day()
MONTH = f"{DAY:%Y-%m}"


class Office:
    """Files applications of a month, and releases it."""

    def __init__(self, service: Service) -> None:
        self.service, self.number = service, 0
        self.token = service.token("wim")

    def file(self, count: int, county: str, language: str = "en") -> None:
        for _ in range(count):
            self.number += 1
            sent = {
                "people": {"p1": f"Ana Ruiz {self.number}"},
                "facts": [{"of": "household", "fact": "county", "value": county}],
                "language": language,
                "filed_on": DAY.isoformat(),
            }
            key = {"Idempotency-Key": f"released-{self.number}"}
            status, answer = self.service.api("POST", "/applications", sent, self.token, **key)
            assert status == 201, answer

    def release(self, *words: str) -> dict[str, Any]:
        """The tables of the release that is made now."""
        status, told, said = run("release", MONTH, "--json", *words, environment=self.service.environment)
        assert status == 0, told + said
        number = json.loads(told)["releases"][0]["release"]
        visitor = self.service.visitor()
        content = json.loads(visitor.get(f"/statistics/{MONTH}/{number}/release.json"))
        return dict(content["tables"])


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[dict[str, Any]]]:
    """A month of 24 in two counties, shown in full; then one more in one of them; then many more."""
    with served(usual_environment(tmp_path_factory.mktemp("statistics"))) as service:
        office = Office(service)
        office.file(12, "king")
        office.file(12, "pierce")
        found = [office.release()]
        office.file(1, "king", "es")
        found.append(office.release("--correct", "One came in on paper."))
        office.file(15, "pierce")
        found.append(office.release("--correct", "A box of paper was found."))
        yield found


def test_the_first_release_is_shown_in_full(releases: list[dict[str, Any]]) -> None:
    assert releases[0]["applications_by_county"]["cells"]["king"] == 12
    assert releases[0]["applications_by_channel"]["total"] == 24


def test_no_difference_of_two_releases_is_a_small_count(releases: list[dict[str, Any]]) -> None:
    for place, one in enumerate(releases):
        for other in releases[place + 1 :]:
            for name, table in one.items():
                pairs = [(table["total"], other[name]["total"])]
                pairs += [(n, other[name]["cells"][cell]) for cell, n in table["cells"].items()]
                small = [(a, b) for a, b in pairs if None not in (a, b) and 0 < abs(a - b) <= 10]
                assert not small, f"{name}: {small}"


def test_many_more_are_told_again(releases: list[dict[str, Any]]) -> None:
    assert releases[2]["applications_by_county"]["total"] == 40
