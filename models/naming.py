"""Who is named: in a text, by name or as "Mum"; in a row of a case, by link or in its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from models.audience import Kinship
from models.base import Base
from models.entities import CASE_TABLES
from models.kin import group_of, kin_pattern
from models.projections import shown_name
from models.rows import Row, Rows

SOMEBODY = "?"
"""Stands for somebody of the family who is named only as what they are ("his uncle")."""
CHILDREN = "*"
"""Stands for children who are not named one by one ("the children", "his sister")."""

TITLES = ("mr", "mrs", "ms", "miss", "dr", "pc", "nurse", "sister", "aunty", "auntie", "uncle")
_NOT_SHOWN = {"card": {"note"}, "person": {"note"}, "casefile": {"note"}, "household": {"note"}, "workspace": {"title"}}
"""Words that no reader gets, so that they name nobody."""
_MORE_WORDS = {
    "matrix_cell": ("child_words",), "plan_agreement": ("person_words",), "open_question": ("person_words",),
    "meeting_person": ("person_words",), "story_telling": ("read_by", "there", "place"), "story_approval": ("who",),
    "child_link": ("note",), "household": ("distance",), "child_sheet": ("made_with", "place"),
}  # fmt: skip
"""Words that are not searched for, but can name somebody."""
SATELLITES = {
    "card_person": "card_id", "different_view": "card_id", "child_link": "partnership_id",
    "meeting_person": "meeting_id", "household_member": "household_id",
}  # fmt: skip
"""Rows that belong to another row and say who that one is about."""
_HELD_BY = {"child_link": "partnership", "meeting_person": "network_meeting", "household_member": "household"}


@dataclass(frozen=True)
class Named:
    """Ids of who is meant. ``sure``: by their own name; ``maybe``: also by what could mean them or others."""

    sure: frozenset[str] = frozenset()
    maybe: frozenset[str] = frozenset()

    def __or__(self, other: Named) -> Named:
        return Named(self.sure | other.sure, self.maybe | other.maybe)


class Names:
    """Everybody of a case, by what they are called."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._people = rows.table("person")
        self._kin = Kinship(rows)

    @cached_property
    def called(self) -> dict[str, frozenset[str]]:
        """A name in small letters → whom it can mean."""
        found: dict[str, set[str]] = {}
        for key, row in self._people.items():
            for name in names_of(row):
                found.setdefault(name.casefold(), set()).add(key)
        return {name: frozenset(ids) for name, ids in found.items()}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        names = sorted(self.called, key=lambda name: (-len(name), name))
        if not names:
            return None
        spaced = (r"[\s\u00a0]+".join(map(re.escape, name.split())) for name in names)
        return re.compile(r"(?<![\w])(?:" + "|".join(spaced) + r")(?![\w])", re.IGNORECASE)

    @cached_property
    def _mothers(self) -> frozenset[str]:
        return frozenset(key for key in self._adults if self._people[key]["gender"] == "female")

    @cached_property
    def _fathers(self) -> frozenset[str]:
        return frozenset(key for key in self._adults if self._people[key]["gender"] == "male")

    @cached_property
    def _adults(self) -> frozenset[str]:
        """Parents of the children the work is about, the dead too: "Dad" may mean them."""
        links = [
            row for row in self._rows.table("child_link").values() if row["child_id"] in self._kin.workspace_children
        ]
        unions = (self._rows.get("partnership", row["partnership_id"]) for row in links)
        sides = {union[side] for union in unions if union for side in ("first_id", "second_id")}
        return frozenset(side for side in sides if side in self._people) | self._kin.parents

    def in_text(self, text: str | None) -> Named:
        """Who a text names."""
        if not text or self._pattern is None:
            return Named()
        sure: set[str] = set()
        maybe: set[str] = set()
        for match in self._pattern.finditer(text):
            ids = self.called[" ".join(match.group().split()).casefold()]
            maybe |= ids
            # In small letters "hope" and "will" are words; all the same they may be somebody.
            if len(ids) == 1 and match.group()[:1].isupper():
                sure |= ids
        rest = self._pattern.sub(" ", text)
        for match in kin_pattern().finditer(rest):
            ids = self._kin_of(match.group())
            maybe |= ids
            if len(ids) == 1 and not ids & {SOMEBODY, CHILDREN}:
                sure |= ids
        return Named(frozenset(sure), frozenset(maybe))

    def _kin_of(self, word: str) -> frozenset[str]:
        group = group_of(word)
        if group == "mother":
            return self._mothers or frozenset({SOMEBODY})
        if group == "father":
            return self._fathers or frozenset({SOMEBODY})
        if group == "parents":
            return self._mothers | self._fathers | {SOMEBODY}
        return frozenset({CHILDREN if group == "children" else SOMEBODY})

    @cached_property
    def _satellites(self) -> dict[tuple[str, str], list[tuple[str, Row]]]:
        found: dict[tuple[str, str], list[tuple[str, Row]]] = {}
        for table, column in SATELLITES.items():
            of = _HELD_BY.get(table, "card")
            for row in self._rows.table(table).values():
                found.setdefault((of, row[column]), []).append((table, row))
        return found

    def in_row(self, table: str, row: Row) -> Named:
        """Who a row names, with the rows that say who it is about."""
        found = self._alone(table, row)
        for kind, satellite in self._satellites.get((table, row["id"]), ()):
            if kind == "different_view":
                ids = frozenset({satellite["person_id"]} - {None})
                found |= Named(ids, ids)  # what they say of it stands on its own
            else:
                found |= self._alone(kind, satellite)
        return found

    def _alone(self, table: str, row: Row) -> Named:
        links = frozenset(row[column] for column in person_columns(table) if row.get(column))
        found = Named(links, links)
        for column in word_columns(table):
            found |= self.in_text(row.get(column))
        return found


def names_of(row: Row) -> Iterable[str]:
    """What somebody may be called: in full, as the family says, by first name, and by title and surname."""
    words = [word for word in str(row["name"]).split() if word.casefold().rstrip(".") not in TITLES]
    yield from (name for name in (str(row["name"]).strip(), (row["known_as"] or "").strip()) if name)
    if not words or row["life"] not in ("alive", "dead", "unknown", "stillborn"):
        return
    yield shown_name(row)
    if row["name"][:1].isupper() and len(words) <= 4:
        yield words[0]
        if len(words) > 1:
            yield " ".join((words[0], words[-1]))
            yield from (f"{title} {words[-1]}" for title in TITLES[:6])
            yield f"{words[-1]}s"


def names_alone(rows: Rows, person_id: str) -> tuple[str, ...]:
    """The names that mean somebody and nobody else of the case: in full always, else as called and the first one."""
    people = rows.table("person")
    row = people[person_id]
    full = str(row["name"]).strip()
    others = {name.casefold() for key, each in people.items() if key != person_id for name in names_of(each)}
    mine = (full, (row["known_as"] or "").strip(), shown_name(row))
    return tuple(dict.fromkeys(name for name in mine if name and (name == full or name.casefold() not in others)))


@cache
def person_columns(table: str) -> tuple[str, ...]:
    """The columns of a table that point at somebody."""
    columns = Base.metadata.tables[table].columns
    found = tuple(c.name for c in columns if any(key.target_fullname == "person.id" for key in c.foreign_keys))
    return (*found, "id") if table == "person" else found


@cache
def word_columns(table: str) -> tuple[str, ...]:
    """The columns of a table that hold words a reader may get."""
    columns = Base.metadata.tables[table].columns
    away = _NOT_SHOWN.get(table, set())
    return (*(c.name for c in columns if c.info.get("search") and c.name not in away), *_MORE_WORDS.get(table, ()))


TABLES = tuple(model.__tablename__ for model in CASE_TABLES)
