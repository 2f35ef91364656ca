"""The bytes of queued files, kept in blocks: no single reading, keeping or dropping takes long enough to be noticed."""

from __future__ import annotations

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from models.entities.sharing import OutboxBlock, OutboxItem, OutboxPart

BLOCK = 256 * 1024
AT_ONCE = 4
"""Blocks that are read in one go. They are dropped one by one: each is overwritten on the disk."""
OVER = ("delivered", "withdrawn")


def keep(session: Session, part_id: str, data: bytes) -> None:
    """Keep a file's bytes."""
    starts = range(0, len(data), BLOCK)
    session.add_all(
        OutboxBlock(part_id=part_id, number=number, data=data[start : start + BLOCK])
        for number, start in enumerate(starts)
    )
    session.flush()


def read(session: Session, part_id: str, first: int) -> bytes:
    """The bytes of some blocks from the ``first`` on; b"" behind the last."""
    query = (
        select(OutboxBlock.data)
        .where(OutboxBlock.part_id == part_id, OutboxBlock.number.between(first, first + AT_ONCE - 1))
        .order_by(OutboxBlock.number)
    )
    return b"".join(session.scalars(query))


def are_there(session: Session, item_id: str) -> bool:
    """Whether no byte of a delivery's files is gone."""
    kept = select(func.coalesce(func.sum(func.length(OutboxBlock.data)), 0)).join(
        OutboxPart, OutboxPart.id == OutboxBlock.part_id
    )
    size = select(func.coalesce(func.sum(OutboxPart.size), 0)).where(OutboxPart.item_id == item_id)
    return session.scalar(kept.where(OutboxPart.item_id == item_id)) == session.scalar(size)


def drop_some(session: Session) -> bool:
    """Drop a block of a delivery that is over; False when none was left."""
    query = (
        select(OutboxBlock.part_id, OutboxBlock.number)
        .join(OutboxPart, OutboxPart.id == OutboxBlock.part_id)
        .join(OutboxItem, OutboxItem.id == OutboxPart.item_id)
        .where(OutboxItem.state.in_(OVER))
        .limit(1)
    )
    key = session.execute(query).first()
    if key is not None:
        gone = delete(OutboxBlock).where(OutboxBlock.part_id == key[0], OutboxBlock.number == key[1])
        session.execute(gone, execution_options={"synchronize_session": False})
    return key is not None
