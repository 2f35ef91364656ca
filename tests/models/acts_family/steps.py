"""One step of work: done, undone and redone without a difference, or refused with nothing done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.errors import KnownError

TABLES = ("person", "partnership", "child_link", "tie", "household", "household_member")


def rows_of(case: Any) -> dict[str, dict[str, Any]]:
    return {name: {key: dict(row) for key, row in case.rows.table(name).items()} for name in TABLES}


def newest_of(case: Any) -> int:
    return int(next(item.step for item in case.history() if item.state == "done"))


def steps_of(case: Any) -> int:
    return sum(item.state == "done" for item in case.history())


def one_step(case: Any, act: Callable[[], Any]) -> Any:
    """Do it; it must be one step, whose undo and redo bring the rows back exactly."""
    before, steps = rows_of(case), steps_of(case)
    answer = act()
    after = rows_of(case)
    assert steps_of(case) == steps + 1
    assert case.undo_label
    case.undo()
    assert rows_of(case) == before
    case.redo()
    assert rows_of(case) == after
    return answer


def assert_refused(case: Any, act: Callable[[], Any], words: str) -> None:
    before, steps = rows_of(case), steps_of(case)
    with pytest.raises(KnownError, match=words) as raised:
        act()
    assert "Nothing was" in str(raised.value)
    assert rows_of(case) == before
    assert steps_of(case) == steps


def get(case: Any, table: str, key: str) -> Any:
    row = case.rows.get(table, key)
    assert row is not None
    return row


def order(case: Any, union_id: str) -> list[str]:
    """Names of the children as the layout would have them: by hand where there is a place, else by birth."""
    links = sorted(case.rows.where("child_link", partnership_id=union_id), key=lambda r: r["position"])
    return [get(case, "person", link["child_id"])["name"] for link in links]
