"""Addresses of the pages that are open to everyone: rules, figures and statistics. They are permanent: others cite them."""

from __future__ import annotations

from django.urls import URLPattern, path

from nextwave.web.public import figures, rules, sources, statistics

urlpatterns: list[URLPattern] = [
    path("rules/", rules.index, name="rules"),
    path("rules/figures/", figures.index, name="rule-figures"),
    path("rules/figures/<str:name>/", figures.figure, name="rule-figure"),
    path("rules/figures/<str:name>/values.csv", figures.values_csv, name="rule-figure-csv"),
    path("rules/figures/<str:name>/chart-<slug:size>.svg", figures.chart, name="rule-figure-chart"),
    path("rules/facts/", rules.facts, name="rule-facts"),
    path("rules/sources/", sources.index, name="rule-sources"),
    path("rules/sources/sources.csv", sources.sources_csv, name="rule-sources-csv"),
    path("rules/sources/<str:name>/", sources.source, name="rule-source"),
    path("rules/<str:programme>/", rules.programme, name="rule-programme"),
    path("rules/<str:programme>/<str:name>/", rules.rule, name="rule"),
    path("statistics/", statistics.index, name="statistics"),
    path("statistics/<slug:table>.csv", statistics.index_csv, name="statistics-csv"),
    path("statistics/<slug:table>-<slug:size>.svg", statistics.index_chart, name="statistics-chart"),
    path("statistics/<slug:month>/", statistics.month, name="statistics-month"),
    path("statistics/<slug:month>/<int:number>/", statistics.month, name="statistics-release"),
    path("statistics/<slug:month>/<int:number>/release.json", statistics.month_json, name="statistics-json"),
    path("statistics/<slug:month>/<int:number>/<slug:table>.csv", statistics.month_csv, name="statistics-month-csv"),
    path(
        "statistics/<slug:month>/<int:number>/<slug:table>-<slug:size>.svg",
        statistics.month_chart,
        name="statistics-month-chart",
    ),
]
