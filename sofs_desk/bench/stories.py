"""How quick words and pictures are: the book as a PDF, opening a story full of photographs, finding a picture."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path

from PIL import Image

from exporters.export import export, pages_of
from exporters.order import Order
from models import photos
from models.acts import scenes, stories
from models.casework import Case, Desk
from models.photos import load_blobs
from models.pictures import library
from models.projections import Projector
from models.readers import FAMILY
from models.scenes import photo_keys
from models.stories import story_view
from sofs_desk.bench.documents import examples, largest, plain_pdf
from sofs_desk.bench.storing import desk_on
from sofs_desk.bench.timing import Figure, milliseconds

FRAMES, QUICK_FRAMES = 12, 2
NUMBER = "BENCH-STORY"
"""The number of the case with the photographs."""
_FEW = 5
"""With no more openings than this asked for, a shorter story will do."""
_PHOTO = (1600, 1200)
_LOOKED_FOR = (
    "our dog runs in the park",
    "social worker",
    "nightmare",
    "grandad makes pancakes",
    "promise",
    "hospital",
)


def story_pdf(path: Path, repeats: int) -> Figure:
    """The book of the larger example family's six frames, projected, drawn, painted and scanned."""
    with examples(path) as desk:
        case, workspace_id = largest(desk)
        order = Order("story", FAMILY)
        texts = pages_of(case, workspace_id, order).text().splitlines()
        samples = tuple(milliseconds(lambda: export(case, workspace_id, order)) for _ in range(repeats))
        control = tuple(milliseconds(lambda: plain_pdf(texts)) for _ in range(repeats))
    what = "words and pictures of six frames as a book"
    return Figure("story PDF", what, "ms", "p95", 300, samples, "its words as plain paragraphs", control)


def story_photos(path: Path, repeats: int) -> Figure:
    """A story with a photograph in every frame, read for the screen with its photographs; control: these alone."""
    frames = FRAMES if repeats > _FEW else QUICK_FRAMES
    with desk_on(path) as desk:
        case, story_id = photo_story(desk, frames)
        keys = _keys(case, story_id)
        samples = tuple(milliseconds(lambda: load_blobs(case, _keys(case, story_id))) for _ in range(repeats))
        control = tuple(milliseconds(lambda: load_blobs(case, keys)) for _ in range(repeats))
    what = f"a story of {frames} frames with photographs, opened"
    return Figure("story-photos", what, "ms", "p99", 300, samples, "its photographs alone", control)


def _keys(case: Case, story_id: str) -> set[str]:
    view = story_view(Projector(case.rows, case.desk.now().date()), story_id)
    assert view is not None
    return {key for frame in view.frames if frame.scene for key in photo_keys(frame.scene)}


def photo_story(desk: Desk, frames: int = FRAMES) -> tuple[Case, str]:
    """A case whose story has a photograph, as a telephone takes it, in each of its frames; and the story's id."""
    case = desk.new_case("Story with photographs", number=NUMBER)
    story_id = stories.start(case, next(iter(case.rows.table("workspace"))))
    while len(_frame_ids(case, story_id)) < frames:
        stories.add_frame(case, story_id, "What else?")
    for number, frame_id in enumerate(_frame_ids(case, story_id)):
        stories.set_frame(case, frame_id, words="We went to the sea. You found a shell. It was a good day.")
        _, scene_id = stories.scene_for(case, frame_id)
        scenes.add_photo(case, scene_id, photos.cleaned(_photograph(number)), 500, 225, 600.0, alt="The sea")
    return case, story_id


def _frame_ids(case: Case, story_id: str) -> list[str]:
    rows = case.rows.where("story_frame", story_id=story_id)
    return [row["id"] for row in sorted(rows, key=lambda row: int(row["number"]))]


def _photograph(number: int) -> bytes:
    """A picture as large and as hard to pack as a photograph."""
    grain = Image.effect_noise(_PHOTO, 24).convert("RGB")
    sea = Image.linear_gradient("L").resize(_PHOTO).convert("RGB")
    held = io.BytesIO()
    Image.blend(sea, grain, 0.3 + number / 100).save(held, "JPEG", quality=90)
    return held.getvalue()


def library_search(path: Path, repeats: int) -> Figure:
    """Pictures offered at every key of a few searches; control: every word of the list looked through for the key's."""
    library.find("star")  # the list is read once, with the first search
    keys = [text[: n + 1] for text in _LOOKED_FOR for n in range(len(text))]
    words = [word for entry in library.entries() for word in (entry.name, *entry.words)]
    typed = [keys[n % len(keys)] for n in range(repeats)]
    samples = tuple(milliseconds(partial(library.find, key)) for key in typed)
    control = tuple(milliseconds(partial(_all_with, words, key)) for key in typed)
    what = "pictures offered, a key"
    return Figure("library-search", what, "ms", "p99", 30, samples, "every word looked through", control)


def _all_with(words: list[str], key: str) -> list[str]:
    return [word for word in words if key in word]
