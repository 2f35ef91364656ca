"""A short list of pictures, so that what is found does not change with every word added to the shipped one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.pictures import library

SHORT_LIST = Path(__file__).parents[2] / "fixtures" / "picture_words.json"


def forget() -> None:
    for kept in (library.entries, library._by_code, library._index, library._picture, library.primitives_of):
        kept.cache_clear()


def short(*parts: str) -> str:
    """The short list for the shipped one, and nothing that people say beside it."""
    return SHORT_LIST.read_text("utf-8") if parts[-1] == "words.json" else '{"en": []}'


@pytest.fixture
def short_list(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The library with the short list."""
    monkeypatch.setattr(library, "read_text", short)
    forget()
    yield
    forget()
