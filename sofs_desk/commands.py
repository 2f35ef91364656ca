"""What the commands of ``sofs-desk`` do once their arguments are understood. Each returns the exit code."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from dataclasses import asdict
from pathlib import Path

from models import audit, backups, durable
from models.errors import KnownError
from models.vault import Vault, harden_process
from sofs_desk.family_files import import_family, is_family_file
from sofs_desk.passphrase import passphrase_from
from sofs_desk.settings import escrow_public_key, load_settings
from sofs_desk.vaults import case_lines, closing_vault, find_case, only_workspace, opened


def demo(arguments: argparse.Namespace) -> int:
    """Make the vault if it is not there, and load the example families that are not in it yet."""
    from exporters.bundle import load_examples

    is_new = not arguments.vault.exists()
    passphrase = passphrase_from(arguments.passphrase_file, for_new_vault=is_new)
    if is_new:
        vault = _new_vault(arguments.vault, passphrase, arguments.recovery_file)
    else:
        harden_process()
        vault = Vault.open(arguments.vault, passphrase)
    with closing_vault(vault) as desk:
        loaded = load_examples(desk)
    print(f"{len(loaded)} example families loaded into {arguments.vault}")
    return 0


def _new_vault(path: Path, passphrase: str, recovery_file: Path | None) -> Vault:
    harden_process()
    if recovery_file is not None and recovery_file.exists():
        raise KnownError("The file for the recovery code is already there. Nothing was changed. Choose another name.")
    vault, code = Vault.create(path, passphrase, escrow_public_key=escrow_public_key(load_settings()))
    if recovery_file is None:
        print("No recovery code was kept (--recovery-file keeps it); the app can make a new one.")
        return vault
    try:
        recovery_file.touch(mode=0o600, exist_ok=False)
        recovery_file.write_text(code + "\n", encoding="utf-8")
    except OSError:
        print("The recovery code could not be written; the app can make a new one.", file=sys.stderr)
    else:
        print(f"Recovery code written to {recovery_file}. Print it, keep it locked away, delete the file.")
    return vault


def cases(arguments: argparse.Namespace) -> int:
    """List every workspace of every case."""
    with opened(arguments.vault, passphrase_from(arguments.passphrase_file)) as desk:
        lines = case_lines(desk)
    if arguments.json:
        print(json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=2))
        return 0
    for line in lines:
        print("\t".join((line.number or line.case_id, line.code, line.pathway, line.title or line.name)))
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Write one document or bundle; prints the file it wrote. With --send it goes into the outbox instead."""
    from exporters.export import export as make
    from exporters.order import Order
    from models.readers import parse_reader

    ending = arguments.out.suffix.lstrip(".").lower() if arguments.out else ""
    form = arguments.format or ending or "pdf"
    order = Order(
        arguments.what, parse_reader(arguments.reader), "gedcom" if form == "ged" else form, arguments.paper,
        names=not arguments.hide_names, ties=not arguments.no_ties, homes=not arguments.no_homes,
        home=arguments.home, circle=arguments.circle, on=arguments.on, gedcom_version=arguments.gedcom_version,
        behaviour=arguments.behaviour, plan_version=arguments.plan_version, fridge=arguments.fridge,
        sets=tuple(arguments.sets), layout=arguments.layout, lang=arguments.lang,
        story_version=arguments.story_version, story=arguments.story, frame=arguments.frame, child=arguments.child,
        sheet=arguments.sheet, session=arguments.session,
    )  # fmt: skip
    passphrase = passphrase_from(arguments.passphrase_file)
    with opened(arguments.vault, passphrase) as desk:
        case, workspace_id = find_case(desk, arguments.case)
        chosen = workspace_id or only_workspace(desk, case.id)
        if arguments.send:
            from sofs_desk.sending import send

            print(send(case, chosen, order, arguments.send, dry_run=arguments.dry_run))
            return 0
        data = make(case, chosen, order, file_name=arguments.out.name)
        _write(arguments.out, data)
        detail = f"{order.file_format} sha256 {hashlib.sha256(data).hexdigest()}"
        audit.note(desk, "exported", case_id=case.id, what=order.what, reader=order.reader.kind, detail=detail)
    print(arguments.out)
    return 0


def _write(path: Path, data: bytes) -> None:
    """Write a document for its owner's eyes, whole or not at all; its folder is made if it is not there."""
    draft = path.with_name(f".{path.name}.new")
    with durable.plain_disk_errors():
        path.parent.mkdir(parents=True, exist_ok=True)
        durable.write_private(draft, data)
        durable.move(draft, path)


def import_bundle(arguments: argparse.Namespace) -> int:
    """Read one bundle (or family file) into the vault, whole or not at all; prints the case's id."""
    if is_family_file(arguments.file):
        return import_family(arguments)
    if arguments.case:
        raise KnownError("Only a family file (.ged) goes into a case. Nothing was changed. Leave --case away.")
    from exporters import bundle as bundles

    bundle = bundles.open_bundle(arguments.file)
    with opened(arguments.vault, passphrase_from(arguments.passphrase_file)) as desk:
        print(bundles.import_bundle(desk, bundle, as_copy=arguments.as_copy))
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Check pages, index and journal; exit 1 with one sentence for each fault."""
    harden_process()
    vault = Vault.open(arguments.vault, passphrase_from(arguments.passphrase_file))
    with closing_vault(vault) as desk:
        faults = [*vault.check(), *audit.verify(desk)]
        notice = vault.notice
    for sentence in [notice, *faults] if notice else faults:
        print(sentence, file=sys.stderr)
    if not faults:
        print("The vault is whole: pages, search index and journal.")
    return 1 if faults else 0


def layout(arguments: argparse.Namespace) -> int:
    """Write where everybody of a family file stands: persons and unions with their centres, as JSON."""
    from exporters.gedcom.layout import layout_gedcom

    answer = json.dumps(layout_gedcom(arguments.file), ensure_ascii=False, indent=1) + "\n"
    with durable.plain_disk_errors():
        arguments.out.write_text(answer, encoding="utf-8")
    print(f"{len(json.loads(answer)['persons'])} people laid out into {arguments.out}")
    return 0


def recover(arguments: argparse.Namespace) -> int:
    """Open with the council's escrow key or the recovery code, and give the vault a new passphrase."""
    harden_process()
    if arguments.escrow_key is not None:
        vault = Vault.open_with_escrow_key(arguments.vault, _read(arguments.escrow_key))
    else:
        vault = Vault.open_with_recovery_code(arguments.vault, _read(arguments.code_file).decode("utf-8", "replace"))
    with closing_vault(vault):
        vault.change_passphrase(passphrase_from(arguments.passphrase_file, for_new_vault=True))
    print("The vault has a new passphrase. The recovery code and the escrow key go on opening it.")
    return 0


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise KnownError("The key file cannot be read. Nothing was changed. Check its name and its rights.") from None


def backup(arguments: argparse.Namespace) -> int:
    """Write a verified backup beside the vault; prints its path."""
    harden_process()
    vault = Vault.open(arguments.vault, passphrase_from(arguments.passphrase_file))
    with closing_vault(vault):
        print(vault.back_up(reason="by-hand"))
    return 0


def restore(arguments: argparse.Namespace) -> int:
    """List the backups, or put one in the vault's place; what is there now is kept as a backup."""
    found = backups.list_backups(arguments.vault)
    if arguments.backup is None:
        for each in found:
            print(f"{each.path.name}\t{each.taken:%Y-%m-%d %H:%M} UTC\t{each.reason}\t{each.size} bytes")
        return 0
    chosen = next((each for each in found if arguments.backup in {each.path.name, str(each.path)}), None)
    if chosen is None:
        raise KnownError("There is no such backup of this vault. Nothing was changed. Without a name they are listed.")
    harden_process()
    backups.restore(arguments.vault, chosen, passphrase_from(arguments.passphrase_file))
    print(f"Restored {chosen.path.name}; what was there before is kept among the backups.")
    return 0
