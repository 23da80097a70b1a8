"""Addresses of the resident's pages: the screener, and the application that follows from it."""

from __future__ import annotations

from django.urls import path

from nextwave.web.resident import answers, jobs, people, results, views

urlpatterns = [
    path("", views.start, name="start"),
    path("screener/people/", people.people, name="people"),
    path("screener/people/<slug:of>/", people.person, name="person"),
    path("screener/people/<slug:of>/remove/", people.remove, name="remove-person"),
    path("screener/next/", views.next_page, name="next"),
    path("screener/ask/<slug:of>/<slug:fact>/", views.ask, name="ask"),
    path("screener/income/<slug:of>/", views.income, name="income"),
    path("screener/jobs/<slug:of>/", jobs.jobs, name="jobs"),
    path("screener/jobs/<slug:of>/add/", jobs.job, name="add-job"),
    path("screener/jobs/<slug:of>/<slug:number>/", jobs.job, name="job"),
    path("screener/jobs/<slug:of>/<slug:number>/remove/", jobs.remove, name="remove-job"),
    path("screener/answers/", answers.answers, name="answers"),
    path("screener/result/", results.result, name="result"),
    path("screener/delete/", answers.delete, name="delete"),
    path("screener/deleted/", answers.deleted, name="deleted"),
]
