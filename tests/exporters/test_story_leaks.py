"""Nothing a camera wrote and no word kept back is in a file of a story, of children's pages, or of everything."""

from __future__ import annotations

import base64
import ctypes
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from exporters import leakscan
from exporters.export import export
from exporters.leakscan import LeakFound
from exporters.order import Order
from models import photos
from models.acts import scenes, sheets, stories
from models.acts.people import add_person
from models.casework import Case
from models.entities import Restriction
from models.readers import US, Reader
from models.secrets import Secret, Secrets
from tests.exporters.story_helpers import PLANTED, a_story, camera_jpeg, view_of
from tests.slices import sliced

OUTSIDE = (Reader("child"), Reader("parent", "Ruby"), Reader("network"), Reader("family"))
FORMATS = ("pdf", "svg", "json")
"""A PNG holds the pages of the PDF, and no words that could be looked for."""


# ---- what a camera wrote -------------------------------------------------------------------------------------------
def parts_of(data: bytes) -> Iterator[bytes]:
    """A file and every picture in it, as their bytes."""
    yield data
    for coded in re.findall(rb'(?:base64,|"data": ?")([A-Za-z0-9+/=]{40,})', data):
        yield base64.b64decode(coded)
    if data.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(data)
        for page in document:
            for found in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=9):
                yield raw_picture(found.raw)
        document.close()


def raw_picture(found: Any) -> bytes:
    """The bytes of a picture as they lie in the PDF, its packing undone."""
    size = pdfium.FPDFImageObj_GetImageDataRaw(found, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFImageObj_GetImageDataRaw(found, buffer, size)
    return buffer.raw[:size]


def camera_words(data: bytes) -> list[bytes]:
    """What a camera wrote that stands anywhere in a file.

    Every mark is six bytes or more: a shorter one ("GPS") turns up by chance in a megabyte of packed pixels.
    """
    found = []
    for part in parts_of(data):
        found += [word for word in (PLANTED, b"Exif\x00\x00", b"GPSLatitude") if word in part]
        if part.startswith((b"\xff\xd8", b"\x89PNG")):
            found += [b"tags"] * bool(Image.open(io.BytesIO(part)).getexif())
    return found


@pytest.fixture
def photographed(family: Any) -> Any:
    """A story and a child's sheet with photographs from a telephone in them."""
    a_story(family, photo=True)
    sheet = sheets.start_sheet(family.case, family.workspace_id, "three_houses", family.jay)
    item = sheets.add_item(family.case, sheet, "good", "Our dog")
    scene = sheets.item_scene(family.case, item)
    scenes.add_photo(family.case, scene, photos.cleaned(camera_jpeg()), 100, 100, 200.0)
    return family


def files(family: Any) -> Iterator[tuple[str, bytes]]:
    """Every kind of file with photographs in it."""
    for layout in ("storybook", "booklet", "strip"):
        for file_format in ("pdf", "svg"):
            order = Order("story", US, file_format, layout=layout)
            yield f"{layout} {file_format}", export(family.case, family.workspace_id, order)
    for order in (
        Order("story", US, "png", frame=1), Order("houses", US), Order("houses", US, "svg"),
        Order("story", US, "json"), Order("everything", US), Order("everything", US, "json"),
    ):  # fmt: skip
        yield f"{order.what} {order.file_format}", export(family.case, family.workspace_id, order)


def test_no_file_has_what_a_camera_wrote(photographed: Any) -> None:
    for name, data in files(photographed):
        assert camera_words(data) == [], name
        if name.endswith(("pdf", "svg")) or name == "everything json":
            assert sum(part.startswith((b"\xff\xd8", b"\x89PNG")) for part in parts_of(data)) >= 1, name


def test_the_search_finds_it_where_nothing_cleans(family: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with both guards off, a photograph as the telephone wrote it is found in every kind of file."""
    monkeypatch.setattr("exporters.painters.pdf.is_bare", lambda data: True)
    monkeypatch.setattr("exporters.painters.svg.bare", lambda data: data)
    raw = camera_jpeg()
    monkeypatch.setattr(photos, "cleaned", lambda data: photos.Photo(photos.key_of(raw), "image/jpeg", 60, 30, raw))
    a_story(family, photo=True)
    for what, file_format in (("story", "pdf"), ("story", "svg"), ("everything", "json")):
        assert PLANTED in camera_words(export(family.case, family.workspace_id, Order(what, US, file_format)))


def test_a_photograph_goes_in_as_it_is_and_makes_the_file_no_larger_than_twice_it(family: Any) -> None:
    case, story_id = family.case, a_story(family)
    weight = 0
    for frame in view_of(case, story_id).frames:
        assert frame.scene is not None
        photo = photos.cleaned(camera_jpeg("olive", (900, 405 + frame.number)))
        weight += len(photo.data)
        scenes.add_photo(case, frame.scene.id, photo, 500, 225, 1000.0)
    data = export(case, family.workspace_id, Order("story", Reader("child")))
    assert weight < len(data) <= 2 * weight


# ---- words kept back -----------------------------------------------------------------------------------------------
class Plants:
    """A story and sheets with a word to be kept back in every field, each its own."""

    def __init__(self, family: Any) -> None:
        self.case: Case = family.case
        self.family, self.workspace_id = family, family.workspace_id
        self.words: list[str] = []
        self.story()
        self.pages()

    def word(self) -> str:
        """A word that is nowhere else."""
        self.words.append(f"Quillip{len(self.words):02}zembra")
        return f"so {self.words[-1]} said"

    def story(self) -> None:
        """Words in the heading, frames, scenes, and in what was asked."""
        case, word = self.case, self.word
        self.shown = a_story(self.family)
        stories.set_story(case, self.shown, title=f"Ours, {word()}", for_words=f"for Jay, {word()}")
        frames = view_of(case, self.shown).frames
        for frame, field in zip(frames, ("words", "question", "picture", "whose_words"), strict=False):
            stories.set_frame(case, frame.id, **{field: word()})
        scene = frames[4].scene
        assert scene is not None
        scenes.add_words(case, scene.id, word(), 200, 200)
        scenes.add_bubble(case, scene.id, word(), 300, 300)
        scenes.add_picture(case, scene.id, "1F3E0", 400, 300, alt=word())
        hidden = add_person(case, self.words_only(), relation="aunt")
        self.hidden = hidden
        scenes.add_figure(case, scene.id, hidden, 700, 250)
        telling = stories.tell(case, self.shown, read_by=word(), there=word(), place=word())
        stories.add_asked(case, telling, word(), answered=word())
        stories.add_asked(case, telling, "Who?", asked_by_id=hidden, answered=self.words[-1])

    def words_only(self) -> str:
        """A name of its own."""
        self.word()
        return self.words[-1]

    def pages(self) -> None:
        """Words on a child's pages, all of which the child lets everybody see."""
        case, jay = self.case, self.family.jay
        house = sheets.start_sheet(case, self.workspace_id, "three_houses", jay, made_with=self.word(),
                                   place=self.word())  # fmt: skip
        sheets.let_see(case, house, "yes", words=self.word())
        for part in ("worries", "good", "dreams"):
            sheets.add_item(case, house, part, self.word())
            sheets.add_item(case, house, part, "Nan's curry.")
        drawn = sheets.item_scene(case, sheets.add_item(case, house, "good", "My drawing"))
        scenes.add_words(case, drawn, self.word(), 100, 100)
        safe = sheets.start_sheet(case, self.workspace_id, "safety_house", jay)
        sheets.let_see(case, safe, "yes")
        sheets.add_item(case, safe, "roof", self.word())
        sheets.add_item(case, safe, "visits", "she comes", person_id=self.hidden)
        sheets.add_item(case, safe, "visits", "Nan comes")

    def keep_back(self) -> None:
        """From now on none of the words may leave."""
        with self.case.edit("Kept back") as session:
            restriction = {"case_id": self.case.id, "fact": "", "reason": "r"}
            session.add(Restriction(**restriction, values_json=json.dumps(self.words)))
            session.add(
                Restriction(
                    **restriction, target_table="person", target_id=self.hidden,
                    values_json=json.dumps([self.case.rows.table("person")[self.hidden]["name"]]),
                )
            )  # fmt: skip

    def found(self, data: bytes, file_format: str) -> list[str]:
        """The words a file holds, to the eye, to the ear or in its bytes."""
        held: list[str] = []
        try:
            leakscan.check(data, file_format, Secrets(map(Secret, self.words)))
        except LeakFound:
            held += [word for word in self.words if self._holds(data, file_format, word)]
        return held

    @staticmethod
    def _holds(data: bytes, file_format: str, word: str) -> bool:
        try:
            leakscan.check(data, file_format, Secrets([Secret(word)]))
        except LeakFound:
            return True
        return False


@pytest.fixture
def plants(family: Any) -> Plants:
    return Plants(family)


@pytest.mark.parametrize(
    ("what", "reader"),
    sliced(("story", "houses", "everything"), OUTSIDE, kept=2),
    ids=lambda part: getattr(part, "kind", part),
)
def test_no_word_kept_back_is_in_any_file(
    plants: Plants, what: str, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    plants.keep_back()
    made = {}
    with monkeypatch.context() as off:
        # The last look is off: the views alone have to keep the words back.
        off.setattr("exporters.export.leakscan.check", lambda *_, **__: None)
        for file_format in FORMATS[: 2 if what == "everything" else 3]:
            made[file_format] = export(plants.case, plants.workspace_id, Order(what, reader, file_format))
    for file_format, data in made.items():
        assert plants.found(data, file_format) == [], file_format
    # What is not kept back is there.
    kept = {"story": "very much", "houses": "Nan", "everything": "very much"}[what]
    assert kept in leak_text(made["pdf"])


def leak_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    text = " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
    document.close()
    return text


def test_before_they_are_kept_back_they_do_leave(plants: Plants) -> None:
    """The control: nearly every planted word stands in the team's files, and in the child's the story's do."""
    case, workspace = plants.case, plants.workspace_id
    of_story = plants.found(export(case, workspace, Order("story", US, "json")), "json")
    of_pages = plants.found(export(case, workspace, Order("houses", US, "json")), "json")
    # The hidden person's own name stands in the figure's look alone where nothing else says it.
    assert set(plants.words) - set(of_story) - set(of_pages) == set()
    child = plants.found(export(case, workspace, Order("story", Reader("child"), "pdf")), "pdf")
    assert len(child) >= 8
    everybody = plants.found(export(case, workspace, Order("houses", Reader("network"), "pdf")), "pdf")
    assert len(everybody) >= 5


def test_the_last_look_stops_a_story_that_slipped_through(plants: Plants, monkeypatch: pytest.MonkeyPatch) -> None:
    plants.keep_back()
    monkeypatch.setattr("models.readers.ReaderProjection.words", lambda _self, text: text)
    with pytest.raises(LeakFound):
        export(plants.case, plants.workspace_id, Order("story", Reader("child")))


def test_a_child_sees_no_other_childs_page(family: Any) -> None:
    case = family.case
    bee = add_person(case, "Bee Marsh", born="2018-02-08", child_of_workspace=family.workspace_id)
    for child, words in ((family.jay, "Only Jay says so"), (bee, "Only Bee says so")):
        sheet = sheets.start_sheet(case, family.workspace_id, "three_houses", child)
        sheets.add_item(case, sheet, "worries", words)
    mine = leak_text(export(case, family.workspace_id, Order("houses", Reader("child"), child="Bee")))
    assert "Only Bee" in mine and "Only Jay" not in mine
    whole = leak_text(export(case, family.workspace_id, Order("everything", Reader("child"))))
    assert "says so" not in whole
    both = leak_text(export(case, family.workspace_id, Order("houses", US)))  # the control
    assert "Only Bee" in both and "Only Jay" in both
