"""A story with a picture in every frame, in any of the languages, for the tests of its files."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pypdfium2
from PIL import Image

from models import photos
from models.acts import scenes, stories
from models.casework import Case
from models.picture_views import StoryView
from models.projections import Projector
from models.stories import story_view

TODAY = dt.date(2025, 7, 1)
PLANTED = b"51.5074N-planted-camera-owner"
LANGUAGES = {
    "en-GB": "Mum and Dad love you very much. It was not your fault.",
    "pl": "Mama i tata bardzo cię kochają. To nie była twoja wina.",
    "ur": "امی اور ابو تم سے بہت پیار کرتے ہیں۔ یہ تمہارا قصور نہیں تھا۔",
    "bn": "মা আর বাবা তোমাকে খুব ভালোবাসেন। এটা তোমার দোষ ছিল না।",
    "ar": "ماما وبابا يحبانك كثيرا. هذا لم يكن خطأك.",
    "ro": "Mami și tati te iubesc foarte mult. Nu a fost vina ta.",
    "so": "Hooyo iyo aabo aad bay kuu jecel yihiin. Khaladkaaga ma ahayn.",
}
"""What every frame says, by language."""

WHOSE = ("Ruby", "Ruby", "Ruby", "Ruby", "Nan", "Ruby and Jay")
PLACES = ("beach", "kitchen", "bedroom", "street_night", "school", "garden")


def camera_jpeg(colour: str = "teal", size: tuple[int, int] = (60, 30), quality: int = 90) -> bytes:
    """A photograph with the place and the owner in it."""
    exif = Image.Exif()
    exif[0x010F] = PLANTED.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 26.0)})
    held = io.BytesIO()
    picture = Image.effect_noise(size, 40).convert("RGB")
    picture.paste(colour, (0, 0, size[0] // 3, size[1]))
    picture.save(held, "JPEG", exif=exif, comment=PLANTED, xmp=PLANTED, quality=quality)
    return held.getvalue()


def a_story(family: Any, language: str = "en-GB", *, photo: bool = False, **fields: Any) -> str:
    """Six frames with words and a picture each: a place, somebody, a picture of the library, a bubble."""
    case: Case = family.case
    story_id = stories.start(case, family.workspace_id, language=language, for_words="for Jay", made_on="2025-06-01")
    if fields:
        stories.set_story(case, story_id, **fields)
    for frame in view_of(case, story_id).frames:
        stories.set_frame(
            case, frame.id, words=LANGUAGES[language], picture="Jay and a star", whose_words=WHOSE[frame.number - 1]
        )
        _, scene = stories.scene_for(case, frame.id)
        scenes.set_backdrop(case, scene, PLACES[frame.number - 1])
        scenes.add_figure(case, scene, family.jay, 300, 250)
        scenes.add_picture(case, scene, "2B50", 600, 150, alt="a star")
        scenes.add_bubble(case, scene, "Hello Nan", 500, 80)
        if photo:
            kept = photos.cleaned(camera_jpeg(("red", "blue", "green")[frame.number % 3]))
            scenes.add_photo(case, scene, kept, 800, 250, 200.0, alt="our dog")
    return story_id


def view_of(case: Case, story_id: str) -> StoryView:
    """The story as the team sees it."""
    view = story_view(Projector(case.rows, TODAY), story_id)
    assert view is not None
    return view


def pages_in(data: bytes) -> list[str]:
    """The words of each page of a PDF."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()
