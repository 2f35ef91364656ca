"""The few words a printed story adds to the family's own, in the story's language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from models import dates
from models.picture_views import StoryView
from models.story_template import ENGLISH
from resources.files import read_text

FILE = "story_pages.json"
_SHORT = 3
"""Up to so many words are taken for a name: "Words: Danny and Shauna"; more say themselves whose words they are."""


@dataclass(frozen=True)
class PageWords:
    """What is printed beside a story's own words. ``for_names``, ``version``, ``words_of`` have a place to fill."""

    title: str
    for_names: str
    draw: str
    version: str
    words_of: str


def page_words(language: str) -> PageWords:
    """The words for a language; English ones where there are none."""
    known = _shipped()
    return known.get(language, known[ENGLISH])


@cache
def _shipped() -> Mapping[str, PageWords]:
    raw = json.loads(read_text("practice", FILE))
    return {
        code: PageWords(each["title"], each["for"], each["draw"], each["version"], each["words"])
        for code, each in raw.items() if isinstance(each, dict)
    }  # fmt: skip


def title_line(view: StoryView) -> str:
    """What the cover is headed: a title nobody chose is said in the story's language.

    "shorter" after it tells the team's versions apart; to the child it is the story.
    """
    ours = page_words(ENGLISH).title
    is_shorter = any(line.id == view.id and line.form == "shorter" for line in view.family)
    is_ours = view.title == ours or (is_shorter and view.title.startswith(f"{ours},"))
    return page_words(view.language).title if is_ours else view.title


def for_line(view: StoryView) -> str:
    """For whom it is: as the family said it, else the children's names."""
    said = view.for_words.strip()
    if said:
        return said[:1].upper() + said[1:]
    names = [child.name for child in view.children]
    if not names:
        return ""
    joined = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 and is_english(view) else ", ".join(names)
    return page_words(view.language).for_names.format(names=joined)


def version_line(view: StoryView, *, with_month: bool = False) -> str:
    """ "February 2025, version 4"; in other languages the version alone."""
    version = page_words(view.language).version.format(n=view.version)
    month = dates.written(view.made_on[:7]) if with_month and view.made_on and is_english(view) else ""
    return f"{month}, {version[:1].lower()}{version[1:]}" if month else version


def read_line(view: StoryView) -> str:
    """When it was first read to the children: "Shauna and Danny read this to us on 16 February 2025"."""
    told = min(view.tellings, key=lambda each: each.on, default=None)
    if told is None or not told.read_by or not is_english(view):
        return ""
    return f"{told.read_by} read this with us on {dates.written(told.on)}"


def credit_line(view: StoryView, whose: str) -> str:
    """Whose words a page is in: "Words: Shauna"; a longer note as it was written."""
    whose = whose.strip()
    if not whose or ":" in whose or len(whose.split()) > _SHORT:
        return whose
    return page_words(view.language).words_of.format(who=whose)


def is_english(view: StoryView) -> bool:
    """Whether the story is in English, so that English sentences may stand beside it."""
    return view.language.split("-")[0] == "en"
