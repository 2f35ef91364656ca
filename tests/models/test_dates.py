"""Dates as people say them are kept, told in words, and sorted."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import dates


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("2024-09-27", "27 September 2024"),
        ("2019-08", "August 2019"),
        ("2022", "2022"),
        ("summer 2023", "summer 2023"),
        ("2024-13", "2024-13"),
        (None, ""),
    ],
)
def test_in_words(said: str | None, words: str) -> None:
    assert dates.written(said) == words


def test_sorted_as_they_happened() -> None:
    said = ["2024-09-27", "about Christmas 2023", "2019-08", "2022", "some time ago", "summer 2023", "May 2024", None]
    assert sorted(said, key=dates.sort_key) == [
        "2019-08", "2022", "summer 2023", "about Christmas 2023", "May 2024", "2024-09-27", "some time ago", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("born", "age"),
    [
        ("2016-02-08", "9"),
        ("2024-04-17", "14 months"),
        ("2025-06-10", "3 weeks"),
        ("2025-06-24", "1 week"),
        ("2019", "6"),
        ("2025-07-02", ""),
        (None, ""),
        ("not known", ""),
    ],
)
def test_age_on_the_first_of_july_2025(born: str | None, age: str) -> None:
    assert dates.age(born, dt.date(2025, 7, 1)) == age


@given(st.text(max_size=30))
def test_anything_said_is_kept_and_never_breaks(said: str) -> None:
    assert dates.written(said) == said or dates.parts(said) is not None
    assert isinstance(dates.sort_key(said), str)
    assert isinstance(dates.age(said, dt.date(2025, 7, 1)), str)


def test_short_leaves_out_this_year() -> None:
    assert dates.short("2025-07-04", dt.date(2025, 1, 1)) == "4 July"
    assert dates.short("2024-12-09", dt.date(2025, 1, 1)) == "9 December 2024"
    assert dates.weekday("2025-07-04") == "Friday"
