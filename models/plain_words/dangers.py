"""What is asked of a danger: who is worried, which child, what might be done, what would come of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from models.plain_words.glossary import JARGON
from models.plain_words.knowing import Known
from models.plain_words.living import is_had
from models.plain_words.reading import Reading
from models.plain_words.rules import ALL, NONE, Found, at_length
from models.plain_words.worried import FIRST_PERSON

_PUTS = frozenset(("put", "place", "leave", "expose", "keep"))
_AT_RISK = frozenset((("at", "risk"), ("in", "danger"), ("to", "harm"), ("to", "risk"), ("to", "danger")))
_NOBODY = frozenset(("there", "it", "concerns", "worries", "people", "some", "others", "many", "somebody", "someone"))
_TOLD = 20
"""Words of a danger from which what it does to the child is nearly always among them, in whatever words."""
_NAMED = 18
"""Words of a danger from which a name in it is likely to be the child's."""
_LINKED = 16
"""The same where one thing is said to lead to another, by a comma or a word like "so"."""


def danger_who(known: Known) -> Found:
    read = known.read
    if known.worry is None:
        return ALL
    first, last = known.worry
    if any(token.word in (*FIRST_PERSON, "me", "us") for token in read.tokens[first : last + 1]):
        return NONE  # "We think …", "It frightens me …"
    told_behind = read.tokens[first].word in ("it", "what", "that", "thing", "thought")
    if told_behind and (last in read.names or last in read.numbers("adult", "child", "title", "role", "someone")):
        return NONE  # "What worries Mr Bell is …"
    if known.is_shared:
        return NONE
    head = read.tokens[:first]
    if not head or head[0].word in _NOBODY:
        return ALL
    span = (0, first)
    named = any(number < first for number in read.names) or read.has("adult", span=span)
    named = named or bool({hit.first for hit in read.hits.get("child", ()) if hit.last <= first} - known.not_children)
    if not named and read.has("agency", span=span):
        return ALL
    speaks = any(token.word in FIRST_PERSON for token in head)
    roles = read.numbers("role") - read.numbers("place")  # "the school nurse", but not "the school"
    if not (named or speaks or read.has("someone", "helper", span=span) or any(n < first for n in roles)):
        return ALL
    return NONE


def danger_child(known: Known) -> Found:
    if known.child_in_danger() or (known.names_in_body and not known.children and at_length(known, _NAMED)):
        return NONE
    return ALL


def danger_action(known: Known) -> Found:
    read, labels = known.read, known.read.numbers(JARGON)
    acts = read.numbers("harm", "self_harm", "lapse") - labels - (known.passives & read.numbers("mere_harm"))
    # "When the money runs out Kelly stops buying food, and Lynn is worried that …"
    first = 0 if read.tokens[0].word in ("when", "if", "because", "as", "whenever") else known.body_start
    # "… will be strapped in his buggy all day"
    behind = read.numbers("modal", "adverb")
    done = {n for n in known.passives if n - 2 in behind and read.tokens[n].word.endswith("ed")}
    acts |= done - labels - read.numbers("mere_harm", "effect", "vague")
    # "… that Kelly spends the money on scratch cards"
    people = read.names.keys() | read.numbers("adult", "someone", "adverb")
    acts |= {n for n in read.numbers("doing") - labels if n - 1 in people and read.tokens[n].word.endswith("s")}
    acts -= known.of_a_thing
    acts = frozenset(n for n in acts if not _keeps_safe(read, n))
    # … and what stands behind "… that Kai" or "mean Kai" tells what comes of it, unless it does harm itself.
    comes = known.comes_from - 1
    acts = frozenset(n for n in acts if n < comes or n in read.numbers("harm", "self_harm"))
    if any(number >= first for number in acts) or (read.has("modal") and at_length(known, _TOLD)):
        return NONE
    # What befalls the child ("… could die") is not what anybody does.
    befalls = frozenset() if known.speaks_for_itself else read.numbers("befalls")
    not_that = labels | befalls | known.of_a_thing
    return NONE if any(n < comes for n in _concrete(known, not_that)) else ALL


def _concrete(known: Known, labels: frozenset[int]) -> Iterator[int]:
    """Verbs behind "will" and its like that say something to be seen: not "be", not "suffer", not a label."""
    read = known.read
    vague, adverbs = read.numbers("vague") | labels, read.numbers("adverb")
    for hit in read.hits.get("modal", ()):
        number = hit.last
        while number < len(read.tokens) and number in adverbs and not is_had(read, number):
            number += 1
        if number >= len(read.tokens) or number in vague:
            continue
        if not (_puts_at_risk(read, number) or _keeps_safe(read, number)):
            yield number


def _keeps_safe(read: Reading, number: int) -> bool:
    """Whether it is only "will not keep Kai safe"."""
    words = [token.word for token in read.tokens[number : number + 6]]
    return bool({"keep", "keeping"} & set(words[:2])) and "safe" in words


def _puts_at_risk(read: Reading, number: int) -> bool:
    """Whether it is only "put Kai at risk", "leave him in danger"."""
    words = [token.word for token in read.tokens[number : number + 7]]
    return words[0] in _PUTS and any(pair in _AT_RISK for pair in itertools.pairwise(words))


def danger_effect(known: Known) -> Found:
    read, start = known.read, known.body_start
    labels = read.numbers(JARGON)
    if any(
        hit.first >= start
        and hit.first not in labels
        and not known.is_aside(hit.first)
        and not known.is_doers_own(hit.first, hit.last)
        and not known.is_act_itself(hit.first)
        for hit in read.hits.get("effect", ())
    ):
        return NONE
    if known.speaks_as_child or (known.fears_a_parent and not known.has_child_beside):
        return NONE  # "… that Dad will start on me again" is a child's to put as it likes
    words = _LINKED if known.goes_on else _TOLD
    told = known.told_count >= words and not read.has(JARGON) and not known.ends_in_an_act
    return NONE if known.ends_in_another or (known.child_in_danger() and told) else ALL
