"""What is asked for: which document, for whom, in which format."""

from __future__ import annotations

from dataclasses import dataclass

from models.readers import US, Reader


@dataclass(frozen=True)
class Order:
    """What is asked for. ``version_id``: a kept version of the map instead of today's. ``paper``: A4, A3.

    For the family's drawings: ``names`` (off: initials), ``ties``, ``homes``; ``home`` (id or name) of the ecomap;
    ``circle`` (id or title) and the day ``on`` of the circles; ``gedcom_version``: 7.0 or 5.5.1.

    ``behaviour``: which harm matrix (id, number or words of it; "": all); ``plan_version`` and ``fridge`` (only the
    page for the fridge door) of the plan; ``sets``: keys of question sets, or "all".

    Of words and pictures ``layout`` (storybook, booklet, strip), language ``lang`` (code or name), ``story_version``,
    ``story`` (an id, or full, shorter, translation), ``frame``: one picture alone. Of children's pages: whose
    (``child``: id or name) and which ``sheet`` (id or kind). ``session``: which one (id or day; "": the newest).
    """

    what: str
    reader: Reader = US
    file_format: str = "pdf"
    paper: str = "A3"
    version_id: str | None = None
    drafts: bool = False
    names: bool = True
    ties: bool = True
    homes: bool = True
    home: str = ""
    circle: str = ""
    on: str | None = None
    gedcom_version: str = "7.0"
    behaviour: str = ""
    plan_version: int | None = None
    fridge: bool = False
    sets: tuple[str, ...] = ()
    layout: str = "storybook"
    lang: str = ""
    story_version: int | None = None
    story: str = ""
    frame: int | None = None
    child: str = ""
    sheet: str = ""
    session: str = ""
