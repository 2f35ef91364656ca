"""Days as people say them."""

from __future__ import annotations

import datetime as dt

import pytest

from models.said_days import day_said

TODAY = dt.date(2025, 7, 1)  # a Tuesday


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("today", "2025-07-01"), ("Yesterday", "2025-06-30"), ("Friday", "2025-06-27"), ("last friday", "2025-06-27"),
        ("Tuesday", "2025-07-01"), ("last Tuesday", "2025-06-24"), ("20 June", "2025-06-20"),
        ("20th june", "2025-06-20"),
        ("3 Dec", "2024-12-03"), ("Friday 20 June", "2025-06-20"), ("20/6", "2025-06-20"),
        ("20 June 2024", "2024-06-20"),
        ("Friday 20 June 2025", "2025-06-20"), ("20/06/2025", "2025-06-20"), ("2025-06-20", "2025-06-20"),
        ("29 February", "2024-02-29"), ("31/6", "31/6"), ("soon", "soon"), ("", ""), ("5 Foo", "5 Foo"),
    ],
)  # fmt: skip
def test_what_was(said: str, day: str) -> None:
    assert day_said(said, TODAY) == day


@pytest.mark.parametrize(
    ("said", "day"),
    [("tomorrow", "2025-07-02"), ("Friday", "2025-07-04"), ("Tuesday", "2025-07-08"), ("2 September", "2025-09-02"),
     ("3 March", "2026-03-03"), ("1 July", "2025-07-01")],
)  # fmt: skip
def test_what_lies_ahead(said: str, day: str) -> None:
    assert day_said(said, TODAY, ahead=True) == day
