"""Words brought to one form, so that what somebody types finds what the list says: "crying" finds "cry".

Only for finding pictures: the forms are keys, never shown. Endings are taken off English words; words of other
languages are only written alike (no accents, one form of each Arabic letter).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ALIKE = str.maketrans({"ł": "l", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ـ": None, "’": "'"})
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

_IRREGULAR = {
    form: base
    for base, forms in {
        "be": "am is are was were been being",
        "bite": "bit bitten",
        "bleed": "bled",
        "break": "broke broken",
        "bring": "brought",
        "build": "built",
        "buy": "bought",
        "catch": "caught",
        "child": "children",
        "choose": "chose chosen",
        "come": "came",
        "die": "dead died dying death",
        "draw": "drew drawn",
        "dream": "dreamt",
        "drink": "drank drunk",
        "drive": "drove driven",
        "eat": "ate eaten",
        "fall": "fell fallen",
        "feed": "fed",
        "feel": "felt",
        "fight": "fought",
        "find": "found",
        "fly": "flew flown",
        "foot": "feet",
        "forget": "forgot forgotten",
        "freeze": "froze frozen",
        "get": "got",
        "give": "gave given",
        "go": "went gone",
        "grow": "grew grown",
        "hear": "heard",
        "hide": "hid hidden",
        "hold": "held",
        "keep": "kept",
        "knife": "knives",
        "know": "knew known",
        "learn": "learnt",
        "leave": "left",
        "lie": "lying lied lies",
        "make": "made",
        "man": "men",
        "meet": "met",
        "mouse": "mice",
        "pay": "paid",
        "person": "people",
        "ride": "rode ridden",
        "run": "ran",
        "say": "said",
        "see": "saw seen",
        "sell": "sold",
        "send": "sent",
        "shake": "shook shaken",
        "sing": "sang sung",
        "sit": "sat",
        "sleep": "slept asleep",
        "smell": "smelt",
        "speak": "spoke spoken",
        "spill": "spilt",
        "stand": "stood",
        "steal": "stole stolen",
        "swim": "swam",
        "take": "took taken",
        "teach": "taught",
        "tell": "told",
        "think": "thought",
        "throw": "threw thrown",
        "tooth": "teeth",
        "understand": "understood",
        "wake": "woke woken awake",
        "wear": "wore worn",
        "wife": "wives",
        "win": "won",
        "woman": "women",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}

LITTLE = frozenset(
    """a about after again all also am an and are as at away back be because been before being big but by came can
    come comes could did didn't do does doing don't dont down for from get gets go goes going gone got had has have
    he her here hers him his how i i'm if in into is it it's its just let lets like little lot lots made make makes
    me more my new no not now of off on one or our out over put puts really said say says she so some still take
    taken takes than that that's the their them then there these they this those time to too took two up us very
    want wanted wants was wasn't we went were what when where which who why will with would you your""".split()
)
"""English words that say nothing a picture could show, unless they stand alone or in a phrase of the list."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, written alike."""
    return tuple(_WORD.findall(_alike(text)))


@lru_cache(16384)
def _alike(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_ALIKE))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(_ALIKE)


@lru_cache(16384)
def stem(word: str, lang: str = "en") -> str:
    """The form under which a word (as from :func:`words_of`) is looked up."""
    if lang in ("ar", "ur"):
        return word[2:] if word.startswith("ال") and len(word) > 4 else word
    if lang != "en":
        return word
    word = word.removesuffix("'s")
    return _without_ending(_IRREGULAR.get(word, word))


def _without_ending(word: str) -> str:
    """A word without its plural or verb ending, in a form that all its forms share ("hoping", "hope": "hop")."""
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if len(word) > 3 and word.endswith("ie"):
        word = word[:-2] + "y"
    if len(word) > 4 and word.endswith("ied"):
        word = word[:-3] + "y"
    for ending in ("ing", "ed"):
        kept = word[: -len(ending)]
        is_ending = word.endswith(ending) and len(kept) > 1 and (ending, kept[-1]) != ("ed", "e")
        if is_ending and any(letter in "aeiouy" for letter in kept):
            word = kept
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    return word[:-1] + "y" if len(word) > 3 and word.endswith("i") else word
