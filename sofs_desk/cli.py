"""The command line ``sofs-desk``: for IT staff, scripts and tests. Without a command it opens the window.

Exit 0 when done, 2 for wrong use, 1 with one plain sentence for anything else. The passphrase comes from
``--passphrase-file``, from ``SOFS_DESK_PASSPHRASE`` or from a prompt; never from an argument, which other users
of the computer could read. Only what a command needs is imported, so ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from models import practice
from models.errors import KnownError
from sofs_desk import __version__, crash
from sofs_desk.passphrase import VARIABLE
from sofs_desk.settings import THEMES, home

WHATS = (
    "map", "strands", "scales", "blank", "everything", "genogram", "ecomap", "circles", "harm-matrix", "plan",
    "timeline", "questions", "story", "houses", "conference", "core-group", "case-note", "referral",
    "record", "audit", "feedback", "supervision",
)  # fmt: skip
SENDING = ("sync", "outbox", "connections")
LAYOUTS = ("storybook", "booklet", "strip")
WORD_KINDS = ("danger", "goal", "safety", "strength", "bottom_line", "next_step")
FORMATS = ("pdf", "png", "svg", "json", "csv", "gedcom", "docx", "zip", "fhir", "fhir-transaction")
READERS = (
    "who will read it: us (the default), family, child, child:NAME, parent:NAME, network, court, supervision, "
    "case-system"
)


class _Parser(argparse.ArgumentParser):
    """No abbreviations, and no echo of a passphrase that somebody typed as an argument."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("allow_abbrev", False)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        if "--passphrase" in message.replace("--passphrase-file", ""):
            message = f"the passphrase is never an argument: use --passphrase-file FILE, {VARIABLE} or the prompt"
        super().error(message)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. Wrong use leaves through ``SystemExit(2)``, as argparse does."""
    arguments = build_parser().parse_args(argv)
    try:
        return _run(arguments)
    except KnownError as known:
        print(known, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped. Every finished change is safe in the vault.", file=sys.stderr)
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as bug:
        print(crash.plain_sentence(crash.write_report(bug)), file=sys.stderr)
    return 1


def _run(arguments: argparse.Namespace) -> int:
    practice.use(home() / "practice")
    if arguments.measure_window:
        from sofs_desk.measured import measure_window

        return measure_window(arguments.measure_window, arguments.open)
    if arguments.command is None:
        from sofs_desk.app import run_app

        return run_app(arguments.open)
    if arguments.command == "screens":
        from sofs_desk.screens import screens_command

        return screens_command(arguments)
    if arguments.command == "words":
        from sofs_desk.words import words_command

        return words_command(arguments)
    if arguments.command == "pictures":
        from sofs_desk.pictures import pictures_command

        return pictures_command(arguments)
    if arguments.command == "scan":
        from sofs_desk.scan import scan_command

        return scan_command(arguments)
    if arguments.command == "bench":
        from sofs_desk.bench import bench_command

        return bench_command(arguments)
    if arguments.command in SENDING:
        from sofs_desk import sending

        return sending.COMMANDS[arguments.command](arguments)
    from sofs_desk import commands, handing, measuring

    command = {
        "demo": commands.demo,
        "cases": commands.cases,
        "export": commands.export,
        "import": commands.import_bundle,
        "check": commands.check,
        "backup": commands.backup,
        "restore": commands.restore,
        "recover": commands.recover,
        "layout": commands.layout,
        **handing.COMMANDS,
        **measuring.COMMANDS,
    }[arguments.command]
    return command(arguments)


def build_parser() -> argparse.ArgumentParser:
    """The whole grammar of the command line."""
    parser = _Parser(prog="sofs-desk", description="SofS Desk. Without a command it opens the window.")
    parser.add_argument("--version", action="version", version=f"SofS Desk {__version__}")
    parser.add_argument("--open", type=Path, metavar="FILE", help="the vault the window asks to unlock")
    parser.add_argument(
        "--measure-window", choices=("app", "full", "story", "bare"), help=argparse.SUPPRESS
    )  # for bench
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _vault_commands(commands)
    _handing_commands(commands)
    _sending_commands(commands)
    _measuring_commands(commands)
    _view_commands(commands)
    return parser


def _vault_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    demo = _with_vault(commands, "demo", "make a vault (if FILE is not there) and load the example families")
    demo.add_argument(
        "--recovery-file",
        type=Path,
        metavar="FILE",
        help="where to write the new vault's recovery code; without it the code is not kept anywhere",
    )
    cases = _with_vault(commands, "cases", "list the cases")
    cases.add_argument("--json", action="store_true", help="as JSON")
    export = _with_vault(commands, "export", "write a document or a case bundle")
    export.add_argument("case", metavar="CASE", help="the case's number, name or id, or a workspace's code")
    export.add_argument("what", metavar="WHAT", choices=WHATS, help=", ".join(WHATS))
    export.add_argument("--reader", default="us", metavar="R", help=READERS)
    export.add_argument("--format", choices=FORMATS, help="default: what --out ends in")
    export.add_argument("--paper", choices=("A3", "A4"), default="A3", help="of a PDF (default: A3)")
    where = export.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=Path, metavar="FILE")
    where.add_argument("--send", metavar="CONNECTION", help="put it into the outbox for this connection")
    export.add_argument("--dry-run", action="store_true", help="with --send: show what would be sent, queue nothing")
    _family_arguments(export)
    _thinking_arguments(export)
    _children_arguments(export)
    load = _with_vault(commands, "import", "read a case bundle or a family file (GEDCOM) into the vault")
    load.add_argument("file", type=Path, metavar="FILE")
    load.add_argument("--as-copy", action="store_true", help="even when the case is already in the vault")
    load.add_argument("--case", metavar="CASE", help="where a family file (.ged) goes; without it, into a new case")
    _with_vault(commands, "check", "check that the vault and its journal are whole")
    _with_vault(commands, "backup", "write an encrypted backup")
    restore = _with_vault(commands, "restore", "go back to a backup; without BACKUP it lists them")
    restore.add_argument("backup", nargs="?", metavar="BACKUP")
    recover = _with_vault(commands, "recover", "set a new passphrase with the escrow key or the recovery code")
    how = recover.add_mutually_exclusive_group(required=True)
    how.add_argument("--escrow-key", type=Path, metavar="FILE", help="the council's private key (PEM)")
    how.add_argument("--code-file", type=Path, metavar="FILE", help="a file with the recovery code")


def _handing_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    known = _with_vault(
        commands, "colleagues", "key cards: your own, your colleagues'; without an option it lists them"
    )
    what = known.add_mutually_exclusive_group()
    what.add_argument("--own", metavar="NAME", help="make your own card, or give it another name, and print it")
    what.add_argument("--add", type=Path, metavar="FILE", help="keep the card in this text file")
    what.add_argument("--checked", metavar="NAME", help="the eight groups were compared with this colleague")
    give = _with_vault(commands, "handover", "write one case, sealed and signed, for a colleague")
    give.add_argument("case", metavar="CASE", help="the case's number, name or id")
    how = give.add_mutually_exclusive_group(required=True)
    how.add_argument("--to", metavar="NAME", help="the colleague whose card is kept")
    how.add_argument("--with-passphrase", type=Path, metavar="FILE", help="first line locks the file")
    give.add_argument("--out", type=Path, required=True, metavar="FILE.sofs-case")
    take = _with_vault(commands, "receive", "look at a case somebody handed over; --merge takes it in")
    take.add_argument("file", type=Path, metavar="FILE")
    take.add_argument("--with-passphrase", type=Path, metavar="FILE", help="first line opens the file")
    take.add_argument("--theirs", action="store_true", help="where both changed the same, theirs instead of ours")
    end = take.add_mutually_exclusive_group()
    end.add_argument("--merge", action="store_true", help="take it in, in one step that can be undone")
    end.add_argument("--refuse", action="store_true", help="do not take it in; what was in it goes")
    gone = _with_vault(commands, "erase", "erase a case for good, from the vault and its backups")
    gone.add_argument("case", nargs="?", metavar="CASE", help="the case's number, name or id")
    gone.add_argument("--reason", metavar="WORDS", help="why, for the certificate")
    gone.add_argument("--certificate", type=Path, metavar="FILE", help="where the certificate goes")
    gone.add_argument("--yes", action="store_true", help="really erase it; nothing brings it back")
    gone.add_argument("--certificates", action="store_true", help="print the certificates of earlier erasures instead")


def _measuring_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    told = _with_vault(commands, "measures", "write the vault's measures: pseudonymous, as CSV and Parquet")
    told.add_argument("--out", type=Path, required=True, metavar="DIR")
    told.add_argument("--over-time", action="store_true", help="also at every month's end since the work began")
    seen = commands.add_parser("whiteboard", help="what is there and what is thin, over many cases")
    seen.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="files that measures wrote, of many workers")
    seen.add_argument("--vault", type=Path, metavar="FILE", help="the cases of a vault instead, with their names")
    seen.add_argument("--passphrase-file", type=Path, metavar="FILE", help="first line is the passphrase")
    seen.add_argument("--reader", default="us", metavar="R", help=READERS)
    seen.add_argument("--hide-names", action="store_true", help="name neither families nor workers")
    seen.add_argument("--sort", metavar="KEY", help="thin, title, worker, pathway or a measure's key")
    seen.add_argument("--descending", action="store_true", help="the highest first")
    seen.add_argument("--thin", action="append", default=[], metavar="KEY", help="only where this is thin; again: both")
    seen.add_argument("--pathway", default="", choices=("safety", "wellbeing", "success"))
    seen.add_argument("--real", action="store_true", help="without the made-up families")
    how = seen.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="as JSON")
    how.add_argument("--csv", action="store_true", help="as CSV")
    how.add_argument("--pdf", type=Path, metavar="FILE", help="on paper")


def _sending_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    sync = _with_vault(commands, "sync", "send what is due in the outbox")
    sync.add_argument("--once", action="store_true", required=True, help="try each delivery once, then end")
    outbox = _with_vault(commands, "outbox", "list the outbox, or do one thing with a delivery")
    outbox.add_argument("--json", action="store_true", help="as JSON")
    deed = outbox.add_mutually_exclusive_group()
    deed.add_argument("--receipt", metavar="ID", help="the proof: what was sent, to whom, when, and what was answered")
    deed.add_argument("--withdraw", metavar="ID", help="take back what has not been sent")
    deed.add_argument("--retry", metavar="ID", help="try again at the next sync, without waiting")
    deed.add_argument("--give-up", metavar="ID", help="end one that may have arrived and of which nobody can be asked")
    deed.add_argument("--keep-theirs", metavar="ID", help="end a conflict: what is there stays, ours is not sent")
    deed.add_argument("--send-anew", metavar="ID", help="end a conflict: send ours under a new version name")
    ways = _with_vault(commands, "connections", "ways to the case system; without an option it lists them")
    ways.add_argument("--json", action="store_true", help="as JSON")
    deed = ways.add_mutually_exclusive_group()
    deed.add_argument("--add", metavar="NAME", help="keep a new connection; without --secret-file it asks for one")
    deed.add_argument("--try", metavar="NAME", dest="try_it", help="look whether the way is open")
    deed.add_argument("--remove", metavar="NAME", help="forget it and its secrets")
    deed.add_argument("--on", metavar="NAME", help="send there again")
    deed.add_argument("--off", metavar="NAME", help="send nothing there for now")
    ways.add_argument("--kind", metavar="K", help="folder, webdav, https …")
    ways.add_argument("--set", action="append", dest="settings", metavar="NAME=VALUE", default=[], help="a setting")
    ways.add_argument(
        "--secret-file", action="append", dest="secret_files", metavar="NAME=FILE", default=[],
        help="the file holds a password or token, which stays in the vault from then on",
    )  # fmt: skip
    ways.add_argument("--ca-file", type=Path, metavar="FILE", help="the authority's certificate (PEM)")
    ways.add_argument("--mapping", metavar="NAME", help="the authority's field file in the practice folder")


def _family_arguments(export: _Parser) -> None:
    export.add_argument("--hide-names", action="store_true", help="initials only (genogram, ecomap, circles)")
    export.add_argument("--no-ties", action="store_true", help="a genogram without how people get on")
    export.add_argument("--no-homes", action="store_true", help="a genogram without who lives where")
    export.add_argument("--home", metavar="NAME", default="", help="the home of an ecomap (default: the children's)")
    export.add_argument("--circle", metavar="TITLE", default="", help="which circles (default: all)")
    export.add_argument("--on", type=_day, metavar="DATE", help="circles: as they stood on that day (2025-01-22)")
    export.add_argument("--gedcom-version", choices=("7.0", "5.5.1"), default="7.0")


def _thinking_arguments(export: _Parser) -> None:
    export.add_argument("--behaviour", metavar="WORDS", default="", help="which harm matrix (default: all)")
    export.add_argument("--plan-version", type=int, metavar="N", help="an earlier version of the plan")
    export.add_argument("--fridge", action="store_true", help="of the plan only the page for the fridge door")
    export.add_argument(
        "--set", action="append", dest="sets", metavar="KEY", default=[], help="of questions; may be repeated, or all"
    )


def _children_arguments(export: _Parser) -> None:
    export.add_argument("--layout", choices=LAYOUTS, default=LAYOUTS[0], help="of a story (default: storybook)")
    export.add_argument("--lang", metavar="L", default="", help="the language of a story: its code or name")
    export.add_argument("--version", type=int, dest="story_version", metavar="N", help="a version of a story")
    export.add_argument("--story", metavar="S", default="", help="which story: full, shorter, translation or its id")
    export.add_argument("--frame", type=int, metavar="N", help="only this picture of a story, with its words")
    export.add_argument("--child", metavar="NAME", default="", help="whose pages (houses); for the reader child needed")
    export.add_argument(
        "--session", metavar="S", default="", help="of supervision: an id or a day; default: the newest"
    )
    export.add_argument("--sheet", metavar="S", default="", help="three_houses, fairy, wizard, safety_house or an id")


def _view_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    screens = commands.add_parser("screens", help="save a picture of every screen, with the example family")
    screens.add_argument("--out", type=Path, required=True, metavar="DIR")
    screens.add_argument("--size", type=_size, default=(1366, 768), metavar="1366x768")
    screens.add_argument("--theme", choices=THEMES, default="light")
    layout = commands.add_parser("layout", help="lay out a family file (GEDCOM) and write where everybody stands")
    layout.add_argument("file", type=Path, metavar="FAMILY.ged")
    layout.add_argument("--json", type=Path, required=True, metavar="OUT", dest="out")
    words = commands.add_parser("words", help="what the plain-words checker would ask about a text")
    words.add_argument("text", nargs="?", metavar="TEXT")
    words.add_argument("--kind", choices=WORD_KINDS, metavar="K", help=", ".join(WORD_KINDS))
    words.add_argument("--quotation", action="store_true", help="TEXT is what somebody said: nothing is asked about it")
    words.add_argument("--file", type=Path, metavar="F.tsv", help="many at once: columns kind, is_quotation, text")
    pictures = commands.add_parser("pictures", help="the first eight pictures offered for some words, best first")
    pictures.add_argument("words", nargs="+", metavar="WORDS")
    pictures.add_argument("--lang", default="en", metavar="L", help="the language of WORDS (default: en)")
    scan = commands.add_parser(
        "scan", help="look through any document for words that must not leave: exit 0 clean, 1 found, 2 not readable"
    )
    scan.add_argument("file", type=Path, metavar="FILE")
    scan.add_argument("--values", type=Path, required=True, metavar="F", help="the words, one value a line")
    bench = commands.add_parser("bench", help="measure how quick the app is on this computer")
    bench.add_argument("--json", action="store_true", help="as JSON")
    bench.add_argument("--quick", action="store_true", help="a small vault and few repeats: shows that it runs")
    bench.add_argument("--only", action="append", metavar="NAME", help="measure only this; may be repeated")


def _with_vault(commands: argparse._SubParsersAction[_Parser], name: str, words: str) -> _Parser:
    command = commands.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
    command.add_argument("--vault", type=Path, required=True, metavar="FILE")
    command.add_argument("--passphrase-file", type=Path, metavar="FILE", help="first line is the passphrase")
    return command


def _size(text: str) -> tuple[int, int]:
    width, cross, height = text.partition("x")
    if not (cross and width.isdecimal() and height.isdecimal() and int(width) >= 320 and int(height) >= 240):
        raise argparse.ArgumentTypeError("a size reads like 1366x768, at least 320x240")
    return int(width), int(height)


def _day(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError("a day is written as 2025-01-22") from error
