"""Pictures in a PDF: decoded to bare pixels, so nothing a camera wrote about the place or the owner goes along."""

from __future__ import annotations

import io

from PIL import Image

from exporters.painters.pdfobjects import Name, PdfObjects, Ref, Stream, Value


def image_object(objects: PdfObjects, data: bytes) -> Ref:
    """Write a PNG or JPEG as an image object; transparency becomes a soft mask."""
    picture = Image.open(io.BytesIO(data))
    entries: dict[str, Value] = {
        "Type": Name("XObject"),
        "Subtype": Name("Image"),
        "Width": picture.width,
        "Height": picture.height,
        "BitsPerComponent": 8,
    }
    extra: dict[str, Value] = {"ColorSpace": Name("DeviceRGB")}
    if picture.has_transparency_data:
        alpha = picture.convert("RGBA").getchannel("A").tobytes()
        extra["SMask"] = objects.add(Stream(alpha, {**entries, "ColorSpace": Name("DeviceGray")}))
    return objects.add(Stream(picture.convert("RGB").tobytes(), {**entries, **extra}))
