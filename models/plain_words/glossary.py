"""What the checker knows: ``resources/practice/plain_words.json``, with what an authority adds laid over it.

A phrase is written as in the file's own "about": ``word~`` all forms of a word, ``a|b`` either, ``word?`` or nothing,
CAPITALS only as capitals. Phrases are spelt out once into an index by their first word, so that reading a text costs
one look-up a word however many phrases there are.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from models import practice
from resources.files import read_text

FILE = "plain_words.json"
CODES = (
    "jargon", "no_who", "no_child", "no_action", "no_effect", "service_list", "absence_goal", "strength_as_safety",
    "too_long",
)  # fmt: skip
JARGON = "jargon"
_NOT_OWNED = frozenset("he's she's it's that's there's who's what's where's here's let's".split())
_MOST_FORMS = 4000
"""Of one phrase: an authority's file cannot make the index explode."""

Words = tuple[str, ...]
Lists = tuple[tuple[str, str], ...]
"""The lists a phrase is on, each with its question or ""."""
ByLength = tuple[tuple[int, Mapping[Words, Lists]], ...]


class Starts(NamedTuple):
    """What starts with a word: the word ``alone``, and longer phrases by their second word, the longest first."""

    alone: Lists
    longer: Mapping[str, ByLength]


@dataclass(frozen=True, slots=True)
class Ask:
    """The question and the reason of a code; ``by_kind`` where a kind of text is asked in other words."""

    reason: str
    ask: str
    by_kind: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TooLong:
    """When a sentence is too long: its words, and syllables a word, names not counted.

    More than ``words`` is always too long; more than ``long_words`` with ``long_syllables`` a word and more, and more
    than ``heavy_words`` with ``heavy_syllables`` and more.
    """

    words: float
    long_words: float
    long_syllables: float
    heavy_words: float
    heavy_syllables: float


@dataclass(frozen=True)
class Glossary:
    """Everything the checker knows.

    ``index``: first word → what starts with it. ``joining``: the small words by which a text is known as English.
    """

    asks: Mapping[str, Ask]
    too_long: TooLong
    index: Mapping[str, Starts]
    fine: frozenset[Words]
    joining: frozenset[str]


class GlossaryFault(practice.Fault):
    """The authority's lists of words cannot be used."""

    file = FILE
    instead = "Words are checked with the built-in lists"


@cache
def ours() -> Glossary:
    """The lists that ship with the app."""
    return _made(_ours_raw(), {})


def load(folder: Path | None) -> Glossary:
    """Ours with the authority's added, where there is a file. Raises GlossaryFault where that file is faulty."""
    theirs = practice.own(folder, GlossaryFault)
    return ours() if theirs is None else _made(_ours_raw(), theirs)


def load_safely(folder: Path | None) -> tuple[Glossary, GlossaryFault | None]:
    """The glossary to check with, and what is wrong with the authority's file where ours had to do."""
    try:
        return load(folder), None
    except GlossaryFault as fault:
        return ours(), fault


@lru_cache(maxsize=4)
def in_use(folder: Path | None) -> tuple[Glossary, GlossaryFault | None]:
    """``load_safely``, read once for a folder: what every room checks with."""
    return load_safely(folder)


def words_of(text: str) -> Words:
    """The words of a phrase as they are compared: small letters unless they are an abbreviation in capitals."""
    return tuple(compared(word) for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text))


def said_alike(one: str, other: str) -> bool:
    """Whether two phrases are the same words, whatever their letters and signs."""
    return words_of(one) == words_of(other)


def compared(word: str) -> str:
    """A word as it stands in the index."""
    if word.islower():  # nearly every word: no time to be lost on it
        return word.replace("’", "'")
    return word if is_abbreviation(word) else word.lower().replace("’", "'")


def base_of(word: str) -> str:
    """A compared word without its "'s": "children's services" is looked up as "children services"."""
    return word[:-2] if word.endswith("'s") and word not in _NOT_OWNED else word


def is_abbreviation(word: str) -> bool:
    """Whether a word is written as capitals ("DV", "S47"), with a small plural s or not."""
    if word.islower():
        return False
    core = word[:-1] if len(word) > 2 and word.endswith("s") else word
    return len(core) > 1 and core.isupper()


def _ours_raw() -> dict[str, Any]:
    raw: dict[str, Any] = json.loads(read_text("practice", FILE))
    return raw


def _made(raw: dict[str, Any], theirs: dict[str, Any]) -> Glossary:
    if unknown := theirs.keys() - raw.keys():
        raise GlossaryFault(sorted(unknown)[0])
    irregular = {**raw["irregular"], **_lists(theirs.get("irregular", {}), "irregular")}
    index: dict[str, dict[tuple[Words, str], str]] = {}
    lists = [(raw["lists"], ""), (_lists(theirs.get("lists", {}), "lists"), "lists")]
    for table, where in lists:
        for name, phrases in table.items():
            if where and name not in raw["lists"]:
                raise GlossaryFault(f"{where}.{name}")
            for phrase in phrases:
                _add(index, phrase, name, "", irregular, f"lists.{name}")
    for entry in [*raw["jargon"], *_jargon(theirs.get("jargon", []))]:
        for phrase in entry["say"]:
            _add(index, phrase, JARGON, entry["ask"], irregular, "jargon")
    fine = frozenset(_bases(phrase) for phrase in _phrases(theirs.get("fine", []), "fine"))
    return Glossary(
        _asks(raw["asks"], theirs.get("asks", {})),
        _too_long(raw["too_long"], theirs.get("too_long", {})),
        {first: _starts(found) for first, found in index.items()},
        fine,
        frozenset([*raw["joining"], *_phrases(theirs.get("joining", []), "joining")]),
    )


def _starts(found: Mapping[tuple[Words, str], str]) -> Starts:
    alone: Lists = ()
    longer: dict[str, dict[int, dict[Words, Lists]]] = {}
    for (words, name), ask in found.items():
        if len(words) == 1:
            alone += ((name, ask),)
        else:
            same = longer.setdefault(words[1], {}).setdefault(len(words), {})
            same[words] = (*same.get(words, ()), (name, ask))
    return Starts(alone, {second: tuple(sorted(lengths.items(), reverse=True)) for second, lengths in longer.items()})


def _add(
    index: dict[str, dict[tuple[Words, str], str]], phrase: str, name: str, ask: str,
    irregular: Mapping[str, list[str]], where: str,
) -> None:  # fmt: skip
    """Spell a phrase out into the index; a later question for the same words replaces the earlier one."""
    spelt = list(itertools.islice(_spelt(phrase, irregular), _MOST_FORMS + 1))
    if not any(spelt) or len(spelt) > _MOST_FORMS:
        raise GlossaryFault(where)
    for words in spelt:
        if words:
            index.setdefault(words[0], {})[words, name] = ask


def _spelt(phrase: str, irregular: Mapping[str, list[str]]) -> Iterator[Words]:
    places: list[list[Words]] = []
    for place in phrase.replace("-", " ").split():
        choices: list[Words] = [()] if place.endswith("?") else []
        for choice in place.rstrip("?").split("|"):
            words = forms(choice[:-1], irregular) if choice.endswith("~") else [choice]
            choices += [(word,) if word.isalpha() and word.islower() else _bases(word) for word in words]
        places.append(choices)
    if len(places) == 1:
        yield from places[0]
        return
    for picked in itertools.product(*places):
        yield tuple(itertools.chain.from_iterable(picked))


def _bases(phrase: str) -> Words:
    """The words of a phrase as they are looked up."""
    return tuple(map(base_of, words_of(phrase)))


def forms(word: str, irregular: Mapping[str, list[str]]) -> list[str]:
    """A word with its endings: "stop" → stop, stops, stopped, stopping. Irregular ones come from the file."""
    is_soft = word.endswith("y") and word[-2:-1] not in "aeiou"
    stem = word[:-1] if word.endswith("e") else word
    if re.fullmatch(r"(?:.*[^aeiou])?[aeiou][bdgklmnprt]", word) and len(re.findall("[aeiou]+", word)) == 1:
        stem = word + word[-1]
    third = word[:-1] + "ies" if is_soft else word + ("es" if word.endswith(("s", "sh", "ch", "x", "o")) else "s")
    past = word[:-1] + "ied" if is_soft else stem + "ed"
    both = [word, third, past, stem + "ing", word + "ing", word + "ed"]
    return list(dict.fromkeys([*both, *irregular.get(word, [])]))


def _asks(ours_: dict[str, Any], theirs: Any) -> dict[str, Ask]:
    if not isinstance(theirs, dict) or theirs.keys() - ours_.keys():
        raise GlossaryFault("asks")
    asks = {}
    for code, words in ours_.items():
        laid = {**words, **_texts(theirs.get(code, {}), f"asks.{code}")}
        asks[code] = Ask(laid.pop("reason"), laid.pop("ask"), laid)
    return asks


def _too_long(ours_: dict[str, float], theirs: Any) -> TooLong:
    good = isinstance(theirs, dict) and not theirs.keys() - ours_.keys() and all(
        isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0 for value in theirs.values()
    )  # fmt: skip
    if not good:
        raise GlossaryFault("too_long")
    return TooLong(**{**ours_, **theirs})


def _texts(raw: Any, where: str) -> dict[str, str]:
    if not isinstance(raw, dict) or not all(isinstance(value, str) and value.strip() for value in raw.values()):
        raise GlossaryFault(where)
    return raw


def _phrases(raw: Any, where: str) -> list[str]:
    if not isinstance(raw, list) or not all(isinstance(each, str) and each.strip() for each in raw):
        raise GlossaryFault(where)
    return raw


def _lists(raw: Any, where: str) -> dict[str, list[str]]:
    if not isinstance(raw, dict):
        raise GlossaryFault(where)
    return {name: _phrases(phrases, f"{where}.{name}") for name, phrases in raw.items()}


def _jargon(raw: Any) -> list[dict[str, Any]]:
    if not isinstance(raw, list):
        raise GlossaryFault("jargon")
    for entry in raw:
        if not isinstance(entry, dict) or not isinstance(entry.get("ask"), str) or not entry["ask"].strip():
            raise GlossaryFault("jargon")
        _phrases(entry.get("say"), "jargon")
    return raw
