"""Addresses of the policymaker's pages."""

from __future__ import annotations

from nextwave.web.policy import runs_urls

urlpatterns = [*runs_urls.urlpatterns]
