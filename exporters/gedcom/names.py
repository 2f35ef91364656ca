"""Names as GEDCOM writes them, with slashes round the family name, and as we do."""

from __future__ import annotations

from exporters.gedcom.lines import Structure

NAMELESS = "Name not known"


def name_payload(name: str) -> str:
    """A name with slashes round what looks like the family name: "Shauna /Harlow/"."""
    words = name.split(" ")
    if len(words) > 1 and all(word[:1].isupper() and word.isprintable() for word in words) and words[-1].isalpha():
        return " ".join([*words[:-1], f"/{words[-1]}/"])
    return name


def plain_name(payload: str) -> str:
    """The name of a NAME line: without slashes, one space between words."""
    return " ".join(payload.replace("/", " ").split())


def name_of(record: Structure) -> str:
    """Somebody's first name line, or its parts; "" where the file gives none."""
    name = record.first("NAME")
    if name is None:
        return ""
    parts = " ".join(part.payload for tag in ("GIVN", "SURN") for part in name.all(tag))
    return name.said("_SOFS_NAME") or plain_name(name.payload) or plain_name(parts)
