"""Addresses of the policymaker's pages: runs of reforms, and the board."""

from __future__ import annotations

from django.urls import URLPattern, path

from nextwave.web.policy import board, runs, runs_compare, runs_new

urlpatterns: list[URLPattern] = [
    path("policy/runs/", runs.runs, name="runs"),
    path("policy/runs/new/", runs_new.new_run, name="new-run"),
    path("policy/runs/upload/", runs_new.upload_reform, name="upload-reform"),
    path("policy/runs/compare/", runs_compare.compare, name="compare-runs"),
    path("policy/runs/compare.csv", runs_compare.compare_csv, name="compare-runs-csv"),
    path("policy/runs/<int:number>/", runs.run, name="run"),
    path("policy/runs/<int:number>/name/", runs.rename, name="rename-run"),
    path("policy/runs/<int:number>/stop/", runs.stop, name="stop-run"),
    path("policy/runs/<int:number>/again/", runs.again, name="run-again"),
    path("policy/runs/<int:number>/reform.yaml", runs.reform_file, name="run-reform"),
    path("policy/runs/<int:number>/<slug:name>.csv", runs.table_csv, name="run-csv"),
    path("policy/runs/<int:number>/<slug:name>.<slug:size>.svg", runs.chart, name="run-chart"),
    path("policy/board/", board.board, name="board"),
    path("policy/board/<slug:table>.csv", board.board_csv, name="board-csv"),
    path("policy/board/<slug:table>-<slug:size>.svg", board.board_chart, name="board-chart"),
]
