"""Whether words show something that is done or there, or only a service, a wish or what will not be."""

from __future__ import annotations

from collections.abc import Iterator

from models.plain_words.glossary import JARGON
from models.plain_words.reading import Hit, Reading, Span

_HAD = frozenset(("a", "an", "the", "no", "any", "more", "less", "enough", "all", "their", "his", "her"))


def is_negated(read: Reading, span: Span) -> bool:
    words = read.tokens[span[0] : span[1]]
    return read.has("negation", span=span) or any(token.word.endswith("n't") for token in words)


def services_in(read: Reading, span: Span | None = None) -> list[Hit]:
    """What is a service in these words; a toddler group or football training is a child's everyday life."""
    low, high = span or (0, len(read.tokens))
    everyday = read.numbers("everyday")
    found = [hit for hit in read.hits.get("service", ()) if low <= hit.first and hit.last <= high]
    # "meet her CSE worker", "talk to the school nurse"
    helpers = {hit.first: hit for hit in read.hits.get("official", ()) if low <= hit.first and hit.last <= high}
    for hit in read.hits.get("meets", ()):
        near = next((n for n in range(hit.last, hit.last + 5) if n in helpers), None)
        if hit.first >= low and near is not None and "," not in read.said(hit.first, near + 1):
            found.append(Hit("service", hit.first, helpers[near].last, ""))
    return [hit for hit in found if hit.last - 1 not in everyday]


def lives(read: Reading, span: Span) -> bool:
    """Whether a clause shows something that is done or there: no service, nothing negated, nothing vague."""
    if services_in(read, span) or (is_negated(read, span) and not _shows_first(read, span)):
        return False
    labels, hollow = read.numbers(JARGON), read.numbers("hollow")
    shown = (hit for hit in read.hits.get("life", ()) if span[0] <= hit.first < span[1])
    # "have a happy childhood" shows nothing, though "have a" otherwise would
    empty = labels | {n for n in range(*span) if _puts_first(read, n)}
    if any(hit.first not in empty and not {hit.first, hit.last} & hollow for hit in shown):
        return True
    vague, adverbs = read.numbers("goal_vague") | empty | hollow, read.numbers("adverb")
    treated = read.numbers("done_to") - read.numbers("kept_vaguely")
    for hit in read.hits.get("modal", ()):
        number = hit.last
        while number < span[1] and number in adverbs and not is_had(read, number):
            number += 1
        is_done = number + 1 in treated and number in read.numbers("to_be") and number + 1 not in empty | hollow
        if span[0] <= number < span[1] and (number not in vague or is_done):
            return True
    return False


def _puts_first(read: Reading, number: int) -> bool:
    """Whether it is only "put Mia first"."""
    words = [token.word for token in read.tokens[number : number + 5]]
    return words[0] in ("put", "puts", "putting") and "first" in words


def _shows_first(read: Reading, span: Span) -> bool:
    """Whether something is done before anything is denied: "will go to bed knowing that he is not outside"."""
    denied = [n for n in range(*span) if read.tokens[n].word.endswith("n't")]
    denied += [hit.first for hit in read.hits.get("negation", ()) if span[0] <= hit.first < span[1]]
    done = read.numbers("doing") - read.numbers("leads_on")
    return any(
        span[0] <= hit.first < min(denied) and (hit.first in done or hit.last - hit.first > 2)
        for hit in read.hits.get("life", ())
    )


def is_had(read: Reading, number: int) -> bool:
    """Whether "have" is something had ("will have a good life"), no part of "will have seen"."""
    after = read.tokens[number + 1].word if number + 1 < len(read.tokens) else ""
    return read.tokens[number].word == "have" and (after in _HAD or number + 1 in read.numbers("hollow", "praise"))


def after_modals(read: Reading) -> Iterator[int]:
    """The first verb behind each "will", "can", "to be" and their like."""
    adverbs = read.numbers("adverb")
    for hit in read.hits.get("modal", ()):
        number = hit.last
        while number < len(read.tokens) and number in adverbs and read.tokens[number].word != "have":
            number += 1
        if number < len(read.tokens):
            yield number


def is_noun_only(read: Reading) -> bool:
    """Whether it opens with a thing to be had ("Referrals to …", "Cessation of …") and nobody does anything in it."""
    opens = {hit.first for hit in read.hits.get("noun_only", ())}
    return 0 in opens and not read.has("modal") and not any(token.word == "by" for token in read.tokens)


def opens_with_anyone(read: Reading) -> bool:
    """Whether it is for "someone" to do, and no grown-up is named or called by a word beside it."""
    anyone = read.tokens[0].word in ("someone", "somebody", "anyone", "anybody", "people")
    return anyone and not (read.has("adult", "title") or read.numbers("role") - read.numbers("place"))
