"""What somebody has answered about holding a thing back and not kept yet: locking or a crash loses none of it.

It is a note of this vault beside the case: in no copy and no step of undo, gone when the case is erased. Whoever says
that all is to stay as it is, or keeps the answers, has it taken away.
"""

from __future__ import annotations

import json

from models.casework import Case

_KEY = "hold-back"
Answers = dict[str, str | list[str]]
"""Name of a question → what was answered."""


def kept(case: Case, table: str, key: str, restriction: str) -> Answers:
    """The answers begun about a thing; nothing where there are none."""
    try:
        said = json.loads(case.desk.note(_key(case, table, key, restriction)) or "{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def is_begun(case: Case, table: str, key: str, restriction: str) -> bool:
    """Whether somebody has begun to answer about a thing."""
    return bool(kept(case, table, key, restriction))


def keep(case: Case, table: str, key: str, restriction: str, answers: Answers) -> None:
    """Keep the answers so far; empty ones: take them away. Not for use inside an edit."""
    name = _key(case, table, key, restriction)
    said = json.dumps(answers, ensure_ascii=False) if answers else ""
    if (case.desk.note(name) or "") != said:
        case.desk.keep_note(name, said)


def _key(case: Case, table: str, key: str, restriction: str) -> str:
    return f"{_KEY}:{table}:{key}:{restriction}:{case.id}"
