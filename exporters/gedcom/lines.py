"""GEDCOM's own grammar: lines with a level, a tag and a payload, as a tree; both ways, for 5.5.1 and 7.0."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

LONGEST_LINE = 255
"""5.5.1: characters of a line, its level, tag and end among them."""

_LINE = re.compile(r"[\s\ufeff]*(\d{1,3})[ \t]+(?:@([^@\s][^@]*)@[ \t]+)?([A-Za-z0-9_]+)(?:[ \t](.*))?", re.DOTALL)
_POINTER = re.compile(r"@([^@#\s][^@]*)@\s*")
_SEVEN = re.compile(r"^[ \t\ufeff]*2[ \t]+VERS[ \t]+7", re.MULTILINE)
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass
class Structure:
    """A line with the lines that belong to it. ``pointer`` is set instead of ``payload`` where it names a record."""

    tag: str
    payload: str = ""
    subs: list[Structure] = field(default_factory=list)
    xref: str = ""
    pointer: str = ""

    def add(self, tag: str, payload: str = "", *, pointer: str = "") -> Structure:
        """Put a line beneath and return it."""
        self.subs.append(Structure(tag, payload, pointer=pointer))
        return self.subs[-1]

    def all(self, *tags: str) -> Iterator[Structure]:
        """The lines directly beneath with these tags."""
        return (sub for sub in self.subs if sub.tag in tags)

    def first(self, *path: str) -> Structure | None:
        """The first line along a path of tags."""
        here = [self]
        for tag in path:
            here = [sub for each in here for sub in each.all(tag)]
        return here[0] if here else None

    def said(self, *path: str) -> str:
        """The payload of the first line along a path; "" where there is none."""
        found = self.first(*path)
        return found.payload if found else ""


# Out


def clean(text: str) -> str:
    """The text without the signs GEDCOM does not allow; every line end is one line feed."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def to_text(records: Iterable[Structure], *, seven: bool) -> str:
    """The records as the lines of a file."""
    lines: list[str] = []
    for record in records:
        _write(record, 0, lines, seven=seven)
    return "\n".join([*lines, ""])


def _write(structure: Structure, level: int, lines: list[str], *, seven: bool) -> None:
    head = f"{level} @{structure.xref}@ {structure.tag}" if structure.xref else f"{level} {structure.tag}"
    if structure.pointer:
        lines.append(f"{head} @{structure.pointer}@")
    else:
        first, *more = clean(structure.payload).split("\n")
        _write_payload(head, level, first, lines, seven=seven)
        for line in more:
            _write_payload(f"{level + 1} CONT", level, line, lines, seven=seven)
    for sub in structure.subs:
        _write(sub, level + 1, lines, seven=seven)


def _write_payload(head: str, level: int, text: str, lines: list[str], *, seven: bool) -> None:
    if seven:
        text = "@" + text if text.startswith("@") else text
        lines.append(f"{head} {text}" if text else head)
        return
    rest = text.replace("@", "@@")
    while len(head) + 1 + len(rest) > LONGEST_LINE - 2:
        cut = _cut(rest, LONGEST_LINE - 3 - len(head))
        lines.append(f"{head} {rest[:cut]}")
        head, rest = f"{level + 1} CONC", rest[cut:]
    lines.append(f"{head} {rest}" if rest else head)


def _cut(text: str, most: int) -> int:
    """Where to break a line: no space beside the break (readers drop it) and no @@ torn apart."""
    for cut in range(most, most // 2, -1):
        beside = text[cut - 1] + text[cut]
        if not any(sign.isspace() for sign in beside) and beside != "@@":
            return cut
    return most - (text[:most].count("@") % 2)


# In


@dataclass
class Tree:
    """A file's records, how many lines were none, and whether it has its head and its end."""

    records: list[Structure]
    broken: int = 0
    has_head: bool = False
    has_end: bool = False

    @property
    def version(self) -> str:
        """What the head says it is ("7.0", "5.5.1"), or ""."""
        head = next((record for record in self.records if record.tag == "HEAD"), None)
        return head.said("GEDC", "VERS").strip() if head else ""


def read_tree(text: str) -> Tree:
    """The lines as a tree. Levels that jump hang on the line before; what is no line goes on with the text before."""
    tree = Tree([])
    seven = _SEVEN.search(text) is not None
    stack: list[tuple[int, Structure]] = []
    for line in re.split(r"\r\n|\n\r|\r|\n", text):
        match = _LINE.fullmatch(line)
        if match is None:
            if line.strip("\ufeff \t\x1a\x00"):
                tree.broken += 1
                if stack:
                    stack[-1][1].payload += "\n" + line
            continue
        _place(tree, stack, match, seven=seven)
    tree.has_head = any(record.tag == "HEAD" for record in tree.records[:1])
    tree.has_end = any(record.tag == "TRLR" for record in tree.records[-1:])
    if not seven:
        _unescape(tree.records)
    return tree


def _place(tree: Tree, stack: list[tuple[int, Structure]], match: re.Match[str], *, seven: bool) -> None:
    level, tag, payload = int(match[1]), match[3].upper(), match[4] or ""
    while stack and stack[-1][0] >= level:
        stack.pop()
    pointer = _POINTER.fullmatch(payload)
    if seven and payload.startswith("@@"):
        payload = payload[1:]
    if stack and tag in ("CONT", "CONC"):
        stack[-1][1].payload += ("\n" if tag == "CONT" else "") + payload
        return
    structure = Structure(tag, "" if pointer else payload, xref=(match[2] or "").strip())
    structure.pointer = pointer[1].strip() if pointer else ""
    (stack[-1][1].subs if stack else tree.records).append(structure)
    stack.append((level, structure))


def _unescape(records: list[Structure]) -> None:
    """5.5.1 doubles every @; only a payload put together again shows which belong together."""
    waiting = list(records)
    while waiting:
        each = waiting.pop()
        waiting += each.subs
        each.payload = each.payload.replace("@@", "@")
