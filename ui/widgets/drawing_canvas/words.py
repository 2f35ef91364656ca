"""What is said about a scene: its things, its colours, its tools, in words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from models.picture_views import SceneItemView, SceneView


def tr(text: str) -> str:
    """Translated."""
    return QCoreApplication.translate("SceneEditor", text)


@dataclass(frozen=True)
class Colour:
    """A colour to draw with and what it is called."""

    key: str
    name: str


def colours(*, for_child: bool) -> tuple[Colour, ...]:
    """The colours on the bar, in its order."""
    if for_child:
        return (
            Colour("#35302c", tr("Black")), Colour("#b8432f", tr("Red")), Colour("#de8b2d", tr("Orange")),
            Colour("#e3b62f", tr("Yellow")), Colour("#3f8b62", tr("Green")), Colour("#2e3f8f", tr("Blue")),
            Colour("#7d4e31", tr("Brown")),
        )  # fmt: skip
    return (
        Colour("#2e2824", tr("Black")), Colour("#c96a3a", tr("Orange")), Colour("#f4c666", tr("Yellow")),
        Colour("#2c8a7f", tr("Green")), Colour("#4f55a8", tr("Blue")), Colour("#d9819b", tr("Pink")),
    )  # fmt: skip


def colour_name(key: str) -> str:
    """What a colour is called ("" for one that is not on a bar)."""
    named = {each.key: each.name for each in (*colours(for_child=True), *colours(for_child=False))}
    return named.get(key.lower(), "")


def name_of(item: SceneItemView) -> str:
    """A thing in a few words: what it shows, or what it is."""
    if item.kind in ("words", "bubble") and item.text:
        said = {"words": tr("Words: {text}"), "speech": tr("Says: {text}"), "thought": tr("Thinks: {text}")}
        return said["words" if item.kind == "words" else item.bubble or "speech"].format(text=item.text)
    if item.alt:
        return item.alt
    kinds = {
        "stroke": tr("A line"), "shape": tr("A filled shape"), "picture": tr("A picture"), "photo": tr("A photograph"),
        "figure": tr("A person"), "bubble": tr("A bubble"), "words": tr("Words"),
    }  # fmt: skip
    name, colour = kinds.get(item.kind, tr("Something")), colour_name(item.colour)
    if item.kind in ("stroke", "shape") and colour:
        return tr("{thing}, {colour}").format(thing=name, colour=colour.lower())
    return name


def said_of(scene: SceneView) -> str:
    """The whole picture for those who do not see it."""
    if not scene.items:
        return tr("An empty picture.")
    lines = sum(item.kind in ("stroke", "shape") and not item.alt for item in scene.items)
    named = [name_of(item) for item in scene.items if item.kind not in ("stroke", "shape") or item.alt]
    if lines:
        named.append(tr("one drawn line or shape") if lines == 1 else tr("{n} drawn lines and shapes").format(n=lines))
    return tr("In the picture, from back to front: {things}.").format(things="; ".join(named))


def face_name(key: str) -> str:
    """A face in words."""
    names = {
        "calm": tr("Calm"), "happy": tr("Happy"), "sad": tr("Sad"), "worried": tr("Worried"), "scared": tr("Scared"),
        "angry": tr("Angry"), "crying": tr("Crying"), "asleep": tr("Asleep"),
    }  # fmt: skip
    return names.get(key, key)


def pose_name(key: str) -> str:
    """How somebody stands, in words."""
    names = {
        "standing": tr("Standing"), "sitting": tr("Sitting"), "waving": tr("Waving"), "hugging": tr("Arms open"),
        "holding": tr("Holding something"), "arm_hurt": tr("A hurt arm"), "phone": tr("On the phone"),
        "lying": tr("Lying down"),
    }  # fmt: skip
    return names.get(key, key)
