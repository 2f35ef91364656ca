"""How long the stage of a session has run, so that closing and going on later loses no time.

It is a note of this vault beside the case: in no copy and no step of undo, gone when the case is erased.
"""

from __future__ import annotations

import json

from models.casework import Case

_KEY = "session-clock"


def kept(case: Case, session_id: str, stage: str) -> float:
    """Seconds this stage had run when somebody last looked; 0 for another stage, or where nothing was kept."""
    try:
        said = json.loads(case.desk.note(_key(case, session_id)) or "{}")
        return max(0.0, float(said["spent"])) if said["stage"] == stage else 0.0
    except (ValueError, TypeError, KeyError):
        return 0.0


def keep(case: Case, session_id: str, stage: str, spent: float) -> None:
    """Keep how many seconds a stage has run. Not for use inside an edit."""
    case.desk.keep_note(_key(case, session_id), json.dumps({"stage": stage, "spent": round(spent)}))


def _key(case: Case, session_id: str) -> str:
    return f"{_KEY}:{session_id}:{case.id}"
