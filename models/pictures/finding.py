"""Finding pictures by words, quickly enough for every key: an index made once a language.

Every entry has *terms*: its words and phrases, the most fitting first, and its name. What was typed is looked up as
every run of up to four words. A run that is a whole term counts most, more where it is the entry's first; then a word
that begins a term, a word within a phrase, and last a word that begins alike. An entry has the sum of its runs, so
"police officer came" finds the police officer before everybody else who comes.

*Meanings* say by which terms something else is looked up too: "fell out" by "argue". Two words that people write as
one ("pushchair", "step dad") are looked up both ways. A word that is on no list may be misspelt ("embarassed").
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from models.pictures.spelling import Spellings
from models.pictures.stems import little_words, stem, words_of

Terms = Sequence[str]
Meaning = tuple[Sequence[str], Sequence[str]]
"""What may be typed, and the terms it is looked up by as well, the nearest first."""
Key = tuple[str, ...]
LONGEST_RUN = 4
"""Of words that are looked up as one."""
_EXACT, _SAME_STEM, _MEANT, _BEGINS, _WITHIN, _AROUND, _ALIKE = 100.0, 90.0, 84.0, 50.0, 40.0, 30.0, 15.0
_PLACE = 3.0
"""What each place further down an entry's terms costs; the tenth and later cost alike. In other languages than English
only the first is a name, and the others are in no order."""
_NEXT_MEANING, _NEXT_ENTRY, _MOST_MEANT = 4.0, 5.0, 4
"""What each further meaning costs, and each further entry of one; how many entries of one are taken. So something of
every meaning comes before everything of the first."""
_LOOSE = ("ness", "ful", "less", "able", "ment", "ish", "ly", "ers", "er")
"""What makes another word of a word: "sadness" of "sad"."""
_LEAST_PART = 3
"""Letters of each of two words that are written as one."""
_LEAST_ALIKE = 4
"""Letters that words must begin with in common to count as alike."""


class Index:
    """Entries of one language by their terms; an entry is known by its number.

    Meanings are terms of *meant_in*, the index of another language, or of this one.
    """

    def __init__(
        self, entries: Iterable[Terms], lang: str, meanings: Iterable[Meaning] = (), meant_in: Index | None = None
    ) -> None:
        self._lang = lang
        self._little = little_words(lang)
        self._exact: dict[Key, dict[int, float]] = defaultdict(dict)
        self._stems: dict[Key, dict[int, float]] = defaultdict(dict)
        self._within: dict[str, dict[int, float]] = defaultdict(dict)
        last = 9 if lang == "en" else 1
        for number, terms in enumerate(entries):
            for place, term in enumerate(terms):
                self._add(number, words_of(term), _PLACE * min(place, last))
        most = _MEANT if meant_in is None else _EXACT
        # All are looked up before any is added: a meaning leads to the list, never to another meaning.
        meant = [(said, (meant_in or self)._meant(terms, most)) for said, terms in meanings]
        for typed, found in ((words_of(typed), found) for said, found in meant for typed in said):
            for number, score in found.items():
                _raise(self._exact[typed], number, score)
                _raise(self._stems[self._stemmed(typed)], number, score)
        self._begins = sorted({" ".join(key): key for key in self._exact}.items())
        self._beginnings = [text for text, _ in self._begins]

    def _add(self, number: int, words: Key, less: float) -> None:
        if not words:
            return
        _raise(self._exact[words], number, _EXACT - less)
        stems = self._stemmed(words)
        _raise(self._stems[stems], number, _SAME_STEM - less)
        if len(stems) > 1:
            for word, each in zip(words, stems, strict=True):
                if word not in self._little:
                    _raise(self._within[each], number, _WITHIN - less - 2 * len(stems))

    def _meant(self, terms: Terms, most: float) -> dict[int, float]:
        found: dict[int, float] = {}
        for place, term in enumerate(terms):
            scores = self.whole(words_of(term))
            best = sorted(scores, key=lambda number: (-scores[number], number))[:_MOST_MEANT]
            for rank, number in enumerate(best):
                _raise(found, number, most - _NEXT_MEANING * place - _NEXT_ENTRY * rank)
        return found

    def _stemmed(self, words: Key) -> Key:
        return tuple(stem(word, self._lang) for word in words)

    # ---- looking up -----------------------------------------------------------------------------------------------

    def scores(self, text: str, is_spelt: bool = False) -> dict[int, float]:
        """How well each entry fits what was typed; the ones that do not are missing.

        *is_spelt*: no word is taken for another one misspelt.
        """
        words = words_of(text)[:40]
        found: dict[int, float] = defaultdict(float)
        telling = [word for word in words if not self._is_little(word)] or list(words)
        for run in _runs(words):
            weight = len(run) ** 1.5
            if len(run) > 1:
                best = self.whole(run) or (self.whole(("".join(run),)) if len(run) == 2 else {})
            elif run[0] in telling:
                best = self._one(run[0], is_spelt)
            else:
                continue
            for number, score in best.items():
                found[number] += score * weight
        if len(words) > 1:
            for number, score in self._beginning(words).items():
                found[number] = max(found[number], score)
        return found

    def whole(self, run: Key) -> dict[int, float]:
        """Entries with a term that is this run of words, or the same but for its endings."""
        found = dict(self._stems.get(self._stemmed(run), {}))
        for number, score in self._exact.get(run, {}).items():
            _raise(found, number, score)
        return found

    def _is_little(self, word: str) -> bool:
        return word in self._little

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings({word for key in self._exact for word in key}, self._lang)

    def _one(self, word: str, is_spelt: bool) -> dict[int, float]:
        found = self.whole((word,)) or self._parted(word)
        for number, score in (*self._within.get(stem(word, self._lang), {}).items(), *self._beginning((word,)).items()):
            _raise(found, number, score)
        if not found or max(found.values()) < _WITHIN / 2:
            for number, score in self._alike(word, is_spelt).items():
                _raise(found, number, score)
        return found

    def _parted(self, word: str) -> dict[int, float]:
        """Entries with a term of two words that somebody wrote as one."""
        for at in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
            if found := self.whole((word[:at], word[at:])):
                return found
        return {}

    def _beginning(self, words: Key) -> dict[int, float]:
        """Entries with a term that begins with these words; the fewer letters are missing, the better."""
        text = " ".join(words)
        found: dict[int, float] = {}
        if len(text) < 2:
            return found
        for at in range(bisect_left(self._beginnings, text), len(self._beginnings)):
            term, key = self._begins[at]
            if not term.startswith(text):
                break
            missing = min(10, len(term) - len(text))
            for number, score in self._exact[key].items():
                _raise(found, number, score - (_EXACT - _BEGINS) - missing)
        return found

    def _alike(self, word: str, is_spelt: bool) -> dict[int, float]:
        """Entries for a word the list has not: one it is made from ("policeman"), one misspelt, one that begins so."""
        word = word.removesuffix("'s")
        made_from: list[list[str]] = []
        if self._lang == "en":
            made_from = [[word[: -len(end)]] for end in _LOOSE if word.endswith(end) and len(word) - len(end) > 2]
        least = max(_LEAST_ALIKE, (len(word) + 1) // 2)
        shorter = [[word[:length]] for length in range(len(word) - 1, least - 1, -1)]
        meant = [] if is_spelt else self._spellings.near(word)
        # Other languages have so many endings that a word is more often another form than misspelt.
        ways = [*made_from, meant, *shorter] if self._lang == "en" else [*shorter, meant]
        for way in ways:
            found: dict[int, float] = {}
            for each in way:
                within = self._within.get(stem(each, self._lang), {}) if way is meant else {}
                for number, score in (self.whole((each,)) or within).items():
                    _raise(found, number, score - (_EXACT - _AROUND))
            if found:
                return found
        return self._begins_alike(word)

    def _begins_alike(self, word: str) -> dict[int, float]:
        for length in range(len(word) - 1, max(_LEAST_ALIKE, len(word) - 3) - 1, -1):
            if scores := self._beginning((word[:length],)):
                return {number: score - (_BEGINS - _ALIKE) for number, score in scores.items()}
        return {}

    # ---- a sentence -----------------------------------------------------------------------------------------------

    def runs_found(self, text: str) -> list[dict[int, float]]:
        """For a sentence: the entries of each run of words that is a term, longer runs and later words first.

        A word within a longer run that was found is not looked up again. The last word may still be being typed.
        """
        words = words_of(text)[-24:]
        taken = [False] * len(words)
        found: list[tuple[int, int, dict[int, float]]] = []
        for length in range(min(LONGEST_RUN, len(words)), 0, -1):
            for start in range(len(words) - length, -1, -1):
                run = words[start : start + length]
                if any(taken[start : start + length]) or (length == 1 and self._is_little(run[0])):
                    continue
                best = self.whole(run)
                if not best and start == len(words) - 1 and len(run[0]) > 2 and text[-1:].isalnum():
                    best = self._beginning(run)
                if best:
                    taken[start : start + length] = [True] * length
                    found.append((start, length, best))
        return [best for _, _, best in sorted(found, key=lambda each: (each[1] == 1, -each[0]))]


def _runs(words: Key) -> Iterator[Key]:
    for length in range(min(LONGEST_RUN, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            yield words[start : start + length]


def _raise(scores: dict[int, float], number: int, score: float) -> None:
    if score > scores.get(number, 0.0):
        scores[number] = score
