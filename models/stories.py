"""Words and pictures as a reader may see them: one version with its frames, who said yes, and when it was read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from models import child_words, dates
from models.picture_views import (
    AskedView,
    FrameChange,
    FrameView,
    SceneView,
    StoryLine,
    StoryView,
    TellingView,
    WordNote,
)
from models.projections import Projector
from models.readers import US, Reader, ReaderProjection
from models.rows import Row
from models.scenes import scene_view
from models.story_asking import Asking
from models.story_rows import before, family_of, form, frames_of, is_fixed, line_order
from models.story_template import StoryTemplate, in_force
from models.views import PersonView

_ASIDE = re.compile(r"\([^()]*\)")
_REF = re.compile(r"\s*\(([^()]*)\)\s*$")


def story_view(
    projector: Projector, story_id: str, reader: Reader = US, *, with_notes: bool = True
) -> StoryView | None:
    """One version of a story for a reader; None where it is not there or is kept from that reader.

    ``with_notes``: look for hard words and long sentences; paper has no use for them.
    """
    row = projector.rows.get("story", story_id)
    reading = ReaderProjection(projector.rows, reader)
    if row is None or reading.hides("story", story_id):
        return None
    return _Story(projector, reading, row, with_notes=with_notes).view()


def stories(projector: Projector, workspace_id: str, reader: Reader = US) -> tuple[StoryLine, ...]:
    """A workspace's stories: full ones (newest version first), then shorter ones, then translations."""
    reading = ReaderProjection(projector.rows, reader)
    found = sorted(projector.rows.where("story", workspace_id=workspace_id), key=line_order)
    return tuple(_line(projector, reading, row) for row in found if not reading.hides("story", row["id"]))


def reading_age(projector: Projector, children: tuple[PersonView, ...]) -> int | None:
    """How old the youngest of these children is, in whole years; None where no birth is known."""
    ages = [age for child in children if (age := _years(child.born, projector.today)) is not None]
    return min(ages, default=None)


def _years(born: str | None, on: dt.date) -> int | None:
    said = dates.age(born, on)
    if not said:
        return None
    if said.isdecimal():
        return int(said)
    number, _, unit = said.partition(" ")
    return int(number) // 12 if unit.startswith("month") else 0


def _line(projector: Projector, reading: ReaderProjection, row: Row) -> StoryLine:
    title = reading.words(row["title"]) or in_force()[0].title
    fixed = is_fixed(projector.rows, row["id"])
    return StoryLine(row["id"], title, row["version"], row["language"], form(row), fixed)


class _Story:
    """One version, read for one reader."""

    def __init__(self, projector: Projector, reading: ReaderProjection, row: Row, *, with_notes: bool) -> None:
        self._projector, self._reading, self._row, self._with_notes = projector, reading, row, with_notes
        self._rows = projector.rows
        self._template: StoryTemplate = in_force()[0]
        # How the grown-ups came to these words is not for the child to carry.
        self._is_for_child = reading.reader.kind == "child"

    def view(self) -> StoryView:
        row, reading = self._row, self._reading
        for_words = reading.words(row["for_words"]) or ""
        children = self._children(row["for_words"] or "")
        age = row["for_age"] if row["for_age"] is not None else self._age(row["for_words"] or "", children)
        case = next(iter(self._rows.table("casefile").values()))
        return StoryView(
            id=row["id"],
            case_name=reading.words(case["name"]) or "",
            title=reading.words(row["title"]) or self._template.title,
            version=row["version"],
            language=row["language"],
            rtl=self._template.language(row["language"]).rtl,
            for_words=for_words,
            for_age=age,
            font=row["font"],
            children=children,
            frames=self._frames(age),
            approvals=() if self._is_for_child else Asking(self._projector, reading, row).approvals(),
            tellings=self._tellings(),
            family=self._family(),
            changes=() if self._is_for_child else self._changes(),
            is_fixed=is_fixed(self._rows, row["id"]),
            made_on=row["made_on"],
            note=(row["note"] or "") if reading.reader.is_us else "",
        )

    # ---- for whom ---------------------------------------------------------------------------------------------
    def _children(self, for_words: str) -> tuple[PersonView, ...]:
        """The children it says it is for; all of the work's where it names none."""
        everybody = self._projector.children(self._row["workspace_id"])
        named = tuple(child for child in everybody if _names(for_words, child))
        return tuple(shown for child in named or everybody if (shown := self._reading.person(child)))

    def _age(self, for_words: str, children: tuple[PersonView, ...]) -> int | None:
        # "(and Alfie later)": who is put in brackets does not hear it yet.
        first = tuple(child for child in children if _names(_ASIDE.sub("", for_words), child))
        return reading_age(self._projector, first or children)

    # ---- frames -----------------------------------------------------------------------------------------------
    def _shown(self, story: Row) -> list[tuple[Row, str]]:
        """The frames of a version that the reader may see, with their words."""
        shown = []
        for row in frames_of(self._rows, story):
            hidden = self._reading.hides("story_frame", row["id"])
            hidden = hidden or self._reading.hides("story_frame", row["id"], "words")
            words = self._reading.words(row["words"])
            if not hidden and (words is not None or not row["words"]):
                shown.append((row, words or ""))
        return shown

    def _frames(self, age: int | None) -> tuple[FrameView, ...]:
        shown = self._shown(self._row)
        if self._is_for_child or not self._with_notes:
            return tuple(self._frame(row, words, number, ()) for number, (row, words) in enumerate(shown, 1))
        names = [name for person in self._projector.people.values() for name in (person.name, person.full_name)]
        whole = self._whole_story([(row["question"], words) for row, words in shown])
        return tuple(
            self._frame(
                row, words, number,
                (*whole.get(number, ()), *child_words.word_notes(words, age, self._row["language"], names)),
            )
            for number, (row, words) in enumerate(shown, 1)
        )  # fmt: skip

    def _frame(self, row: Row, words: str, number: int, notes: tuple[WordNote, ...]) -> FrameView:
        return FrameView(
            id=row["id"], number=number, question=self._reading.words(row["question"]) or "", words=words,
            picture_words=self._field(row, "picture"), whose=self._field(row, "whose_words"),
            scene=self._scene(row["scene_id"]), notes=notes,
        )  # fmt: skip

    def _whole_story(self, frames: list[tuple[str, str]]) -> dict[int, tuple[WordNote, ...]]:
        """What the whole story has not said, with the number of the frame where it is usually said."""
        found: dict[int, tuple[WordNote, ...]] = {}
        for note in child_words.story_notes([words for _, words in frames], self._row["language"]):
            key = {"fault": "worries", "tell": "tell"}[note.kind]
            asked = ((frame.key if (frame := self._template.frame_of(q)) else "") for q, _ in frames)
            number = next((n for n, frame_key in enumerate(asked, 1) if frame_key == key), len(frames))
            found[number] = (*found.get(number, ()), note)
        return found

    def _scene(self, scene_id: str | None) -> SceneView | None:
        return scene_view(self._projector, scene_id, self._reading.reader) if scene_id else None

    def _field(self, row: Row, name: str) -> str:
        if self._reading.hides("story_frame", row["id"], name):
            return ""
        return self._reading.words(row[name]) or ""

    # ---- versions ---------------------------------------------------------------------------------------------
    def _family(self) -> tuple[StoryLine, ...]:
        found = sorted(family_of(self._rows, self._row), key=line_order)
        shown = (row for row in found if not self._reading.hides("story", row["id"]))
        return tuple(_line(self._projector, self._reading, row) for row in shown)

    def _changes(self) -> tuple[FrameChange, ...]:
        """What is said otherwise than in the version before; frames that went are told last."""
        earlier = next(iter(before(self._rows, self._row)), None)
        if earlier is None or self._reading.hides("story", earlier["id"]):
            return ()
        waiting = self._shown(earlier)
        changes = []
        for number, (row, words) in enumerate(self._shown(self._row), 1):
            match = _counterpart(row, words, waiting)
            if match is not None:
                waiting.remove(match)
            if match is None or match[1] != words:
                changes.append(FrameChange(number, match[1] if match else "", words))
        return (*changes, *(FrameChange(row["number"], words, "") for row, words in waiting if words))

    # ---- reading it -------------------------------------------------------------------------------------------
    def _tellings(self) -> tuple[TellingView, ...]:
        found = self._rows.where("story_telling", story_id=self._row["id"])
        found.sort(key=lambda row: (row["told_on"], row["id"]))
        return tuple(
            TellingView(
                row["id"], row["told_on"], dates.written(row["told_on"]), self._telling(row, "read_by"),
                self._telling(row, "there"), self._place(row), tuple(self._asked(row["id"])),
            )
            for row in found if not self._reading.hides("story_telling", row["id"])
        )  # fmt: skip

    def _telling(self, row: Row, name: str) -> str:
        hidden = self._reading.hides("story_telling", row["id"], name)
        return "" if hidden else self._reading.words(row[name]) or ""

    def _place(self, row: Row) -> str:
        """Where it was read, without the record's own mark for a home ("Nanna Mo's (HH4)")."""
        place = self._telling(row, "place")
        marks = {home["ref"] for home in self._rows.table("household").values() if home["ref"]}
        found = _REF.search(place)
        return place[: found.start()] if found and found.group(1) in marks else place

    def _asked(self, telling_id: str) -> Iterator[AskedView]:
        rows = self._rows.where("story_asked", telling_id=telling_id)
        for row in sorted(rows, key=lambda row: (row["position"], row["id"])):
            asked, answered = self._reading.words(row["asked"]), self._reading.words(row["answered"])
            by, answered_by = (self._somebody(row[name]) for name in ("asked_by_id", "answered_by_id"))
            kept = (row["asked"] and asked is None) or (row["asked_by_id"] and by is None)
            if kept or self._reading.hides("story_asked", row["id"]):
                continue
            if row["answered_by_id"] and answered_by is None:
                answered = None  # words beside somebody hidden may name them
            yield AskedView(row["id"], by, asked or "", answered_by, answered or "")

    def _somebody(self, person_id: str | None) -> PersonView | None:
        return self._reading.person(self._projector.people.get(person_id or ""))


def _names(text: str, person: PersonView) -> bool:
    return re.search(rf"(?<!\w){re.escape(person.name)}(?!\w)", text, re.IGNORECASE) is not None


def _counterpart(row: Row, words: str, waiting: list[tuple[Row, str]]) -> tuple[Row, str] | None:
    """The frame of the version before that this one was: the same words, the same question, or the same place."""
    question, number = row["question"].strip(), row["number"]
    for old in waiting:
        if words and old[1] == words:
            return old
    for old in waiting:
        asked = old[0]["question"].strip()
        if (asked == question) if asked or question else (old[0]["number"] == number):
            return old
    return None
