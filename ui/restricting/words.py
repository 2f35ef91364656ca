"""Holding back, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from models.audience import Reader


def tr(text: str) -> str:
    """A text of holding back in the language in force."""
    return QCoreApplication.translate("Restricting", text)


def reasons() -> tuple[str, ...]:
    """Why something is held back, to press."""
    return (tr("They asked for it"), tr("It could put somebody in danger"), tr("Told in confidence"),
            tr("A court says so"), tr("The children are not told yet"))  # fmt: skip


def lifting_reasons() -> tuple[str, ...]:
    """Why something may be seen again, to press."""
    return tr("They agreed to it"), tr("The danger is over"), tr("It was marked by mistake")


def public_names(table: str) -> tuple[str, ...]:
    """What may stand instead, to press."""
    if table == "household":
        return tr("another home"), tr("a safe place")
    return tr("a neighbour"), tr("a relative"), tr("a friend of the family"), tr("somebody who knows the children")


def review_words() -> tuple[str, ...]:
    """When it is to be looked at again, to press. Read by :func:`models.restrictions.review_day`, so not translated."""
    return "in a month", "in 3 months", "in 6 months", "in a year"


def part_words(table: str) -> dict[str, str]:
    """What of a thing can be held back."""
    if table == "card":
        return {"": tr("The whole card"), "text": tr("Only some words of it")}
    return {"": tr("The whole home"), "address": tr("Only its address")}


def reader_words(reader: Reader) -> str:
    """Who gets a copy: "Shauna", "the court"."""
    kinds = {
        "family": tr("the family at the table"), "network": tr("the network"), "court": tr("the court"),
        "supervision": tr("group supervision"), "case-system": tr("the case system"), "child": tr("the children"),
    }  # fmt: skip
    return reader.name or kinds.get(reader.kind, reader.kind)


def listed(names: Sequence[str]) -> str:
    """ "Shauna, Danny and the court"."""
    if len(names) < 2:
        return "".join(names)
    return tr("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def copies_line(readers: Sequence[Reader], public_name: str, part: str) -> str:
    """What copies for these readers do: say something else, or go without it."""
    who = listed([reader_words(reader) for reader in readers])
    if not who:
        return tr("Everybody sees it as it is.")
    if public_name:
        return tr("Copies for {who} will say “{words}”.").format(who=who, words=public_name)
    if part == "address":
        return tr("Copies for {who} go without the address.").format(who=who)
    return tr("Copies for {who} go without it.").format(who=who)


def as_it_is_line(readers: Sequence[Reader]) -> str:
    """Who sees it all the same; "" for nobody."""
    who = listed([reader_words(reader) for reader in readers])
    if not who:
        return ""
    words = tr("{who} sees it as it is.") if len(readers) == 1 else tr("{who} see it as it is.")
    return words.format(who=f"{who[:1].upper()}{who[1:]}")
