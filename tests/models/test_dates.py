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
    ("said", "first", "last", "key"),
    [
        ("5 years ago", "2019-12-31", "2020-12-30", "2020-06"),
        ("about 5 years ago", "2019-07-01", "2021-07-01", "2020-06"),
        ("a year and a half ago", "2023-07-02", "2024-07-01", "2023-12"),
        ("2 years 3 months ago", "2023-03-17", "2023-04-16", "2023-03-17"),
        ("half a year ago", "2024-09-30", "2025-04-01", "2024-12"),
        ("a fortnight ago", "2025-06-10", "2025-06-24", "2025-06-10"),
        ("yesterday", "2025-06-30", "2025-06-30", "2025-06-30"),
        ("summer 2023", "2023-06-01", "2023-08-31", "2023-07"),
        ("the summer holidays of 2023", "2023-06-01", "2023-08-31", "2023-07"),
        ("early 2022", "2022-01-01", "2022-04-30", "2022-03"),
        ("mid-2022", "2022-05-01", "2022-08-31", "2022-07"),
        ("late May 2022", "2022-05-21", "2022-05-31", "2022-05-21"),
        ("2022 (month not known)", "2022-01-01", "2022-12-31", "2022"),
        ("2022-06 (3 months after Imran died)", "2022-06-01", "2022-06-30", "2022-06"),
        ("2024-12 (text messages)", "2024-12-01", "2024-12-31", "2024-12"),
        ("2024-07-08 to 2024-07-19", "2024-07-08", "2024-07-19", "2024-07-08"),
        ("8 to 19 July 2024", "2024-07-08", "2024-07-19", "2024-07-08"),
        ("8–19 July 2024", "2024-07-08", "2024-07-19", "2024-07-08"),
        ("July to September 2024", "2024-07-01", "2024-09-30", "2024-07"),
        ("from 2022 until Christmas 2023", "2022-01-01", "2023-12-31", "2022"),
        ("2019-08 to now", "2019-08-01", "2025-07-01", "2019-08"),
        ("since 2023-06", "2023-06-01", "2025-07-01", "2023-06"),
        ("27/09/2024", "2024-09-27", "2024-09-27", "2024-09-27"),
        ("27.9.24", "2024-09-27", "2024-09-27", "2024-09-27"),
        ("the 27th of Sept, 2024", "2024-09-27", "2024-09-27", "2024-09-27"),
        ("September 27, 2024", "2024-09-27", "2024-09-27", "2024-09-27"),
        ("school year 2022/23", "2022-09-01", "2023-08-31", "2023-03"),
        ("winter 2022/23", "2022-12-01", "2023-02-28", "2023-01"),
        ("the 1990s", "1990-01-01", "1999-12-31", "1990"),
        ("may have been 2021", "2021-01-01", "2021-12-31", "2021"),
        ("last summer", "2024-06-01", "2024-08-31", "2024-07"),
        ("June last year", "2024-06-01", "2024-06-30", "2024-06"),
        ("last Friday", "2025-06-27", "2025-06-27", "2025-06-27"),
        ("in March", "2025-03-01", "2025-03-31", "2025-03"),
        ("last month", "2025-06-01", "2025-06-30", "2025-06"),
        ("this week", "2025-06-30", "2025-07-06", "2025-06-30"),
    ],
)
def test_the_days_that_words_can_mean(said: str, first: str, last: str, key: str) -> None:
    bounds = dates.bounds(said, "2025-07-01")
    assert bounds is not None
    assert (bounds[0].isoformat(), bounds[1].isoformat()) == (first, last)
    assert dates.sort_key(said, "2025-07-01") == key


@pytest.mark.parametrize(
    "said", ["not known", "when Jayden was 3", "31/02/2024", "2024-13-40", "99999 years ago", "ago"]
)
def test_words_that_tell_no_date(said: str) -> None:
    assert dates.bounds(said, "2025-07-01") is None
    assert dates.sort_key(said, "2025-07-01") == "9998"


def test_before_and_after_leave_an_end_open() -> None:
    assert dates.bounds("before 2020", "2025-07-01") is None
    assert dates.sort_key("before 2020") == "2020"


def test_how_long_ago_needs_the_day_it_was_said() -> None:
    assert dates.bounds("5 years ago") is None
    assert (
        dates.sort_key("5 years ago", "2015-07-01")
        < dates.sort_key("2012")
        < dates.sort_key("5 years ago", "2025-07-01")
    )


def test_dates_within_words_are_written_out() -> None:
    assert dates.within("2019-08 to 2025-01 (5 years 5 months)") == "August 2019 to January 2025 (5 years 5 months)"
    assert dates.within("Came back on 2024-10-01. Room 2024-99, 0116-2024-10") == (
        "Came back on 1 October 2024. Room 2024-99, 0116-2024-10"
    )
    assert dates.ends("2024-07-08 to 2024-07-19") == ("2024-07-08", "2024-07-19")
    assert dates.ends("2019-08 (day not known)") == ("2019-08", None)
    assert dates.ends("summer 2023 (hot)") == ("summer 2023 (hot)", None)
    assert dates.ends("") == (None, None)


@given(st.text(max_size=60), st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)))
def test_any_words_give_days_in_their_order_or_none(said: str, on: dt.date) -> None:
    bounds = dates.bounds(said, on.isoformat())
    assert bounds is None or bounds[0] <= bounds[1]


_PIECES = st.sampled_from(
    "about early late mid summer winter Christmas March 27 3 2024 2024-09-27 2022-06 2022/23 to and ago years months a "
    "half few last this year week Friday before since now ( ) - – 31/12/2023 Easter of the".split()
)


@given(st.lists(_PIECES, max_size=8), st.dates(dt.date(1990, 1, 1), dt.date(2050, 1, 1)))
def test_pieces_of_dates_in_any_order_never_break(pieces: list[str], on: dt.date) -> None:
    said = " ".join(pieces)
    bounds = dates.bounds(said, on.isoformat())
    assert bounds is None or bounds[0] <= bounds[1], said
    assert "0" <= dates.sort_key(said, on.isoformat()) <= "9999"


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_every_way_to_write_a_day_means_that_day(day: dt.date) -> None:
    month = dates.MONTHS[day.month - 1]
    for said in (day.isoformat(), f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}",
                 f"{day:%d/%m/%Y}", f"on {day.day} {month[:3]} {day.year} (at night)"):  # fmt: skip
        assert dates.bounds(said) == (day, day), said


@given(
    st.integers(1, 40),
    st.sampled_from(["years", "months", "weeks"]),
    st.dates(dt.date(2000, 1, 1), dt.date(2050, 1, 1)),
)
def test_longer_ago_sorts_before(number: int, unit: str, on: dt.date) -> None:
    nearer, farther = (dates.bounds(f"{n} {unit} ago", on.isoformat()) for n in (number, number + 2))
    assert nearer is not None and farther is not None and farther[1] < nearer[0] <= nearer[1] <= on


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
