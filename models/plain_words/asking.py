"""Which questions a text is asked, by kind. Each rule returns the places it asks about; () means nothing to ask."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from models.plain_words.dangers import danger_action, danger_child, danger_effect, danger_who
from models.plain_words.glossary import JARGON, Glossary, ours, words_of
from models.plain_words.goals import absence, goal_action, goal_child, goal_who, services
from models.plain_words.knowing import Known
from models.plain_words.reading import Reading, Span, most_syllables, syllables
from models.plain_words.rules import WHOLE, Found, Rule
from models.plain_words.strengths import only_strength, praise, safety_child, safety_who, step_action, step_who

KINDS = ("danger", "goal", "safety", "strength", "bottom_line", "next_step")
_LETTERS = re.compile("[B-DF-HJ-NP-TV-XZ]{3,5}")
_EVERYDAY_LETTERS = frozenset(
    "NHS BBC DVD CCTV BMX BMW KFC LSD MDMA GHB RNLI CPR DWP DVLA MMR HPV BCG NCT PTSD PTA TV TVs HGV HMV DJ".split()
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about ``text[start:end]`` (``phrase``; all three empty when it is about the whole text).

    ``code`` is one of ``CODES``; ``question`` and ``reason`` are one sentence each, to be shown as they are.
    """

    code: str
    phrase: str
    start: int
    end: int
    question: str
    reason: str


def questions_for(
    kind: str,
    text: str,
    is_quotation: bool = False,
    glossary: Glossary | None = None,
    silenced: Collection[str] = (),
    *,
    people: Iterable[str] = (),
    children: Iterable[str] = (),
) -> list[Asked]:
    """What to ask about a text of a kind (``KINDS``), in the order of the text; [] where there is nothing.

    ``silenced`` holds phrases not to be asked about again, codes, or a whole text that is to stay as it is.
    ``people`` and ``children`` are the names the case knows; without them words like "Mum" and "boys" and whatever is
    written like a name count. A quotation is never asked about, nor is anything between quotation marks, nor a text in
    another language. Raises ValueError for an unknown kind.
    """
    if kind not in KINDS:
        raise ValueError(f"not a kind of text: {kind}")
    if is_quotation:
        return []
    read = Reading(text, glossary or ours())
    if not read.plain_count or not read.is_english:
        return []
    grown_up, young = _names(people), _names(children)
    known = Known(read, grown_up - young, young)
    quiet = frozenset(words_of(each.replace("_", " ")) for each in silenced)
    found = [
        _asked(read, code, kind, span, ask)
        for code, rule in (*_EVERY.items(), *_RULES[kind].items())
        for span, ask in rule(known)
    ]
    kept = [
        each
        for each in _once(found)
        if not (quiet and quiet & {words_of(each.phrase or text), words_of(each.code.replace("_", " "))})
    ]
    return sorted(kept, key=lambda each: (each.start, each.end == 0))


def _names(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for name in names for word in words_of(name)[:1])


def _once(found: Iterable[Asked]) -> Iterator[Asked]:
    seen = set()
    for each in found:
        key = (each.code, each.phrase.casefold())
        if key not in seen:
            seen.add(key)
            yield each


def _asked(read: Reading, code: str, kind: str, span: Span, ask: str) -> Asked:
    words = read.glossary.asks[code]
    question = ask or words.by_kind.get(kind, words.ask)
    if span == WHOLE:
        return Asked(code, "", 0, 0, question, words.reason)
    phrase = read.said(*span)
    start, end = read.tokens[span[0]].start, read.tokens[span[1] - 1].end
    question, reason = (said.replace("{phrase}", phrase) for said in (question, words.reason))
    return Asked(code, phrase, start, end, question, reason)


def _jargon(known: Known) -> Found:
    found: Found = [((hit.first, hit.last), hit.ask) for hit in known.read.hits.get(JARGON, ())]
    covered = known.read.numbers(JARGON)
    if not _LETTERS.search(known.read.text):  # nearly every text
        return found
    # Three to five capitals without a vowel are letters of some office, whether or not the list knows them.
    for number, token in enumerate(known.read.tokens):
        letters = token.raw.rstrip("s")
        if number in covered or token.quoted or not _LETTERS.fullmatch(letters) or letters in _EVERYDAY_LETTERS:
            continue
        if (token.word,) not in known.read.glossary.fine:
            found.append(((number, number + 1), ""))
    return found


def _too_long(known: Known) -> Found:
    read, limit = known.read, known.read.glossary.too_long
    found: Found = []
    for first, number in read.sentence_words:
        if number - first <= limit.heavy_words:
            continue
        words = [read.tokens[n].raw for n in range(first, number) if n not in read.names and not read.tokens[n].quoted]
        count = len(words)
        if count <= limit.heavy_words:
            continue
        needed = limit.long_syllables if count > limit.long_words else limit.heavy_syllables
        # counted word by word only where it could matter
        heavy = sum(map(syllables, words)) / count if most_syllables(words) >= needed * count else 0
        if (
            count > limit.words
            or (count > limit.long_words and heavy >= limit.long_syllables)
            or heavy >= limit.heavy_syllables
        ):  # fmt: skip
            found.append(((first, number), ""))
    return found


_EVERY: dict[str, Rule] = {"jargon": _jargon, "too_long": _too_long}
_RULES: dict[str, dict[str, Rule]] = {
    "danger": {
        "no_who": danger_who, "no_child": danger_child, "no_action": danger_action, "no_effect": danger_effect,
    },
    "goal": {
        "no_who": goal_who, "no_child": goal_child, "no_action": goal_action, "service_list": services,
        "absence_goal": absence,
    },
    "safety": {
        "no_who": safety_who, "no_child": safety_child, "no_action": praise, "strength_as_safety": only_strength,
    },
    "strength": {"no_action": praise},
    "bottom_line": {"no_who": step_who, "no_action": step_action, "service_list": services},
    "next_step": {"no_who": step_who, "no_action": step_action},
}  # fmt: skip
