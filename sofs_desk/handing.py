"""The commands by which a case goes to a colleague, comes back, and ends: colleagues, handover, receive, erase."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from exporters import handover
from models import audit, durable
from models.casework import Desk
from models.certificates import certificates, is_changed
from models.colleagues import KeyCard, add_colleague, colleagues, make_own_keys, own_keys, read_card, set_checked
from models.erasing import erase
from models.errors import KnownError
from models.merging import THEIRS, ConflictKey
from models.vault import Vault, harden_process
from sofs_desk.passphrase import passphrase_from
from sofs_desk.vaults import closing_vault, find_case, opened


def colleagues_command(arguments: argparse.Namespace) -> int:
    """Make or show our own key card, keep a colleague's, or list them all."""
    with opened(arguments.vault, passphrase_from(arguments.passphrase_file)) as desk:
        if arguments.own is not None:
            _print_card(make_own_keys(desk, arguments.own).card)
        elif arguments.add is not None:
            card = read_card(_text(arguments.add))
            add_colleague(desk, card)
            print(f"{card.name}\t{card.groups}\tCompare these eight groups with them, then use --checked.")
        elif arguments.checked is not None:
            found = _colleague(desk, arguments.checked)
            set_checked(desk, found)
            print("Kept as compared.")
        else:
            _list(desk)
    return 0


def _list(desk: Desk) -> None:
    keys = own_keys(desk)
    if keys is not None:
        _print_card(keys.card)
    for each in colleagues(desk):
        print("\t".join((each.card.name, each.card.groups, "compared" if each.is_checked else "not compared yet")))


def _print_card(card: KeyCard) -> None:
    print(card.line)
    print(card.groups)


def _colleague(desk: Desk, name: str) -> str:
    found = [each.id for each in colleagues(desk) if name.casefold() == each.card.name.casefold()]
    if len(found) != 1:
        raise KnownError("There is no colleague of that name, or more than one. Nothing was changed. List them first.")
    return found[0]


def handover_command(arguments: argparse.Namespace) -> int:
    """Write a sealed file of a case, for a colleague's key or a passphrase."""
    with opened(arguments.vault, passphrase_from(arguments.passphrase_file)) as desk:
        case, _workspace = find_case(desk, arguments.case)
        if arguments.to is not None:
            wanted = _colleague(desk, arguments.to)
            card = next(each.card for each in colleagues(desk) if each.id == wanted)
            data = handover.write_handover(case, to=card)
        else:
            data = handover.write_handover(case, passphrase=_first_line(arguments.with_passphrase))
        with durable.plain_disk_errors():
            durable.write_private(arguments.out, data)
    print(arguments.out)
    return 0


def receive_command(arguments: argparse.Namespace) -> int:
    """Open a file into quarantine and tell what it would change; take it in only when asked to."""
    try:
        data = arguments.file.read_bytes()
    except OSError:
        raise KnownError("This file could not be opened. Nothing was changed. Check its name and place.") from None
    locked = _first_line(arguments.with_passphrase) if arguments.with_passphrase else ""
    with opened(arguments.vault, passphrase_from(arguments.passphrase_file)) as desk:
        received = handover.receive(desk, data, passphrase=locked)
        choices: dict[ConflictKey, str] = {}
        looked = handover.look(desk, received)
        if arguments.theirs and looked.merged is not None:
            choices = {conflict.id: THEIRS for conflict in looked.merged.conflicts}
        print(json.dumps(handover.described(looked), ensure_ascii=False, indent=2))
        if arguments.merge:
            print(handover.take_in(desk, received, choices))
        elif arguments.refuse:
            handover.refuse(desk, received)
    return 0


def erase_command(arguments: argparse.Namespace) -> int:
    """Erase a case from the vault and its backups, and write the certificate; or list the certificates kept."""
    if arguments.certificates:
        return _certificates(arguments)
    if arguments.case is None or arguments.reason is None or arguments.certificate is None:
        raise KnownError("Erasing needs a case, --reason and --certificate. Nothing was changed.")
    if arguments.certificate.exists():
        raise KnownError("The file for the certificate is already there. Nothing was changed. Choose another name.")
    harden_process()
    vault = Vault.open(arguments.vault, passphrase_from(arguments.passphrase_file))
    with closing_vault(vault) as desk:
        case_id = find_case(desk, arguments.case)[0].id
        if not arguments.yes:
            print("Nothing was erased. Add --yes when the case is really to go, for good.", file=sys.stderr)
            return 1
        desk.forget(case_id)
        done = erase(vault, case_id, at=desk.now().isoformat(), reason=arguments.reason)
        audit.note(desk, "erased", case_id=case_id, detail=done.audit_detail)
        with durable.plain_disk_errors():
            durable.write_private(arguments.certificate, done.words().encode())
    print(arguments.certificate)
    return 0


def _certificates(arguments: argparse.Namespace) -> int:
    """Print every certificate that is kept; 1 when one of them was changed since."""
    with opened(arguments.vault, passphrase_from(arguments.passphrase_file)) as desk:
        kept = certificates(desk)
        print("\n".join(each.words() for each in kept), end="")
        wrong = [each.id for each in kept if is_changed(desk, each)]
    for key in wrong:
        print(f"Certificate {key} was changed after it was made.", file=sys.stderr)
    return 1 if wrong else 0


def _first_line(file: Path) -> str:
    return _text(file).partition("\n")[0].rstrip("\r")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise KnownError("This file cannot be read as text. Nothing was changed. Check its name and place.") from None


COMMANDS = {
    "colleagues": colleagues_command,
    "handover": handover_command,
    "receive": receive_command,
    "erase": erase_command,
}
