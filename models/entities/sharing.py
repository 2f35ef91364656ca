"""What leaves the desk and what comes in: decisions about readers, copies made, the outbox, colleagues, a case's end.

Only :class:`SharingDecision` is part of a case's own record (journalled, undone, exported). The rest is the desk's
account of what happened outside: nobody can undo that a copy was sent.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, CaseRow, new_id, searchable


class SharingDecision(CaseRow):
    """Whether one reader may see one thing, decided by a worker and kept.

    ``decision``: ``show`` (lets through what would be held back) or ``hold`` (holds back what would be shown).
    ``reader``: a kind of :data:`models.readers.KINDS`; for ``parent`` and ``child`` ``person_id`` says who. A decision
    to show what is restricted names the restriction as target (``target_table`` = "restriction").
    """

    __tablename__ = "sharing_decision"

    target_table: Mapped[str]
    target_id: Mapped[str] = mapped_column(index=True)
    target_field: Mapped[str | None]
    reader: Mapped[str]
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    decision: Mapped[str]
    why: Mapped[str | None] = mapped_column(info=searchable())
    decided_on: Mapped[str | None]
    review_on: Mapped[str | None]


class AuditEntry(Base):
    """Who did what that touches confidence: ``deed`` is opened, exported, printed, revealed, queued, sent, delivered,
    received, merged, held, erased. ``detail`` holds no words of a case. ``chain``: hash over the entry before and this.
    """

    __tablename__ = "audit_entry"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[str]
    who: Mapped[str] = mapped_column(default="")
    case_id: Mapped[str | None] = mapped_column(index=True)
    deed: Mapped[str]
    what: Mapped[str] = mapped_column(default="")
    reader: Mapped[str] = mapped_column(default="")
    detail: Mapped[str] = mapped_column(default="")
    chain: Mapped[str]


class CopyMade(Base):
    """A copy that left (file, paper, outbox). ``lines_json``: its words, to tell what differs in the next one."""

    __tablename__ = "copy_made"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("casefile.id", ondelete="CASCADE"), index=True)
    workspace_id: Mapped[str]
    at: Mapped[str]
    what: Mapped[str]
    reader: Mapped[str]
    file_format: Mapped[str]
    sha256: Mapped[str]
    lines_json: Mapped[str] = mapped_column(default="[]")


class Connection(Base):
    """A way to the case system. ``kind``: folder, webdav, sftp, fhir, primero, https. ``mapping``: name of the
    authority's field file ("": ours). ``settings_json``: address, folder, user, CA file …; ``secret_json``: password,
    token or private key, which never leaves the vault.
    """

    __tablename__ = "connection"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    kind: Mapped[str]
    settings_json: Mapped[str] = mapped_column(default="{}")
    secret_json: Mapped[str] = mapped_column(default="{}")
    mapping: Mapped[str] = mapped_column(default="")
    is_on: Mapped[bool] = mapped_column(default=True)
    paused_until: Mapped[str | None]
    last_ok_at: Mapped[str | None]
    last_words: Mapped[str | None]


class OutboxItem(Base):
    """A delivery. ``id`` is its idempotency key.

    ``state``: queued, sending, unknown (ask there before trying again), delivered, conflict, rejected, withdrawn.
    ``order_json``: what was asked for (:class:`exporters.export.Order`), to scan and make again. ``title`` is for the
    desk's eyes. ``progress_json``: what a connector needs to go on after a cut. ``receipt_json``: the proof.
    """

    __tablename__ = "outbox_item"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("casefile.id", ondelete="CASCADE"), index=True)
    workspace_id: Mapped[str]
    connection_id: Mapped[str | None] = mapped_column(ForeignKey("connection.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[str]
    title: Mapped[str]
    what: Mapped[str]
    reader: Mapped[str]
    order_json: Mapped[str] = mapped_column(default="{}")
    sha256: Mapped[str]
    state: Mapped[str] = mapped_column(default="queued", index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[str | None]
    words: Mapped[str | None]
    progress_json: Mapped[str] = mapped_column(default="{}")
    receipt_json: Mapped[str] = mapped_column(default="{}")
    ended_at: Mapped[str | None]


class OutboxPart(Base):
    """A file of a delivery, as it was scanned and queued. ``sent``: bytes known to have arrived. Its bytes are in
    :class:`OutboxBlock` and go once the delivery is verified; hash and size stay.
    """

    __tablename__ = "outbox_part"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    item_id: Mapped[str] = mapped_column(ForeignKey("outbox_item.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    sent: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default="queued")


class OutboxBlock(Base):
    """A quarter of a megabyte of a file: read, kept and dropped a block at a time, so that nothing waits for it."""

    __tablename__ = "outbox_block"

    part_id: Mapped[str] = mapped_column(ForeignKey("outbox_part.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class OutboxEvent(Base):
    """What happened to a delivery, in order: the trail behind a receipt. ``words`` hold nothing of the case."""

    __tablename__ = "outbox_event"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    item_id: Mapped[str] = mapped_column(ForeignKey("outbox_item.id", ondelete="CASCADE"), index=True)
    at: Mapped[str]
    state: Mapped[str]
    words: Mapped[str] = mapped_column(default="")


class Colleague(Base):
    """Somebody cases are handed to. ``box_key``: their age recipient; ``sign_key``: Ed25519 public key, base64."""

    __tablename__ = "colleague"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    box_key: Mapped[str | None]
    sign_key: Mapped[str | None]
    added_on: Mapped[str | None]
    is_checked: Mapped[bool] = mapped_column(default=False)


class Received(Base):
    """A hand-over file in quarantine, of which nothing is in a case yet. ``state``: waiting, merged, refused."""

    __tablename__ = "received"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    at: Mapped[str]
    sender: Mapped[str] = mapped_column(default="")
    signed_by: Mapped[str | None]
    case_id: Mapped[str]
    case_name: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str]
    data: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(default="waiting")
    words: Mapped[str | None]


class CaseLife(Base):
    """How long a case is kept: the clock runs from a verified delivery; a legal hold stops erasure."""

    __tablename__ = "case_life"

    case_id: Mapped[str] = mapped_column(ForeignKey("casefile.id", ondelete="CASCADE"), primary_key=True)
    closed_on: Mapped[str | None]
    keep_until: Mapped[str | None]
    proof_item_id: Mapped[str | None]
    hold_reason: Mapped[str | None]
    held_on: Mapped[str | None]
