"""What a child calls the people round it: "Mummy", "Dadi", "Nan" – never a guess that could mean somebody else.

First what the child itself wrote beside somebody on its own sheets. Then its mother and father, in the word it uses for
one, else in the case's ("mum"); where the other parent has or had another partner the name stands with it, "Dad
(Kofi)", because a child may call that one Dad. Only what the child may know of counts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace

from models.kin import group_of, kin_pattern, kin_words
from models.picture_views import PermissionView, SheetView
from models.projections import Projector
from models.readers import ReaderProjection
from models.rows import Row, Rows

_PARENTS = ("mother", "father")
_KIN = re.compile(r"(?:[^\W\d_]+[’']s )?[^\W\d_]+")
"""How a case says who somebody is: "mum", "Jayden's dad"."""
_NAME = re.compile(r"[^\W\d_][\w’'-]*(?: [^\W\d_][\w’'-]*)?")
"""One word or two; "Gran (on the sofa)" says more than what somebody is called."""
_OF_THEIR_OWN = ("birth", "adopted")


def called_by(projector: Projector, child_id: str, reading: ReaderProjection) -> dict[str, str]:
    """By person what a child calls them; those it has no word for are missing."""
    written = _written(projector, child_id, reading)
    return _Parents(projector, child_id, reading, written).called() | written


def as_its_child_says(view: SheetView, projector: Projector, reading: ReaderProjection) -> SheetView:
    """A child's sheet with those who may see it named as the child calls them."""
    items = [item for part in view.parts for item in part.items]
    if not view.may_see and not any(item.may_see for item in items):
        return view
    names = called_by(projector, view.child.id, reading)

    def named(lines: tuple[PermissionView, ...]) -> tuple[PermissionView, ...]:
        return tuple(
            replace(line, person=replace(line.person, name=names.get(line.person.id, line.person.name)))
            if line.person else line
            for line in lines
        )  # fmt: skip

    parts = tuple(
        replace(part, items=tuple(replace(item, may_see=named(item.may_see)) for item in part.items))
        for part in view.parts
    )
    return replace(view, may_see=named(view.may_see), parts=parts)


def _items(rows: Rows, child_id: str) -> list[Row]:
    own = {row["id"] for row in rows.where("child_sheet", child_id=child_id)}
    items = [row for row in rows.table("sheet_item").values() if row["sheet_id"] in own]
    return sorted(items, key=lambda row: (row["position"], row["id"]))


def _written(projector: Projector, child_id: str, reading: ReaderProjection) -> dict[str, str]:
    """What the child wrote beside people, the newest thing it wrote."""
    found: dict[str, str] = {}
    for item in _items(projector.rows, child_id):
        person = projector.people.get(item["person_id"] or "")
        text = (reading.told("sheet_item", item, "text") or "").strip()
        if person is None or person.id == child_id or not _NAME.fullmatch(text):
            continue
        is_name = all(not word[0].islower() or kin_pattern().fullmatch(word) for word in text.split())
        if is_name and text not in (person.name, person.full_name):
            found[person.id] = text
    return found


class _Parents:
    """A child's own mother and father."""

    def __init__(self, projector: Projector, child_id: str, reading: ReaderProjection, written: dict[str, str]) -> None:
        self._rows, self._people = projector.rows, projector.people
        self._child_id, self._reading, self._written = child_id, reading, written

    def called(self) -> dict[str, str]:
        """By parent what the child calls them, or would."""
        by_group: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for parent in self._parents():
            if word := self._said_in_case(parent):
                by_group[group_of(word)].append((parent, word))
        taken = {word.casefold() for word in self._written.values()}
        found: dict[str, str] = {}
        for group, people in by_group.items():
            (parent, known), *others = people
            word = self._own_word(group) or known
            if not others and not taken & set(kin_words()[group]):
                found[parent] = self._with_name(parent, word[0].upper() + word[1:])
        return found

    def _parents(self) -> list[str]:
        found: list[str] = []
        for link in self._rows.where("child_link", child_id=self._child_id):
            union = self._rows.get("partnership", link["partnership_id"])
            if union and link["kind"] in _OF_THEIR_OWN and not self._reading.hides("child_link", link["id"]):
                found += self._partners(union)
        return list(dict.fromkeys(found))

    def _partners(self, union: Row) -> list[str]:
        """A couple, as far as the child may know of it."""
        if self._reading.hides("partnership", union["id"]):
            return []
        people = (union["first_id"], union["second_id"])
        return [key for key in people if key and not self._reading.hides("person", key)]

    def _said_in_case(self, person_id: str) -> str:
        """ "mum" of somebody who is in the case as "mum" or "Jayden's mum"; "" of "mum's boyfriend"."""
        row = self._rows.get("person", person_id)
        said = (self._reading.told("person", row, "relation") or "").strip().casefold() if row else ""
        word = said.rpartition(" ")[2] if _KIN.fullmatch(said) else ""
        return word if word and any(word in kin_words()[group] for group in _PARENTS) else ""

    def _own_word(self, group: str) -> str:
        """The one word of a group that the child itself uses; "" where there is none, or several."""
        texts = [self._reading.told("sheet_item", item, "text") or "" for item in _items(self._rows, self._child_id)]
        words = Counter(match.group().casefold() for text in texts for match in kin_pattern().finditer(text))
        used = [word for word in words if word in kin_words()[group]]
        return used[0] if len(used) == 1 else ""

    def _with_name(self, parent: str, word: str) -> str:
        """The word, with the parent's name where the child may call somebody else the same."""
        others = set(self._parents()) - {parent}
        couples = [self._partners(union) for union in self._rows.table("partnership").values()]
        is_alone = all(parent in couple or not others & set(couple) or len(couple) < 2 for couple in couples)
        shown = self._reading.person(self._people.get(parent))
        return word if is_alone or shown is None else f"{word} ({shown.name})"
