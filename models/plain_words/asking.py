"""Which questions a text is asked, by kind. Each rule returns the places it asks about; () means nothing to ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from models.plain_words.glossary import JARGON, Glossary, ours, words_of
from models.plain_words.reading import Reading, syllables

KINDS = ("danger", "goal", "safety", "strength", "bottom_line", "next_step")

Span = tuple[int, int]
"""From one word up to another; (0, 0) is the text as a whole."""
WHOLE: Span = (0, 0)
_FIRST_PERSON = frozenset(("i", "we", "i'm", "we're", "i've", "i'd"))
_NOBODY = frozenset(("there", "it", "concerns", "worries"))
_LETTERS = re.compile("[B-DF-HJ-NP-TV-XZ]{3,5}")
_COUNTED = re.compile(r"\b\d+ of \d+\b")
_AGENTLESS = frozenset(("hit", "smacked", "punched", "slapped", "kicked", "beaten", "shouted", "screamed", "locked"))


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


@dataclass(frozen=True)
class _Known:
    """A reading with the names the case knows, in small letters."""

    read: Reading
    people: frozenset[str]
    children: frozenset[str]

    def has_child(self, *, may_be_name: bool = True) -> bool:
        """A child's word or name; where the case's children are not given, some other name may be one."""
        read = self.read
        named = set(read.names.values())
        if read.has("child") or named & self.children:
            return True
        if self.speaks_for_itself and any(token.word in ("they", "them") for token in read.tokens):
            return True
        if self.children or not may_be_name:
            return False
        body = self.names_in_body - self.people
        if read.has("adult") or len(body) > 1:
            return bool(body)
        return len(body) == 1 and self._is_about_a_child

    @property
    def _is_about_a_child(self) -> bool:
        """Of one name alone: that something happens to it, and it does nothing a grown-up does to others."""
        body = (self.body_start, len(self.read.tokens))
        return self.read.has("effect", span=body) and not self.read.has("harm", span=body)

    @property
    def body_start(self) -> int:
        """The word after "… are worried that", 0 where nobody is."""
        return min((hit.last for hit in self.read.hits.get("worry", ())), default=0)

    @property
    def names_in_body(self) -> set[str]:
        """Names after the worry that belong neither to those who worry nor to a known grown-up."""
        names = self.read.names
        head = {name for number, name in names.items() if number < self.body_start and not self._owns(number)}
        return {name for number, name in names.items() if number >= self.body_start} - head - self.read.grown_up_names

    def _owns(self, number: int) -> bool:
        """Whether a name stands for what is somebody's ("Poppy's nursery is worried")."""
        return self.read.tokens[number].word.endswith(("'s", "s'"))

    @property
    def speaks_for_itself(self) -> bool:
        """Whether somebody says it of themselves ("I am …", "we want …")."""
        return any(token.word in _FIRST_PERSON for token in self.read.tokens)

    @property
    def wishes(self) -> bool:
        """Whether it is somebody's own wish ("I want …"), which is theirs to put as they like."""
        words = [token.word for token in self.read.tokens[:3]]
        return words[:1] in (["i"], ["we"]) and bool({"want", "wish", "like", "hope"} & set(words))


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

    ``silenced`` holds phrases not to be asked about again, or codes. ``people`` and ``children`` are the names the
    case knows; without them words like "Mum" and "boys" and whatever is written like a name count. A quotation is
    never asked about, nor is anything between quotation marks. Raises ValueError for an unknown kind.
    """
    if kind not in KINDS:
        raise ValueError(f"not a kind of text: {kind}")
    if is_quotation:
        return []
    read = Reading(text, glossary or ours())
    if not read.plain_count:
        return []
    grown_up, young = _names(people), _names(children)
    known = _Known(read, grown_up - young, young)
    quiet = frozenset(words_of(each.replace("_", " ")) for each in silenced)
    found = [
        _asked(read, code, kind, span, ask)
        for code, rule in (*_EVERY.items(), *_RULES[kind].items())
        for span, ask in rule(known)
    ]
    kept = [each for each in _once(found) if not quiet & {words_of(each.phrase), words_of(each.code.replace("_", " "))}]
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


Found = list[tuple[Span, str]]
Rule = Callable[[_Known], Found]
_ALL: Found = [(WHOLE, "")]
_NONE: Found = []


def _jargon(known: _Known) -> Found:
    found: Found = [((hit.first, hit.last), hit.ask) for hit in known.read.hits.get(JARGON, ())]
    covered = known.read.numbers(JARGON)
    # Three to five capitals without a vowel are letters of some office, whether or not the list knows them.
    for number, token in enumerate(known.read.tokens):
        letters = token.raw.rstrip("s")
        if number in covered or token.quoted or not _LETTERS.fullmatch(letters) or letters in ("NHS", "DVD"):
            continue
        if (token.word,) not in known.read.glossary.fine:
            found.append(((number, number + 1), ""))
    return found


def _too_long(known: _Known) -> Found:
    read, limit = known.read, known.read.glossary.too_long
    found: Found = []
    number = 0
    for _, end in read.sentence_spans:
        first = number
        while number < len(read.tokens) and read.tokens[number].start < end:
            number += 1
        words = [read.tokens[n].raw for n in range(first, number) if n not in read.names and not read.tokens[n].quoted]
        count = len(words)
        if count <= limit.heavy_words:
            continue
        heavy = sum(map(syllables, words)) / count
        if (
            count > limit.words
            or (count > limit.long_words and heavy >= limit.long_syllables)
            or heavy >= limit.heavy_syllables
        ):  # fmt: skip
            found.append(((first, number), ""))
    return found


def _danger_who(known: _Known) -> Found:
    read = known.read
    if not read.has("worry"):
        return _ALL
    first = min(hit.first for hit in read.hits["worry"])
    head = read.tokens[:first]
    if not head or head[0].word in _NOBODY:
        return _ALL
    span = (0, first)
    named = any(number < first for number in read.names) or read.has("adult", "child", span=span)
    if not named and read.has("agency", span=span):
        return _ALL
    speaks = head[0].word in _FIRST_PERSON or head[0].raw[0].isupper()
    if not (named or speaks or read.has("someone", "role", span=span)):
        return _ALL
    return _ALL if _nobody_does_it(known) else _NONE


def _nobody_does_it(known: _Known) -> bool:
    """A worry in the passive ("will be hit") with no grown-up in it."""
    read, start = known.read, known.body_start
    body = (start, len(read.tokens))
    if read.has("adult", "someone", span=body) or len(known.names_in_body) > 1:
        return False
    pairs = zip(read.tokens[start:], read.tokens[start + 1 :], strict=False)
    return any(one.word in ("be", "being", "getting") and two.word in _AGENTLESS for one, two in pairs)


def _danger_child(known: _Known) -> Found:
    return _NONE if known.has_child() else _ALL


def _danger_action(known: _Known) -> Found:
    read = known.read
    labels = read.numbers(JARGON)
    if any(number >= known.body_start for number in read.numbers("harm", "lapse") - labels):
        return _NONE
    return _NONE if any(_concrete(known, labels)) else _ALL


def _concrete(known: _Known, labels: frozenset[int]) -> Iterator[int]:
    """Verbs behind "will" and its like that say something to be seen: not "be", not "suffer", not a label."""
    read = known.read
    vague, adverbs = read.numbers("vague") | labels, read.numbers("adverb")
    for hit in read.hits.get("modal", ()):
        number = hit.last
        while number < len(read.tokens) and number in adverbs:
            number += 1
        if number < len(read.tokens) and number not in vague:
            yield number


def _danger_effect(known: _Known) -> Found:
    read, start = known.read, known.body_start
    labels = read.numbers(JARGON)
    if any(hit.first >= start and hit.first not in labels for hit in read.hits.get("effect", ())):
        return _NONE
    concrete = list(_concrete(known, labels))
    # "… and the boys will copy him": a child's own verb, second to what the grown-up does.
    named = {number: name for number, name in read.names.items() if number >= start}
    somebody = [number for number in (*named, *read.numbers("adult", "someone")) if number >= start]
    first = named.get(min(somebody, default=-1), "")
    others = {
        number for number, name in named.items() if name != first and name in known.children | known.names_in_body
    }
    young = {number for number in read.numbers("child") if number >= start} | others
    # "… and his ear will go deaf"
    whose = {number + 1 for number, token in enumerate(read.tokens) if token.word in ("his", "her", "their")}
    young |= {number for number in whose if number >= start} - read.numbers("adult", "someone", "harm")
    starts_own = {
        hit.first - 1 for hit in read.hits.get("modal", ()) if any(0 < verb - hit.first < 5 for verb in concrete)
    }
    return _NONE if young & starts_own else _ALL


def _negated(read: Reading, span: Span) -> bool:
    words = read.tokens[span[0] : span[1]]
    return read.has("negation", span=span) or any(token.word.endswith("n't") for token in words)


def _lives(known: _Known, span: Span) -> bool:
    """Whether a clause shows something that is done or there: no service, nothing negated, nothing vague."""
    read = known.read
    if _negated(read, span) or read.has("service", span=span):
        return False
    labels = read.numbers(JARGON)
    if any(span[0] <= hit.first < span[1] and hit.first not in labels for hit in read.hits.get("life", ())):
        return True
    vague, adverbs = read.numbers("goal_vague") | labels, read.numbers("adverb")
    for hit in read.hits.get("modal", ()):
        number = hit.last
        while number < span[1] and number in adverbs:
            number += 1
        if span[0] <= number < span[1] and number not in vague:
            return True
    return False


def _has_life(known: _Known) -> bool:
    return any(_lives(known, span) for span in known.read.clauses)


def _services(known: _Known) -> Found:
    if not known.read.has("service") or _has_life(known):
        return _NONE
    hit = min(known.read.hits["service"], key=lambda each: each.first)
    return [((hit.first, hit.last), "")]


def _absence(known: _Known) -> Found:
    read = known.read
    if known.wishes or _has_life(known) or read.has("service"):
        return _NONE
    for span in read.clauses:
        if _negated(read, span) and any(not token.quoted for token in read.tokens[span[0] : span[1]]):
            return [(span, "")]
    return _NONE


def _goal_who(known: _Known) -> Found:
    read = known.read
    return _NONE if read.names or read.has("adult", "child", "someone") else _ALL


def _goal_child(known: _Known) -> Found:
    if known.wishes:
        return _NONE
    return _NONE if known.has_child(may_be_name=_has_life(known)) else _ALL


def _goal_action(known: _Known) -> Found:
    if known.wishes or known.read.has("service") or _absence(known):
        return _NONE
    return _NONE if _has_life(known) else _ALL


def _has_acted(known: _Known) -> bool:
    """That somebody did something when the danger was there: a call for help, or any act beside a danger.

    Times that were counted ("18 of 20 kept") are something somebody did and saw as well.
    """
    read = known.read
    if _COUNTED.search(read.text) and read.has("act") and read.has("child") and not read.has("service"):
        return True
    for span in read.clauses:
        if read.has("service", span=span):
            continue
        if read.has("strong_act", span=span) or (read.has("act", span=span) and read.has("danger_cue")):
            return True
    return False


def _only_strength(known: _Known) -> Found:
    return _NONE if _has_acted(known) else _ALL


def _safety_who(known: _Known) -> Found:
    read = known.read
    return _NONE if read.names or read.has("adult", "child", "someone", "role") else _ALL


def _safety_child(known: _Known) -> Found:
    names = set(known.read.names.values()) - known.people
    if known.read.has("child") or names & known.children:
        return _NONE
    if known.children or not _has_acted(known):
        return _ALL
    return _NONE if len(names) > 1 or (names and known.read.has("adult", "someone")) else _ALL


def _step_who(known: _Known) -> Found:
    """Only where nobody is to do it ("to be arranged"): who does a step stands beside it."""
    return [((hit.first, hit.last), "") for hit in known.read.hits.get("passive", ())[:1]]


def _step_action(known: _Known) -> Found:
    vague = known.read.hits.get("step_vague", ())[:1]
    return _NONE if _has_life(known) else [((hit.first, hit.last), "") for hit in vague]


_EVERY: dict[str, Rule] = {"jargon": _jargon, "too_long": _too_long}
_RULES: dict[str, dict[str, Rule]] = {
    "danger": {
        "no_who": _danger_who, "no_child": _danger_child, "no_action": _danger_action, "no_effect": _danger_effect,
    },
    "goal": {
        "no_who": _goal_who, "no_child": _goal_child, "no_action": _goal_action, "service_list": _services,
        "absence_goal": _absence,
    },
    "safety": {"no_who": _safety_who, "no_child": _safety_child, "strength_as_safety": _only_strength},
    "strength": {},
    "bottom_line": {"no_who": _step_who, "no_action": _step_action, "service_list": _services},
    "next_step": {"no_who": _step_who, "no_action": _step_action},
}  # fmt: skip
