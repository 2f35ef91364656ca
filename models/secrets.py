"""The exact words that must not reach a reader, and finding them however they are written (:mod:`models.disguises`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from models.disguises import Needles, needles
from models.plain_letters import plain, squeeze, unhyphened
from models.rows import Row, Rows

__all__ = ["Secret", "Secrets", "squeeze"]


class Said:
    """A text, made ready for many questions."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.squeezed = squeeze(text)

    @cached_property
    def as_words(self) -> tuple[str, ...]:
        """The text for words that must stand alone: as it is, and with hyphens at line ends taken out."""
        flat = plain(self.text)
        joined = unhyphened(flat)
        return (flat,) if joined == flat else (flat, joined)

    def holds(self, needles_: Needles) -> bool:
        """Whether any of the forms is in it."""
        squeezed = self.squeezed
        for form in needles_.tight:
            if form in squeezed:
                return True
        for form, pattern in needles_.words:
            if form in squeezed and any(pattern.search(words) for words in self.as_words):
                return True
        # Any school that is named is told by its capital letters; one that is known is not.
        return any(
            first in squeezed and school in squeezed
            and any(pattern.search(words) for words in (self.as_words if school else (self.text,)))
            for first, school, pattern in needles_.near
        )  # fmt: skip


@dataclass(frozen=True)
class Secret:
    """Words that must not leave, and what may stand instead (None: nothing may)."""

    value: str
    public_name: str | None = None

    @cached_property
    def needles(self) -> Needles:
        """What the words can be written as."""
        return needles(self.value)

    def is_in(self, text: str | Said) -> bool:
        """Whether the words occur in a text, in any of the ways they can be written."""
        return (text if isinstance(text, Said) else Said(text)).holds(self.needles)

    def replaced_in(self, text: str) -> str:
        """The text with the public name where the words stood."""
        if self.public_name:
            for pattern in self.needles.written:
                # A function, for a public name may hold a backslash.
                text = pattern.sub(lambda _found: self.public_name or "", text)
        return text


class Secrets:
    """All secrets of a case, or all that one reader must not be told."""

    def __init__(self, secrets: Iterable[Secret]) -> None:
        # Longest first: "Joy Petrov" must be replaced before "Joy". Of the same words those with a public name first.
        self._secrets = sorted(
            set(secrets), key=lambda s: (-len(s.value), s.value, not s.public_name, s.public_name or "")
        )

    @classmethod
    def of(cls, rows: Rows) -> Secrets:
        """The secrets of a case's restrictions."""
        return cls(cls.of_rows(rows.table("restriction").values()))

    @staticmethod
    def of_rows(restrictions: Iterable[Row]) -> list[Secret]:
        """The secrets of some restrictions."""
        return [
            Secret(str(value), row["public_name"])
            for row in restrictions
            for value in json.loads(row["values_json"] or "[]")
            if str(value).strip()
        ]

    def __bool__(self) -> bool:
        return bool(self._secrets)

    def __iter__(self) -> Iterator[Secret]:
        return iter(self._secrets)

    def in_text(self, text: str) -> list[str]:
        """The secret values that occur in a text."""
        said = Said(text)
        return [secret.value for secret in self._secrets if secret.is_in(said)]

    def any_in(self, text: str) -> bool:
        """Whether any of them occurs in a text."""
        return Said(text).holds(self._all)

    @cached_property
    def _all(self) -> Needles:
        """The forms of all of them together: asked of every text of a case, so one round for all."""
        each = [secret.needles for secret in self._secrets]
        return Needles(
            tuple(dict.fromkeys(form for one in each for form in one.tight)),
            tuple(pair for one in each for pair in one.words),
            tuple(pair for one in each for pair in one.near),
        )

    def safe(self, text: str | None) -> str | None:
        """The text with public names put in; None when a secret without one remains (the text must not be shown)."""
        if not text or not self._secrets or not self.any_in(text):
            return text
        for secret in self._secrets:
            if not secret.public_name and secret.is_in(text):
                return None  # before a shorter one in it is given a public name, and the rest no longer looks like it
            text = secret.replaced_in(text)
        return None if self.any_in(text) else text
