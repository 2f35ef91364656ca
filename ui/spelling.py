"""British English spelling for everything typed: hunspell, loaded off the main thread when first needed.

Words a person adds, and the names of a case, are held in memory only: written to a file of their own they would
tell a stranger whose family this is. Whoever owns a vault listens to ``word_added`` and keeps them inside it.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from ui.theme import theme

#: A word of Latin letters with inner apostrophes; words of other scripts are never marked.
_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][A-Za-zÀ-ɏ]+)*")
_OTHER_LETTERS = re.compile(r"[Ͱ-῿぀-鿿가-힯]")


class Spelling(QObject):
    """The dictionary. Until it is loaded every word passes."""

    ready = Signal()
    word_added = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._hunspell: Any = None
        self._thread: threading.Thread | None = None
        self._extra: set[str] = set()
        self._known: dict[str, bool] = {}
        self._on = True

    def set_on(self, on: bool) -> None:
        """Mark words or leave them alone (the person chooses)."""
        if on != self._on:
            self._on = on
            self.ready.emit()

    def start(self) -> None:
        """Begin loading, once; ``ready`` follows."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._load, name="spelling", daemon=True)
            self._thread.start()

    def wait(self) -> None:
        """Block until loaded (tests, and leaving)."""
        self.start()
        if self._thread is not None:
            self._thread.join()

    def _load(self) -> None:
        import hunspell  # here: it costs a tenth of a second

        with as_file(files("resources").joinpath("dictionaries")) as folder:
            self._hunspell = hunspell.Hunspell("en_GB", hunspell_data_dir=str(folder))
        self.ready.emit()

    def set_extra(self, words: Iterable[str]) -> None:
        """Let these words pass (names in the case, words added before); replaces the former list."""
        extra = {part.lower() for word in words for part in _WORD.findall(word)}
        if extra != self._extra:
            self._extra = extra
            self.ready.emit()

    def add(self, word: str) -> None:
        """Let ``word`` pass from now on, and tell who keeps such words."""
        self._extra.add(word.lower())
        self.word_added.emit(word)

    def forget(self) -> None:
        """Drop every word that came from a case (on lock)."""
        self._extra.clear()
        self._known.clear()

    def check(self, word: str) -> bool:
        """Whether ``word`` passes: in the dictionary, added, shouted in capitals, or not loaded yet."""
        if not self._on or self._hunspell is None or len(word) < 2 or word.isupper():
            return True
        plain = word.replace("’", "'")
        bare = plain.lower().removesuffix("'s")
        if bare in self._extra:
            return True
        found = self._known.get(plain)
        if found is None:
            # Kept until the lock: the same words come again with every paragraph that is looked at.
            found = self._known[plain] = bool(self._hunspell.spell(plain))
        return found

    def suggest(self, word: str, most: int = 5) -> list[str]:
        """Better spellings, best first."""
        if self._hunspell is None:
            return []
        return [str(found) for found in self._hunspell.suggest(word.replace("’", "'"))][:most]

    def mistakes(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and length of each word that does not pass. Text mostly in another script is left alone."""
        if len(_OTHER_LETTERS.findall(text)) > len(text) // 3:
            return
        for match in _WORD.finditer(text):
            if not self.check(match.group()):
                yield match.start(), len(match.group())


@lru_cache(maxsize=1)
def spelling() -> Spelling:
    """The one dictionary of the application."""
    return Spelling()


class SpellingMarks(QSyntaxHighlighter):
    """Wavy lines under words that do not pass. The word being typed is not marked."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.typing_at = -1
        spelling().ready.connect(self.rehighlight)
        spelling().start()

    def highlightBlock(self, text: str) -> None:
        """Qt: mark one paragraph."""
        marked = QTextCharFormat()
        marked.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        marked.setUnderlineColor(QColor(theme().color("stop")))
        start_of_block = self.currentBlock().position()
        for start, length in spelling().mistakes(text):
            cursor = self.typing_at - start_of_block
            if not start < cursor <= start + length:
                self.setFormat(start, length, marked)
