"""The configuration for nginx that ships, on the ports and with the files of a test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.outside.service import replaced

#: The file that docs/serving.md tells an operator to take.
CONFIGURATION = Path(__file__).parents[2] / "deploy" / "nginx.conf"


def configured(folder: Path, upstream: str, port: int, plain: int) -> Sequence[str]:
    """It stands inside what Debian wraps around it."""
    text = replaced(
        CONFIGURATION,
        {
            "server 127.0.0.1:8000;": f"server {upstream};",
            "listen 80;": f"listen 127.0.0.1:{plain};",
            "listen 443 ssl http2;": f"listen 127.0.0.1:{port} ssl http2;",
            "server_name benefits.example.org;": "server_name 127.0.0.1;",
            "/etc/ssl/nextwave/": f"{folder}/",
            "/var/log/nginx/": f"{folder}/",
        },
    )
    kept = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if folder.owner() == "root" else ""
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/start.log;"
        f"events {{ worker_connections 1024; }} http {{ {kept} {text} }}"
    )
    return ["-c", str(folder / "nginx.conf"), "-e", str(folder / "start.log")]
