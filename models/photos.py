"""Photographs brought in from elsewhere: only their pixels are kept.

A camera writes into its files when and where a picture was taken, with what, and often a small copy from before it was
cut. None of that is kept: the picture is turned the right way up, made no larger than it will be printed, and written
afresh from its pixels alone.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms, ImageOps
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.casework import Case
from models.entities import Blob
from models.errors import KnownError

LONG_SIDE = 1600
"""The most pixels of the long side: 300 to the inch on a page of a story."""

MAX_BYTES = 60 * 1024 * 1024
MAX_PIXELS = 120_000_000
"""Larger than any telephone's picture; a file that claims more is made to fill the memory."""

JPEG, PNG = "image/jpeg", "image/png"
QUALITY = 86
_READ = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF", "MPO")
_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_PARTS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"}
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")


@dataclass(frozen=True)
class Photo:
    """A picture of nothing but pixels. ``key``: the SHA-256 of ``data``; ``media``: image/jpeg or image/png."""

    key: str
    media: str
    width: int
    height: int
    data: bytes


def cleaned(data: bytes) -> Photo:
    """A picture file made into what may be kept: the right way up, of moderate size, without anything but its pixels.

    Raises KnownError for a file that is no picture, is damaged, or is larger than a picture can be.
    """
    if len(data) > MAX_BYTES:
        raise _too_large()
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise KnownError(
            "SofS Desk cannot read this kind of picture (HEIC). Nothing was changed. "
            "On the phone, share or save it as JPEG and bring that in."
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_READ) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise _too_large()
                if picture.format == "JPEG":
                    # Decoded no finer than it is needed: a large photograph comes in four times as fast.
                    picture.draft("RGB", (LONG_SIDE, LONG_SIDE))
                return _photo(_pixels(picture))
    except KnownError:
        raise
    except Image.DecompressionBombError:
        raise _too_large() from None
    except Exception:  # a damaged file fails in any of a decoder's many ways
        raise KnownError(
            "This file is no picture that can be read, or it is damaged. Nothing was changed. Try another copy of it."
        ) from None


def load_photo(path: Path) -> Photo:
    """A picture file from disk, made into what may be kept (:func:`cleaned`)."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError:
        raise KnownError("This picture could not be opened. Nothing was changed. Check its name and place.") from None
    return cleaned(data)


def _pixels(picture: Image.Image) -> Image.Image:
    """The pixels alone, the right way up."""
    upright = ImageOps.exif_transpose(picture)
    pixels = _plain_colours(upright.convert("RGBA" if upright.has_transparency_data else "RGB"), picture)
    pixels.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    # A new image: what was read from the file's head (text, profiles, a preview) stays behind with the old one.
    return Image.frombytes(pixels.mode, pixels.size, pixels.tobytes())


def _plain_colours(pixels: Image.Image, picture: Image.Image) -> Image.Image:
    """The colours as every screen shows them without a profile (telephones write with a wider one)."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA"):
        return pixels
    try:
        found = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        changed = ImageCms.profileToProfile(pixels, found, ImageCms.createProfile("sRGB"), outputMode=pixels.mode)
    except (ImageCms.PyCMSError, OSError):  # a damaged profile: its colours are a little off, the picture is there
        return pixels
    return changed or pixels


def _photo(pixels: Image.Image) -> Photo:
    if pixels.mode == "RGBA" and pixels.getchannel("A").getextrema() == (255, 255):
        pixels = pixels.convert("RGB")
    held = io.BytesIO()
    if pixels.mode == "RGBA":
        pixels.save(held, "PNG", optimize=True)
        media = PNG
    else:
        pixels.save(held, "JPEG", quality=QUALITY, optimize=True)
        media = JPEG
    data = held.getvalue()
    return Photo(key_of(data), media, pixels.width, pixels.height, data)


def _too_large() -> KnownError:
    return KnownError("This picture is too large to bring in. Nothing was changed. Make a smaller copy and try that.")


def key_of(data: bytes) -> str:
    """Under what a picture is kept: the SHA-256 of its bytes."""
    return hashlib.sha256(data).hexdigest()


# ---- nothing but pixels -------------------------------------------------------------------------------------------


def is_bare(data: bytes) -> bool:
    """Whether a PNG or JPEG holds its pixels and nothing else, looked for in the bytes themselves."""
    if data.startswith(_PNG_START):
        return _is_bare_png(data)
    return data.startswith(b"\xff\xd8") and _is_bare_jpeg(data)


def _is_bare_png(data: bytes) -> bool:
    at = len(_PNG_START)
    while at + 12 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        if kind not in _PNG_PARTS:
            return False
        at += 12 + length
        if kind == b"IEND":
            return at == len(data)
    return False


def _is_bare_jpeg(data: bytes) -> bool:
    """Only tables and scans: of the application segments no other than the 16 bytes of JFIF without a thumbnail."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if marker == 0xE0:
            if data[at + 4 : at + 9] != b"JFIF\0" or length != 16:
                return False
        elif 0xE0 <= marker <= 0xEF or marker == 0xFE:
            return False
        at += 2 + length
        if marker == 0xDA:
            at = _after_scan(data, at)
            if data[at : at + 2] == b"\xff\xd9":
                return at + 2 == len(data)
    return False


def _after_scan(data: bytes, at: int) -> int:
    """Where the next marker begins after a scan's own bytes (in which 0xFF is followed by 0 or a restart)."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 2
        else:
            return at


def bare(data: bytes) -> bytes:
    """A PNG or JPEG with nothing but its pixels: as it is where it holds nothing else."""
    return data if is_bare(data) else cleaned(data).data


def checked(key: str, media: str, data: bytes) -> Photo | None:
    """A picture from a file as it may be kept; None unless it is whole, bare and what it says it is."""
    if key_of(data) != key or not is_bare(data):
        return None
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
            width, height = picture.size
            if Image.MIME.get(picture.format or "") != media or width * height > MAX_PIXELS:
                return None
            picture.load()
    except Exception:  # as above
        return None
    return Photo(key, media, width, height, data)


# ---- kept with a case ---------------------------------------------------------------------------------------------


def keep_photo(case_id: str, session: Session, photo: Photo) -> None:
    """Keep a photograph with a case; the same one is kept once. Only inside an edit."""
    if session.get(Blob, (case_id, photo.key)) is None:
        session.add(
            Blob(
                case_id=case_id, key=photo.key, media=photo.media, width=photo.width, height=photo.height,
                data=photo.data,
            )
        )  # fmt: skip
        session.flush()


def load_photos(case: Case, keys: Iterable[str]) -> tuple[Photo, ...]:
    """A case's photographs, in the order of their keys; one that is not there is left out."""
    wanted = sorted(set(keys))
    if not wanted:
        return ()
    with case.desk.reading() as connection:
        query = select(Blob.key, Blob.media, Blob.width, Blob.height, Blob.data)
        found = connection.execute(query.where(Blob.case_id == case.id, Blob.key.in_(wanted)).order_by(Blob.key))
        return tuple(Photo(*row) for row in found)


def load_blobs(case: Case, keys: Iterable[str]) -> dict[str, bytes]:
    """The bytes of a case's photographs, by key; one that is not there is left out."""
    return {photo.key: photo.data for photo in load_photos(case, keys)}
