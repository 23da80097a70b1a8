"""Files of evidence, as they come in with a form and go out as downloads."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nextwave.casework.keeping import storing
from nextwave.casework.models import EvidenceFile
from nextwave.web.downloads import attached
from nextwave.web.entry.entries import Unclear


def uploaded(request: HttpRequest) -> tuple[str, bytes]:
    """The name and content of the file in the field "file". Raises Unclear."""
    file = request.FILES.get("file")
    # Django leaves out a file that is too large for memory: it never touches the disk unencrypted.
    length = request.META.get("CONTENT_LENGTH") or "0"
    if (file is not None and file.size > storing.MOST_BYTES) or (file is None and int(length) > storing.MOST_BYTES):
        raise Unclear("file", _("The file is larger than 8 MB. Take a smaller picture, or send it in parts"))
    if file is None:
        raise Unclear("file", _("Choose a file"))
    return file.name or "file", file.read()


def download_of(file: EvidenceFile) -> HttpResponse:
    """The file, to be saved and never shown as a page."""
    response = attached(storing.content_of(file.sha256), file.name, file.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
