"""What a copy made now is cut from, and what it says of itself: its day, whose it is, whom to ask for another one."""

from __future__ import annotations

from models.casework import Case
from models.drawings.look import Copy
from models.projections import Projector
from models.readers import Reader, ReaderProjection


def projector_of(case: Case) -> Projector:
    """The case as of today: what every copy is cut from."""
    return Projector(case.rows, case.desk.now().date())


def copy_for(case: Case, workspace_id: str, reader: Reader) -> Copy:
    """What a copy made now says of itself."""
    today = case.desk.now().date()
    return Copy(today, copy_name(reader), contact_for(case, workspace_id, reader), asks=reader.is_asked)


def copy_name(reader: Reader) -> str:
    """What the copy is called at the head of the page."""
    words = {
        "us": "The team's copy", "family": "Family copy", "child": "Child's copy", "network": "Network's copy",
        "court": "Court copy", "supervision": "Supervision copy", "case-system": "Copy for the case system",
    }  # fmt: skip
    return f"{reader.name}'s copy" if reader.name else words.get(reader.kind, "A parent's copy")


def contact_for(case: Case, workspace_id: str, reader: Reader) -> str:
    """Whom to ask for another copy: whoever leads the work now, if it is known and the reader may see them. Else ""."""
    worker = projector_of(case).current_worker(workspace_id)
    shown = ReaderProjection(case.rows, reader).person(worker)
    return f"Ask {shown.name} for another copy." if shown else ""
