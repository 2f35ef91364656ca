"""A text read once: its words with their lists, what stands between quotation marks, its sentences and clauses."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from models.plain_words.glossary import JARGON, Glossary, Words, base_of, compared, is_abbreviation

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTES = re.compile(
    '“[^”]*(?:”|$)|„[^“”]*[“”]|«[^»]*»|"[^"]*(?:"|$)'
    r"|(?<!\w)‘.*?’(?!\w)|(?<!\w)'(?=\w)[^\n]*?[\w.,!?…]'(?!\w)",
    re.DOTALL,
)
_TITLE_STOP = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Sgt|No|e\.g|i\.e)\.")
_SENTENCE_END = re.compile(r"[.!?…](?=[\s”\"’)]|$)|\n+")
_CLAUSE = re.compile(
    r"[,;:–—]|\bso that\b|\bbut\b|\binstead\b|\bbecause\b"
    r"|\band (?=(?:will|can|always|then)\b|(?:he|she|they|we|I|the|his|her|their|all|both|everyone)\b"
    r"|[A-Z]\w+(?:,? (?:and|or) [A-Z]\w+)* (?:will|can|is|are|has|have|says?|knows?|sleeps?|goes|go|gets?|comes?)\b)",
)
_HEADING = re.compile(
    r"\W*(?!(?:our|my) (?:\w+ )?worry\b)"
    r"(?:(?:our|my|the|a|danger|worry|worries|critical|wellbeing|well-being|safety|success|family|agency|big|biggest|main"
    r"|first|second|third|bottom|next|existing|future|harm)\s+)*"
    r"(?:statements?|worr(?:y|ies)|goals?|danger|harm|line|step|safety|strengths?)\s*(?:(?:no\.?|number)\s*)?\d*\s*"
    r"(?:[:–—.)]+|-\s)",
    re.IGNORECASE,
)
_FEW = 5
"""Words below which a text in our letters is taken for English."""
_ONE_IN = 10
"""English has more than one joining word in this many."""
_SILENT = re.compile("[^ley]e$|[^td]ed$")
_VOWELS_OR_NONE = re.compile(r"[aeiouy]+|\b[^\Waeiouy]+\b")
_VOWELS = re.compile(r"[aeiouy]+")
_NO_NAME_ENDS = ("tion", "tions", "ment", "ments", "ing", "ed", "ly", "ity", "ness", "ance", "ence")
_VERB_ENDS = ("s", "ed", "'ll", "'d")
_AFTER_A_NAME = frozenset(
    "and or who to with from next as then had did do went felt saw knew said thought used must should needs".split()
)
_NEVER_AFTER_A_NAME = frozenset("of about around re regarding that on in for at as concerning towards".split())


Span = tuple[int, int]
"""From one word up to another, not included."""


class Hit(NamedTuple):
    """A phrase found: words ``first`` up to, not including, ``last``."""

    name: str
    first: int
    last: int
    ask: str


class Token(NamedTuple):
    """A word as written, as compared, and where it stands; ``quoted`` between quotation marks; ``opens`` a sentence."""

    raw: str
    word: str
    start: int
    end: int
    quoted: bool
    opens: bool


@dataclass
class Reading:
    """``text`` under a glossary. Words are numbered from 0; spans are (first, last), last not included."""

    text: str
    glossary: Glossary
    quotes: list[tuple[int, int]] = field(init=False)
    tokens: list[Token] = field(init=False)
    _numbers: dict[tuple[str, ...], frozenset[int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.quotes = [found.span() for found in _QUOTES.finditer(self.text)]
        self.tokens = list(self._read())

    def _read(self) -> Iterator[Token]:
        starts = iter([*(start for start, _ in self.sentence_spans), len(self.text)])
        upcoming, quotes = next(starts), self.quotes
        heading = _HEADING.match(self.text)  # "Worry statement: …" is a heading, not part of what is said
        for found in _WORD.finditer(self.text, heading.end() if heading else 0):
            start, end = found.span()
            opens = upcoming <= start
            while upcoming <= start:
                upcoming = next(starts)
            quoted = bool(quotes) and any(low <= start < high for low, high in quotes)
            raw = found.group()
            # nearly every word is as it is compared: no time to be lost on it
            word = raw if raw.islower() and "’" not in raw else compared(raw)
            yield Token(raw, word, start, end, quoted, opens)

    @cached_property
    def sentence_spans(self) -> list[tuple[int, int]]:
        """Where each sentence starts and ends in the text, full stops of titles left alone."""
        still = _TITLE_STOP.sub(lambda found: found.group()[:-1] + " ", self.text)
        cuts = [found.end() for found in _SENTENCE_END.finditer(still)]
        edges = [0, *cuts, len(self.text)]
        return [(low, high) for low, high in itertools.pairwise(edges) if self.text[low:high].strip()]

    @cached_property
    def sentence_words(self) -> list[tuple[int, int]]:
        """Each sentence as a span of words."""
        spans, number = [], 0
        for _, end in self.sentence_spans:
            first = number
            while number < len(self.tokens) and self.tokens[number].start < end:
                number += 1
            spans.append((first, number))
        return spans

    @cached_property
    def words(self) -> list[str]:
        """The words as they are compared."""
        return [token.word for token in self.tokens]

    @cached_property
    def hits(self) -> dict[str, list[Hit]]:
        """Everything found, by list; of jargon only the longest that do not overlap."""
        found: dict[str, list[Hit]] = {}
        bases = [base_of(word) if "'" in word else word for word in self.words]
        index, upcoming = self.glossary.index, [*bases[1:], ""]
        taken = -1
        for number, base in enumerate(bases):
            if (starts := index.get(base)) is None:
                continue
            for length, phrases in starts.longer.get(upcoming[number], ()):
                phrase = tuple(bases[number : number + length])
                for name, ask in phrases.get(phrase, ()):
                    if name == JARGON:
                        if number < taken or self._is_left(phrase, number):
                            continue
                        taken = number + length
                    found.setdefault(name, []).append(Hit(name, number, number + length, ask))
            for name, ask in starts.alone:
                if name == JARGON:
                    if number < taken or self._is_left((base,), number):
                        continue
                    taken = number + 1
                found.setdefault(name, []).append(Hit(name, number, number + 1, ask))
        if found.get(JARGON) and (ordinary := found.get("ordinary")):
            # "social services", "engaged to": a label's word in an everyday meaning
            found[JARGON] = [
                hit
                for hit in found[JARGON]
                if not any(each.first <= hit.first and hit.last <= each.last for each in ordinary)
            ]
        return found

    def _is_left(self, phrase: Words, first: int) -> bool:
        """Whether a label is left alone: the authority does not mind it, or it stands in a quotation."""
        if phrase in self.glossary.fine:
            return True
        return bool(self.quotes) and any(token.quoted for token in self.tokens[first : first + len(phrase)])

    @cached_property
    def plain_count(self) -> int:
        """How many words stand outside quotation marks."""
        return sum(not token.quoted for token in self.tokens)

    @property
    def is_english(self) -> bool:
        """Whether it may be read at all: the lists know English only, and ask nonsense of any other language."""
        plain = [token.word for token in self.tokens if not token.quoted] if self.quotes else self.words
        joining, few = self.glossary.joining, len(plain) // _ONE_IN
        for word in plain:
            if word in joining:
                few -= 1
                if few < 0:
                    return True
        if sum(word[0] <= "ɏ" for word in plain) * 2 < len(plain):
            return False  # another script
        return len(plain) < _FEW or sum(base_of(word) in self.glossary.index for word in plain) * 3 >= len(plain)

    def has(self, *names: str, span: tuple[int, int] | None = None) -> bool:
        """Whether a phrase of one of these lists stands in the text (or in these words of it)."""
        low, high = span or (0, len(self.tokens))
        return any(low <= hit.first and hit.last <= high for name in names for hit in self.hits.get(name, ()))

    def numbers(self, *names: str) -> frozenset[int]:
        """The words that belong to phrases of these lists."""
        if names not in self._numbers:
            self._numbers[names] = frozenset(self._belonging(names))
        return self._numbers[names]

    def _belonging(self, names: tuple[str, ...]) -> set[int]:
        return {number for name in names for hit in self.hits.get(name, ()) for number in range(hit.first, hit.last)}

    @cached_property
    def names(self) -> dict[int, str]:
        """Words that are somebody's name, as far as capitals tell: word number → the name in small letters."""
        capitals = [(number, token) for number, token in enumerate(self.tokens) if token.raw[0].isupper()]
        known = self.numbers("adult", "child", "not_name", "title", "agency", JARGON, "service")
        named: dict[int, str] = {}
        for number, token in capitals:
            if number in known or is_abbreviation(token.raw) or len(token.raw) < 2:
                continue
            if token.opens and not self._opens_as_name(number):
                continue
            # "Kelly-Ann" and "Kai Brown" are one person each.
            joined = number - 1 in named and self.text[self.tokens[number - 1].end : token.start] in ("-", " ")
            named[number] = named[number - 1] if joined and not self._owns(number - 1) else _base(token.word)
        return named

    def _opens_as_name(self, number: int) -> bool:
        """At the start of a sentence everything has a capital: the word and what follows tell a name from the rest."""
        token = self.tokens[number]
        if number in self.numbers("doing", "office"):
            return False  # "Refer to …", "Bring the cot …"
        if token.word.endswith(_NO_NAME_ENDS) and number not in self.numbers("named"):
            return False
        if token.word.endswith(("'s", "s'")):
            return True
        following = self.tokens[number + 1] if number + 1 < len(self.tokens) else None
        if following is None or following.word in _NEVER_AFTER_A_NAME or number + 1 in self.numbers("role", "agency"):
            return False
        # Behind a name stands a verb, another name, a comma or an "and": "Long history", "Poor sleep" are no names.
        return (
            following.word.endswith(_VERB_ENDS)
            or following.raw[0].isupper()
            or "," in self.text[token.end : following.start]
            or following.word in _AFTER_A_NAME
            or number + 1 in self.numbers("modal", "to_be", "act", "doing", "adverb", "worry", "worry_too", "lasting")
        )

    @cached_property
    def grown_up_names(self) -> set[str]:
        """Names behind a title or a grown-up relation ("Mr Bell", "Uncle Ray"), or before a partner ("Ray's ex")."""
        known, partner = self.numbers("adult", "title"), self.numbers("partner")
        return {
            name
            for number, name in self.names.items()
            if (number - 1 in known and not self._comma(number)) or (number + 1 in partner and self._owns(number))
        }

    def _owns(self, number: int) -> bool:
        return self.tokens[number].word.endswith(("'s", "s'"))

    def _comma(self, number: int) -> bool:
        return "," in self.text[self.tokens[number - 1].end : self.tokens[number].start]

    @cached_property
    def clauses(self) -> list[tuple[int, int]]:
        """Spans of words between commas, stops and joining words; words in quotation marks are left in."""
        cuts = {0, len(self.tokens)}
        places = sorted(
            [found.start() for found in _CLAUSE.finditer(self.text)] + [start for start, _ in self.sentence_spans]
        )
        number = 0
        for place in places:
            while number < len(self.tokens) and self.tokens[number].start < place:
                number += 1
            cuts.add(number)
        edges = sorted(cuts)
        return list(itertools.pairwise(edges))

    def said(self, first: int, last: int) -> str:
        """The text from one word up to another, as it is written."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]


def most_syllables(words: list[str]) -> int:
    """At least as many as these words have together; quickly told."""
    return len(_VOWELS_OR_NONE.findall(" ".join(words).lower()))


def syllables(word: str) -> int:
    """About how many syllables a word has."""
    low = word.lower()
    count = len(_VOWELS.findall(low))
    count -= bool(_SILENT.search(low))
    return max(count, 1)


def _base(word: str) -> str:
    return base_of(word).rstrip("'")
