"""Addresses of the resident's pages: the screener, the application that follows from it, and their case."""

from __future__ import annotations

from django.urls import path

from nextwave.web.resident.application import applying, filing, returning
from nextwave.web.resident.own_case import changes, facts, notices, overview, papers
from nextwave.web.resident.own_case import listed as own_listed
from nextwave.web.resident.screener import answers, listed, people, questions, results

urlpatterns = [
    path("", questions.start, name="start"),
    path("screener/people/", people.people, name="people"),
    path("screener/people/<slug:of>/", people.person, name="person"),
    path("screener/people/<slug:of>/remove/", people.remove, name="remove-person"),
    path("screener/next/", questions.next_page, name="next"),
    path("screener/ask/<slug:of>/<slug:fact>/", questions.ask, name="ask"),
    path("screener/income/<slug:of>/", questions.income, name="income"),
    path("screener/<listed:name>/<slug:of>/", listed.several, name="list"),
    path("screener/<listed:name>/<slug:of>/add/", listed.add, name="list-add"),
    path("screener/<listed:name>/<slug:of>/<slug:one>/", listed.change, name="list-item"),
    path("screener/<listed:name>/<slug:of>/<slug:one>/remove/", listed.remove, name="list-remove"),
    path("screener/<listed:name>/<slug:of>/<slug:one>/<slug:fact>/", listed.change, name="list-item"),
    path("screener/answers/", answers.answers, name="answers"),
    path("screener/result/", results.result, name="result"),
    path("screener/delete/", answers.delete, name="delete"),
    path("screener/deleted/", answers.deleted, name="deleted"),
    path("apply/", applying.apply, name="apply"),
    path("apply/names/", applying.names, name="apply-names"),
    path("apply/address/", applying.address, name="apply-address"),
    path("apply/place/", applying.place, name="apply-place"),
    path("apply/fast/", applying.fast, name="apply-fast"),
    path("apply/contact/", applying.reach, name="apply-reach"),
    path("apply/language/", applying.language, name="apply-language"),
    path("apply/helper/", applying.helper, name="apply-helper"),
    path("apply/papers/", filing.evidence, name="apply-evidence"),
    path("apply/review/", filing.review, name="review"),
    path("apply/declaration/", filing.declare, name="declare"),
    path("apply/done/", filing.applied, name="applied"),
    path("save/", returning.save, name="save"),
    path("save/code/", returning.saved, name="saved"),
    path("code/", returning.enter_code, name="enter-code"),
    path("code/close/", returning.close, name="close"),
    path("code/closed/", returning.closed, name="closed"),
    path("case/", overview.own_case, name="own-case"),
    path("case/looked/", overview.looked, name="own-looked"),
    path("case/facts/", facts.own_facts, name="own-facts"),
    path("case/facts/<slug:of>/<slug:fact>/", facts.own_fact, name="own-fact"),
    path("case/<listed:name>/<slug:of>/", own_listed.own_list, name="own-list"),
    path("case/<listed:name>/<slug:of>/add/", own_listed.own_more, name="own-list-add"),
    path("case/<listed:name>/<slug:of>/<slug:one>/", own_listed.own_item, name="own-list-item"),
    path("case/<listed:name>/<slug:of>/<slug:one>/<slug:fact>/", own_listed.own_item, name="own-list-item"),
    path("case/moved-in/", changes.moved_in, name="moved-in"),
    path("case/moved-out/<slug:of>/", changes.moved_out, name="moved-out"),
    path("case/contact/<slug:part>/", changes.own_contact, name="own-contact"),
    path("case/papers/", papers.own_papers, name="own-papers"),
    path("case/papers/send/", papers.send_paper, name="send-other-paper"),
    path("case/papers/send/<int:number>/", papers.send_paper, name="send-asked-paper"),
    path("case/papers/send/<slug:of>/<slug:fact>/", papers.send_paper, name="send-paper"),
    path("case/papers/<int:number>/", papers.own_paper, name="own-paper"),
    path("case/notices/", notices.own_notices, name="own-notices"),
    path("case/notices/<int:number>/", notices.own_notice, name="own-notice"),
    path("case/notices/<int:number>/hearing/", notices.hearing, name="hearing"),
]
