"""What children's tools are shown and printed from: plain, frozen data, already cut for its reader.

Lengths in a scene are its own units (a story's frame is 1000 by 450); colours are ``#rrggbb``.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.views import PersonView

Point = tuple[float, float, float]
"""x and y in units from the middle of its item, and the pen's pressure 0–1."""


@dataclass(frozen=True)
class LookView:
    """How somebody is drawn. ``size``: baby, toddler, child, teenager, adult, older."""

    person_id: str
    name: str
    skin: str
    hair: str
    hair_colour: str
    top: str
    bottom: str
    extras: tuple[str, ...] = ()
    size: str = "adult"


@dataclass(frozen=True)
class SceneItemView:
    """One thing in a scene; see :class:`models.entities.pictures.SceneItem`.

    ``points``: of strokes and shapes. ``look``, ``face``, ``pose``: of figures. ``bubble`` (speech, thought) with
    ``tail`` (where it points, in units from its middle). ``alt``: what it shows, in words.
    """

    id: str
    kind: str
    x: float
    y: float
    width: float
    height: float
    rotation: float = 0.0
    flipped: bool = False
    colour: str = "#1f2421"
    pen: float = 6.0
    points: tuple[Point, ...] = ()
    picture: str | None = None
    blob: str | None = None
    look: LookView | None = None
    face: str = "calm"
    pose: str = "standing"
    bubble: str = ""
    tail: tuple[float, float] | None = None
    text: str = ""
    alt: str = ""


@dataclass(frozen=True)
class SceneView:
    """A picture, its things from the back to the front. ``backdrop``: a key of the backdrops, "" for paper."""

    id: str
    width: float
    height: float
    backdrop: str
    items: tuple[SceneItemView, ...]


@dataclass(frozen=True)
class PictureHit:
    """A picture of the library: its code (``1F3E0``), what it is called, and the words it is found by."""

    code: str
    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class WordNote:
    """Something about a frame's words, as a question. ``kind``: long_sentence, hard_word, many_sentences, fault, tell.

    ``start``, ``end``: where in the words; both 0 when it is about all of them.
    """

    kind: str
    text: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class FrameView:
    """One frame. ``picture_words`` say what is in the picture: for those who draw it, and as alternative text."""

    id: str
    number: int
    question: str
    words: str
    picture_words: str
    whose: str
    scene: SceneView | None = None
    notes: tuple[WordNote, ...] = ()


@dataclass(frozen=True)
class ApprovalView:
    """Somebody's answer to a version, or (``id`` "") somebody who could be asked next.

    ``state``: approved, asked_change, open.
    """

    id: str
    who: str
    person: PersonView | None
    step: str
    on: str | None
    when: str
    state: str
    asked_for: str = ""


@dataclass(frozen=True)
class AskedView:
    """What a child asked, and the answer."""

    id: str
    asked_by: PersonView | None
    asked: str
    answered_by: PersonView | None
    answered: str


@dataclass(frozen=True)
class TellingView:
    """The story was read."""

    id: str
    on: str
    when: str
    read_by: str
    there: str
    place: str
    asked: tuple[AskedView, ...] = ()


@dataclass(frozen=True)
class StoryLine:
    """A story in a menu: its version, language and form ("full", "shorter", "translation")."""

    id: str
    title: str
    version: int
    language: str
    form: str
    is_fixed: bool


@dataclass(frozen=True)
class FrameChange:
    """What changed in a frame's words since the version before ("" where there were none)."""

    number: int
    before: str
    after: str


@dataclass(frozen=True)
class StoryView:
    """One version. ``is_fixed``: it was read to a child, so only a copy can be changed. ``rtl``: right to left."""

    id: str
    case_name: str
    title: str
    version: int
    language: str
    rtl: bool
    for_words: str
    for_age: int | None
    font: str
    children: tuple[PersonView, ...]
    frames: tuple[FrameView, ...]
    approvals: tuple[ApprovalView, ...]
    tellings: tuple[TellingView, ...]
    family: tuple[StoryLine, ...]
    changes: tuple[FrameChange, ...] = ()
    is_fixed: bool = False
    made_on: str | None = None
    note: str = ""


@dataclass(frozen=True)
class PermissionView:
    """Whom a child lets see something. ``answer``: yes, no, when; ``person`` None: everybody else."""

    id: str
    person: PersonView | None
    answer: str
    words: str = ""


@dataclass(frozen=True)
class SheetItemView:
    """One thing a child said, drew or chose. ``permission``: as it was written down in the child's words."""

    id: str
    part: str
    text: str
    is_quotation: bool
    value: int | None = None
    on: str | None = None
    when: str = ""
    permission: str = ""
    may_see: tuple[PermissionView, ...] = ()
    scene: SceneView | None = None
    picture: str | None = None
    person: PersonView | None = None
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True)
class SheetPart:
    """A part of a sheet: a house, the wings, the roof. ``title`` as the child reads it."""

    key: str
    title: str
    items: tuple[SheetItemView, ...]


@dataclass(frozen=True)
class SheetView:
    """A child's own sheet, its parts in the order the child chose. ``path``: where the child stood, newest last."""

    id: str
    kind: str
    title: str
    case_name: str
    child: PersonView
    made_on: str | None
    when: str
    made_with: str
    place: str
    parts: tuple[SheetPart, ...]
    permission: str = ""
    may_see: tuple[PermissionView, ...] = ()
    scene: SceneView | None = None
    path: tuple[SheetItemView, ...] = ()
    finished_on: str | None = None
