"""What of a case is held back from a reader, row by row, and why. The rule of a parent's own copy is here.

A parent sees what names them, and what is only about their own children and names nobody else of the family's private
life. Words of another parent, children who are not theirs and where others live are held back. A worker can let a row
through, or hold it back.
"""

from __future__ import annotations

import re
from functools import cached_property

from models.audience import Audience
from models.naming import CHILDREN, SOMEBODY, TABLES, Named, Names, word_columns
from models.rows import Row, Rows
from models.secrets import Secret

RULES = {
    "held": "You hold it back from this reader.",
    "restricted": "It is marked as not to be shown.",
    "others_words": "These are another parent's own words.",
    "sources": "Only the court and the record are told who said so.",
    "others": "It does not name them, and names others of the family.",
    "others_child": "It is about a child who is not theirs.",
    "not_theirs": "It does not name them, and is not only about their own children.",
    "address": "Where others live is not shown.",
    "draft": "It is not finished.",
}
"""Rule → why it holds something back, in a sentence."""

WORDS_OF = {"wording": "person_id", "score": "person_id", "different_view": "person_id", "circle_note": "by_id",
            "network_objection": "person_id"}  # fmt: skip
"""Tables that hold somebody's own words, with the column that says whose."""
_OWN_WORDS = {"wording": ("text",), "score": ("reason", "higher"), "different_view": ("words",),
              "circle_note": ("words", "help"), "network_objection": ("words",)}  # fmt: skip
_INHERITS = {
    "matrix_cell": ("harm_matrix", "matrix_id"), "open_question": ("harm_matrix", "matrix_id"),
    "round": ("scale", "scale_id"), "score": ("round", "round_id"), "scale": ("strand", "strand_id"),
    "card_person": ("card", "card_id"), "different_view": ("card", "card_id"), "statement_part": ("card", "card_id"),
    "meeting_person": ("network_meeting", "meeting_id"), "meeting_item": ("network_meeting", "meeting_id"),
    "network_question": ("network_objection", "objection_id"), "network_find": ("network_objection", "objection_id"),
    "story_frame": ("story", "story_id"), "story_approval": ("story", "story_id"),
    "story_telling": ("story", "story_id"), "story_asked": ("story_telling", "telling_id"),
    "child_link": ("partnership", "partnership_id"), "household_member": ("household", "household_id"),
    "ecomap_link": ("household", "household_id"), "sheet_item": ("child_sheet", "sheet_id"),
    "sheet_permission": ("child_sheet", "sheet_id"), "circle_child": ("safety_circle", "circle_id"),
    "scene_item": ("scene", "scene_id"), "session_item": ("learning_session", "session_id"),
}  # fmt: skip
"""Rows that belong to another: where they name nobody, that one decides; where it is let through, they are too."""
_FREE = frozenset(("casefile", "workspace", "workspace_child", "pathway_period", "person", "person_look", "arrangement",
                   "scene", "scene_item", "restriction", "sharing_decision", "map_version", "strand", "round", "story",
                   "safety_circle", "plan_version", "network_meeting"))  # fmt: skip
"""Tables of the frame round what was said; their single words and people are still looked at one by one."""
_SHEETS = ("child_sheet", "sheet_item", "sheet_permission")
SHORTEST_WORDS = 4
"""Somebody's words are looked for in a finished file from this many words on: "Nothing." stands in any text."""


class Holding:
    """The verdicts for one reader on the rows of a case. Made for one state of the rows."""

    def __init__(self, rows: Rows, audience: Audience) -> None:
        self._rows, self.audience = rows, audience
        self.names = Names(rows)
        self._verdicts: dict[tuple[str, str], str] = {}

    def verdict(self, table: str, key: str) -> str:
        """Which of :data:`RULES` holds a row back from the reader; "" where none does. Restrictions are not asked."""
        found = self._verdicts.get((table, key))
        if found is None:
            row = self._rows.table(table).get(key)
            # What was kept of an earlier day and is gone since cannot be judged: a parent's own copy goes without it.
            found = self._judge(table, row) if row else "others" if self.audience.is_parent else ""
            self._verdicts[table, key] = found
        return found

    def is_reworded(self, table: str, key: str, text: str) -> bool:
        """Whether a text kept from an earlier day says something else than today's row, of people not to be named."""
        row = self._rows.table(table).get(key)
        if not self.audience.is_parent or row is None or row["text"] == text:
            return False
        named = self.names.in_text(text)
        return self.audience.person_id not in named.sure and bool(self.others(named))

    def field(self, table: str, key: str, field: str) -> str:
        """Which rule holds one field of a row back; "" where none does."""
        audience = self.audience
        if audience.reader.is_us:
            return ""
        if audience.holds(table, key, field):
            return "held"
        if audience.lets(table, key, field) or audience.lets(table, key):
            return ""
        if (table, field) == ("household", "address") and audience.reader.kind != "case-system":
            return "" if key in audience.homes else "address"
        open_to = ("us", "family", "case-system")
        if (table, field) == ("network_meeting", "place") and audience.reader.kind not in open_to:
            row = self._rows.get(table, key)
            return "address" if row and self._is_at_a_home(row["place"] or "") else ""
        return ""

    def _is_at_a_home(self, place: str) -> bool:
        """Whether a place is somebody's home where the reader does not live."""
        homes = {key: row for key, row in self._rows.table("household").items() if key not in self.audience.homes}
        refs = {row["ref"] for row in homes.values() if row["ref"]}
        if any(row["name"] and row["name"].casefold() in place.casefold() for row in homes.values()):
            return True
        return any(re.search(rf"\b{re.escape(ref)}\b", place) for ref in refs)

    # ---- rows ---------------------------------------------------------------------------------------------------
    def _judge(self, table: str, row: Row) -> str:
        audience, key = self.audience, row["id"]
        if audience.reader.is_us:
            return ""
        if audience.holds(table, key):
            return "held"
        if self.is_let_through(table, row):
            return ""
        if table == "card" and row["state"] == "draft" and not audience.drafts:
            return "draft"
        if table in _INHERITS and self._holder_verdict(table, row) == "held":
            return "held"
        if not audience.sources and self._says_who(table, row):
            return "sources"
        return self._for_parent(table, row) if audience.is_parent else self._for_child(table, row)

    def is_let_through(self, table: str, row: Row) -> bool:
        """Whether a worker let a row through, or the row it belongs to."""
        if self.audience.lets(table, row["id"]):
            return True
        if not self.audience.shown or table not in _INHERITS:
            return False
        holder, column = _INHERITS[table]
        above = self._rows.get(holder, row[column])
        return above is not None and self.is_let_through(holder, above)

    def _holder_verdict(self, table: str, row: Row) -> str:
        holder, column = _INHERITS[table]
        return self.verdict(holder, row[column]) if row[column] else ""

    def _says_who(self, table: str, row: Row) -> bool:
        """Whether a row is only there to say who told it, and that is not the reader."""
        is_source = table == "card_person" and row["role"] == "source"
        return is_source and (row["person_id"] is None or row["person_id"] != self.audience.person_id)

    def _for_child(self, table: str, row: Row) -> str:
        """One child's copy: no other child's own pages."""
        audience = self.audience
        if audience.reader.kind != "child" or audience.person_id is None or table not in _SHEETS:
            return ""
        return "" if self._whose_sheet(table, row) == audience.person_id else "others_child"

    def _whose_sheet(self, table: str, row: Row) -> str | None:
        sheet = row if table == "child_sheet" else self._rows.get("child_sheet", row["sheet_id"])
        return sheet["child_id"] if sheet else None

    # ---- a parent's own copy ------------------------------------------------------------------------------------
    def _for_parent(self, table: str, row: Row) -> str:
        audience = self.audience
        if table in _FREE:
            return ""
        if table in _SHEETS:
            # What the child lets them see is the child's to say; whose child it is counts before.
            return "" if self._whose_sheet(table, row) in audience.own else "others_child"
        if self._is_others_words(table, row):
            return "others_words"
        if self._has_agreed(table, row):
            return ""
        named = self.names.in_row(table, row)
        if table == "child_link" and (union := self._rows.get("partnership", row["partnership_id"])):
            named |= self.names.in_row("partnership", union)
        if audience.person_id in named.sure or self._is_of_their_home(table, row):
            return ""
        others = self.others(named)
        if others:
            return "others_child" if others <= audience.children | {CHILDREN} else "others"
        if named.maybe & audience.own:
            return ""
        if table in _INHERITS and _INHERITS[table][0] not in _FREE:
            return self._holder_verdict(table, row)
        return "" if self._is_about_their_children(row) else "not_theirs"

    def others(self, named: Named) -> frozenset[str]:
        """Who of the family's private life is named besides the parent and their own children."""
        people, audience = self._rows.table("person"), self.audience
        found = set()
        for key in named.maybe - audience.own - {audience.person_id}:
            if key == CHILDREN:
                if not self._names.workspace_children <= audience.own:
                    found.add(key)
            elif key == SOMEBODY or (key in people and people[key]["kind"] not in ("professional", "pet")):
                found.add(key)
        return frozenset(found)

    @cached_property
    def _names(self) -> _WorkChildren:
        return _WorkChildren(self._rows)

    def _is_others_words(self, table: str, row: Row) -> bool:
        others = self.audience.parents - {self.audience.person_id}
        if table == "card":
            people = self._rows.where("card_person", card_id=row["id"], role="speaker")
            return any(person["person_id"] in others for person in people)
        return table in WORDS_OF and row[WORDS_OF[table]] in others

    def _has_agreed(self, table: str, row: Row) -> bool:
        """Whether the parent was asked about these very words: a story's frame, a rule of the plan."""
        who = self.audience.person_id
        if table == "story_frame":
            return any(
                who == said["person_id"] for said in self._rows.where("story_approval", story_id=row["story_id"])
            )
        if table == "plan_rule":
            said = self._rows.where("plan_agreement", workspace_id=row["workspace_id"], version=row["version"])
            return any(who == each["person_id"] and each["state"] == "agreed" for each in said)
        return False

    def _is_of_their_home(self, table: str, row: Row) -> bool:
        home = row["id"] if table == "household" else row["household_id"] if table == "ecomap_link" else None
        return home in self.audience.homes

    def _is_about_their_children(self, row: Row) -> bool:
        """What names nobody is about the children of the work: theirs, where all of them are."""
        workspace = row.get("workspace_id")
        children = self._names.of(workspace)
        return bool(children) and children <= self.audience.own and workspace in self._taken_part

    @cached_property
    def _taken_part(self) -> frozenset[str]:
        """The workspaces in whose work the parent takes part: somebody long gone sees what names them or the child."""
        who, rows, found = self.audience.person_id, self._rows, set()
        for table in ("score", "wording", "plan_agreement", "meeting_person", "different_view"):
            mine = rows.where(table, person_id=who)
            found |= {row["workspace_id"] for row in mine if row.get("state") not in ("not_asked", "invited")}
        agreed = rows.where("card_person", person_id=who)
        found |= {row["workspace_id"] for row in agreed if row["role"] in ("speaker", "agreed", "responsible")}
        if self.audience.homes & {m["household_id"] for m in rows.table("household_member").values()
                                  if m["person_id"] in self.audience.own and not m["ended_on"]}:  # fmt: skip
            found |= set(rows.table("workspace"))
        return frozenset(found)

    # ---- values that must not be in the finished file -------------------------------------------------------------
    @cached_property
    def secrets(self) -> tuple[Secret, ...]:
        """What must not be in this reader's finished file beyond what is restricted."""
        found = list(self._addresses())
        if self.audience.is_parent:
            free = [*self._texts_let_through()]
            said = [s for s in (*self._other_children(), *self._others_said()) if not any(s.is_in(t) for t in free)]
            found += said
        return tuple(found)

    def _addresses(self) -> list[Secret]:
        if self.audience.reader.kind in ("us", "case-system"):
            return []
        found = []
        for key, row in self._rows.table("household").items():
            if not row["address"] or not self.field("household", key, "address"):
                continue
            found.append(Secret(row["address"], self._called_home(key)))
        return found

    def _called_home(self, household_id: str) -> str:
        members = self._rows.where("household_member", household_id=household_id)
        lives = {row["person_id"] for row in members if not row["ended_on"]}
        return "the family's home" if lives & self._names.workspace_children else "another home"

    def _other_children(self) -> list[Secret]:
        people, audience = self._rows.table("person"), self.audience
        ours = {name.casefold() for key in (*audience.own, audience.person_id) if key in people
                for name in _own_names(people[key])}  # fmt: skip
        return [
            Secret(name)
            for key in sorted(audience.children - audience.own)
            if key in people and people[key]["life"] in ("alive", "dead", "unknown", "stillborn")
            and not audience.lets("person", key)
            for name in sorted(_own_names(people[key])) if name.casefold() not in ours
        ]  # fmt: skip

    def _others_said(self) -> list[Secret]:
        """Words of other parents that the reader has not said or been shown elsewhere."""
        found = []
        for table, columns in (*_OWN_WORDS.items(), ("card", ("text",))):
            for row in self._rows.table(table).values():
                if self._is_others_words(table, row) and not self.is_let_through(table, row):
                    found += [Secret(row[c]) for c in columns if row[c] and len(row[c].split()) >= SHORTEST_WORDS]
        plain = [row["text"] for row in self._rows.table("card").values() if not self.verdict("card", row["id"])]
        return [secret for secret in found if not any(secret.is_in(text) for text in plain)]

    def _texts_let_through(self) -> list[str]:
        """All words of rows that a worker let through: what stands in them is let through as well."""
        found: list[str] = []
        if not self.audience.shown:
            return found
        for table in TABLES:
            if table in ("restriction", "sharing_decision"):
                continue
            for row in self._rows.table(table).values():
                if self.is_let_through(table, row):
                    found += [str(value) for value in row.values() if isinstance(value, str)]
        return found

    def lives_with_them(self, person_id: str) -> bool:
        """Whether somebody lives where the reader lives: of anybody else a parent is not told with whom they live."""
        members = self._rows.where("household_member", person_id=person_id)
        return any(row["household_id"] in self.audience.homes for row in members if not row["ended_on"])

    # ---- people ---------------------------------------------------------------------------------------------------
    @cached_property
    def known(self) -> frozenset[str]:
        """Whom a parent's copy may name: who stands in a row they see. Children who are not theirs only let through."""
        audience = self.audience
        found = {audience.person_id} | audience.own
        for table in TABLES:
            if table in _FREE or table in _SHEETS:
                continue
            for key, row in self._rows.table(table).items():
                if self._is_marked(table, row):
                    continue
                if not self.verdict(table, key) and not self._has_secret(table, row):
                    found |= self.names.in_row(table, row).maybe
        people = self._rows.table("person")
        found |= {key for key, row in people.items() if row["kind"] in ("professional", "pet")}
        veiled = self._rows.where("restriction", target_table="person")
        # Who stands under a public name is shown to those who know of them: "a son, adopted".
        publicly = {row["target_id"] for row in veiled if row["public_name"]}
        others = audience.children - audience.own - publicly
        hidden = {key for key in others if not audience.lets("person", key)}
        let = {key for key in hidden if any(n in t for t in self._texts_let_through() for n in (people[key]["name"],))}
        return frozenset(key for key in found - (hidden - let) if key in people)

    @cached_property
    def _marked(self) -> frozenset[tuple[str, str]]:
        """What is marked as not to be shown to this reader, and goes without anything in its place."""
        return frozenset(
            (row["target_table"], row["target_id"])
            for row in self._rows.table("restriction").values()
            if row["target_table"] and not row["target_field"] and not row["public_name"]
            and not self.audience.lets("restriction", row["id"])
        )  # fmt: skip

    def _is_marked(self, table: str, row: Row) -> bool:
        """Whether a row, or the one it belongs to, is marked: it makes nobody known then."""
        if (table, row["id"]) in self._marked:
            return True
        if not self._marked or table not in _INHERITS:
            return False
        holder, column = _INHERITS[table]
        above = self._rows.get(holder, row[column])
        return above is not None and self._is_marked(holder, above)

    def _has_secret(self, table: str, row: Row) -> bool:
        """Whether a row's words hold what this reader may not read: they are not shown then, nor who stands in them."""
        texts = [row[column] for column in word_columns(table) if row.get(column)]
        return any(not secret.public_name and secret.is_in(text) for text in texts for secret in self.secrets)


class _WorkChildren:
    """The children of each workspace."""

    def __init__(self, rows: Rows) -> None:
        self._by: dict[str, set[str]] = {}
        for row in rows.table("workspace_child").values():
            self._by.setdefault(row["workspace_id"], set()).add(row["person_id"])
        self.workspace_children = frozenset(key for group in self._by.values() for key in group)

    def of(self, workspace_id: str | None) -> frozenset[str]:
        """Those of one workspace; of all of them where none is said."""
        return frozenset(self._by.get(workspace_id, ())) if workspace_id else self.workspace_children


def _own_names(row: Row) -> set[str]:
    """The names that mean somebody and hardly anybody else: in full, as called, the first one."""
    names = {row["name"], row["known_as"] or "", str(row["name"]).split()[0] if row["name"] else ""}
    return {name.strip() for name in names if name and name.strip() and not name.startswith("(")}
