"""Texts made alike for searching: small letters, no accents, no signs that do not show, no look-alikes."""

from __future__ import annotations

import re
import unicodedata

_NO_LETTER = re.compile(r"[\W_]+")
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]")  # fmt: skip  # noqa: E501
_MARKS = re.compile(
    "[\u02b9-\u02df\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]"
)
_HYPHENATED = re.compile(r"[-\u2010\u2011\x02\ufffe]\s*\n\s*|[\x02\ufffe]")
_ALIKE: dict[int, str] = {
    ord(strange): known
    for strange, known in zip(
        "авекмнорстухіјѕԁһӏαβεζηικμνορτυχаꓮłøđðħŧı٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹",
        "abekmhopctyxijsdhlabezhikmnoptuxaaloddhti01234567890123456789", strict=True,
    )
} | {ord("þ"): "th", ord("æ"): "ae", ord("œ"): "oe"}  # fmt: skip
"""Letters of other alphabets that look like Latin ones, other digits, and letters no accent can be taken from."""
_OTHERS = re.compile("[" + "".join(map(chr, _ALIKE)) + "]")
_SPELT = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}


def plain(text: str) -> str:
    """Small letters without accents, look-alikes of other alphabets and signs that do not show."""
    if text.isascii():
        return text.lower()
    flat = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text)).casefold()
    if _OTHERS.search(flat):
        flat = flat.translate(_ALIKE)
    return flat if flat.isascii() else _MARKS.sub("", flat)


def unhyphened(text: str) -> str:
    """The text with words joined that a line's end had cut."""
    return _HYPHENATED.sub("", text)


def squeeze(text: str) -> str:
    """Letters and digits only, as :func:`plain` has them."""
    return _NO_LETTER.sub("", plain(text))


def spelt_out(text: str) -> str:
    """The text as keyboards without dots and rings have it: "Müller" as "Mueller"."""
    small = text.casefold()
    return "".join(_SPELT.get(letter, letter) for letter in unicodedata.normalize("NFC", small))


def tokens(text: str) -> list[str]:
    """The words of a text, as :func:`plain` has them."""
    return re.findall(r"[^\W_]+", plain(text))
