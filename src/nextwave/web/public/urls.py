"""Addresses of the pages that are open to everyone: rules and figures. They are permanent: others cite them."""

from __future__ import annotations

from django.urls import URLPattern, path

from nextwave.web.public import figures, rules

urlpatterns: list[URLPattern] = [
    path("rules/", rules.index, name="rules"),
    path("rules/figures/", figures.index, name="rule-figures"),
    path("rules/figures/<str:name>/", figures.figure, name="rule-figure"),
    path("rules/figures/<str:name>/values.csv", figures.values_csv, name="rule-figure-csv"),
    path("rules/figures/<str:name>/chart-<slug:size>.svg", figures.chart, name="rule-figure-chart"),
    path("rules/facts/", rules.facts, name="rule-facts"),
    path("rules/<str:programme>/", rules.programme, name="rule-programme"),
    path("rules/<str:programme>/<str:name>/", rules.rule, name="rule"),
]
