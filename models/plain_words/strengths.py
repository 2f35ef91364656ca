"""What is asked of safety, strengths, bottom lines and next steps."""

from __future__ import annotations

import re

from models.plain_words.glossary import JARGON
from models.plain_words.knowing import Known
from models.plain_words.living import is_noun_only
from models.plain_words.reading import Reading, Span
from models.plain_words.rules import ALL, NONE, Found, at_length

_IS_TO = frozenset(("to", "needs", "should", "must", "will"))
_IF = frozenset(("if", "unless", "whether"))
_WOULD = frozenset(
    ("would", "will", "could", "can", "might", "may", "should", "i'd", "he'd", "she'd", "they'd", "i'll")
)
_COUNTED = re.compile(r"\b\d+ of \d+\b")


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
    if read.has("danger_cue") or (at_length(known) and read.has("seen_by", "seen_after")):
        return bool(acts) or was_seen
    # Somebody was called or told, and then something was done: that is how a danger is met even where it is not named.
    was_called = bool(acts & read.numbers("turns_to", "tells"))
    return len(acts) > 1 and (was_called or was_seen)


def _acts(known: Known) -> frozenset[int]:
    """What was done on a day and is more than talking to an office: not "has been", "was fed", "gave up drinking"."""
    read = known.read
    to_somebody = read.numbers("adult") | read.names.keys()  # "went to Nan's", not "went to every session"
    not_that = {hit.last for hit in read.hits.get("lasting", ())} | {
        number
        for hit in read.hits.get("gives_up", ())
        if hit.last not in to_somebody
        for number in range(hit.first, hit.last)
    }
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


def only_strength(known: Known) -> Found:
    return NONE if _has_acted(known) else ALL


def safety_who(known: Known) -> Found:
    read = known.read
    if not (read.names or read.has("adult", "child", "someone", "role")):
        return ALL
    # "She was fed and looked after": something was done, and nobody did it.
    passive = {hit.last for hit in read.hits.get("lasting", ())} & read.numbers("act")
    passive |= known.passives & read.numbers("done_to")
    by = {number for number, token in enumerate(read.tokens) if token.word == "by"}
    passive = {number for number in passive if not by & set(range(number, number + 6))}
    return ALL if passive and not _acts(known) - read.numbers("danger_cue") else NONE


def safety_child(known: Known) -> Found:
    return NONE if known.child_in_safety(_has_acted(known)) else ALL


def praise(known: Known) -> Found:
    """Only what somebody is like ("a good mum"), nothing that somebody does."""
    read = known.read
    labels = read.numbers(JARGON)
    if not (read.has("praise") or labels) or any(hit.first not in labels for hit in read.hits.get("doing", ())):
        return NONE
    return ALL


def step_who(known: Known) -> Found:
    """Only where nobody is to do it ("to be arranged"): who does a step stands beside it."""
    read = known.read
    passive = min([(hit.first, hit.last) for hit in read.hits.get("passive", ())] + _to_be_done(read), default=None)
    if passive and not _begins_with_doing(read, passive[0]):
        return [(passive, "")]
    if read.tokens[0].word in ("someone", "somebody") and {token.word for token in read.tokens[1:2]} & _IS_TO:
        return [((0, 1), "")]
    if is_noun_only(read):
        return ALL
    offices = read.has("goes_on") or read.has("office", span=(0, 1))
    if offices and not (read.names or read.has("adult", "child", "someone", "role")):
        return ALL
    return NONE


def _to_be_done(read: Reading) -> list[Span]:
    """Places like "to be funded", in whatever verb, that do not say by whom."""
    words = [token.word for token in read.tokens]
    somebody = read.numbers("adult", "title", "role") | read.names.keys()
    return [
        (n, n + 3)
        for n in range(len(words) - 2)
        if words[n : n + 2] == ["to", "be"]
        and words[n + 2].endswith("ed")
        and not any(words[by] == "by" and {by + 1, by + 2} & somebody for by in range(n + 3, len(words)))
    ]


def _begins_with_doing(read: Reading, end: int) -> bool:
    """Whether somebody does something before these words ("Gran phones the school to be put on the list")."""
    somebody = 0 in read.names or 0 in read.numbers("adult", "title", "someone")
    owned = read.tokens[0].word.endswith(("'s", "s'"))
    return somebody and not owned and any(0 < hit.first < end - 1 for hit in read.hits.get("doing", ()))


def step_action(known: Known) -> Found:
    vague = known.read.hits.get("step_vague", ())[:1]
    if known.has_life and not any(hit.first == 0 for hit in vague):
        return NONE
    return [((hit.first, hit.last), "") for hit in vague]
