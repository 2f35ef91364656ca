"""Connections and their settings in plain words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

SWITCHES = frozenset({"sidecar", "one_by_one"})
"""Settings that are on or off."""
FROM_FILES = frozenset({"ca_pem", "private_key"})
"""What is too long to type: it is read from a file."""


def tr(text: str) -> str:
    """Translate a word of the connections."""
    return QCoreApplication.translate("Connections", text)


def kind_words(kind: str) -> str:
    """What a kind of connection is called."""
    known = {
        "folder": tr("Folder or network share"), "webdav": tr("WebDAV"), "sftp": tr("SFTP"),
        "https": tr("HTTPS endpoint"), "fhir": tr("FHIR server"), "primero": tr("Primero"),
    }  # fmt: skip
    return known.get(kind, kind)


def field_words(name: str) -> tuple[str, str]:
    """A setting's label, and an example or a hint."""
    known = {
        "folder": (tr("Folder"), tr("as your IT officer gives it")),
        "address": (tr("Address"), "https://…"),
        "user": (tr("User name"), ""),
        "host": (tr("Server"), "files.council.example"),
        "host_key": (tr("The server's key"), tr("one line that your IT officer gives you")),
        "port": (tr("Port"), "22"),
        "timeout": (tr("Seconds to wait for an answer"), tr("as usual")),
        "proxy": (tr("Proxy"), tr("none")),
        "ca_pem": (tr("The authority's own certificate (CA file)"), ""),
        "sidecar": (tr("A small file beside each delivery that says what it holds"), ""),
        "one_by_one": (tr("Send the parts one by one (for servers without transactions)"), ""),
        "password": (tr("Password"), ""),
        "token": (tr("Token"), tr("instead of a password")),
        "private_key": (tr("Private key"), ""),
        "key_passphrase": (tr("The private key's passphrase"), ""),
    }  # fmt: skip
    return known.get(name, (name.replace("_", " ").capitalize(), ""))


def state_words(state: str) -> str:
    """How a connection stands."""
    known = {
        "open": tr("Ready"), "waiting": tr("Not reached just now; tried again by itself"),
        "paused": tr("Paused until you have looked"), "off": tr("Switched off"),
    }  # fmt: skip
    return known.get(state, state)
