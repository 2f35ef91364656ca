"""Words for this child: questions about a frame's words, never other words for them.

Long sentences and hard words are told by the age of the youngest who will hear them, by syllables and letters and by
the lists of ``resources/practice/story.json``, the picture library and the plain-words checker. Nothing here tells how
common a word is, so a short rare word passes unseen. In other languages than English only sentences are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from models.picture_views import WordNote
from models.pictures.library import entries
from models.plain_words import Glossary, ours
from models.plain_words.reading import Reading, syllables
from models.story_template import ENGLISH, AgeRule, StoryTemplate, in_force

FAULT, TELL = "fault", "tell"
_SENTENCE = re.compile(r"[^.!?…؟।۔]+(?:[.!?…؟।۔]+[”\"’»)]*|$)")
_SHORT = ("Mr.", "Mrs.", "Ms.", "Dr.", "St.")
_TITLES = re.compile(rf"\b({'|'.join(map(re.escape, _SHORT))})")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


def word_notes(
    words: str,
    age: int | None,
    language: str = ENGLISH,
    names: Iterable[str] = (),
    template: StoryTemplate | None = None,
    glossary: Glossary | None = None,
) -> tuple[WordNote, ...]:
    """What to ask about a frame's words, in their order; what is about all of them first.

    ``age``: of the youngest reader in years (None: not known). ``names`` are known to the child and never hard.
    """
    template = template or in_force()[0]
    rule = template.age_rule(age)
    spans = sentences(words)
    notes = []
    if len(spans) > template.sentences:
        most = template.sentences
        held = "1 is" if most == 1 else f"{most} are"
        notes.append(WordNote("many_sentences", f"{len(spans)} sentences; {held} easier to hold on to"))
    if language.split("-")[0] != "en":
        return tuple(notes)
    found = [*_long(words, spans, rule), *_hard(words, age, rule, names, template, glossary or ours())]
    return (*notes, *sorted(found, key=lambda note: (note.start, note.end)))


def story_notes(
    texts: Sequence[str], language: str = ENGLISH, template: StoryTemplate | None = None
) -> tuple[WordNote, ...]:
    """What a whole story has not said yet: that it is nobody's fault, and whom the child can tell.

    A story without words is asked nothing, nor one in another language than English.
    """
    template = template or in_force()[0]
    said = _flat(" ".join(texts))
    if not said.strip() or language.split("-")[0] != "en":
        return ()
    notes = []
    if not any(_flat(phrase) in said for phrase in template.fault):
        ask = "Children often think it was because of them. Where does it say “It is not your fault”?"
        notes.append(WordNote(FAULT, ask))
    if not any(_flat(phrase) in said for phrase in template.tell):
        notes.append(WordNote(TELL, "Who can the children tell, or ask, by name?"))
    return tuple(notes)


def sentences(words: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence begins and ends, in any of the languages. "Mr. Bell" is no end."""
    still = words
    if any(title in words for title in _SHORT):  # most words have none, and are not gone through letter by letter
        still = _TITLES.sub(lambda found: found.group()[:-1] + " ", words)
    spans = []
    for found in _SENTENCE.finditer(still):
        text = found.group()
        if _WORD.search(text):
            start = found.start() + len(text) - len(text.lstrip())
            spans.append((start, found.start() + len(text.rstrip())))
    return tuple(spans)


def _long(words: str, spans: Iterable[tuple[int, int]], rule: AgeRule) -> Iterator[WordNote]:
    for start, end in spans:
        _, *rest = _WORD.findall(words[start:end])
        # Names are easy to hold on to: a row of people makes no sentence hard.
        if 1 + sum(not word[:1].isupper() for word in rest) > rule.words:
            count = 1 + len(rest)
            yield WordNote("long_sentence", f"{count} words in one sentence. Could it be two?", start, end)


def _hard(
    words: str, age: int | None, rule: AgeRule, names: Iterable[str], template: StoryTemplate, glossary: Glossary
) -> Iterator[WordNote]:
    reading, taken = Reading(words, glossary), set[int]()
    for hit in reading.hits.get("jargon", ()):
        start, end = reading.tokens[hit.first].start, reading.tokens[hit.last - 1].end
        taken.update(range(start, end))
        yield WordNote("hard_word", f"Would they know “{words[start:end]}”? {hit.ask}", start, end)
    known = {part.casefold() for name in names for part in _WORD.findall(name)} | template.easy | _drawn()
    opens = {start for start, _ in sentences(words)}
    seen: set[str] = set()
    for found in _WORD.finditer(words):
        word = _base(found.group())
        low = word.casefold()
        is_name = word[:1].isupper() and found.start() not in opens
        if found.start() in taken or low in seen or is_name or (low in known and low not in template.hard):
            continue
        if _is_hard(low, age, rule, template):
            seen.add(low)
            yield WordNote("hard_word", f"Would they know “{found.group()}”? How do you say it at home?", *found.span())


def _is_hard(word: str, age: int | None, rule: AgeRule, template: StoryTemplate) -> bool:
    if word in template.hard:
        return age is None or age <= template.hard_until
    parts = word.split("-")  # "grown-up" is as easy as its parts
    return any((syllables(p) >= rule.syllables and len(p) >= 7) or len(p) >= rule.letters for p in parts)


@cache
def _drawn() -> frozenset[str]:
    """What the pictures of the library are called: words that can be shown to a child of any age.

    The other words they are found by are those of grown-ups who look for them, and may well be hard.
    """
    try:
        called = [entry.words[:1] for entry in entries()]
    except FileNotFoundError:  # a checkout without the list
        return frozenset()
    return frozenset(word.casefold() for names in called for name in names for word in _WORD.findall(name))


def _base(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _flat(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())
