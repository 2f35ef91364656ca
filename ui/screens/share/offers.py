"""What can be shared, and who can read it, as choices. Nothing of what the lens hides is offered."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from exporters.record_files import RECORD
from models.readers import Reader
from ui.context import CaseContext
from ui.screens.people.everybody import shown_people
from ui.screens.share.choices import Choice

BUNDLE = "bundle"
"""The whole case as one file, for the team alone."""
FOR_NOBODY = ("blank", "feedback", BUNDLE)
"""What has no reader."""
_PERSONAL = ("houses", "everything")
"""What holds children's own pages, so that one reader's copy may show what another's does not."""
_OFFICES = ("case-system", "court")


def tr(text: str) -> str:
    """Translate a word of the share room."""
    return QCoreApplication.translate("ShareScreen", text)


def whats(context: CaseContext, reader: Reader) -> list[Choice]:
    """The documents there are for a reader."""
    choices = [
        Choice("map", "columns", tr("The map"), tr("All three columns")),
        Choice("strands", "path", tr("The strands"), tr("Danger, goal, own words")),
        Choice("scales", "steps", tr("The scales"), tr("Everybody's numbers over time")),
        Choice("harm-matrix", "table", tr("The harm matrix"), tr("One behaviour after the other")),
        Choice("plan", "shield-check", tr("The plan"), tr("For the fridge, and its diary")),
        Choice("timeline", "clock-counter-clockwise", tr("The timeline"), tr("What was, what comes")),
        Choice("questions", "question", tr("Questions"), tr("To take along")),
        Choice("story", "book-open-text", tr("Words and pictures"), tr("A book for the children")),
        Choice("houses", "house-line", tr("The children's pages"), tr("Houses, fairy, safety house")),
        Choice("everything", "cards", tr("All of it"), tr("Everything here in one document")),
        Choice("genogram", "tree-structure", tr("The genogram"), tr("The family drawn")),
        Choice("ecomap", "share-network", tr("The ecomap"), tr("What is round the home")),
        Choice("circles", "circles-three-plus", tr("The circles"), tr("Who knows")),
        Choice("conference", "file-text", tr("Conference report"), tr("Also for Word")),
        Choice("core-group", "file-text", tr("Core group record"), tr("Also for Word")),
        Choice("case-note", "file-text", tr("Case note"), tr("Also for Word")),
        Choice("referral", "file-text", tr("Referral"), tr("Also for Word")),
        Choice("audit", "clipboard-text", tr("The audit"), tr("What the record says, everybody's numbers")),
        Choice("feedback", "smiley", tr("Feedback forms"), tr("To fill in by hand")),
        Choice("blank", "file-text", tr("A blank map"), tr("To fill in by hand")),
    ]
    if reader.kind in _OFFICES:
        choices.append(Choice(RECORD, "database", tr("The record"), tr("Everything, for an office")))
    if context.lens.is_us:
        choices.append(Choice(BUNDLE, "archive", tr("The case file"), tr("For the team only")))
    return choices


def readers(context: CaseContext, what: str) -> list[Choice]:
    """Who can have a copy: groups, and under a parent and a child each of them by name."""
    choices = [Choice("family", "users-three", tr("The family"), tr("Everybody at the table"))]
    names = parents(context)
    if names:
        choices.append(Choice("", "user", tr("A parent"), tr("Each has their own copy")))
    choices += [Choice(f"parent:{name}", "", name, person="family", heard=tr("A parent's own copy")) for name in names]
    choices.append(Choice("child", "smiley", tr("A child"), tr("Words and pictures, their own pages")))
    children = context.map_view().children
    if len(children) > 1:
        heard = tr("A child's own copy")
        choices += [Choice(f"child:{each.name}", "", each.name, person="child", heard=heard) for each in children]
    choices += [
        Choice("network", "house-line", tr("The network")),
        Choice("court", "gavel", tr("Court")),
        Choice("supervision", "chalkboard-teacher", tr("Supervision")),
        Choice("case-system", "database", tr("Case system")),
    ]
    if context.lens.is_us:
        choices.append(Choice("us", "lock-simple", tr("Just us"), heard=tr("Nothing is left out")))
    elif what in _PERSONAL:
        # What a child lets one person see is not for everybody who looks at this screen.
        lens = context.lens
        own = Choice(key_of(lens), "user", lens.name or lens.label)
        choices = [choice for choice in choices if choice.key == own.key] or [own]
    return choices


def parents(context: CaseContext) -> list[str]:
    """The shown names of the children's parents, as far as the lens shows them."""
    rows = context.case.rows
    children = {child.id for child in context.map_view().children}
    unions = {link["partnership_id"] for link in rows.table("child_link").values() if link["child_id"] in children}
    couples = [rows.get("partnership", union) for union in unions]
    ids = {couple[side] for couple in couples if couple for side in ("first_id", "second_id")}
    return [p.name for p in shown_people(context) if p.id in ids and p.life == "alive" and not p.restricted]


def file_words(what: str) -> str:
    """What a file of a document is called; it names nobody."""
    names = {
        "map": tr("Map"), "strands": tr("Strands"), "scales": tr("Scales"), "everything": tr("All of it"),
        "blank": tr("Blank map"), "harm-matrix": tr("Harm matrix"), "plan": tr("Plan"), "timeline": tr("Timeline"),
        "questions": tr("Questions"), "story": tr("Words and pictures"), "houses": tr("Children's pages"),
        "conference": tr("Conference report"), "core-group": tr("Core group record"), "case-note": tr("Case note"),
        "referral": tr("Referral"), RECORD: tr("Record"), "genogram": tr("Genogram"), "ecomap": tr("Ecomap"),
        "circles": tr("Circles"), "audit": tr("Audit"), "feedback": tr("Feedback forms"), BUNDLE: tr("Case file"),
    }  # fmt: skip
    return names[what]


def reader_words(reader: Reader) -> str:
    """Who a reader is, in the middle of a sentence: "Danny", "the court"."""
    names = {
        "family": tr("the family"), "child": tr("a child"), "network": tr("the network"), "court": tr("the court"),
        "supervision": tr("supervision"), "case-system": tr("the case system"),
    }  # fmt: skip
    return reader.name or names.get(reader.kind, reader.label)


def key_of(reader: Reader) -> str:
    """A reader as a choice's key: "family", "parent:Danny"."""
    return f"{reader.kind}:{reader.name}" if reader.name else reader.kind


def reader_of(key: str) -> Reader:
    """The reader of a choice's key."""
    kind, _, name = key.partition(":")
    return Reader(kind, name or None)
