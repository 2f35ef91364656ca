"""How the rows of stories hang together: frames of a version, its line of versions, and when it may not change."""

from __future__ import annotations

from collections.abc import Iterable

from models.rows import Row, Rows

Wording = tuple[tuple[str, str], ...]
"""The questions and words of a version's frames, in their order: what people say yes to."""


def own_frames(rows: Rows, story_id: str) -> list[Row]:
    """The frames a version holds itself, in their order."""
    return sorted(rows.where("story_frame", story_id=story_id), key=lambda row: (row["number"], row["id"]))


def frames_of(rows: Rows, story: Row) -> list[Row]:
    """The frames a version is read from: its own, or those a shorter version chose of the full one."""
    own = own_frames(rows, story["id"])
    full = rows.get("story", story["shorter_of_id"])
    if own or full is None or full["id"] == story["id"]:
        return own
    used, wanted = story["frames_used"], chosen(story["frames_used"])
    return [frame for frame in own_frames(rows, full["id"]) if used is None or frame["number"] in wanted]


def chosen(frames_used: str | None) -> tuple[int, ...]:
    """The numbers of frames that a shorter version chose ("1, 3, 5, 6"); None of ``frames_used`` chooses all."""
    parts = (part.strip() for part in (frames_used or "").split(","))
    return tuple(int(part) for part in parts if part.isdecimal())


def as_chosen(numbers: Iterable[int]) -> str:
    """Chosen numbers as they are kept."""
    return ", ".join(map(str, sorted(set(numbers))))


def borrowers(rows: Rows, story_id: str) -> list[Row]:
    """Shorter versions that have no frames of their own and are read from this one's."""
    shorter = rows.where("story", shorter_of_id=story_id)
    return [row for row in shorter if row["id"] != story_id and not own_frames(rows, row["id"])]


def is_fixed(rows: Rows, story_id: str) -> bool:
    """Whether a version was read to a child, itself or in a shorter form read from its frames."""
    readings = (story_id, *(row["id"] for row in borrowers(rows, story_id)))
    return any(rows.where("story_telling", story_id=each) for each in readings)


def scene_is_fixed(rows: Rows, scene_id: str) -> bool:
    """Whether a picture belongs to a version that was read to a child: then it is only copied, never changed."""
    return any(is_fixed(rows, frame["story_id"]) for frame in rows.where("story_frame", scene_id=scene_id))


def wording(rows: Rows, story: Row) -> Wording:
    """What a version says, frame by frame."""
    return tuple((_plain(row["question"]), _plain(row["words"])) for row in frames_of(rows, story))


def before(rows: Rows, story: Row) -> list[Row]:
    """The versions a version comes from, newest first."""
    found: list[Row] = []
    row = rows.get("story", story["begun_from_id"])
    while row is not None and row["id"] != story["id"] and row not in found:
        found.append(row)
        row = rows.get("story", row["begun_from_id"])
    return found


def version_line(rows: Rows, story: Row) -> list[Row]:
    """Every version that was copied from the same beginning, this one among them."""
    return _connected(rows, story, ("begun_from_id",))


def family_of(rows: Rows, story: Row) -> list[Row]:
    """Every version, shorter form and translation that belongs together."""
    return _connected(rows, story, ("begun_from_id", "shorter_of_id", "translation_of_id"))


def form(story: Row) -> str:
    """full, shorter or translation."""
    return "translation" if story["translation_of_id"] else "shorter" if story["shorter_of_id"] else "full"


def line_order(story: Row) -> tuple[int, str, int, str]:
    """Full ones first, then shorter ones and translations; the newest version of each first."""
    place = ("full", "shorter", "translation").index(form(story))
    return place, story["language"] if place == 2 else "", -story["version"], story["id"]


def answers_of(rows: Rows, story_id: str) -> list[Row]:
    """What people said of a version, in the order it was said."""
    found = rows.where("story_approval", story_id=story_id)
    return sorted(found, key=lambda row: (row["on"] or "", row["position"], row["id"]))


def asked_key(answer: Row) -> str:
    """Who an answer is by: the person, or the words for somebody who is not in the case."""
    return str(answer["person_id"] or f"words:{_plain(answer['who']).casefold()}")


def _connected(rows: Rows, story: Row, links: tuple[str, ...]) -> list[Row]:
    everything = rows.where("story", workspace_id=story["workspace_id"])
    found = {story["id"]}
    grew = True
    while grew:
        more = {
            end
            for row in everything
            for link in links
            if row[link] and (row["id"] in found or row[link] in found)
            for end in (row["id"], row[link])
        }
        grew = not more <= found
        found |= more
    return [row for row in everything if row["id"] in found]


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())
