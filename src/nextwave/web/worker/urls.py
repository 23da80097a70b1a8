"""Addresses of the worker's pages, and the supervisor's."""

from __future__ import annotations

from django.urls import path

from nextwave.web.worker import acquaintance, case_page, opening, queue
from nextwave.web.worker.handling import deciding, evidence, intake, listing, outstanding, replacing_code, stating

_CASE = "cases/<slug:reference>/"

urlpatterns = [
    path("cases/", queue.queue, name="queue"),
    path("intake/", intake.intake, name="intake"),
    path(_CASE, case_page.case_page, name="case"),
    path(f"{_CASE}open/", opening.open_case, name="open-case"),
    path(f"{_CASE}known/", acquaintance.acquaintance, name="acquaintance"),
    path(f"{_CASE}taken-in/", intake.taken_in, name="taken-in"),
    path(f"{_CASE}code/", replacing_code.replace_code, name="replace-code"),
    path(f"{_CASE}assign/", case_page.assign, name="assign"),
    path(f"{_CASE}conflict/", case_page.conflict, name="conflict"),
    path(f"{_CASE}facts/", stating.facts, name="case-facts"),
    path(f"{_CASE}facts/<slug:of>/<listed:name>/", listing.several, name="case-list"),
    path(f"{_CASE}facts/<slug:of>/<slug:fact>/", stating.fact, name="case-fact"),
    path(f"{_CASE}people/add/", stating.add_person, name="case-add-person"),
    path(f"{_CASE}people/<slug:of>/remove/", stating.remove_person, name="case-remove-person"),
    path(f"{_CASE}interview/", outstanding.record_interview, name="record-interview"),
    path(f"{_CASE}evidence/ask/", evidence.ask, name="ask-evidence"),
    path(f"{_CASE}evidence/add/", evidence.give, name="give-evidence"),
    path(f"{_CASE}evidence/<int:number>/", evidence.download, name="evidence-file"),
    path(f"{_CASE}decide/<slug:programme>/<int:number>/", deciding.propose, name="decide"),
    path(f"{_CASE}proposals/<int:number>/", deciding.proposal, name="proposal"),
    path(f"{_CASE}proposals/<int:number>/issue/", deciding.issue, name="issue"),
    path(f"{_CASE}proposals/<int:number>/notice/", deciding.notice, name="notice"),
]
