"""Values planted where offices keep words besides the page: letters, archives, old codes, earlier states of a file."""

from __future__ import annotations

import base64
import bz2
import contextlib
import gzip
import io
import lzma
import random
import struct
import tarfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any, Literal

import pytest
from PIL import Image
from reportlab.pdfgen import canvas

from exporters.leakscan import Unreadable, places_in, secrets_in_list

SECRETS = secrets_in_list(
    [
        "14 Elmwood Road, Harrowby",
        "LS12 4RD",
        "Anne-Marie Kowalczyk",
        "Łukasz Wiśniewski",
        "Siobhán O'Neill",
        "2016-05-03",
        "07700 900123",
    ]
)
OTHERS = secrets_in_list(["48 Quarrel Close", "QZ9 9ZQ", "Barnaby Quill", "1931-02-17"])
HERE = b"She lives at 14 Elmwood Road."


def tar(name: str, words: bytes, mode: Literal["w", "w:gz", "w:xz"] = "w") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:
        entry = tarfile.TarInfo(name)
        entry.size = len(words)
        archive.addfile(entry, io.BytesIO(words))
    return file.getvalue()


def letter(words: str = "See you on Monday.", *, attached: bytes = b"", name: str = "a.bin", **heads: str) -> bytes:
    message = EmailMessage()
    message["From"] = heads.get("sender", "desk@council.example")
    message["Subject"] = heads.get("subject", "Meeting")
    message.set_content(words, cte="base64")
    if attached:
        message.add_attachment(attached, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def pdf(draw: Callable[[canvas.Canvas], object], *, encrypt: Any = None) -> bytes:
    file = io.BytesIO()
    page = canvas.Canvas(file, encrypt=encrypt)
    draw(page)
    page.showPage()
    page.save()
    return file.getvalue()


def words(page: canvas.Canvas, *lines: tuple[int, int, str]) -> None:
    for x, y, text in lines:
        page.drawString(x, y, text)


def saved_over() -> bytes:
    """A page whose words were taken out by an update behind the file's end."""
    old = pdf(lambda page: words(page, (60, 700, "She lives at 14 Elmwood Road.")))
    tail = old[old.rindex(b"trailer") :]
    start = int(tail.split(b"startxref")[1].split()[0])
    number = int(old.split(b"/Contents ")[1].split()[0])
    size, root = (int(tail.split(key)[1].split()[0]) for key in (b"/Size ", b"/Root "))
    packed = zlib.compress(b"BT ET")
    update = b"%d 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream\nendobj\n" % (
        number,
        len(packed),
        packed,
    )
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        number, len(old), size, root, start, len(old) + len(update),
    )  # fmt: skip
    return old + update + table


def columns() -> bytes:
    rows = (("the aunt Siobhán", "and the whole"), ("O'Neill said", "group agreed"), ("so.", "The end."))
    lines = [(x, 700 - 15 * at, said) for at, row in enumerate(rows) for x, said in zip((50, 220), row, strict=True)]
    return pdf(lambda page: words(page, *lines))


def owner_locked() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    return pdf(lambda page: words(page, (60, 700, "LS12 4RD")), encrypt=StandardEncryption("", "owner"))


def tiff() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30)).save(file, "TIFF", description="14 Elmwood Road")
    return file.getvalue()


def webp(**told: Any) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30)).save(file, "WEBP", **told)
    return file.getvalue()


def gif(comment: bytes) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30)).save(file, "GIF", comment=comment)
    return file.getvalue()


def heic(told: bytes) -> bytes:
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + struct.pack(">I", 8 + len(told)) + b"mdat" + told


XMP = b"<x:xmpmeta><dc:description>14 Elmwood Road</dc:description></x:xmpmeta>"
RTF = rb"{\rtf1\ansi\ansicpg1252\uc1 "
FILES: dict[str, bytes] = {
    "letter": letter("She is at 14 Elmwood Road."), "letter's subject": letter(subject="About Łukasz Wiśniewski"),
    "letter's sender": letter(sender='"Kowalczyk, Anne-Marie" <x@y.example>'),
    "attached": letter(attached=gzip.compress(HERE)),
    "attached name": letter(attached=b"x", name="Łukasz Wiśniewski.txt"),
    "forwarded": b"From: a@b.example\nSubject: x\nContent-Type: message/rfc822\n\n" + letter("LS12 4RD"),
    "page saved whole": b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n"
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>Elmw<b>oo=\r\nd</b> Road</p>\r\n",
    "letter in Latin-1": b"From: a@b.example\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\nSiobh=E1n O=27Neill called.\r\n",
    "box of letters": b"From x Mon\n" + letter() + b"\nFrom x Tue\n" + letter("LS12 4RD"),
    "calendar": b"BEGIN:VCALENDAR\r\nLOCATION:14 Elmw\r\n ood Road\r\nEND:VCALENDAR\r\n",
    "card's day": b"BEGIN:VCARD\r\nBDAY:20160503\r\nEND:VCARD\r\n",
    "card's commas": b"BEGIN:VCARD\r\nNOTE:Kowalczyk\\, Anne-Marie\r\nEND:VCARD\r\n",
    "page in a calendar": b"BEGIN:VEVENT\r\nX-ALT-DESC:<p>Elm<b>wood</b> Road</p>\r\nEND:VEVENT\r\n",
    "tar": tar("n.txt", HERE), "tar.gz": tar("n.txt", HERE, "w:gz"), "tar.xz": tar("n.txt", HERE, "w:xz"),
    "name in a tar": tar("Anne-Marie Kowalczyk.txt", b"x"), "bz2": bz2.compress(HERE), "xz": lzma.compress(HERE),
    "gzip after gzip": gzip.compress(b"x") + gzip.compress(HERE),
    "RTF letters by number": RTF + rb"\u321Lukasz Wi\u347\'9cniewski}",
    "RTF quote": RTF + rb"Siobh\'e1n O\rquote Neill}",
    "RTF hyphen": RTF + rb"Anne\_Marie\~Kowalczyk}", "RTF cut lines": RTF + b"Elm\r\n{\\b wood} Ro\r\nad}",
    "Polish letters": "Łukasz Wiśniewski".encode("cp1250"), "letters of DOS": "Siobhán O'Neill".encode("cp850"),
    "letters of Macs": "Siobhán O'Neill".encode("mac_roman"),
    "misread": "Siobhán O’Neill".encode().decode("cp1252").encode(),
    "ANSEL": b"0 HEAD\n1 CHAR ANSEL\n0 @I1@ INDI\n1 NAME Siobh\xe2an /O'Neill/\n0 TRLR\n",
    "escapes in lines of JSON": b'{"a":1}\n{"b":"LS12\\u00204RD"}\n', "octal": b"LS12\\0404RD",
    "read out": b"ring: oh seven seven double zero, nine zero zero one two three",
    "page in a comment": b"<html><!--[if mso]><p>Elm<b>wood</b> Road</p><![endif]--></html>",
    "code in XML": b"<a><b>" + base64.encodebytes(gzip.compress(HERE)) + b"</b></a>",
    "TIFF": tiff(), "WebP": webp(xmp=XMP), "GIF": gif(b"14 Elmwood Road"), "HEIC": heic(bytes(range(256)) + XMP),
    "PDF saved over": saved_over(), "PDF behind its end": pdf(lambda page: None) + b"\nLS12 4RD\n",
    "PDF in columns": columns(), "PDF locked against changes": owner_locked(),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_it_is_found_and_said_where(name: str) -> None:
    places = places_in(FILES[name], SECRETS)
    assert places and not any(word in " ".join(places) for word in ("Elmwood", "LS12", "Kowalczyk", "Neill"))


@pytest.mark.parametrize("name", FILES)
def test_with_other_values_nothing_is_found_there(name: str) -> None:
    """The control: it was the value that stopped the file."""
    try:
        assert places_in(FILES[name], OTHERS) == []
    except Unreadable:
        assert name == "PDF locked against changes"


def test_a_photograph_spells_no_name_by_chance() -> None:
    """Pixels hold every short word somewhere: only what is told beside them is read."""
    noise = Image.effect_noise((600, 600), 90).convert("RGB")
    for kind in ("WEBP", "TIFF", "GIF", "BMP", "PNG", "JPEG"):
        file = io.BytesIO()
        noise.save(file, kind)
        planted = file.getvalue()
        assert places_in(planted, secrets_in_list(["Mila", "Jo", "Ada"])) == []


@pytest.mark.parametrize(
    "data", [b"BZh9 broken", b"\xfd7zXZ\x00 broken", gzip.compress(HERE)[:-9], tar("a", HERE)[:600]]
)
def test_a_damaged_archive_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="was not passed"):
        places_in(data, OTHERS)


def test_what_a_list_says_about_a_value_is_no_part_of_it() -> None:
    listed = secrets_in_list(
        ["Tel: 01632 960983 (mum's)", "Address: 9 Tern Close, Ryde", "Sam Hughes (known as Sammy)"]
    )
    for said in ("ring +44 1632 960983", "at 9 Tern Cl", "Hughes, Sam", "S. Hughes"):
        assert places_in(said.encode(), listed), said
    assert places_in(b"The address of the hall. Tel: 01632 960111. Sam came, as did Sammy.", listed) == []


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_file_is_read_or_refused_and_never_breaks_the_scan(seed: int) -> None:
    dice = random.Random(seed)
    for data in FILES.values():
        broken = bytearray(data)
        for _ in range(dice.choice((1, 3, 20))):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        for damaged in (bytes(broken), data[: dice.randrange(len(data))]):
            with contextlib.suppress(Unreadable):
                places_in(damaged, OTHERS)
