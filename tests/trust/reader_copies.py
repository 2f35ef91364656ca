"""Families nobody wrote, every reader, every format: no restricted word leaves, whether the scan knows it or not.

``python tests/trust/reader_copies.py --families 1000`` prints what was found as JSON. A family is an example with other
names, fewer rows, restrictions on rows drawn from all its tables and decisions to let single readers see some of them.
A sign that stands nowhere else is put into every restricted text; half of the restrictions tell the scan no words, so
that only the projection can hold them back. Files are read back here without the app's own scan. ``--without`` takes
the projection and the scan away: then signs must be found, or the run proves nothing.
"""

from __future__ import annotations

import argparse
import base64
import html
import io
import json
import random
import re
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import pypdfium2

from exporters import leakscan
from exporters.bundle import EXAMPLES, import_bundle, read_bundle
from exporters.bundle_format import CHOICES, FORMAT, SCHEMA, fields
from exporters.export import FORMATS, WHATS, export
from exporters.leakscan import LeakFound
from exporters.order import Order
from models.audience import parent_readers
from models.casework import Case, Desk
from models.errors import KnownError
from models.keyslots import KdfCost
from models.readers import Reader, Standing
from models.secrets import Secrets
from models.vault import Vault
from resources.files import read_text

Row = dict[str, Any]
Tables = dict[str, list[Row]]

NOT_RESTRICTED = ("casefile", "workspace", "restriction", "sharing_decision", "workspace_child", "map_version")
_NO_PROSE = re.compile(r"(_id|_on|_at|_json|_key|^id|^ref|^born|^died|snapshot|blob|lang|colour|occasion)$")
_OFFICES = ("network", "court", "supervision", "case-system", "family")
PICTURES = ("png",)
"""No words can be read back out of these; the same pages are made as PDF."""
_SYLLABLES = "bra cel dru fen gor hul jas kel lor mav nim oth pel quo rin sab tev uld vor wex yal zin".split()


@dataclass
class Invented:
    """A family as a bundle, and which sign must be kept from whom: sign → the readers who may see it."""

    tables: Tables
    signs: dict[str, set[str]] = field(default_factory=dict)
    where: dict[str, str] = field(default_factory=dict)


class Inventing:
    """Makes one family out of one example."""

    def __init__(self, number: int, seed: int) -> None:
        self.dice = random.Random(seed * 1_000_003 + number)
        self.number = number
        example = EXAMPLES[number % len(EXAMPLES)]
        self.tables: Tables = json.loads(read_text("examples", example))["tables"]
        self.made = Invented(self.tables)

    def family(self) -> Invented:
        """The family, renamed, thinned out and with its restrictions."""
        self._rename()
        self._thin_out()
        self.tables["restriction"] = []
        self.tables["sharing_decision"] = []
        for place in range(self.dice.randrange(4, 13)):
            self._restrict(place)
        self._restrict_a_person()
        self._restrict_loose_words()
        self.tables["casefile"][0].update(number=f"X-{self.number}", is_example=False)
        return self.made

    def sign(self) -> str:
        """A word that stands nowhere else: a letter would be enough to tell it by."""
        return "Zq" + "".join(self.dice.choices(_SYLLABLES, k=3)) + f"{len(self.made.signs):02d}"

    def _name(self) -> str:
        return "".join(self.dice.choices(_SYLLABLES, k=2)).capitalize() + self.dice.choice("aeiou")

    def _rename(self) -> None:
        names = sorted(
            {word for row in self.tables["person"] for word in re.findall(r"[A-Z]\w{2,}", row["name"] or "")}
        )
        new: dict[str, str] = {}
        for name in names:
            new[name] = next(n for n in iter(self._name, None) if n not in new.values())
        pattern = re.compile(rf"\b({'|'.join(map(re.escape, names))})\b")
        text = json.dumps(self.tables, ensure_ascii=False)
        self.tables.update(json.loads(pattern.sub(lambda found: new[found[0]], text)))

    def _thin_out(self) -> None:
        text = json.dumps(self.tables)
        for name in ("card", "tie", "ecomap_link", "timeline_event", "score", "wording", "plan_entry", "circle_move"):
            kept = self.dice.uniform(0.5, 1.0)
            self.tables[name] = [
                row for row in self.tables.get(name, [])
                if text.count(f'"{row["id"]}"') > 1 or self.dice.random() < kept
            ]  # fmt: skip

    def _prose(self, table: str, row: Row) -> list[str]:
        """The columns of a row in which somebody wrote something."""
        return [
            name for name, kind in fields(table).items()
            if kind.kind == "text" and not kind.is_id and (table, name) not in CHOICES and not _NO_PROSE.search(name)
            and isinstance(row.get(name), str) and (" " in row[name] or name in ("name", "surname", "address"))
        ]  # fmt: skip

    def _restrict(self, place: int) -> None:
        able = [name for name, rows in self.tables.items() if rows and name not in (*NOT_RESTRICTED, "person")]
        table = self.dice.choice(able)
        row = self.dice.choice(self.tables[table])
        columns = self._prose(table, row)
        if not columns:
            return
        only = self.dice.choice(columns) if self.dice.random() < 0.2 else None
        signs = []
        for name in [only] if only else columns:
            sign = self.sign()
            row[name] = f"{row[name]} {sign}"
            signs.append(sign)
            self.made.signs[sign] = {"us"}
            self.made.where[sign] = f"{table}.{name}" + (" alone" if only else "")
        values = signs if self.dice.random() < 0.5 else []
        self._add(place, table, row, only, values, signs)

    def _add(self, place: int, table: str, row: Row, only: str | None, values: list[str], signs: list[str]) -> None:
        key = f"rx-{place}"
        restriction = {
            "id": key,
            "ref": f"RX{place}",
            "target_table": table,
            "target_id": row["id"],
            "target_field": only,
        }
        restriction |= {"fact": "What it is.", "reason": "Somebody could be found.", "values_json": json.dumps(values)}
        self.tables["restriction"].append(restriction | ({"target_field": only} if only else {}))
        if self.dice.random() < 0.25:
            reader = self.dice.choice(_OFFICES)
            self.tables["sharing_decision"].append({
                "id": f"sd-{place}", "target_table": "restriction", "target_id": key, "reader": reader,
                "decision": "show", "why": "It was talked about.",
            })  # fmt: skip
            for sign in signs:
                self.made.signs[sign].add(reader)

    def _restrict_a_person(self) -> None:
        """Somebody whose name must be nowhere, though other people's sentences name them."""
        able = [row for row in self.tables["person"] if row.get("kind") != "pet"]
        row = self.dice.choice(able)
        old, sign = row["name"], self.sign()
        text = json.dumps(self.tables, ensure_ascii=False)
        self.tables.update(json.loads(re.sub(rf"\b{re.escape(old)}\b", sign, text)))
        self.made.signs[sign] = {"us"}
        self.made.where[sign] = "person.name"
        person = next(each for each in self.tables["person"] if each["id"] == row["id"])
        self._add(90, "person", person, None, [sign], [sign])

    def _restrict_loose_words(self) -> None:
        """Words that may be in no text, wherever somebody wrote them."""
        sign = self.sign()
        self.made.signs[sign] = {"us"}
        self.made.where[sign] = "words"
        spots = [
            (row, name) for table, rows in self.tables.items() for row in rows
            if table not in NOT_RESTRICTED for name in self._prose(table, row) if table != "person"
        ]  # fmt: skip
        for row, name in self.dice.sample(spots, min(6, len(spots))):
            row[name] = f"{row[name]} {sign}"
        self.tables["restriction"].append({
            "id": "rx-loose", "fact": "Words.", "reason": "She asked for it.", "values_json": json.dumps([sign]),
        })  # fmt: skip


def words_in(data: bytes, file_format: str) -> str:
    """Everything that can be read in a file, without spaces, in small letters. The app's own reading is not used."""
    return re.sub(r"[\s\u00ad\u200b-]+", "", " ".join(_texts(data, file_format))).casefold()


def _texts(data: bytes, file_format: str) -> Iterator[str]:
    if data.startswith(b"%PDF-"):
        document = pypdfium2.PdfDocument(data)
        yield from document.get_metadata_dict().values()
        for page in document:
            yield page.get_textpage().get_text_range()
        document.close()
        yield data.decode("latin-1")
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name
                yield from _texts(archive.read(name), Path(name).suffix.lstrip("."))
    elif data.startswith(b"\x89PNG"):
        yield data.decode("latin-1")
    else:
        text = data.decode("utf-8", "replace")
        yield text
        if file_format in ("json", "fhir", "fhir-transaction"):
            yield from _said(json.loads(text))
        elif file_format in ("svg", "xml", "rels"):
            yield html.unescape(re.sub(r"<[^>]*>", "", text))


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "data" and isinstance(inner, str):
                yield from _texts(base64.b64decode(inner), "pdf")
            else:
                yield from _said(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _said(inner)
    elif isinstance(value, str):
        yield value


def readers_of(case: Case) -> list[Reader]:
    """Every reader this family has but the team itself."""
    people = case.rows.table("person")
    found = [Reader(kind) for kind in (*_OFFICES, "child")]
    found += [Reader("parent", people[key]["name"], key) for key in parent_readers(case.rows)]
    children = {row["person_id"] for row in case.rows.table("workspace_child").values()}
    return found + [Reader("child", people[key]["name"], key) for key in sorted(children)]


@contextmanager
def unprotected() -> Iterator[None]:
    """Nothing is restricted and nothing is scanned for the block."""
    made = Standing.__init__

    def blind(self: Standing, rows: Any, reader: Reader) -> None:
        made(self, rows, reader)
        self.restrictions, self.public = (), {}
        self.hidden = self.hidden_fields = frozenset()
        self.__dict__["secrets"] = Secrets([])

    with mock.patch.object(Standing, "__init__", blind), mock.patch.object(leakscan, "check"):
        yield


class Run:
    """Counts what happens to the copies of many families."""

    def __init__(self, desk: Desk, dice: random.Random, part: float) -> None:
        self.desk, self.dice, self.part = desk, dice, part
        self.made: Counter[str] = Counter()
        self.stopped: Counter[str] = Counter()
        self.leaks: list[str] = []
        self.faults: list[str] = []

    def family(self, number: int, seed: int) -> None:
        """One family: every reader, every format, of documents drawn by lot."""
        invented = Inventing(number, seed).family()
        document = {"format": FORMAT, "schema": SCHEMA, "tables": invented.tables}
        case_id = import_bundle(self.desk, read_bundle(json.dumps(document).encode()), as_copy=True)
        case = self.desk.open_case(case_id)
        workspaces = list(case.rows.table("workspace"))
        for reader in readers_of(case):
            for file_format in FORMATS:
                if file_format not in PICTURES and self.dice.random() < self.part:
                    self._copy(case, self.dice.choice(workspaces), reader, file_format, invented, number)
        self.desk.forget(case_id)

    def _copy(
        self, case: Case, workspace: str, reader: Reader, file_format: str, invented: Invented, number: int
    ) -> None:
        for what in self.dice.sample(WHATS, len(WHATS)):
            try:
                data = export(case, workspace, Order(what, reader, file_format, paper="A4"))
            except LeakFound:
                self.stopped[f"{what} {reader.kind}"] += 1
                return
            except KnownError:
                continue
            except Exception as fault:
                self.faults.append(
                    f"family {number}, {what}, {reader.kind}, {file_format}: {type(fault).__name__} {fault}"
                )
                return
            self.made[file_format] += 1
            text = words_in(data, file_format)
            for sign, allowed in invented.signs.items():
                if sign.casefold() in text and reader.kind not in allowed:
                    place = invented.where[sign]
                    self.leaks.append(f"family {number}: {place} in {what} for {reader.kind} as {file_format}")
            return


def run(families: int, seed: int, first: int = 0, part: float = 1.0) -> dict[str, object]:
    """Make the copies of that many families, or a part of each family's; what happened, and every leak."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        vault, _code = Vault.create(Path(folder) / "v.sofs", "one kitchen table more", cost=KdfCost.LIGHT)
        desk = Desk(vault)
        running = Run(desk, random.Random(seed), part)
        for number in range(first, first + families):
            running.family(number, seed)
        desk.close()
        vault.close()
    return {
        "families": families, "copies": sum(running.made.values()), "by_format": dict(running.made),
        "stopped_by_scan": dict(running.stopped.most_common()), "leaks": running.leaks, "faults": running.faults,
        "seconds": round(time.monotonic() - begun),
    }  # fmt: skip


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--families", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--part", type=float, default=1.0, help="of each family's copies, by lot")
    parser.add_argument("--without", action="store_true")
    chosen = parser.parse_args()
    with unprotected() if chosen.without else nullcontext():
        found = run(chosen.families, chosen.seed, chosen.first, chosen.part)
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
