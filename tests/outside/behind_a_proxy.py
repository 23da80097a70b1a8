"""A real proxy in front of a service, with HTTPS by an authority of the test's own."""

from __future__ import annotations

import datetime
import ipaddress
import os
import shutil
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.outside import caddy, nginx
from tests.outside.service import Service, free_port, served, usual_environment
from tests.outside.visitor import Visitor

#: What writes a proxy's configuration into a folder, in which certificate.pem and key.pem lie, from the one that ships:
#: where the service listens, and the ports for HTTPS and HTTP. It gives the command that starts the proxy.
Starts = Callable[[Path, str, int, int], Sequence[str]]

PROXIES: dict[str, Starts] = {"nginx": nginx.configured, "caddy": caddy.configured}


def certificate(folder: Path) -> None:
    """authority.pem, and certificate.pem with key.pem for 127.0.0.1 that it signed."""
    now = datetime.datetime.now(datetime.UTC)
    authority_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())

    def name(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    def signed(subject: str, public: ec.EllipticCurvePublicKey, extension: x509.ExtensionType) -> x509.Certificate:
        made = x509.CertificateBuilder().subject_name(name(subject)).issuer_name(name("An authority of the tests"))
        made = made.public_key(public).serial_number(x509.random_serial_number())
        made = made.not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=1))
        return made.add_extension(extension, critical=isinstance(extension, x509.BasicConstraints)).sign(
            authority_key, hashes.SHA256()
        )

    authority = signed(
        "An authority of the tests", authority_key.public_key(), x509.BasicConstraints(ca=True, path_length=0)
    )
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    encoding = serialization.Encoding.PEM
    (folder / "authority.pem").write_bytes(authority.public_bytes(encoding))
    (folder / "certificate.pem").write_bytes(signed("nextwave", key.public_key(), here).public_bytes(encoding))
    private = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(encoding, *private))


class Secure:
    """A service as the world sees it."""

    def __init__(self, service: Service, address: str, plain: str, context: ssl.SSLContext, proxy: str = "") -> None:
        self.service, self.address, self.plain, self.context, self.proxy = service, address, plain, context, proxy

    def visitor(self) -> Visitor:
        return Visitor(self.address, self.context)


@contextmanager
def behind(proxy: str, folder: Path, log: Path, **settings: str) -> Iterator[Secure]:
    """A service with the usual accounts, and a proxy in front of it."""
    path = shutil.which(proxy) or shutil.which(proxy, path="/usr/sbin:/usr/local/sbin")
    assert path, f"there is no {proxy}: setup/system_package.sh installs it"
    data = folder / "data"
    data.mkdir()
    certificate(folder)
    port, plain = free_port(), free_port()
    environment = usual_environment(
        data,
        **{"NEXTWAVE_HTTPS": "1", "NEXTWAVE_TRUSTED_PROXIES": "127.0.0.1", "NEXTWAVE_HOSTS": "127.0.0.1", **settings},
    )
    with served(environment, log=log) as service, (folder / "said.log").open("wb") as said:
        words = PROXIES[proxy](folder, service.address.removeprefix("http://"), port, plain)
        own = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        process = subprocess.Popen([path, *words], env=own, stdout=said, stderr=said)
        context = ssl.create_default_context(cafile=str(folder / "authority.pem"))
        try:
            for _ in range(100):
                try:
                    urllib.request.urlopen(f"https://127.0.0.1:{port}/api/v1/openapi.json", context=context, timeout=5)
                    break
                except urllib.error.HTTPError:
                    break
                except OSError:
                    assert process.poll() is None, (folder / "said.log").read_text()
                    time.sleep(0.1)
            yield Secure(service, f"https://127.0.0.1:{port}", f"http://127.0.0.1:{plain}", context, proxy)
        finally:
            process.terminate()
            process.wait(timeout=20)
