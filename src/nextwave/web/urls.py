"""Every address of the server, seat by seat."""

from __future__ import annotations

from django.urls import include, path

from nextwave.web.access.guard import PUBLIC, open_to
from nextwave.web.api.routes import api
from nextwave.web.localization import languages
from nextwave.web.monitoring import probes

# Every operation of the API looks at its own token, or is open to anyone.
api_urls = api.urls
for route in api_urls[0]:
    open_to(PUBLIC)(route.callback)

urlpatterns = [
    # First, as it is asked for most often and each address before it is tried in vain.
    path("api/v1/", api_urls),
    path("", include("nextwave.web.resident.urls")),
    path("", include("nextwave.web.staff.urls")),
    path("", include("nextwave.web.worker.urls")),
    path("", include("nextwave.web.policy.urls")),
    path("", include("nextwave.web.public.urls")),
    path("language/<slug:code>/", languages.choose, name="language"),
    path("health/", probes.health, name="health"),
    path("ready/", probes.ready, name="ready"),
]

handler400 = "nextwave.web.middleware.errors.bad_request"
handler403 = "nextwave.web.middleware.errors.not_allowed"
handler404 = "nextwave.web.middleware.errors.not_found"
handler500 = "nextwave.web.middleware.errors.server_error"
