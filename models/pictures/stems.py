"""Words brought to one form, so that what somebody types finds what the list says: "crying" finds "cry".

Only for finding pictures: the forms are keys, never shown. All words are written alike (no accents, one form of each
Arabic letter, no joiners); then the commonest endings of their language are taken off. That is rough: two words that
come to share a form are both found, the one that was typed before the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

_ALIKE = str.maketrans(
    {
        "ł": "l", "ى": "ي", "ی": "ي", "ے": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ۃ": "ه", "ە": "ه", "ں": "ن",
        "ء": None, "ـ": None, "\u200b": None, "\u200c": None, "\u200d": None, "’": "'", "‘": "'", "ʼ": "'",
    }
)  # fmt: skip
_LETTER = r"(?:[^\W_]|[\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u09d7])"
"""A letter, or a vowel's sign in Devanagari and Bengali, which Python counts as no letter."""
_WORD = re.compile(rf"{_LETTER}+(?:'{_LETTER}+)*")

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

_BEFORE = {"ar": "وال بال لل ال"}
"""By language: what is written before a word and is no part of it, as :func:`words_of` writes it."""
_AFTER = {
    "pl": "ami ach owi ego emu ymi imi ych ich iem em om ow ie ej a e i y o u",
    "ro": "urile ului elor ilor ele lor ul ua ei ii le a e i u",
    "so": "kii gii tii dii ka ga ta da ha ku gu tu du",
    "ar": "ات ين ون ها ه",
    "ur": "يان ون ين ه ا ي",
    "bn": "দের গুলি গুলো টি টা রা কে তে যের ের র ে",
}
"""By language: endings, the longest first."""
_LEAST = {"ur": 2, "bn": 2, "ar": 2}
"""Letters that a word keeps at the least; otherwise three."""

LITTLE = frozenset(
    """a about after again all also am an and are as at away back be because been before being big but by came can
    come comes could did didn't do does doing don't dont down for from get gets go goes going gone got had has have
    he her here hers him his how i i'm if in into is it it's its just let lets like little lot lots made make makes
    me more my new no not now of off on one or our out over put puts really said say says she so some still take
    taken takes than that that's the their them then there these they this those time to too took two up us very
    want wanted wants was wasn't we went were what when where which who why will with would you your""".split()
)
"""English words that say nothing a picture could show, unless they stand alone or in a phrase of the list."""
_LITTLE_IN = {
    "pl": """w we z ze na do od po za o u i a oraz się nie jest są był była było byli co to ten ta te tego tej mi mnie
        mój moja moje ja ty on ona oni jego jej ich nam nas bardzo już jak gdy kiedy bo że dla przy pod nad przez""",
    "ro": """la de în din cu pe și nu este e era au a am ai o un una lui ei el ea eu tu noi voi mi îmi s se sa mea meu
        ta tău foarte că când pentru le l""",
    "ur": """کا کی کے کو میں سے پر نے ہے ہیں تھا تھی تھے اور یہ وہ ہم مجھے میری میرا میرے تم آپ نہیں بہت رہا رہی رہے ہو
        گیا گئی گئے کر تو بھی ایک""",
    "bn": "এবং ও না আমি আমার সে তার তুমি তোমার এই খুব হয় ছিল আছে করে করা একটি একটা",
    "ar": "في من على إلى عن مع هو هي أنا أنت لا لم ما كان كانت هذا هذه و يا جدا الذي التي",
    "so": "iyo ka ku u la ah waa waxay wuxuu ay uu aan ma in oo soo ayaa waan si",
}
"""The same in other languages."""


@cache
def little_words(lang: str) -> frozenset[str]:
    """The little words of a language, as :func:`words_of` writes them."""
    return LITTLE if lang == "en" else frozenset(words_of(_LITTLE_IN.get(lang, "")))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, written alike."""
    return tuple(_WORD.findall(_alike(text)))


@lru_cache(16384)
def _alike(text: str) -> str:
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_ALIKE))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(_ALIKE)


@lru_cache(16384)
def stem(word: str, lang: str = "en") -> str:
    """The form under which a word (as from :func:`words_of`) is looked up."""
    if lang == "en":
        word = word.removesuffix("'s")
        return _without_ending(_IRREGULAR.get(word, word))
    least = _LEAST.get(lang, 3)
    before = next((part for part in _beside(_BEFORE, lang) if word.startswith(part)), "")
    word = word[len(before) :] if len(word) - len(before) >= least else word
    for ending in _beside(_AFTER, lang):
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


def _beside(table: Mapping[str, str], lang: str) -> tuple[str, ...]:
    """The parts of a language, written as words are."""
    return tuple(_alike(part) for part in table.get(lang, "").split())


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
