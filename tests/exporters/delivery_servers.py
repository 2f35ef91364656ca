"""Real servers on loopback, started by the tests: wsgidav, Apache, an endpoint that takes deliveries, and a CA."""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import email
import email.policy
import hashlib
import ipaddress
import json
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cheroot import wsgi
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from wsgidav.wsgidav_app import WsgiDAVApp

USER, PASSWORD = "desk", "wren and kettle"
APACHE = shutil.which("apache2") or shutil.which("apache2", path="/usr/sbin")
_MODULES = Path("/usr/lib/apache2/modules")


@contextlib.contextmanager
def serving(application: Callable[..., Iterable[bytes]]) -> Iterator[tuple[str, int]]:
    """A WSGI application on loopback for the block: its host and port."""
    server = wsgi.Server(("127.0.0.1", 0), application, numthreads=4, timeout=5, shutdown_timeout=1)
    server.error_log = lambda *_args, **_more: None  # cut connections are what the tests are about
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield ("127.0.0.1", int(server.bind_addr[1]))
    finally:
        server.stop()
        thread.join(10)


@contextlib.contextmanager
def wsgidav(root: Path) -> Iterator[tuple[str, int]]:
    """WebDAV by wsgidav over a folder, for one user."""
    config = {
        "provider_mapping": {"/": str(root)}, "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
        "http_authenticator": {"domain_controller": None, "accept_basic": True, "accept_digest": False,
                               "default_to_digest": False},
        "verbose": 0, "logging": {"enable": False}, "lock_storage": True, "property_manager": None,
    }  # fmt: skip
    with serving(WsgiDAVApp(config)) as where:
        yield where


@contextlib.contextmanager
def apache() -> Iterator[tuple[tuple[str, int], Path]]:
    """WebDAV by Apache's mod_dav, for one user: its host and port, and its folder.

    The folder is no test's own: those are closed to the account Apache works as.
    """
    assert APACHE is not None
    own = Path(tempfile.mkdtemp(prefix="sofs-apache-"))
    own.chmod(0o755)
    root = own / "theirs"
    root.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    hashed = base64.b64encode(hashlib.sha1(PASSWORD.encode()).digest()).decode()  # as Apache's "{SHA}" has it
    (own / "users").write_text(f"{USER}:{{SHA}}{hashed}\n", encoding="utf-8")
    (own / "conf").write_text(_apache_config(own, root, port), encoding="utf-8")
    if os.geteuid() == 0:
        # Started by the administrator, Apache works as its own user, who must own what it writes into.
        account = pwd.getpwnam("www-data")
        for folder in (own, root):
            os.chown(folder, account.pw_uid, account.pw_gid)
    server = subprocess.Popen(
        [APACHE, "-f", str(own / "conf"), "-DFOREGROUND"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port, server)
        yield ("127.0.0.1", port), root
    finally:
        if server.poll() is not None:
            print((own / "error.log").read_text(encoding="utf-8", errors="replace"))
        server.terminate()
        server.wait(10)
        shutil.rmtree(own, ignore_errors=True)


def _apache_config(own: Path, root: Path, port: int) -> str:
    modules = "mpm_event authz_core authn_core authn_file auth_basic authz_user dav dav_fs dav_lock".split()
    loads = "".join(
        f"LoadModule {name}_module {_MODULES}/mod_{name}.so\n"
        for name in modules
        if (_MODULES / f"mod_{name}.so").exists()
    )
    account = "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
    return f"""{loads}{account}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {own}/pid
ErrorLog {own}/error.log
DefaultRuntimeDir {own}
DAVLockDB {own}/locks
DocumentRoot {root}
StartServers 1
Timeout 5
<Directory {root}>
  Dav On
  AuthType Basic
  AuthName desk
  AuthUserFile {own}/users
  Require valid-user
</Directory>
"""


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if server.poll() is not None:
            raise RuntimeError("the server did not start")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
            return
        time.sleep(0.05)
    raise RuntimeError("the server did not answer")


class DeliveryEndpoint:
    """What ``docs/openapi-delivery.json`` describes: each key once, hashes worked out from what arrived."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self.token = "otter-and-lamp"
        self.taken: dict[str, dict[str, Any]] = {}
        self.posts = 0

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        status, said = self._answer(environ)
        data = json.dumps(said).encode()
        start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(data)))])
        return [data]

    def _answer(self, environ: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        size = int(environ.get("CONTENT_LENGTH") or 0)
        body = environ["wsgi.input"].read(size) if size else b""
        if environ.get("HTTP_AUTHORIZATION") != f"Bearer {self.token}":
            return "401 Unauthorized", {"code": "who-are-you"}
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        with self._lock:
            if method == "GET" and path.startswith("/deliveries/"):
                kept = self.taken.get(path.rpartition("/")[2])
                return ("200 OK", kept) if kept else ("404 Not Found", {"code": "no-such-delivery"})
            if method == "POST" and path == "/deliveries":
                return self._post(environ, body, size)
        return "404 Not Found", {"code": "no-such-path"}

    def _post(self, environ: dict[str, Any], body: bytes, size: int) -> tuple[str, dict[str, Any]]:
        self.posts += 1
        if len(body) != size:
            return "400 Bad Request", {"code": "cut-short"}
        message = email.message_from_bytes(
            b"Content-Type: " + environ["CONTENT_TYPE"].encode() + b"\r\n\r\n" + body, policy=email.policy.HTTP
        )
        fields = list(message.iter_parts())  # type: ignore[attr-defined]
        said = json.loads(fields[0].get_payload(decode=True))
        files = [(part.get_filename(), part.get_payload(decode=True)) for part in fields[1:]]
        lines = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files]
        if said["fields"]:
            told = json.dumps(said["fields"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            lines.append(f"{hashlib.sha256(told.encode()).hexdigest()}  fields\n")
        sha256 = hashlib.sha256("".join(lines).encode()).hexdigest()
        key = environ["HTTP_IDEMPOTENCY_KEY"]
        if sha256 != said["sha256"] or key != said["key"]:
            return "422 Unprocessable Content", {"code": "hash-differs"}
        if key in self.taken:
            kept = self.taken[key]
            return ("200 OK", kept) if kept["sha256"] == sha256 else ("422 x", {"code": "key-used", **kept})
        for name, data in files:
            assert not (self._root / name).exists(), "the endpoint was told to make something twice"
            (self._root / name).write_bytes(data)
        self.taken[key] = {
            "id": str(len(self.taken) + 1), "key": key, "sha256": sha256,
            "received_at": dt.datetime.now(dt.UTC).isoformat(),
        }  # fmt: skip
        return "201 Created", self.taken[key]


# ---- a small CA ----------------------------------------------------------------------------------------------------


class Authority:
    """A certificate authority of the tests' own, and servers' contexts with certificates from it."""

    def __init__(self, folder: Path, name: str = "County test CA") -> None:
        self._folder, self._name = folder, name
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        key_usage = x509.KeyUsage(
            digital_signature=True, key_cert_sign=True, crl_sign=True, content_commitment=False,
            key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False,
            decipher_only=False,
        )  # fmt: skip
        builder = self._builder(self._subject, self._key.public_key())
        self._certificate = (
            builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(key_usage, critical=True)
            .sign(self._key, hashes.SHA256())
        )
        self.pem = self._certificate.public_bytes(serialization.Encoding.PEM).decode()

    def _builder(self, subject: x509.Name, key: Any, *, days: int = 30) -> x509.CertificateBuilder:
        now = dt.datetime.now(dt.UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._subject)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(days=60))
            .not_valid_after(now + dt.timedelta(days=days))
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
        )

    def server(self, host: str = "127.0.0.1", *, days: int = 30) -> ssl.SSLContext:
        """A server's context for an address or a name; ``days`` below zero: run out."""
        key = ec.generate_private_key(ec.SECP256R1())
        try:
            name: x509.GeneralName = x509.IPAddress(ipaddress.ip_address(host))
        except ValueError:
            name = x509.DNSName(host)
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        certificate = (
            self._builder(subject, key.public_key(), days=days)
            .add_extension(x509.SubjectAlternativeName([name]), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .sign(self._key, hashes.SHA256())
        )
        path = self._folder / f"{self._name}-{host}-{days}.pem".replace(" ", "-")
        path.write_bytes(
            certificate.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


@contextlib.contextmanager
def only_trusting(authority: Authority, folder: Path) -> Iterator[None]:
    """In the block the system's own store holds this authority and no other.

    The store is read anew for every connection: one authority in place of a hundred and forty makes many of them quick.
    """
    (folder / "system.pem").write_text(authority.pem, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(folder / "system.pem"))
        patch.setenv("SSL_CERT_DIR", str(folder / "none"))
        yield
