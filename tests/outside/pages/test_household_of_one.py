"""The smallest journey, to show that what the other files here stand on works."""

from __future__ import annotations

from tests.outside.service import Service, run

ALONE = {"on": "2026-11-01", "situation": {"people": [{"id": "ana", "birth_date": "1986-02-03"}]}}


def test_a_demonstration_answers_pages_the_api_and_staff(demo: Service) -> None:
    visitor = demo.visitor()
    assert "Basic Food" in visitor.get("/")
    status, answer = demo.api("POST", "/assessments", ALONE)
    assert status == 200
    assert answer["programmes"]["snap"]["results"][0]["status"] == "open"
    worker = demo.staff("worker")
    worker.get("/cases/")
    assert worker.status == 200
    assert demo.api("GET", "/cases", token=demo.printed["token"])[0] == 200


def test_a_service_with_its_own_accounts_and_tokens(service: Service) -> None:
    assert service.staff("wim").get("/cases/")
    assert service.api("GET", "/cases", token=service.token("wim"))[0] == 200
    assert run("account", "list", environment=service.environment)[0] == 0
