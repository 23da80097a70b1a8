"""The configuration for Caddy that ships, on the ports and with the files of a test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.outside.service import replaced

#: The file that docs/serving.md tells an operator to take.
CONFIGURATION = Path(__file__).parents[2] / "deploy" / "Caddyfile"


def configured(folder: Path, upstream: str, port: int, plain: int) -> Sequence[str]:
    """It has a certificate of the test's authority, and would else get one from a public one."""
    text = replaced(
        CONFIGURATION,
        {
            "{\n\tservers {": f"{{\n\tadmin off\n\thttp_port {plain}\n\thttps_port {port}\n\tservers {{",
            "benefits.example.org {": f"127.0.0.1 {{\n\tbind 127.0.0.1\n\ttls {folder}/certificate.pem {folder}/key.pem",
            "reverse_proxy 127.0.0.1:8000": f"reverse_proxy {upstream}",
        },
    )
    (folder / "Caddyfile").write_text(text)
    return ["run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
