"""What every connector over HTTP shares: TLS, timeouts, credentials, and each answer as an outcome in plain words.

Certificates are checked against the system's own store, and the authority's CA file where there is one. Redirects are
not followed (a delivery goes where the worker said, or nowhere), and environment variables and netrc are not read.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import email.utils
import hashlib
import ssl
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx
import truststore

from exporters.connectors.base import LATER, REJECTED, UNKNOWN, Outcome, Trouble
from models.errors import KnownError

SECONDS = 60.0
"""How long one answer may take, where the connection says nothing else."""
CHUNK = 256 * 1024

SAFE = "Nothing is lost: the files are safe in the vault."
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}

_PAUSING = {
    301: "The address of the case system has moved.",
    302: "The address of the case system has moved, or asks for a log-in page.",
    303: "The address of the case system has moved, or asks for a log-in page.",
    307: "The address of the case system has moved.",
    308: "The address of the case system has moved.",
    401: "The case system does not accept this name, password or token.",
    403: "The case system knows us but does not allow us to put anything there.",
    404: "There is nothing at this address of the case system.",
    405: "This address of the case system takes no deliveries of this kind.",
    407: "The proxy between here and the case system asks for a log-in.",
    410: "This address of the case system has been closed.",
}
_REFUSING = {
    400: "The case system could not read this delivery.",
    411: "The case system does not take deliveries of this kind.",
    413: "This delivery is too large for the case system.",
    414: "The case system does not take a name this long.",
    415: "The case system does not take files of this kind.",
    422: "The case system does not accept what this delivery says.",
    431: "The case system does not take a name this long.",
}
_WAITING = {
    408: "The case system waited for us too long.",
    409: "The case system is busy with this very delivery.",
    412: "Something there changed while we were sending.",
    423: "Somebody is using the place this goes to, so it is locked for now.",
    425: "The case system is not ready for this delivery.",
    429: "The case system asks us to send less often.",
    500: "The case system had a fault of its own.",
    502: "The case system behind this address did not answer.",
    503: "The case system is not available for now.",
    504: "The case system behind this address took too long.",
    507: "The case system's disk is full.",
}
_MAY_HAVE_TAKEN_IT = {408, 500, 502, 504}
"""Answers after which a request that commits may have been carried out all the same."""


def client(settings: Mapping[str, Any], secrets: Mapping[str, Any]) -> httpx.Client:
    """An HTTP client for a connection. Settings: address, user, ca_pem (PEM text), proxy, timeout (seconds).

    Secrets: token (sent as "Bearer") or password (sent as Basic, with the user). Raises KnownError where they cannot
    be right.
    """
    seconds = float(settings.get("timeout") or SECONDS)
    auth = None
    headers = {"User-Agent": "SofS-Desk", "Accept-Encoding": "identity"}
    if secrets.get("token"):
        headers["Authorization"] = f"Bearer {secrets['token']}"
    elif settings.get("user"):
        auth = httpx.BasicAuth(str(settings["user"]), str(secrets.get("password", "")))
    return httpx.Client(
        verify=_tls(str(settings.get("ca_pem") or "")), auth=auth, headers=headers, follow_redirects=False,
        trust_env=False, proxy=str(settings["proxy"]) if settings.get("proxy") else None,
        timeout=httpx.Timeout(seconds, connect=min(seconds, 15.0)),
        limits=httpx.Limits(max_connections=2, max_keepalive_connections=1, keepalive_expiry=5.0),
    )  # fmt: skip


def _tls(ca_pem: str) -> ssl.SSLContext:
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca_pem:
        try:
            context.load_verify_locations(cadata=ca_pem)
        except (ssl.SSLError, ValueError):
            raise KnownError(
                "The authority's certificate file cannot be read. Nothing was sent. Ask for it as a PEM file."
            ) from None
    return context


def address_of(settings: Mapping[str, Any]) -> str:
    """The connection's address without a slash at its end. Only this computer may be reached without encryption."""
    address = str(settings.get("address") or "").strip().rstrip("/")
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    if not host or parts.scheme not in {"https", "http"} or parts.query or parts.fragment:
        raise KnownError(
            "The address is not one of the web. Nothing was sent. It reads like https://example.org/inbox."
        )
    if parts.username or parts.password:
        raise KnownError("A name or password stands in the address. Nothing was sent. Put it into its own field.")
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise KnownError(
            "This address would be sent to without encryption. Nothing was sent. Use one that begins with https://."
        )
    return address


def fault(error: httpx.HTTPError | OSError, *, commits: bool = False) -> Outcome:
    """The outcome of a request that got no whole answer.

    ``commits``: the request makes the delivery final, so once it was on its way it may have been carried out.
    """
    if is_certificate(error):
        return Outcome(
            LATER, "The case system's certificate is not the right one, so nothing was sent. "
            f"{SAFE} It is tried again; tell IT if this stays.", code="certificate",
        )  # fmt: skip
    if isinstance(error, httpx.ProxyError | httpx.ConnectError | httpx.ConnectTimeout | httpx.UnsupportedProtocol):
        return Outcome(
            LATER, f"The case system cannot be reached from here for now. {SAFE} It is tried again by itself.",
            code="offline",
        )  # fmt: skip
    timed_out = isinstance(error, httpx.TimeoutException)
    what = "The case system did not answer in time." if timed_out else "The connection broke off."
    if commits:
        return Outcome(UNKNOWN, f"{what} It may have arrived: it is looked for first.", code=_code(timed_out))
    return Outcome(LATER, f"{what} {SAFE} It is tried again by itself.", code=_code(timed_out))


def _code(timed_out: bool) -> str:
    return "timeout" if timed_out else "cut"


def is_certificate(error: BaseException | None) -> bool:
    """Whether a fault came from a certificate that was not accepted (or from a server that speaks no TLS)."""
    seen = 0
    while error is not None and seen < 8:
        if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
            return True
        error, seen = error.__cause__ or error.__context__, seen + 1
    return False


def refusal(response: httpx.Response, *, commits: bool = False) -> Outcome:
    """The outcome of an answer that is not a success. ``code`` is the status; see ``models.outbox.PAUSE_CODES``."""
    status = response.status_code
    code = "redirect" if 300 <= status < 400 else str(status)
    if status in _PAUSING or code == "redirect":
        words = _PAUSING.get(status, "The address of the case system has moved.")
        return Outcome(
            LATER, f"{words} {SAFE} Nothing more is tried until the connection was put right.", code=code
        )  # fmt: skip
    after = retry_after(response)
    if commits and status in _MAY_HAVE_TAKEN_IT:
        return Outcome(
            UNKNOWN, f"{_WAITING[status]} It may have arrived: it is looked for first.", after=after, code=code
        )
    if status in _WAITING or status >= 500:
        words = _WAITING.get(status, "The case system had a fault of its own.")
        return Outcome(LATER, f"{words} {SAFE} It is tried again by itself.", after=after, code=code)
    words = _REFUSING.get(status, f"The case system refused this delivery (answer {status}).")
    return Outcome(REJECTED, f"{words} {SAFE} Ask whoever runs it, then send it again or withdraw it.", code=code)


def retry_after(response: httpx.Response) -> float | None:
    """Seconds the server asks us to wait (``Retry-After``: a number or a date), at most 30 days; None: it says none."""
    words = response.headers.get("Retry-After", "").strip()
    if words.isdecimal():
        return min(float(words), 30 * 86400.0)
    try:
        at = email.utils.parsedate_to_datetime(words)
    except (TypeError, ValueError):
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=dt.UTC)
    return min(max((at - dt.datetime.now(dt.UTC)).total_seconds(), 0.0), 30 * 86400.0)


def said(answer: httpx.Response) -> dict[str, Any]:
    """The answer's JSON object; {} where it is none."""
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def sha256_of(chunks: Iterable[bytes]) -> tuple[str, int]:
    """Hash and length of bytes as they come."""
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def in_chunks(data: bytes) -> Iterator[bytes]:
    """Bytes a quarter of a megabyte at a time, so that a stop or a slow line is noticed."""
    view = memoryview(data)
    for start in range(0, len(data), CHUNK):
        yield bytes(view[start : start + CHUNK])


@contextlib.contextmanager
def plain_faults(*, commits: bool = False) -> Iterator[None]:
    """Turn faults of the line inside the block into :class:`Trouble`."""
    try:
        yield
    except (httpx.HTTPError, httpx.StreamError, OSError) as error:
        known = error if isinstance(error, httpx.HTTPError | OSError) else httpx.ReadError("")
        raise Trouble(fault(known, commits=commits)) from None
