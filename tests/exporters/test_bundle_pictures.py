"""Photographs in a case bundle: they travel with their scenes, checked, and with nothing a camera wrote."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from exporters import bundle as bundles
from exporters.bundle_format import UnusableBundle
from models import photos
from models.acts import scenes
from models.casework import Desk
from models.errors import KnownError
from models.keyslots import KdfCost
from models.vault import Vault
from tests.conftest import SmallFamily

PLANTED = b"51.5074N-planted-camera-owner"


def camera_jpeg() -> bytes:
    """A photograph with the place and the owner in it."""
    exif = Image.Exif()
    exif[0x010F] = PLANTED.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 26.0)})
    held = io.BytesIO()
    Image.new("RGB", (60, 30), "teal").save(held, "JPEG", exif=exif, comment=PLANTED)
    return held.getvalue()


@pytest.fixture
def drawn(family: SmallFamily) -> SmallFamily:
    """A case with a photograph in two scenes, and one that was taken out again."""
    kept = photos.cleaned(camera_jpeg())
    for _ in range(2):
        scene = scenes.new_scene(family.case, family.workspace_id)
        scenes.add_photo(family.case, scene, kept, 100, 100)
    held = io.BytesIO()
    Image.new("RGB", (10, 10), "red").save(held, "PNG")
    gone = scenes.add_photo(family.case, scene, photos.cleaned(held.getvalue()), 100, 100)
    scenes.remove(family.case, [gone])
    return family


@pytest.fixture
def other_desk(tmp_path: Path) -> Iterator[Desk]:
    vault, _code = Vault.create(tmp_path / "other.sofs", "another kitchen table", cost=KdfCost.LIGHT)
    desk = Desk(vault)
    yield desk
    desk.close()
    vault.close()


def document(family: SmallFamily) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bundles.write_bundle(family.case))
    return found


def test_photographs_travel_with_their_case(drawn: SmallFamily, other_desk: Desk) -> None:
    data = bundles.write_bundle(drawn.case)
    (picture,) = json.loads(data)["pictures"]
    raw = base64.b64decode(picture["data"])
    assert PLANTED not in raw and b"Exif\x00\x00" not in raw and not Image.open(io.BytesIO(raw)).getexif()
    brought = other_desk.open_case(bundles.import_bundle(other_desk, bundles.read_bundle(data)))
    assert photos.load_blobs(brought, {picture["key"]}) == {picture["key"]: raw}
    assert bundles.write_bundle(brought) == data


def test_a_copy_has_its_own_photographs(drawn: SmallFamily, desk: Desk) -> None:
    bundle = bundles.read_bundle(bundles.write_bundle(drawn.case))
    copy = desk.open_case(bundles.import_bundle(desk, bundle, as_copy=True))
    (key,) = {photo.key for photo in bundle.pictures}
    assert photos.load_blobs(copy, {key}) == photos.load_blobs(drawn.case, {key})


def test_a_bundle_without_pictures_still_comes_in(drawn: SmallFamily, other_desk: Desk) -> None:
    without = document(drawn)
    del without["pictures"]
    bundle = bundles.read_bundle(json.dumps(without).encode())
    brought = other_desk.open_case(bundles.import_bundle(other_desk, bundle))
    assert len(brought.rows.table("scene_item")) == 2 and "pictures" not in json.loads(bundles.write_bundle(brought))


def _other_hash(picture: dict[str, str]) -> None:
    picture["key"] = hashlib.sha256(b"else").hexdigest()


def _with_exif(picture: dict[str, str]) -> None:
    _whole(picture, camera_jpeg())


def _no_picture(picture: dict[str, str]) -> None:
    _whole(picture, b"\x89PNG\r\n\x1a\n" + bytes(40))


def _half(picture: dict[str, str]) -> None:
    _whole(picture, base64.b64decode(picture["data"])[:-40])


def _other_media(picture: dict[str, str]) -> None:
    picture["media"] = "image/png"


def _no_base64(picture: dict[str, str]) -> None:
    picture["data"] = "*" + picture["data"]


def _more(picture: dict[str, str]) -> None:
    picture["taken_at"] = "home"


def _whole(picture: dict[str, str], data: bytes) -> None:
    picture |= {"key": hashlib.sha256(data).hexdigest(), "data": base64.b64encode(data).decode()}


@pytest.mark.parametrize("spoil", [_other_hash, _with_exif, _no_picture, _half, _other_media, _no_base64, _more])
def test_a_picture_that_is_not_what_it_says_is_refused(
    drawn: SmallFamily, spoil: Callable[[dict[str, str]], None]
) -> None:
    found = document(drawn)
    spoil(found["pictures"][0])
    with pytest.raises(UnusableBundle, match="picture 1"):
        bundles.read_bundle(json.dumps(found).encode())


@pytest.mark.parametrize("pictures", [{}, "x", None, [7], [{"key": 1, "media": 2, "data": 3}]])
def test_pictures_that_are_none_are_refused(drawn: SmallFamily, pictures: object) -> None:
    with pytest.raises(UnusableBundle):
        bundles.read_bundle(json.dumps(document(drawn) | {"pictures": pictures}).encode())


def test_no_file_is_written_that_could_not_be_read_again(drawn: SmallFamily, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "MAX_BYTES", 1000)
    with pytest.raises(KnownError, match="Nothing was written"):
        bundles.write_bundle(drawn.case)
