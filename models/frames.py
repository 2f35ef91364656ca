"""Sentence frames for danger statements and goals: their parts, which of them a text says, a sentence of the rest.

The frames are ``resources/practice/frames.json``. They are guidance: nothing here changes what somebody wrote.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from models.plain_words import Glossary, questions_for
from models.plain_words.reading import Reading
from resources.files import read_text

KINDS = ("danger", "goal")
GAP = "…"
"""Stands in a sentence for a part it cannot do without."""

_LIST = re.compile(r"\s*(?:[;\n]|,?\s+and\s+|&|,)\s*")
_MODAL = re.compile(r"(?:will|would|could|may|might|can)\b\s*", re.IGNORECASE)
_MANY = frozenset(
    "we you they both all parents grandparents teachers professionals neighbours grown-ups adults children twins boys "
    "girls friends carers people workers".split()
)


@dataclass(frozen=True)
class Part:
    """One part of a frame: what is asked, an example, and how a text shows that it is said."""

    key: str
    ask: str
    example: str
    hint: str
    codes: frozenset[str]
    cues: re.Pattern[str] | None


@dataclass(frozen=True)
class Names:
    """Names the case knows, as people say them."""

    grown_ups: tuple[str, ...] = ()
    children: tuple[str, ...] = ()


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(read_text("practice", "frames.json"))
    return data


@cache
def parts_of(kind: str, pathway: str = "safety") -> tuple[Part, ...]:
    """A frame's parts in the words of a pathway. Raises KeyError for an unknown kind."""
    own = _data()["pathways"].get(pathway, {}).get(kind, {})
    return tuple(_part({**raw, **own.get(raw["key"], {})}) for raw in _data()["frames"][kind]["parts"])


def _part(raw: Mapping[str, Any]) -> Part:
    cues = re.compile(raw["cues"], re.IGNORECASE) if "cues" in raw else None
    return Part(raw["key"], raw["ask"], raw["example"], raw["hint"], frozenset(raw.get("codes", ())), cues)


def scale_guidance(pathway: str) -> tuple[str, str]:
    """What to ask about the two ends of a pathway's scale: (0, 10)."""
    raw = _data()["scale"][pathway]
    return raw["zero"], raw["ten"]


# What a text says already


def said_in(kind: str, text: str, names: Names, glossary: Glossary, pathway: str = "safety") -> dict[str, str]:
    """The parts a text says (key → the words that show it, "" where no single ones do)."""
    if not text.strip():
        return {}
    asked = {each.code for each in questions_for(
        kind, text, glossary=glossary, people=names.grown_ups, children=names.children
    )}  # fmt: skip
    reading = Reading(text, glossary)
    rules = {"who": _who, "short": _short} if kind == "danger" else {"with": _with}
    found = {}
    for part in parts_of(kind, pathway):
        if part.codes & asked:
            continue
        rule = rules.get(part.key)
        shown = rule(reading, names, pathway) if rule else _cue(part, text)
        if shown is not None:
            found[part.key] = shown
    return found


def _cue(part: Part, text: str) -> str | None:
    if part.cues is None:
        return ""
    match = part.cues.search(text)
    return match.group().strip() if match else None


def _body(reading: Reading) -> int:
    """The word after "… are worried that", 0 where nobody is."""
    return min((hit.last for hit in reading.hits.get("worry", ())), default=0)


def _named(names: Sequence[str], text: str) -> list[str]:
    return [name for name in names if name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]


def _who(reading: Reading, names: Names, pathway: str) -> str | None:
    """A grown-up after the worry; where the work is with a young person, they may be the one."""
    start = _body(reading)
    rest = reading.text[reading.tokens[start].start :] if start < len(reading.tokens) else ""
    those = names.grown_ups + (names.children if pathway == "success" else ())
    named = _named(those, rest)
    if named:
        return min(named, key=rest.index)
    hits = [h for h in reading.hits.get("adult", ()) if h.first >= start]
    return reading.said(hits[0].first, hits[0].last) if hits else None


def _short(reading: Reading, names: Names, pathway: str) -> str | None:
    """An effect that is not one of the long run."""
    cues = {part.key: part.cues for part in parts_of("danger", pathway)}["long"]
    assert cues is not None
    later = [match.span() for match in cues.finditer(reading.text)]
    start, hits = _body(reading), reading.hits.get("effect", [])
    for hit in hits:
        token = reading.tokens[hit.first]
        if hit.first >= start and not any(low <= token.start < high for low, high in later):
            return reading.said(hit.first, hit.last)
    # The checker is content without a word of its list: a child's own verb tells the effect.
    return None if any(hit.first >= start for hit in hits) or later else ""


def _with(reading: Reading, names: Names, pathway: str) -> str | None:
    """Somebody beside the first ones: "with …", the network, or three grown-ups and more by name."""
    part = next(part for part in parts_of("goal", pathway) if part.key == "with")
    shown = _cue(part, reading.text)
    if shown is not None:
        return shown
    named = _named(names.grown_ups, reading.text)
    return listed(named[1:]) if len(named) > 2 else None


# A sentence


def listed(words: Sequence[str]) -> str:
    """Words as a list: "a", "a and b", "a, b and c"."""
    *first, last = words or [""]
    return f"{', '.join(first)} and {last}" if first else last


def as_list(text: str) -> list[str]:
    """What somebody typed as a list ("Priya, Tess; Bev and Nan"); whole sentences stay one piece."""
    pieces = [piece.strip(" .") for piece in _LIST.split(text.strip())]
    pieces = [piece for piece in pieces if piece]
    return pieces if all(len(piece.split()) <= 4 for piece in pieces) else [_tidy(text)]


def _tidy(text: str) -> str:
    return " ".join(text.replace("\n", "; ").split()).rstrip(" .,;")


def compose(kind: str, parts: Mapping[str, str]) -> str:
    """A sentence of the parts that were filled in, "" where none is; a gap shows where it cannot go on without one.

    Raises ValueError for a part that the kind's frame has not.
    """
    unknown = set(parts) - {part.key for part in parts_of(kind)}
    if unknown:
        raise ValueError(f"no part of a {kind}: {sorted(unknown)}")
    filled = {key: _tidy(text) for key, text in parts.items() if _tidy(text)}
    if not filled:
        return ""
    sentence = _danger(filled) if kind == "danger" else _goal(filled)
    return sentence[:1].upper() + sentence[1:]


def _danger(filled: Mapping[str, str]) -> str:
    frame = _data()["frames"]["danger"]
    worried, about = _people(filled, "worried"), filled.keys() & {"child", "short", "long"}
    clauses = []
    if filled.keys() & {"who", "behaviour", "example"} or not about:
        does = _verb(filled.get("behaviour", GAP))
        clauses.append(frame["clauses"][0].format(who=_people(filled, "who"), behaviour=does, example=_example(filled)))
    if about:
        effects = _effects([filled[key] for key in ("short", "long") if key in filled])
        clauses.append(frame["clauses"][1].format(child=_people(filled, "child"), effects=effects))
    opening = frame["opening"].format(worried=worried, **{"is": _is(worried)})
    return str(opening + ", and that ".join(clauses) + frame["ending"])


def _goal(filled: Mapping[str, str]) -> str:
    frame = _data()["frames"]["goal"]
    helpers = f" with {_bare(_people(filled, 'with'), 'with')}" if "with" in filled else ""
    does = _verb(filled.get("instead", GAP))
    sentence = frame["opening"].format(who=_people(filled, "who"), instead=does, **{"with": helpers})
    if "so_that" in filled:
        sentence += frame["clauses"][0].format(so_that=_bare(_bare(filled["so_that"], "so that"), "so"))
    if filled.keys() & {"seen_by", "how_long", "hard_time"}:
        seen = _bare(_bare(_people(filled, "seen_by"), "seen"), "by")
        long = f" for {_bare(filled['how_long'], 'for')}" if "how_long" in filled else ""
        hard = f", including {_bare(filled['hard_time'], 'including')}" if "hard_time" in filled else ""
        sentence += frame["clauses"][1].format(seen_by=seen, how_long=long, hard_time=hard)
    return str(sentence + frame["ending"])


def _people(filled: Mapping[str, str], key: str) -> str:
    return listed(as_list(filled.get(key, ""))) or GAP


def _is(worried: str) -> str:
    low = worried.lower()
    if low == "i":
        return "am"
    many = " and " in f" {low} " or bool(_MANY & set(low.split()[:1] + low.split()[-1:]))
    return "are" if many or worried == GAP else "is"


def _verb(text: str) -> str:
    """What somebody will do; who typed "could …" or "will …" means just that."""
    return text if _MODAL.match(text) else f"will {text}"


def _effects(effects: Sequence[str]) -> str:
    """What it does to the child, after one "will" for both; "could …" keeps its word, and then so does the other."""
    if not effects:
        return _verb(GAP)
    first, *later = effects
    has_own = bool(_MODAL.match(first))
    return " and ".join([_verb(first), *(_verb(each) if has_own else each for each in later)])


def _example(filled: Mapping[str, str]) -> str:
    if "example" not in filled:
        return ""
    words = re.sub(r"^(?:as|like)\s+", "", filled["example"], flags=re.IGNORECASE)
    starts = re.match(r"(?:when|on|in|at|before|after|last|she|he|they|it)\b", words, re.IGNORECASE)
    return f", as {words}" if starts else f", as when {words}"


def _bare(text: str, word: str) -> str:
    """The text without a word of the frame that somebody typed again."""
    return re.sub(rf"^{re.escape(word)}\s+", "", text, flags=re.IGNORECASE)
