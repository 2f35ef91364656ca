"""The commands that send: connections, outbox, sync, and ``export --send``. Secrets come from files or a prompt."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from exporters import mapping
from exporters.connectors.registry import KINDS, connector_for, factory
from exporters.order import Order
from exporters.outbox import Deliverer, put_in_outbox, what_would_be_sent
from models import connections
from models.casework import Case, Desk
from models.errors import KnownError
from models.outbox import Outbox
from models.outbox_views import STATE_WORDS, OutboxLine, proof, proof_text
from sofs_desk.passphrase import passphrase_from
from sofs_desk.vaults import opened


def sync(arguments: argparse.Namespace) -> int:
    """Try everything that is due, once. Exit 1 when something cannot go on without a person; the sentences say what."""
    with opened(arguments.vault, passphrase_from(arguments.passphrase_file)) as desk:
        tally = Deliverer(desk).sync_once()
        lines = Outbox(desk).lines(open_only=True)
        asking = [view for view in connections.views(desk) if view.state == "paused"]
        stuck = [line for line in Outbox(desk).lines() if line.needs_somebody]
        if tally.delivered:
            connections_words = "deliveries" if tally.delivered > 1 else "delivery"
            print(f"{tally.delivered} {connections_words} arrived.")
        if not tally.states:
            print("Nothing was due.")
        for line in lines:
            print(_row(line))
        for view in asking:
            print(f"{view.name}: {view.words}", file=sys.stderr)
        for line in stuck:
            print(f"{line.id}: {line.words}", file=sys.stderr)
    return 1 if asking or stuck else 0


def outbox(arguments: argparse.Namespace) -> int:
    """List the outbox, or do one thing with one delivery."""
    with opened(arguments.vault, passphrase_from(arguments.passphrase_file)) as desk:
        box = Outbox(desk)
        if arguments.receipt:
            view = box.delivery(_delivery(box, arguments.receipt))
            print(json.dumps(proof(view), ensure_ascii=False, indent=2) if arguments.json else proof_text(view), end="")
            print(end="\n" if arguments.json else "")
            return 0
        deeds: dict[str, Callable[[str], Any]] = {
            "withdraw": box.withdraw, "retry": box.retry_now, "keep_theirs": box.keep_theirs,
            "send_anew": box.send_anew, "give_up": box.give_up,
        }  # fmt: skip
        for name, deed in deeds.items():
            if words := getattr(arguments, name):
                deed(_delivery(box, words))
        lines = box.lines()
    if arguments.json:
        print(json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=2))
        return 0
    for line in lines:
        print(_row(line))
    return 0


def _row(line: OutboxLine) -> str:
    return "\t".join((line.id, STATE_WORDS[line.state], line.to, line.title, str(line.attempts), line.words))


def _delivery(box: Outbox, words: str) -> str:
    """The delivery meant by its id, or by the beginning of it."""
    found = [line.id for line in box.lines() if line.id.startswith(words.strip().casefold())]
    if len(found) != 1:
        raise KnownError("No delivery, or more than one, has an id like this. Nothing was changed. List them first.")
    return found[0]


# ---- connections ---------------------------------------------------------------------------------------------------


def connections_command(arguments: argparse.Namespace) -> int:
    """List the connections, keep a new one, try, switch or remove one."""
    passphrase = passphrase_from(arguments.passphrase_file)
    with opened(arguments.vault, passphrase) as desk:
        if arguments.add:
            _add(desk, arguments)
        elif arguments.try_it:
            print(_try(desk, arguments.try_it))
        elif arguments.remove:
            connections.remove(desk, connections.find(desk, arguments.remove).id)
        elif arguments.on or arguments.off:
            found = connections.find(desk, arguments.on or arguments.off)
            connections.change(desk, found.id, is_on=bool(arguments.on))
        views = connections.views(desk)
    if arguments.json:
        print(json.dumps([asdict(view) for view in views], ensure_ascii=False, indent=2))
    elif not arguments.try_it:
        for view in views:
            print("\t".join((view.name, view.kind, view.address, view.state, view.mapping, view.words)))
    return 0


def _add(desk: Desk, arguments: argparse.Namespace) -> None:
    kind = KINDS.get(arguments.kind or "")
    if kind is None:
        raise KnownError(f"Say which kind of connection with --kind: {', '.join(KINDS)}. Nothing was kept.")
    settings = _settings(arguments.settings, kind.settings, kind.secrets)
    if arguments.ca_file is not None:
        settings["ca_pem"] = _text(arguments.ca_file)
    if missing := [name for name in kind.needed if not settings.get(name)]:
        raise KnownError(f"This kind of connection needs {missing[0]}. Nothing was kept. Use --set {missing[0]}=…")
    secrets = _secrets(arguments.secret_files, kind.secrets)
    factory(kind.name)(settings, secrets)
    if arguments.mapping:
        mapping.load(arguments.mapping)
    connections.add(desk, arguments.add, kind.name, settings, secrets, mapping=arguments.mapping or "")


def _settings(pairs: list[str], known: tuple[str, ...], secret: tuple[str, ...]) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        if name in secret:
            raise KnownError(
                f"A {name} is never an argument: others on this computer could read it. Nothing was kept. "
                f"Use --secret-file {name}=FILE, or wait to be asked."
            )
        if name not in known:
            raise KnownError(f"This kind of connection has no such setting. Nothing was kept. Use: {', '.join(known)}.")
        settings[name] = {"on": True, "off": False}.get(value, value)
    return settings


def _secrets(pairs: list[str], known: tuple[str, ...]) -> dict[str, str]:
    secrets = {}
    for pair in pairs:
        name, _, file = pair.partition("=")
        if name not in known or not file:
            raise KnownError(
                f"A secret is given as NAME=FILE, NAME being one of: {', '.join(known)}. Nothing was kept."
            )
        secrets[name] = _text(Path(file)).rstrip("\r\n")
    if known and not secrets and sys.stdin.isatty():
        typed = getpass.getpass(f"{known[0].capitalize()} (Return for none): ")
        secrets = {known[0]: typed} if typed else {}
    return secrets


def _try(desk: Desk, name: str) -> str:
    found = connections.find(desk, name)
    way = connections.way(desk, found.id)
    mapping.mapping_of(way)
    words = connector_for(way).try_it()
    connections.went_well(desk, found.id)
    return words


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise KnownError("A file that was named cannot be read. Nothing was kept. Check its name and rights.") from None


# ---- export --send -------------------------------------------------------------------------------------------------


def send(case: Case, workspace_id: str, order: Order, connection: str, *, dry_run: bool) -> str:
    """Queue a copy, or say what would be queued; returns what to print."""
    if not dry_run:
        return put_in_outbox(case, workspace_id, [order], connection)
    made = what_would_be_sent(case, workspace_id, [order], connection)
    shown = {
        "to": made.to, "what": made.draft.title, "reader": made.draft.reader,
        "files": [
            {"name": part.name, "media_type": part.media_type, "bytes": len(part.data), "sha256": part.sha256}
            for part in made.draft.parts
        ],
        **made.draft.facts,
    }  # fmt: skip
    return json.dumps(shown, ensure_ascii=False, indent=2)


COMMANDS = {"sync": sync, "outbox": outbox, "connections": connections_command}
