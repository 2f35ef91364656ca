"""What can be put in a picture: pictures by word, places, the people of the case, pictures of one's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.drawings.figures import choices
from models.looks import look_views
from models.photos import load_blobs
from models.picture_views import LookView, PictureHit, SceneItemView
from models.pictures.library import find, suggest
from models.pictures.shelf import favourites, is_favourite, keep_favourite, keep_used, recent
from ui.screens.words.state import StudioState
from ui.screens.words.thumbs import small
from ui.screens.words.tiles import Face, InTurn, Tile
from ui.screens.words.wording import tr
from ui.theme import theme
from ui.widgets import FlowLayout, Label, LinkButton, SearchField, SegmentedControl, announce, clear, column
from ui.work import Job

_FIT, _PLACES, _USED, _LIKED = range(4)
_FIRST = 8
_is_read = False
_OWN = 4
Own = tuple[str, str, bytes]
"""A photograph's key, what it shows, and the bytes of a small one."""
_FEW = 5
"""Faces shown at first: a row of the panel."""


class PictureShelf(QWidget):
    """Find a picture and press it. ``picture_wanted(code, word)``; ``place_wanted(key)``; ``photo_wanted()``.

    ``own_wanted(key)``: a photograph of the case once more.
    """

    picture_wanted = Signal(str, str)
    own_wanted = Signal(str)
    place_wanted = Signal(str)
    photo_wanted = Signal()

    def __init__(self, state: StudioState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pictureShelf")
        self._state = state
        self._words = ""
        self._chosen: SceneItemView | None = None
        self.tiles: list[Tile] = []
        self._in_turn = InTurn(self)
        body = column(self, gap=8)
        self.search = SearchField(
            name="pictureSearch", heard=tr("Find a picture by a word"), placeholder=tr("Find a picture"), shortcut=""
        )
        self.search.textChanged.connect(self._on_search)
        body.addWidget(self.search)
        names = (tr("To fit"), tr("Places"), tr("Used"), tr("Liked"))
        self.sources = SegmentedControl(names, name="pictureSource", heard=tr("Which pictures"))
        self.sources.chosen.connect(self._on_source)
        body.addWidget(self.sources)
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, gap=theme().px(6), row_gap=theme().px(6))
        body.addWidget(self._holder)
        self.nothing = Label("", "caption", "ink2")
        body.addWidget(self.nothing)
        row = QHBoxLayout()
        self.like = LinkButton("", name="keepPicture", role="caption", icon="star")
        self.like.clicked.connect(self._on_like)
        self.own = LinkButton(tr("A picture of your own"), name="ownFile", role="caption", icon="images")
        self.own.clicked.connect(self.photo_wanted)
        row.addWidget(self.own)
        row.addStretch(1)
        row.addWidget(self.like)
        body.addLayout(row)
        self.like.hide()

    # ---- what is offered --------------------------------------------------------------------------------------
    def show_words(self, words: str) -> None:
        """The words of the frame, for what fits them."""
        if words != self._words:
            self._words = words
            if self.sources.current == _FIT and not self.search.text().strip():
                self.show_pictures()

    def show_pictures(self) -> None:
        """Offer what was asked for."""
        desk, typed = self._state.context.case.desk, self.search.text().strip()
        if typed:
            self._offer(find(typed, self._lang()), tr("There is no picture for this. Try another word, or draw it."))
        elif self.sources.current == _PLACES:
            self._offer_places()
        elif self.sources.current == _USED:
            own = self._own()
            self._offer(recent(desk)[: _FIRST - len(own)], tr("The pictures used last come here."), own)
        elif self.sources.current == _LIKED:
            self._offer(favourites(desk), tr("Choose a picture on the page and press “Keep at hand”."))
        else:
            self._offer(suggest(self._words, lang=self._lang()), tr("Pictures for the words you write come here."))

    def _lang(self) -> str:
        view = self._state.view
        return (view.language if view else "en").split("-")[0]

    def _offer(self, hits: Sequence[PictureHit], nothing: str, own: Sequence[Own] = ()) -> None:
        count = len(hits) + len(own)
        self._need(count)
        for tile, hit in zip(self.tiles, hits, strict=False):
            tile.show_hit(hit)
        for tile, (key, word, data) in zip(self.tiles[len(hits) :], own, strict=False):
            tile.show_photo(key, word, data)
        self._settle(count, nothing)

    def _own(self) -> list[Own]:
        """Pictures of one's own that the story shows already, the newest first."""
        frames = self._state.view.frames if self._state.view else ()
        items = [item for frame in frames if frame.scene for item in frame.scene.items if item.blob]
        words = {item.blob or "": item.alt for item in reversed(items)}
        keys = list(words)[:_OWN]
        blobs = load_blobs(self._state.context.case, keys) if keys else {}
        return [(key, words[key] or tr("your own"), small(blobs[key])) for key in keys if key in blobs]

    def _offer_places(self) -> None:
        scene = self._state.frame.scene if self._state.frame else None
        now = scene.backdrop if scene else ""
        places = [("", tr("Paper")), *((each.key, each.name) for each in choices().backdrops)]
        self._need(len(places))
        for tile, (key, name) in zip(self.tiles, places, strict=False):
            tile.show_place(key, name)
            tile.setCheckable(True)
            tile.setChecked(key == now)
        self._settle(len(places), "")

    def _need(self, count: int) -> None:
        while len(self.tiles) < count:
            tile = Tile()
            tile.chosen.connect(self._on_tile)
            tile.liked.connect(self._like)
            tile.bare.connect(self._on_bare)
            self.tiles.append(tile)
            self._flow.addWidget(tile)

    def _settle(self, count: int, nothing: str) -> None:
        for index, tile in enumerate(self.tiles):
            tile.setVisible(index < count)
            if not tile.is_place:
                tile.setCheckable(False)
        self.nothing.setText(nothing)
        self.nothing.setVisible(not count)
        self._flow.invalidate()
        self._holder.updateGeometry()

    def _on_bare(self) -> None:
        self._in_turn.want(self.tiles)

    # ---- what was pressed -------------------------------------------------------------------------------------
    def _on_search(self) -> None:
        self.show_pictures()

    def _on_source(self) -> None:
        if self.search.text():
            self.search.clear()
        self.show_pictures()

    def _on_tile(self, key: str, word: str) -> None:
        tile = self.sender()
        if isinstance(tile, Tile) and tile.is_place:
            self.place_wanted.emit(key)
            self.show_pictures()
            return
        if isinstance(tile, Tile) and tile.photo is not None:
            self.own_wanted.emit(key)
            return
        keep_used(self._state.context.case.desk, key)
        self.picture_wanted.emit(key, word)

    # ---- favourites -------------------------------------------------------------------------------------------
    def show_chosen(self, item: SceneItemView | None) -> None:
        """The thing chosen on the page: a picture of the library can be kept at hand."""
        self._chosen = item if item is not None and item.picture else None
        self.like.setVisible(self._chosen is not None)
        if self._chosen is not None and self._chosen.picture:
            kept = is_favourite(self._state.context.case.desk, self._chosen.picture)
            self.like.setText(tr("Keep no longer") if kept else tr("Keep at hand"))

    def _on_like(self) -> None:
        if self._chosen is not None and self._chosen.picture:
            self._like(self._chosen.picture)

    def _like(self, code: str) -> None:
        desk = self._state.context.case.desk
        kept = not is_favourite(desk, code)
        keep_favourite(desk, code, is_favourite=kept)
        said = tr("Kept at hand, under Liked") if kept else tr("Kept at hand no longer")
        announce(self, said)
        self._state.context.say(said)
        self.show_chosen(self._chosen)
        if self.sources.current == _LIKED:
            self.show_pictures()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: the list is read off the main thread, so that nobody's first letter waits for it."""
        super().showEvent(event)
        global _is_read
        if not _is_read:
            _is_read = True
            Job(partial(find, "a")).start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nothing is painted for nobody."""
        super().hideEvent(event)
        self._in_turn.stop()


class FigureRow(QWidget):
    """The people of the case as they are drawn. ``figure_wanted(person id)``; ``look_wanted(person id)``."""

    figure_wanted = Signal(str)
    look_wanted = Signal(str)

    def __init__(self, state: StudioState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("figureRow")
        self._state = state
        self._looks: tuple[LookView, ...] = ()
        self._all = False
        self._person = ""
        body = column(self, gap=4)
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, gap=theme().px(3), row_gap=theme().px(4))
        body.addWidget(self._holder)
        row = QHBoxLayout()
        self.more = LinkButton(tr("More people"), name="morePeople", role="caption", ink="ink2")
        self.more.clicked.connect(self._show_all)
        self.change = LinkButton("", name="changeLook", role="caption")
        self.change.clicked.connect(self._on_change)
        row.addWidget(self.change)
        row.addStretch(1)
        row.addWidget(self.more)
        body.addLayout(row)
        self.change.hide()

    def show_people(self) -> None:
        """Show everybody as they are drawn now: who is in the story first."""
        looks = self._ordered()
        if looks == self._looks:
            return
        self._looks = looks
        self._fill()

    def _ordered(self) -> tuple[LookView, ...]:
        context, view = self._state.context, self._state.view
        near = {"family": 1, "carer": 2, "friend": 3, "professional": 4}
        people = context.projector.people
        children = {child.id for child in view.children} if view else set()
        drawn = self._drawn()

        def place(look: LookView) -> tuple[int, bool, int]:
            person = people.get(look.person_id)
            kind = 0 if look.person_id in children else near.get(person.kind if person else "", 5)
            return -drawn[look.person_id], bool(person and person.life == "dead"), kind

        return tuple(sorted(look_views(context.projector, context.lens), key=place))

    def _drawn(self) -> Counter[str]:
        """In how many of the story's pictures somebody is already."""
        frames = self._state.view.frames if self._state.view else ()
        found = ({item.look.person_id for item in f.scene.items if item.look} for f in frames if f.scene)
        return Counter(person_id for each in found for person_id in each)

    def _fill(self) -> None:
        clear(self._flow)
        for look in self._looks if self._all else self._looks[: _FEW * 2]:
            face = Face(look)
            face.chosen.connect(self.figure_wanted)
            self._flow.addWidget(face)
            face.show()
        self.more.setVisible(not self._all and len(self._looks) > _FEW * 2)
        self._holder.updateGeometry()

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def show_chosen(self, item: SceneItemView | None) -> None:
        """The thing chosen on the page: of a person, how they look can be changed."""
        look = item.look if item is not None and item.look is not None and item.look.person_id else None
        self._person = look.person_id if look else ""
        self.change.setVisible(bool(self._person))
        if look:
            self.change.setText(tr("How {who} looks").format(who=look.name))

    def _on_change(self) -> None:
        if self._person:
            self.look_wanted.emit(self._person)
