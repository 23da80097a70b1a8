"""Addresses of the policymaker's pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from nextwave.web.policy import board

urlpatterns: list[URLPattern] = [
    path("policy/board/", board.board, name="board"),
    path("policy/board/<slug:table>.csv", board.board_csv, name="board-csv"),
    path("policy/board/<slug:table>-<slug:size>.svg", board.board_chart, name="board-chart"),
]
