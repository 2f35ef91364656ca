"""A workspace's record for the case system as one file: what its reader may see as JSON, the papers, the pictures.

A zip. ``record.json`` names every other file in it with size and hash. See ``docs/bundle-format.md``.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from exporters.bundle import made_by
from exporters.children_files import story_for
from exporters.copies import projector_of
from exporters.leakscan import LeakFound
from exporters.order import Order
from models.casework import Case
from models.errors import KnownError
from models.family_readers import family_for
from models.harm import harm_view
from models.reports.views import RecordViews
from models.views import to_plain

FORMAT = "sofs-desk-record"
SCHEMA = 1
RECORD = "record.json"
_PAPERS = ("conference", "genogram", "circles", "harm-matrix", "story", "houses")
"""Papers that go along wherever there is something of them. The report holds map, scales, plan and timeline."""
_DATE = (1980, 1, 1, 0, 0, 0)
_MEDIA = {"pdf": "application/pdf", "png": "image/png"}

Make = Callable[[Order], bytes]
"""Makes one finished, scanned file for an order."""


@dataclass(frozen=True)
class Kept:
    """A file of the archive: its name says what it is, and nobody's name."""

    name: str
    what: str
    data: bytes


def record_plain(case: Case, views: RecordViews) -> dict[str, Any]:
    """Everything the reader may see of the workspace as JSON-ready data, without its files."""
    projector = projector_of(case)
    workspace = views.map.workspace_id
    shown = to_plain(views)
    return {
        "format": FORMAT,
        "schema": SCHEMA,
        "made_by": made_by(),
        "made_on": case.desk.now().date().isoformat(),
        "reader": views.reader.kind,
        "case": {"id": case.id, "number": views.map.case_number, "name": views.map.case_name},
        "workspace": {"id": workspace, "title": views.map.title, "pathway": views.map.pathway},
        "views": {
            **{key: shown[key] for key in ("map", "plan", "timeline", "steps", "circles", "meetings", "worker")},
            "harm": to_plain(harm_view(projector, workspace, views.reader)),
            "family": to_plain(family_for(projector, views.reader)),
        },
    }


def archive(case: Case, views: RecordViews, order: Order, make: Make) -> bytes:
    """The whole record as a zip; *make* gives each of its papers and pictures, finished and scanned."""
    files = [*_papers(order, make), *_pictures(case, views, order, make)]
    plain = record_plain(case, views) | {
        "files": [
            {
                "name": each.name, "what": each.what, "media_type": _MEDIA[each.name.rsplit(".", 1)[1]],
                "size": len(each.data), "sha256": hashlib.sha256(each.data).hexdigest(),
            }
            for each in files
        ]
    }  # fmt: skip
    text = (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()
    return _zipped([Kept(RECORD, "record", text), *files])


def _papers(order: Order, make: Make) -> Iterator[Kept]:
    for what in _PAPERS:
        try:
            data = make(replace(order, what=what, file_format="pdf", paper="A4"))
        except LeakFound:
            raise
        except KnownError:
            continue  # there is nothing of it, or nothing for this reader
        yield Kept(f"papers/{what}.pdf", what, data)


def _pictures(case: Case, views: RecordViews, order: Order, make: Make) -> Iterator[Kept]:
    """The pictures of the story that this reader may see, one a frame."""
    asked = replace(order, what="story", file_format="png")
    try:
        story = story_for(case, views.map.workspace_id, asked)
    except KnownError:
        return  # there is none, or none for this reader
    for frame in story.frames:
        if frame.scene is not None:
            data = make(replace(asked, frame=frame.number))
            yield Kept(f"pictures/story-{frame.number}.png", "story", data)


def _zipped(files: list[Kept]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for each in files:
            entry = zipfile.ZipInfo(each.name, _DATE)
            entry.create_system = 3
            # What is packed already would only grow.
            entry.compress_type = zipfile.ZIP_STORED if each.name.endswith(".png") else zipfile.ZIP_DEFLATED
            file.writestr(entry, each.data)
    return held.getvalue()
