"""What is done to a scene: each deed one step of the case; what cannot be done is said, never raised."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPointF

from models.acts import scene_layers, scenes
from models.drawings.inking import Place
from models.errors import KnownError
from models.photos import cleaned, load_photos
from models.picture_views import Point, SceneItemView
from ui.context import CaseContext
from ui.widgets.drawing_canvas.words import tr

UNDER = 6.0
"""How wide a filled shape's own edge is, in units: it reaches that half way under the lines round it."""

RUBBER = 16.0
"""How far the rubber reaches, in units."""


class Deeds:
    """The verbs of one scene. ``begin`` makes one (and gives its id) for the first thing that is put in."""

    def __init__(self, context: CaseContext) -> None:
        self.context = context
        self.scene_id = ""
        self.begin: Callable[[], str] | None = None

    def _new(self, work: Callable[[], str]) -> str:
        """Do it; the id of what was put in, "" where it could not be."""
        return str(self.context.attempt(lambda: self._put(work)) or "")

    def _put(self, work: Callable[[], str]) -> str:
        if self.scene_id or self.begin is None:
            return work()
        try:
            with self.context.case.edit("Began a picture"):
                self.scene_id = self.begin()
                return work()
        except BaseException:
            self.scene_id = ""  # it was taken back with what could not be put in
            raise

    def stroke(self, points: Sequence[Point], colour: str, pen: float) -> str:
        """A line as the pen drew it. The change says that it came from here."""
        case = self.context.case
        return self._new(lambda: scenes.add_stroke(case, self.scene_id, points, colour=colour, pen=pen, origin=self))

    def shape(self, points: Sequence[Place], colour: str) -> str:
        """A shape drawn filled, in front of all."""
        case = self.context.case
        return self._new(lambda: scenes.add_shape(case, self.scene_id, points, colour=colour, pen=UNDER))

    def fill(self, points: Sequence[Place], colour: str, over: str | None) -> str:
        """What lines enclose, coloured under them."""
        case = self.context.case
        return self._new(lambda: scene_layers.fill(case, self.scene_id, points, colour=colour, edge=UNDER, over=over))

    def rub(self, places: Sequence[Place]) -> bool:
        """Rub out the lines along a way; whether any was met."""
        case = self.context.case
        if not self.scene_id:
            return False
        return bool(self.context.attempt(lambda: scenes.erase_at(case, self.scene_id, places, RUBBER)))

    def picture(self, code: str, at: QPointF, size: float, alt: str) -> str:
        """A picture of the library."""
        case = self.context.case
        return self._new(lambda: scenes.add_picture(case, self.scene_id, code, at.x(), at.y(), size, alt=alt))

    def photo(self, data: bytes, at: QPointF, width: float, height: float, alt: str) -> str:
        """A photograph, cleaned of all but its pixels, no larger than a width and a height."""

        def put() -> str:
            photo = cleaned(data)
            wide = min(width, height * photo.width / photo.height)
            return scenes.add_photo(self.context.case, self.scene_id, photo, at.x(), at.y(), wide, alt=alt)

        return self._new(put)

    def own(self, key: str, at: QPointF, width: float, height: float, alt: str) -> str:
        """A photograph that is kept with the case already, once more."""

        def put() -> str:
            (photo,) = load_photos(self.context.case, [key])
            wide = min(width, height * photo.width / photo.height)
            return scenes.add_photo(self.context.case, self.scene_id, photo, at.x(), at.y(), wide, alt=alt)

        return self._new(put)

    def figure(self, person_id: str, at: QPointF, height: float, face: str, pose: str) -> str:
        """Somebody of the case."""
        case = self.context.case
        return self._new(
            lambda: scenes.add_figure(
                case, self.scene_id, person_id, at.x(), at.y(), height, face=face, pose=pose
            )
        )  # fmt: skip

    def write(self, kind: str, text: str, at: QPointF, colour: str, tail: Place | None) -> str:
        """Words, or a bubble (speech, thought) with its words."""
        case = self.context.case

        def put() -> str:
            if kind == "words":
                return scenes.add_words(case, self.scene_id, text, at.x(), at.y(), colour=colour)
            return scenes.add_bubble(case, self.scene_id, text, at.x(), at.y(), bubble=kind, tail=tail)

        return self._new(put)

    def place(self, item_id: str, where: dict[str, Any]) -> None:
        """Move, scale, turn or flip."""
        if where:
            self.context.attempt(lambda: scenes.place(self.context.case, item_id, **where))

    def restyle(self, item_id: str, **style: Any) -> None:
        """Change how something looks or what it says."""
        self.context.attempt(lambda: scenes.restyle(self.context.case, item_id, **style))

    def layer(self, item_id: str, *, front: bool) -> None:
        """In front of all, or behind."""
        move = scenes.to_front if front else scenes.to_back
        self.context.attempt(lambda: move(self.context.case, [item_id]))

    def copy(self, item_id: str) -> str:
        """The same again."""
        return self._new(lambda: scene_layers.copy_item(self.context.case, item_id))

    def remove(self, item: SceneItemView) -> bool:
        """Take it out, with a way back."""
        try:
            scenes.remove(self.context.case, [item.id])
        except KnownError as error:
            self.context.say(str(error))
            return False
        self.context.said_and_undoable(tr("Taken out of the picture"))
        return True
