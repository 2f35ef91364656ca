"""Medplum's FHIR router with its repository in memory, started by the tests, and records to send to it."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import subprocess
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exporters.fhir import words

HERE = Path(__file__).parents[2]
MODULES = HERE / ".venv" / "fhir-server" / "node_modules"
NODE = shutil.which("node") if (MODULES.parent / "stamp").exists() else None
TOKEN = "heron-and-spade"


@dataclass
class FhirServer:
    """A running server."""

    where: tuple[str, int]

    def all(self) -> tuple[list[dict[str, Any]], int]:
        """Every resource there is, and how many versions there ever were."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.where[1]}/-/all") as answer:
            said = json.load(answer)
        return said["all"], said["versions"]

    def put_there(self, resource: dict[str, Any]) -> None:
        """Create a resource as somebody else would."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.where[1]}/fhir/{resource['resourceType']}", json.dumps(resource).encode(),
            {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/fhir+json"},
        )  # fmt: skip
        with urllib.request.urlopen(request):
            pass


@contextlib.contextmanager
def fhir_server() -> Iterator[FhirServer]:
    """The server on a free port of loopback."""
    assert NODE is not None
    process = subprocess.Popen(
        [NODE, str(HERE / "tests" / "servers" / "fhir" / "server.cjs"), TOKEN],
        env={**os.environ, "NODE_PATH": str(MODULES)}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        yield FhirServer(("127.0.0.1", int(process.stdout.readline())))
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


def record(draw: random.Random, observations: int = 1) -> bytes:
    """A small record as a transaction: one of three children, and scores of their own."""
    patient = words.urn("patient", str(draw.randint(1, 3)))
    entries = {patient: {"resourceType": "Patient", "active": True, "identifier": [words.identifier(patient)]}}
    for _ in range(observations):
        url = words.urn("observation", str(uuid.UUID(int=draw.getrandbits(128))))
        said: dict[str, Any] = {
            "resourceType": "Observation", "status": "final", "code": words.concept("safety-scale", "Safety"),
            "subject": words.reference(words.urn("entry", patient)), "valueInteger": draw.randint(0, 10),
            "effectiveDateTime": "2025-03-01",
        }  # fmt: skip
        state = words.identifier(words.state_urn({**said, "of": url}))
        entries[url] = said | {"identifier": [words.identifier(url), state]}
    return bundle_of(entries)


def bundle_of(entries: dict[str, dict[str, Any]]) -> bytes:
    """Resources by their addresses as a transaction that creates each by its last identifier."""
    entry = []
    for url, resource in entries.items():
        name = resource["identifier"][-1]
        request = {
            "method": "POST", "url": resource["resourceType"],
            "ifNoneExist": f"identifier={name['system']}|{name['value']}",
        }  # fmt: skip
        entry.append({"fullUrl": words.urn("entry", url), "resource": resource, "request": request})
    return json.dumps({"resourceType": "Bundle", "type": "transaction", "entry": entry}).encode()
