"""The line every SFTP delivery goes over: the server's key pinned, who we are, each fault as an outcome in plain words.

Nothing on this computer is read or asked: no known_hosts, no agent, no keys in a home folder. A server is believed by
the key that stands in the connection's settings, and by no other.
"""

from __future__ import annotations

import base64
import contextlib
import io
import logging
import re
import socket
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import paramiko  # type: ignore[import-untyped]

from exporters.connectors.base import LATER, UNKNOWN, Outcome, Trouble
from models.errors import KnownError

SECONDS = 60.0
"""How long one answer may take, where the connection says nothing else."""
SAFE = "Nothing is lost: the files are safe in the vault."

# It tells of every cut with a traceback; what happened is in the outcome, and no log needs a server's name.
logging.getLogger("paramiko").setLevel(logging.CRITICAL + 1)


@dataclass(frozen=True)
class Pins:
    """The server's keys that are believed: their fingerprints ("SHA256:…") and, where known, their types."""

    fingerprints: frozenset[str]
    types: tuple[str, ...] = ()


def pins_of(words: str) -> Pins:
    """Keys from what IT pastes: fingerprints, or lines as ``ssh-keyscan`` and ``*.pub`` files have them.

    Raises KnownError for a line that is neither.
    """
    fingerprints, types = set(), []
    for line in words.splitlines():
        if not line.strip() or line.strip().startswith("#"):
            continue
        if found := re.search(r"SHA256:[A-Za-z0-9+/]{43}", line):
            fingerprints.add(found[0])
            continue
        try:
            key = _public_key(line.split())
        except (ValueError, IndexError, paramiko.SSHException, paramiko.UnknownKeyType):
            raise KnownError(
                "The server's key cannot be read. Nothing was sent. Ask IT for it as ssh-keyscan prints it, or as a "
                "fingerprint that begins with SHA256:."
            ) from None
        fingerprints.add(key.fingerprint)
        types += ["rsa-sha2-512", "rsa-sha2-256"] if key.get_name() == "ssh-rsa" else [key.get_name()]
    return Pins(frozenset(fingerprints), tuple(dict.fromkeys(types)))


def _public_key(words: list[str]) -> Any:
    """A key from a line: its type with what follows, wherever in the line it stands."""
    at = next(i for i, word in enumerate([*words, "ssh-"]) if word.startswith(("ssh-", "ecdsa-")))
    return paramiko.PKey.from_type_string(words[at], base64.b64decode(words[at + 1], validate=True))


def private_key(secrets: Mapping[str, Any]) -> Any:
    """Our own key from its PEM text, None where there is none. KnownError where it cannot be read."""
    text = str(secrets.get("private_key") or "").strip()
    if not text:
        return None
    phrase = str(secrets.get("key_passphrase") or "") or None
    for kind in (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey):
        # Each kind says in its own way that a key is of another.
        with contextlib.suppress(paramiko.SSHException, ValueError, TypeError, IndexError, UnicodeError):
            return kind.from_private_key(io.StringIO(text + "\n"), password=phrase)
    raise KnownError(
        "Our key for this server cannot be read. Nothing was sent. Put it in whole, from its BEGIN line to its END "
        "line, with its passphrase where it has one."
    )


class Line:
    """One SFTP session at a time to one server; opened, cut, and opened again."""

    def __init__(self, settings: Mapping[str, Any], secrets: Mapping[str, Any]) -> None:
        """Settings: host, port, user, host_key, timeout. Secrets: password, private_key, key_passphrase."""
        self._host = str(settings.get("host") or "").strip()
        self._user = str(settings.get("user") or "").strip()
        if not self._host or re.search(r"[\s/@]", self._host) or not self._user:
            raise KnownError("The server's name or ours on it is missing. Nothing was sent. Fill both in.")
        self._port = _port(settings.get("port"))
        self.seconds = _seconds(settings.get("timeout"))
        self._pins = pins_of(str(settings.get("host_key") or ""))
        self._key, self._password = private_key(secrets), str(secrets.get("password") or "")
        self._transport: Any = None
        self.sftp: Any = None

    def __enter__(self) -> Line:
        self.open()
        return self

    def __exit__(self, *_what: object) -> None:
        self.close()

    @property
    def is_up(self) -> bool:
        """Whether the session still stands, as far as is known here."""
        return bool(self.sftp and self._transport.is_active() and not self.sftp.get_channel().closed)

    def open(self) -> None:
        """Connect, believe only the pinned key, log in. Raises Trouble."""
        self.close()
        try:
            raw = socket.create_connection((self._host, self._port), min(self.seconds, 15.0))
        except OSError:
            raise Trouble(OFFLINE) from None
        try:
            self._transport = paramiko.Transport(raw)
        except (paramiko.SSHException, OSError):
            raw.close()
            raise Trouble(OFFLINE) from None
        # Parts of the way in wait without an end; whatever it hangs in, this ends it.
        too_long = threading.Timer(self.seconds, self._transport.close)
        too_long.daemon = True
        too_long.start()
        try:
            self._greet()
            self._log_in()
            self.sftp = self._session()
        except Trouble:
            self.close()
            raise
        finally:
            too_long.cancel()

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()
        self._transport = self.sftp = None

    def _greet(self) -> None:
        """Agree on encryption; the server must show a pinned key before it learns who we are."""
        if self._pins.types:
            self._transport.get_security_options().key_types = self._pins.types
        try:
            self._transport.start_client(timeout=self.seconds)
            shown = self._transport.get_remote_server_key().fingerprint
        except paramiko.ssh_exception.IncompatiblePeer:
            raise Trouble(_wrong_key("another kind of key")) from None
        except (paramiko.SSHException, EOFError, OSError):
            raise Trouble(OFFLINE) from None
        if not self._pins.fingerprints:
            raise Trouble(_unknown_key(shown))
        if shown not in self._pins.fingerprints:
            raise Trouble(_wrong_key(shown))

    def _log_in(self) -> None:
        try:
            if self._key is not None:
                self._transport.auth_publickey(self._user, self._key)
            else:
                self._transport.auth_password(self._user, self._password)
            if not self._transport.is_authenticated():
                raise Trouble(REFUSED)
        except paramiko.AuthenticationException:
            # A line that breaks while we log in is told in the same way as a refusal.
            raise Trouble(REFUSED if self._transport.is_active() else _cut(timed_out=False, commits=False)) from None
        except (paramiko.SSHException, EOFError, OSError):
            raise Trouble(_cut(timed_out=False, commits=False)) from None

    def _session(self) -> Any:
        try:
            channel = self._transport.open_session(timeout=self.seconds)
            channel.settimeout(self.seconds)
            channel.invoke_subsystem("sftp")
            return paramiko.SFTPClient(channel)
        except (paramiko.SSHException, EOFError, OSError) as error:
            if self._transport.is_active() and not isinstance(error, TimeoutError | EOFError):
                raise Trouble(NO_SFTP) from None
            raise Trouble(_cut(timed_out=isinstance(error, TimeoutError), commits=False)) from None

    @contextlib.contextmanager
    def plain_faults(self, *, commits: bool = False) -> Iterator[None]:
        """Turn faults of the line inside the block into Trouble; what the server refuses stays an OSError."""
        try:
            yield
        except (paramiko.SSHException, EOFError, OSError) as error:
            refused = isinstance(error, FileNotFoundError | PermissionError) or not getattr(error, "errno", None)
            if refused and isinstance(error, OSError) and not isinstance(error, TimeoutError) and self.is_up:
                raise
            raise Trouble(_cut(timed_out=isinstance(error, TimeoutError), commits=commits)) from None


def _port(said: Any) -> int:
    words = str(said or 22)
    if not words.isdecimal() or not 0 < int(words) < 65536:
        raise KnownError("The server's port is a number up to 65535, mostly 22. Nothing was sent. Put it right.")
    return int(words)


def _seconds(said: Any) -> float:
    try:
        seconds = float(said or SECONDS)
    except (TypeError, ValueError):
        seconds = 0.0
    if not 0 < seconds < 86_400:
        raise KnownError("The time to wait for an answer is a number of seconds. Nothing was sent. Put it right.")
    return seconds


OFFLINE = Outcome(
    LATER, f"The server cannot be reached from here for now. {SAFE} It is tried again by itself.", code="offline"
)
REFUSED = Outcome(
    LATER,
    f"The server does not accept our name, password or key. {SAFE} "
    "Nothing more is tried until the connection was put right.",
    code="credentials",
)
NO_SFTP = Outcome(
    LATER,
    f"The server lets us in, but not to put files there. {SAFE} "
    "Nothing more is tried until the connection was put right.",
    code="405",
)


def _unknown_key(shown: str) -> Outcome:
    return Outcome(
        LATER,
        f"It is not known yet that this is the right server. It shows the key {shown}. {SAFE} "
        "Ask whoever runs it whether that is theirs, and put it into the connection.",
        code="hostkey",
    )


def _wrong_key(shown: str) -> Outcome:
    return Outcome(
        LATER,
        f"This is not the server we know: it shows {shown}. Nothing was sent to it. {SAFE} "
        "Tell IT; nothing more is tried until somebody has looked.",
        code="hostkey",
    )


def _cut(*, timed_out: bool, commits: bool) -> Outcome:
    what = "The server did not answer in time." if timed_out else "The connection broke off."
    code = "timeout" if timed_out else "cut"
    if commits:
        return Outcome(UNKNOWN, f"{what} It may have arrived: it is looked for first.", code=code)
    return Outcome(LATER, f"{what} {SAFE} It goes on where it was cut, by itself.", code=code)
