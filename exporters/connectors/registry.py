"""Which ways to the case system there are. A connector is imported when it is first asked for."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from exporters.connectors.base import Connector, ConnectorFactory
from models.connections import Way
from models.errors import KnownError


@dataclass(frozen=True)
class Kind:
    """A kind of connection: ``module`` has a ``connect`` (a :data:`ConnectorFactory`).

    ``settings``, ``secrets``: the names a person fills in, those that must be there first. ``needs`` says how many.
    """

    name: str
    label: str
    module: str
    settings: tuple[str, ...]
    secrets: tuple[str, ...] = ()
    needs: int = 1

    @property
    def needed(self) -> tuple[str, ...]:
        """The settings that must be given."""
        return self.settings[: self.needs]


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("folder", "Folder or network share", "exporters.connectors.folder", ("folder", "sidecar")),
        Kind(
            "webdav", "WebDAV", "exporters.connectors.webdav",
            ("address", "user", "sidecar", "ca_pem", "proxy", "timeout"), ("password", "token"),
        ),
        Kind(
            "https", "HTTPS endpoint", "exporters.connectors.https",
            ("address", "user", "ca_pem", "proxy", "timeout"), ("password", "token"),
        ),
        Kind(
            "sftp", "SFTP", "exporters.connectors.sftp",
            ("host", "user", "host_key", "folder", "port", "sidecar", "timeout"),
            ("password", "private_key", "key_passphrase"), needs=2,
        ),
        Kind(
            "fhir", "FHIR R4 server", "exporters.connectors.fhir",
            ("address", "user", "one_by_one", "ca_pem", "proxy", "timeout"), ("password", "token"),
        ),
        Kind(
            "primero", "Primero", "exporters.connectors.primero",
            ("address", "user", "ca_pem", "proxy", "timeout"), ("password", "token"),
        ),
    )
}  # fmt: skip


def factory(kind: str) -> ConnectorFactory:
    """What makes connectors of a kind. KnownError when there is no such kind."""
    if kind not in KINDS:
        raise KnownError(
            f"There is no kind of connection “{kind}”. Nothing was changed. Use one of: {', '.join(KINDS)}."
        )
    made: ConnectorFactory = importlib.import_module(KINDS[kind].module).connect
    return made


def connector_for(way: Way) -> Connector:
    """The connector of a kept connection. KnownError where its settings cannot be right."""
    return factory(way.kind)(way.settings, way.secrets)
