"""Addresses of the worker's pages, and the supervisor's."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
