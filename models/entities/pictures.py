"""What is drawn: scenes and the things in them, how people look, and the pictures that were brought in."""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, CaseRow, WorkspaceRow, searchable


class Scene(WorkspaceRow):
    """A picture being made, ``width`` by ``height`` units. ``backdrop``: a key of ``models.pictures.backdrops``."""

    __tablename__ = "scene"

    width: Mapped[float] = mapped_column(default=1000.0)
    height: Mapped[float] = mapped_column(default=450.0)
    backdrop: Mapped[str | None]


class SceneItem(WorkspaceRow):
    """One thing in a scene, drawn in the order of ``position``.

    ``kind``: stroke, shape (a filled outline), picture (of the library), photo, figure (a person), bubble, words.
    ``x``, ``y``: its middle; ``width``, ``height``: its own size before ``rotation`` (degrees, clockwise) and
    ``flipped`` (left to right). A stroke's ``data`` holds its points ("x,y,pressure …", whole tenths of a unit from the
    middle; pressure 0–100); a figure's and a bubble's ``data`` is JSON (pose, face, clothes; speech or thought, where
    its tail points). ``blob``: key of a photo. ``alt``: what it shows.
    """

    __tablename__ = "scene_item"

    scene_id: Mapped[str] = mapped_column(ForeignKey("scene.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    x: Mapped[float] = mapped_column(default=0.0)
    y: Mapped[float] = mapped_column(default=0.0)
    width: Mapped[float] = mapped_column(default=0.0)
    height: Mapped[float] = mapped_column(default=0.0)
    rotation: Mapped[float] = mapped_column(default=0.0)
    flipped: Mapped[bool] = mapped_column(default=False)
    colour: Mapped[str | None]
    pen: Mapped[float | None]
    data: Mapped[str | None]
    picture: Mapped[str | None]
    blob: Mapped[str | None]
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    text: Mapped[str | None] = mapped_column(info=searchable())
    alt: Mapped[str | None] = mapped_column(info=searchable())
    position: Mapped[float] = mapped_column(default=0.0)


class PersonLook(CaseRow):
    """How somebody is drawn, in every frame alike. Colours are ``#rrggbb``; ``hair`` and ``extras`` are keys of
    ``resources/pictures/figures.json`` (extras: several, with commas).
    """

    __tablename__ = "person_look"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    skin: Mapped[str]
    hair: Mapped[str]
    hair_colour: Mapped[str]
    top: Mapped[str]
    bottom: Mapped[str]
    extras: Mapped[str | None]
    size: Mapped[str] = mapped_column(default="adult")


class Blob(Base):
    """A picture that was brought in, cleaned of everything but its pixels. Never changed, so never journalled.

    ``key`` is the SHA-256 of ``data`` in hexadecimal digits; ``media``: image/png, image/jpeg.
    """

    __tablename__ = "blob"

    case_id: Mapped[str] = mapped_column(ForeignKey("casefile.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    media: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)
