"""Which questions a text is asked, by kind. Each rule returns the places it asks about; () means nothing to ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from models.plain_words.glossary import JARGON, Glossary, ours, words_of
from models.plain_words.knowing import FIRST_PERSON, Known
from models.plain_words.reading import Hit, Reading, syllables

KINDS = ("danger", "goal", "safety", "strength", "bottom_line", "next_step")

Span = tuple[int, int]
"""From one word up to another; (0, 0) is the text as a whole."""
WHOLE: Span = (0, 0)
_NOBODY = frozenset(("there", "it", "concerns", "worries"))
_LETTERS = re.compile("[B-DF-HJ-NP-TV-XZ]{3,5}")
_LENGTH = 23
"""Words from which a text counts as written at length."""
_TOLD = 18
"""Words of a danger from which what it does to the child is nearly always among them, in whatever words."""
_LINKED = 13
"""The same where one thing is said to lead to another, by a comma or a word like "so"."""
_IS_TO = frozenset(("to", "needs", "should", "must", "will"))
_EVERYDAY_LETTERS = frozenset(
    "NHS BBC DVD CCTV BMX BMW KFC LSD MDMA GHB RNLI CPR DWP DVLA MMR HPV BCG NCT PTSD PTA TV TVs HGV HMV DJ".split()
)
_IF = frozenset(("if", "unless", "whether"))
_WOULD = frozenset(
    ("would", "will", "could", "can", "might", "may", "should", "i'd", "he'd", "she'd", "they'd", "i'll")
)
_HAD = frozenset(("a", "an", "the", "no", "any", "more", "less", "enough", "all", "their", "his", "her"))
_COUNTED = re.compile(r"\b\d+ of \d+\b")


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
    written like a name count. A quotation is never asked about, nor is anything between quotation marks. Raises
    ValueError for an unknown kind.
    """
    if kind not in KINDS:
        raise ValueError(f"not a kind of text: {kind}")
    if is_quotation:
        return []
    read = Reading(text, glossary or ours())
    if not read.plain_count:
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
        if not quiet & {words_of(each.phrase or text), words_of(each.code.replace("_", " "))}
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


Found = list[tuple[Span, str]]
Rule = Callable[[Known], Found]
_ALL: Found = [(WHOLE, "")]
_NONE: Found = []


def _jargon(known: Known) -> Found:
    found: Found = [((hit.first, hit.last), hit.ask) for hit in known.read.hits.get(JARGON, ())]
    covered = known.read.numbers(JARGON)
    # Three to five capitals without a vowel are letters of some office, whether or not the list knows them.
    for number, token in enumerate(known.read.tokens):
        if not token.raw[1:2].isupper():  # nearly every word
            continue
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


def _danger_who(known: Known) -> Found:
    read = known.read
    if known.worry is None:
        return _ALL
    first, last = known.worry
    if any(token.word in (*FIRST_PERSON, "me", "us") for token in read.tokens[first : last + 1]):
        return _NONE  # "We think …", "It frightens me …"
    if last in read.names or last in read.numbers("adult", "child", "title", "role", "someone"):
        return _NONE  # "What worries Mr Bell is …"
    if known.is_shared:
        return _NONE
    head = read.tokens[:first]
    if not head or head[0].word in _NOBODY:
        return _ALL
    span = (0, first)
    named = any(number < first for number in read.names) or read.has("adult", span=span)
    named = named or bool({hit.first for hit in read.hits.get("child", ()) if hit.last <= first} - known.not_children)
    if not named and read.has("agency", span=span):
        return _ALL
    speaks = any(token.word in FIRST_PERSON for token in head)
    if not (named or speaks or read.has("someone", "helper", "role", span=span)):
        return _ALL
    return _NONE


def _danger_child(known: Known) -> Found:
    if known.child_in_danger() or (known.names_in_body and not known.children and _at_length(known, _TOLD)):
        return _NONE
    return _ALL


def _at_length(known: Known, words: int = _LENGTH) -> bool:
    """Whether somebody has written at length: then words the lists do not know are likelier than a gap."""
    return len(known.read.tokens) - known.body_start >= words and not known.read.has(JARGON)


def _danger_action(known: Known) -> Found:
    read, labels = known.read, known.read.numbers(JARGON)
    acts = read.numbers("harm", "self_harm", "lapse") - labels - (known.passives & read.numbers("mere_harm"))
    # "When the money runs out Kelly stops buying food, and Lynn is worried that …"
    first = 0 if read.tokens[0].word in ("when", "if", "because", "as", "whenever") else known.body_start
    # "… will be strapped in his buggy all day"
    behind = read.numbers("modal", "adverb")
    done = {n for n in known.passives if n - 2 in behind and read.tokens[n].word.endswith("ed")}
    acts |= done - labels - read.numbers("mere_harm", "effect", "vague")
    # … and what stands behind "… that Kai" or "mean Kai" tells what comes of it, unless it does harm itself.
    comes = known.comes_from - 1
    acts = frozenset(n for n in acts if n < comes or n in read.numbers("harm", "self_harm"))
    if any(number >= first for number in acts) or (read.has("modal") and _at_length(known, _TOLD + 2)):
        return _NONE
    # What befalls the child ("… could die") is not what anybody does.
    befalls = frozenset() if known.speaks_for_itself else read.numbers("befalls")
    return _NONE if any(n < comes for n in _concrete(known, labels | befalls)) else _ALL


def _concrete(known: Known, labels: frozenset[int]) -> Iterator[int]:
    """Verbs behind "will" and its like that say something to be seen: not "be", not "suffer", not a label."""
    read = known.read
    vague, adverbs = read.numbers("vague") | labels, read.numbers("adverb")
    for hit in read.hits.get("modal", ()):
        number = hit.last
        while number < len(read.tokens) and number in adverbs:
            number += 1
        if number < len(read.tokens) and number not in vague:
            yield number


def _danger_effect(known: Known) -> Found:
    read, start = known.read, known.body_start
    labels = read.numbers(JARGON)
    if any(
        hit.first >= start
        and hit.first not in labels
        and not known.is_aside(hit.first)
        and not known.is_doers_own(hit.first, hit.last)
        for hit in read.hits.get("effect", ())
    ):
        return _NONE
    words = _LINKED if known.goes_on else _TOLD
    told = known.told_count >= words and not read.has(JARGON)
    return _NONE if known.ends_in_another or (known.child_in_danger() and told) else _ALL


def _negated(read: Reading, span: Span) -> bool:
    words = read.tokens[span[0] : span[1]]
    return read.has("negation", span=span) or any(token.word.endswith("n't") for token in words)


def _services_in(read: Reading, span: Span | None = None) -> list[Hit]:
    """What is a service in these words; a toddler group or football training is a child's everyday life."""
    low, high = span or (0, len(read.tokens))
    everyday = read.numbers("everyday")
    found = (hit for hit in read.hits.get("service", ()) if low <= hit.first and hit.last <= high)
    return [hit for hit in found if hit.last - 1 not in everyday]


def _lives(known: Known, span: Span) -> bool:
    """Whether a clause shows something that is done or there: no service, nothing negated, nothing vague."""
    read = known.read
    if _negated(read, span) or _services_in(read, span):
        return False
    labels, hollow = read.numbers(JARGON), read.numbers("hollow")
    shown = (hit for hit in read.hits.get("life", ()) if span[0] <= hit.first < span[1])
    # "have a happy childhood" shows nothing, though "have a" otherwise would
    if any(hit.first not in labels and not {hit.first, hit.last} & hollow for hit in shown):
        return True
    vague, adverbs = read.numbers("goal_vague") | labels | hollow, read.numbers("adverb")
    for hit in read.hits.get("modal", ()):
        number = hit.last
        while number < span[1] and number in adverbs and not _is_had(read, number):
            number += 1
        if span[0] <= number < span[1] and number not in vague:
            return True
    return False


def _is_had(read: Reading, number: int) -> bool:
    """Whether "have" is something had ("will have a good life"), no part of "will have seen"."""
    after = read.tokens[number + 1].word if number + 1 < len(read.tokens) else ""
    return read.tokens[number].word == "have" and (after in _HAD or number + 1 in read.numbers("hollow", "praise"))


def _has_life(known: Known) -> bool:
    return any(_lives(known, span) for span in known.read.clauses)


def _services(known: Known) -> Found:
    services = _services_in(known.read)
    if not services or _has_life(known):
        return _NONE
    hit = min(services, key=lambda each: each.first)
    return [((hit.first, hit.last), "")]


def _absence(known: Known) -> Found:
    read = known.read
    if known.wishes or _has_life(known) or read.has("service"):
        return _NONE
    for span in read.clauses:
        if _negated(read, span) and any(not token.quoted for token in read.tokens[span[0] : span[1]]):
            return [(span, "")]
    return _NONE


def _goal_who(known: Known) -> Found:
    """Nobody who does anything: no grown-up, and of a child or a name only how it will feel or be treated."""
    read = known.read
    somebody = read.names or read.has("child")
    if _is_noun_only(known) or _opens_with_anyone(read):
        return _ALL
    is_told = read.has("adult", "helper") or bool(read.numbers("role") - read.numbers("place"))
    if known.wishes or is_told or (somebody and read.has("service")):
        return _NONE
    if len(set(read.names.values())) > 1 and _has_life(known):
        return _NONE
    if not somebody:
        return _ALL
    states = read.numbers("state") | read.numbers("goal_vague") & read.numbers("to_be")
    # What comes of it ("… so that he can walk") is not what anybody does for it.
    end = min((n for n, token in enumerate(read.tokens) if token.word == "so"), default=len(read.tokens))
    verbs = [number for number in _after_modals(known) if number < end]
    return _ALL if not verbs or all(number in states for number in verbs) else _NONE


def _is_noun_only(known: Known) -> bool:
    """Whether it opens with a thing to be had ("Referrals to …", "Cessation of …") and nobody does anything in it."""
    read = known.read
    opens = {hit.first for hit in read.hits.get("noun_only", ())}
    return 0 in opens and not read.has("modal") and not any(token.word == "by" for token in read.tokens)


def _opens_with_anyone(read: Reading) -> bool:
    """Whether it is for "someone" to do, and no grown-up is named or called by a word beside it."""
    anyone = read.tokens[0].word in ("someone", "somebody", "anyone", "anybody", "people")
    return anyone and not (read.has("adult", "title") or read.numbers("role") - read.numbers("place"))


def _after_modals(known: Known) -> Iterator[int]:
    """The first verb behind each "will", "can", "to be" and their like."""
    read, adverbs = known.read, known.read.numbers("adverb")
    for hit in read.hits.get("modal", ()):
        number = hit.last
        while number < len(read.tokens) and number in adverbs and read.tokens[number].word != "have":
            number += 1
        if number < len(read.tokens):
            yield number


def _goal_child(known: Known) -> Found:
    if known.wishes:
        return _NONE
    lives = _has_life(known)
    if known.child_in_goal(lives) or (lives and known.read.names and not known.children and _at_length(known)):
        return _NONE
    return _ALL


def _goal_action(known: Known) -> Found:
    if known.wishes or known.read.has("service") or _absence(known):
        return _NONE
    return _NONE if _has_life(known) else _ALL


def _has_acted(known: Known) -> bool:
    """That somebody did something when the danger was there: something done on a day, beside a danger.

    What somebody has done for weeks ("has been to every session") is not that; times that were counted ("18 of 20
    kept") are something somebody did and saw.
    """
    read = known.read
    if _COUNTED.search(read.text) and read.has("act") and read.has("child") and not read.has("service"):
        return True
    acts = _acts(known)
    was_seen = read.has("seen_by", "seen_after") and read.has("instead")
    if read.has("danger_cue") or (_at_length(known) and read.has("seen_by", "seen_after")):
        return bool(acts) or was_seen
    # Somebody was called or told, and then something was done: that is how a danger is met even where it is not named.
    was_called = bool(acts & read.numbers("turns_to", "tells"))
    return len(acts) > 1 and (was_called or was_seen)


def _acts(known: Known) -> frozenset[int]:
    """What was done on a day and is more than talking to an office: not "has been", "was fed", "gave up drinking"."""
    read = known.read
    not_that = {hit.last for hit in read.hits.get("lasting", ())} | read.numbers("gives_up")
    spoken, officials = read.numbers("turns_to", "tells"), read.numbers("official")
    done: set[int] = set()
    for first, last in read.clauses:
        if read.has("service", span=(first, last)):
            continue
        passive = -9
        for number in sorted({hit.first for hit in read.hits.get("act", ()) if first <= hit.first < last}):
            # "was fed and looked after": what holds of the first holds of the second
            if number in not_that or (number - passive < 7 and read.tokens[number - 1].word == "and"):
                passive = number
            elif not (number in spoken and officials & set(range(number, number + 4))):
                done.add(number)
    return frozenset(done - _only_thought_of(read))


def _only_thought_of(read: Reading) -> frozenset[int]:
    """Words of what would be done ("Mum would ring Nan", "if he came back"), not of what was."""
    thought: set[int] = set()
    for first, last in read.clauses:
        for number in range(first, last):
            word = read.tokens[number].word
            if word in _IF or (word in _WOULD and read.tokens[number + 1 : number + 2] and not _is_past(read, number)):
                thought.update(range(number, last))
                break
    return frozenset(thought)


def _is_past(read: Reading, number: int) -> bool:
    """Whether "would" or "could" tells of what was ("would not let him in", "could not stop")."""
    return read.tokens[number + 1].word in ("not", "have") or read.tokens[number].word.endswith("n't")


def _only_strength(known: Known) -> Found:
    return _NONE if _has_acted(known) else _ALL


def _safety_who(known: Known) -> Found:
    read = known.read
    if not (read.names or read.has("adult", "child", "someone", "role")):
        return _ALL
    # "She was fed and looked after": something was done, and nobody did it.
    passive = {hit.last for hit in read.hits.get("lasting", ())} & read.numbers("act")
    passive |= known.passives & read.numbers("done_to")
    by = {number for number, token in enumerate(read.tokens) if token.word == "by"}
    passive = {number for number in passive if not by & set(range(number, number + 6))}
    return _ALL if passive and not _acts(known) - read.numbers("danger_cue") else _NONE


def _safety_child(known: Known) -> Found:
    return _NONE if known.child_in_safety(_has_acted(known)) else _ALL


def _praise(known: Known) -> Found:
    """Only what somebody is like ("a good mum"), nothing that somebody does."""
    read = known.read
    labels = read.numbers(JARGON)
    if not (read.has("praise") or labels) or any(hit.first not in labels for hit in read.hits.get("doing", ())):
        return _NONE
    return _ALL


def _step_who(known: Known) -> Found:
    """Only where nobody is to do it ("to be arranged"): who does a step stands beside it."""
    read = known.read
    if passive := read.hits.get("passive", ())[:1]:
        return [((hit.first, hit.last), "") for hit in passive]
    if _opens_with_anyone(read) and {token.word for token in read.tokens[1:2]} & _IS_TO:
        return [((0, 1), "")]
    if _is_noun_only(known):
        return _ALL
    offices = read.has("goes_on") or read.has("office", span=(0, 1))
    if offices and not (read.names or read.has("adult", "child", "someone", "role")):
        return _ALL
    return _NONE


def _step_action(known: Known) -> Found:
    vague = known.read.hits.get("step_vague", ())[:1]
    if _has_life(known) and not any(hit.first == 0 for hit in vague):
        return _NONE
    return [((hit.first, hit.last), "") for hit in vague]


_EVERY: dict[str, Rule] = {"jargon": _jargon, "too_long": _too_long}
_RULES: dict[str, dict[str, Rule]] = {
    "danger": {
        "no_who": _danger_who, "no_child": _danger_child, "no_action": _danger_action, "no_effect": _danger_effect,
    },
    "goal": {
        "no_who": _goal_who, "no_child": _goal_child, "no_action": _goal_action, "service_list": _services,
        "absence_goal": _absence,
    },
    "safety": {
        "no_who": _safety_who, "no_child": _safety_child, "no_action": _praise, "strength_as_safety": _only_strength,
    },
    "strength": {"no_action": _praise},
    "bottom_line": {"no_who": _step_who, "no_action": _step_action, "service_list": _services},
    "next_step": {"no_who": _step_who, "no_action": _step_action},
}  # fmt: skip
