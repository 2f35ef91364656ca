"""The exact words that must not reach a reader, and finding them however they are written.

Matching ignores case, accents of form (NFKC), spaces, line breaks and punctuation, so "LE1 4AB" is found as "le14ab",
across a line end and in a file name. Very short values must stand as words of their own.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from models.rows import Row, Rows

_SHORT = 5
"""Values with fewer letters and digits than this only count as whole words (a name such as "Jo" is everywhere)."""

_NO_LETTER = re.compile(r"[\W_]+")


def squeeze(text: str) -> str:
    """Letters and digits only, case folded."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold())


@cache
def _word_pattern(value: str) -> re.Pattern[str]:
    words = [re.escape(word) for word in re.findall(r"\w+", unicodedata.normalize("NFKC", value))]
    return re.compile(r"(?<!\w)" + r"[\W_]*".join(words) + r"(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Secret:
    """Words that must not leave, and what may stand instead (None: nothing may)."""

    value: str
    public_name: str | None = None

    @cached_property
    def _tight(self) -> str:
        return squeeze(self.value)

    def is_in(self, text: str, squeezed: str | None = None) -> bool:
        """Whether the words occur in a text, in any of the ways they can be written.

        ``squeezed``: the text as :func:`squeeze` makes it, where many secrets are looked for in one text.
        """
        if not self._tight:
            return False
        if len(self._tight) < _SHORT:
            return _word_pattern(self.value).search(unicodedata.normalize("NFKC", text)) is not None
        return self._tight in (squeeze(text) if squeezed is None else squeezed)

    def replaced_in(self, text: str) -> str:
        """The text with the public name where the words stood."""
        if not self.public_name:
            return text
        return _word_pattern(self.value).sub(self.public_name, text)


class Secrets:
    """All secrets of a case."""

    def __init__(self, secrets: Iterable[Secret]) -> None:
        # Longest first: "Joy Petrov" must be replaced before "Joy".
        self._secrets = sorted(set(secrets), key=lambda s: (-len(s.value), s.value))

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

    def in_text(self, text: str) -> list[str]:
        """The secret values that occur in a text."""
        squeezed = squeeze(text)
        return [secret.value for secret in self._secrets if secret.is_in(text, squeezed)]

    def safe(self, text: str | None) -> str | None:
        """The text with public names put in; None when a secret without one remains (the text must not be shown)."""
        if not text or not self._secrets:
            return text
        for secret in self._secrets:
            text = secret.replaced_in(text)
        return None if self.in_text(text) else text
