"""Photographs: nothing but their pixels is kept, the right way up and of moderate size; what is no picture says so."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from models import photos
from models.acts import scenes
from models.errors import KnownError
from tests.conftest import SmallFamily

PLANTED = b"51.5074N-planted-camera-owner"


def camera_jpeg(size: tuple[int, int] = (80, 40), orientation: int = 6) -> bytes:
    """A photograph as a telephone writes it: turned, with the place, the owner, a comment. Left half red."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = PLANTED.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 26.0), 3: "W", 4: (0.0, 7.0, 39.0)})
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=95, exif=exif, comment=PLANTED, icc_profile=PLANTED, xmp=PLANTED)
    return held.getvalue()


def written_png(transparent: bool = True) -> bytes:
    """A PNG with words, a profile and EXIF in it."""
    picture = Image.new("RGBA", (30, 20), (0, 128, 0, 120 if transparent else 255))
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", PLANTED.decode())
    words.add_itxt("Comment", PLANTED.decode(), zip=False)
    exif = Image.Exif()
    exif[0x010F] = PLANTED.decode()
    held = io.BytesIO()
    picture.save(held, "PNG", pnginfo=words, exif=exif)
    return held.getvalue()


def bomb() -> bytes:
    """A PNG of a few bytes that claims to be 30000 by 30000."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = part(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", zlib.compress(bytes(1000))) + part(b"IEND", b"")


def test_a_photograph_keeps_nothing_but_its_pixels() -> None:
    raw = camera_jpeg()
    assert PLANTED in raw and b"Exif\x00\x00" in raw and not photos.is_bare(raw)
    photo = photos.cleaned(raw)
    assert PLANTED not in photo.data and b"Exif\x00\x00" not in photo.data and photos.is_bare(photo.data)
    again = Image.open(io.BytesIO(photo.data))
    assert not again.getexif() and set(again.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert photo.key == photos.key_of(photo.data) and photo.media == "image/jpeg"


@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [
        (1, (80, 40), (5, 20)),
        (2, (80, 40), (75, 20)),
        (3, (80, 40), (75, 20)),
        (6, (40, 80), (20, 5)),
        (8, (40, 80), (20, 75)),
    ],
)
def test_a_photograph_is_turned_the_right_way_up(orientation: int, size: tuple[int, int], red: tuple[int, int]) -> None:
    photo = photos.cleaned(camera_jpeg(orientation=orientation))
    assert (photo.width, photo.height) == size
    pixel = Image.open(io.BytesIO(photo.data)).getpixel(red)
    assert isinstance(pixel, tuple) and pixel[0] > 200 and pixel[2] < 60


def test_colours_stay_when_their_profile_goes() -> None:
    """A profile whose red is blue: the same numbers without it would be the wrong colour."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    assert swapped != profile
    held = io.BytesIO()
    Image.new("RGB", (20, 20), (200, 80, 40)).save(held, "PNG", icc_profile=swapped)
    pixel = Image.open(io.BytesIO(photos.cleaned(held.getvalue()).data)).getpixel((10, 10))
    assert isinstance(pixel, tuple)
    assert all(abs(part - there) <= 8 for part, there in zip(pixel, (40, 80, 200), strict=True))


def test_a_large_photograph_is_made_smaller() -> None:
    photo = photos.cleaned(camera_jpeg((4000, 1000), orientation=1))
    assert (photo.width, photo.height) == (1600, 400)
    assert photos.cleaned(camera_jpeg((80, 40), orientation=1)).width == 80


def test_what_shines_through_stays_a_png() -> None:
    photo = photos.cleaned(written_png())
    assert photo.media == "image/png" and PLANTED not in photo.data and photos.is_bare(photo.data)
    assert Image.open(io.BytesIO(photo.data)).getpixel((1, 1)) == (0, 128, 0, 120)
    assert photos.cleaned(written_png(transparent=False)).media == "image/jpeg"


@pytest.mark.parametrize(
    "data",
    [b"", b"not a picture", camera_jpeg()[:300], written_png()[:60], bomb(), b"\0\0\0\x18ftypheic" + bytes(64)],
    ids=["empty", "words", "half jpeg", "half png", "bomb", "heic"],
)
def test_what_cannot_be_read_says_so_in_plain_words(data: bytes) -> None:
    with pytest.raises(KnownError, match="Nothing was changed"):
        photos.cleaned(data)


def test_bare_is_told_from_the_bytes() -> None:
    """A comment, a profile or bytes after the end are found, whoever wrote them."""
    jpeg, png = photos.cleaned(camera_jpeg()).data, photos.cleaned(written_png()).data
    assert photos.is_bare(jpeg) and photos.is_bare(png)
    comment = b"\xff\xfe" + struct.pack(">H", 2 + len(PLANTED)) + PLANTED
    assert not photos.is_bare(jpeg[:2] + comment + jpeg[2:])
    assert not photos.is_bare(jpeg + PLANTED) and not photos.is_bare(png + PLANTED)
    assert photos.bare(jpeg) is jpeg
    assert PLANTED not in photos.bare(jpeg[:2] + comment + jpeg[2:])


def test_a_photograph_lives_with_its_case(family: SmallFamily) -> None:
    case = family.case
    scene = scenes.new_scene(case, family.workspace_id)
    photo = photos.cleaned(camera_jpeg())
    for _ in range(2):
        scenes.add_photo(case, scene, photo, 500, 200, 300, alt="the park")
    assert photos.load_blobs(case, {photo.key, "no such key"}) == {photo.key: photo.data}
    case.undo()
    assert len(case.rows.table("scene_item")) == 1
    case.undo()
    case.redo()
    (item,) = case.rows.table("scene_item").values()
    assert (item["width"], item["height"], item["blob"]) == (300, 600, photo.key)
    assert photos.load_blobs(case, {photo.key})
