"""The tags GEDCOM does not have. ``docs/gedcom.md`` explains each to people; a test keeps the two in step."""

from __future__ import annotations

NAMESPACE = "urn:x-sofs-desk:gedcom:"

PERSON_TAGS = {
    "born_as": "_SOFS_BORN_AS", "pronouns": "_SOFS_PRONOUNS", "species": "_SOFS_SPECIES", "due": "_SOFS_DUE",
    "age_said": "_SOFS_AGE_SAID", "role": "_SOFS_ROLE", "agency": "_SOFS_AGENCY", "relation": "_SOFS_RELATION",
    "position": "_SOFS_POSITION", "pinned_x": "_SOFS_PIN_X", "pinned_y": "_SOFS_PIN_ROW", "drawn": "_SOFS_DRAWN",
    "minutes_away": "_SOFS_MINUTES_AWAY",
}  # fmt: skip
"""Columns of a person with a tag of their own → the tag; payloads as they are stored."""

CHILD_TAGS = {
    "begun_on": "_SOFS_BEGUN", "ended_on": "_SOFS_ENDED", "twins": "_SOFS_TWINS", "position": "_SOFS_POSITION",
}  # fmt: skip
TIE_TAGS = {
    "kind": "_SOFS_TIE", "second_kind": "_SOFS_TIE_SECOND", "begun_on": "_SOFS_BEGUN", "ended_on": "_SOFS_ENDED",
    "repaired_on": "_SOFS_REPAIRED",
}  # fmt: skip
MEMBER_TAGS = {"kind": "_SOFS_LIVES", "begun_on": "_SOFS_BEGUN", "ended_on": "_SOFS_ENDED"}
LINK_TAGS = {"kind": "_SOFS_LINE", "energy": "_SOFS_ENERGY", "position": "_SOFS_POSITION"}
RESTRICTION_TAGS = {
    "target_field": "_SOFS_FIELD", "fact": "_SOFS_FACT", "not_for": "_SOFS_NOT_FOR",
    "public_name": "_SOFS_PUBLIC_NAME", "values_json": "_SOFS_WORDS", "review_on": "_SOFS_REVIEW",
}  # fmt: skip

TAGS = frozenset(
    {*PERSON_TAGS.values(), *CHILD_TAGS.values(), *TIE_TAGS.values(), *MEMBER_TAGS.values(), *LINK_TAGS.values(),
     *RESTRICTION_TAGS.values(), "_SOFS_SAID", "_SOFS_NAME", "_SOFS_KNOWN_AS", "_SOFS_KIND", "_SOFS_LIFE",
     "_SOFS_GENDER", "_SOFS_UNION", "_SOFS_UNION_ENDED", "_SOFS_UNKNOWN_PARTNER", "_SOFS_PEDI", "_SOFS_IDENTICAL",
     "_SOFS_DIRECTED", "_SOFS_HOME", "_SOFS_ADDRESS", "_SOFS_DISTANCE", "_SOFS_AROUND", "_SOFS_PERSON",
     "_SOFS_MEMBER", "_SOFS_WORK", "_SOFS_INDEX", "_SOFS_RESTRICTED"}
)  # fmt: skip
"""Every extension tag a file of ours may hold."""


def uri(tag: str) -> str:
    """What 7.0's SCHMA says a tag means: its own name, as ``docs/gedcom.md`` explains it."""
    return NAMESPACE + tag.removeprefix("_SOFS_").lower().replace("_", "-")
