"""Two hundred leaks, each a value in a disguise in a format, are all stopped; clean files pass; the control finds none.

``sofs-desk scan`` is tried on the same files.
"""

from __future__ import annotations

import base64
import io
import json
import random
import struct
import urllib.parse
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pypdfium2
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from reportlab.pdfgen import canvas

from exporters import leakscan
from exporters.leakscan import LeakFound, Unreadable, check, places_in, secrets_in_list
from models.secrets import Secrets
from sofs_desk.cli import main

ADDRESS, PHONE, NAME, SHORT, PUPIL = (
    "12 Alder Road, Wexmoor WX4 7QT", "07700 900123", "Joshua Tillman", "Mila", "Jayden Mensah, Oakfield Primary",
)  # fmt: skip
SECRETS = secrets_in_list(["# the values", "", ADDRESS, PHONE, NAME, SHORT, PUPIL])

Disguise = Callable[[str], str]


def spaced(value: str) -> str:
    return " ".join(value)


# ---- disguises: what a value can be written as --------------------------------------------------------------------

ANY: dict[str, Disguise] = {
    "as it is": str,
    "capitals": str.upper,
    "small": str.lower,
    "broken by a line": lambda v: v.replace(" ", "\n") if " " in v else v[:2] + "-\n" + v[2:],
    "cut by a hyphen": lambda v: v[:3] + "-\n" + v[3:],
    "soft hyphens": lambda v: "\u00ad".join(v),
    "zero-width signs": lambda v: "\u200b".join(v),
    "no-break spaces": lambda v: v.replace(" ", "\u00a0"),
    "full width": lambda v: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in v),
    "accents": lambda v: v.replace("a", "a\u0301").replace("o", "o\u0308"),
    "dots between": lambda v: v.replace(" ", ". "),
    "look-alikes": lambda v: v.replace("a", "\u0430").replace("o", "\u043e").replace("e", "\u0435"),
}
CODED: dict[str, Disguise] = {
    "entities": lambda v: "".join(f"&#{ord(c)};" for c in v),
    "named entities": lambda v: v.replace(" ", "&nbsp;").replace("a", "&#x61;"),
    "percent": lambda v: "".join(f"%{b:02X}" for b in v.encode()),
    "percent spaces": urllib.parse.quote,
    "base64": lambda v: base64.b64encode(f"see {v} there".encode()).decode(),
    "base64, one on": lambda v: base64.b64encode(f"a {v}".encode()).decode(),
    "base64 for addresses": lambda v: base64.urlsafe_b64encode(f"{v}??>>".encode()).decode(),
    "hex": lambda v: v.encode().hex(),
    "hex with spaces": lambda v: v.encode().hex(" "),
    "unicode escapes": lambda v: "".join(f"\\u{ord(c):04x}" for c in v),
}  # fmt: skip
OF_VALUE: list[tuple[str, str]] = [
    (ADDRESS, "wx47qt"), (ADDRESS, "WX4-7QT"), (ADDRESS, "Alder Road"), (ADDRESS, "Alder Rd"), (ADDRESS, "ALDER RD."),
    (ADDRESS, "12, Alder Rd"), (ADDRESS, "12 Alder Road"), (ADDRESS, "alder\nroad"), (ADDRESS, "WX4\n7QT"),
    (PHONE, "07700900123"), (PHONE, "+44 7700 900123"), (PHONE, "0044 7700 900 123"), (PHONE, "+44 (0)7700 900-123"),
    (PHONE, "(07700) 900 123"), (PHONE, "07700-900-123"), (PHONE, "07700.900.123"), (PHONE, "447700900123"),
    (NAME, "Tillman, Joshua"), (NAME, "TILLMAN Joshua"), (NAME, "J Tillman"), (NAME, "J. Tillman"), (NAME, "Tillman J"),
    (NAME, "Tillman, J."), (NAME, "JoshuaTillman"), (NAME, "joshua_tillman"), (NAME, "Joshua at Holt Academy"),
    (NAME, "Joshua (Holt Academy)"), (SHORT, "M i l a"), (SHORT, "MILA"), (SHORT, "Mi-\nla"), (SHORT, "Mila's"),
    (PUPIL, "Jayden goes to Oakfield"), (PUPIL, "at Oakfield Primary, where Jayden is"), (PUPIL, "JAYDEN (OAKFIELD)"),
    (PUPIL, "Jayden Mensah of Oakfield"), (PUPIL, "Mensah, Jayden"),
]  # fmt: skip


# ---- formats: where it can stand ----------------------------------------------------------------------------------


def pdf(text: str = "All is well.", *, title: str = "Map", bookmark: str = "", pages: int = 1) -> bytes:
    file = io.BytesIO()
    page = canvas.Canvas(file)
    page.setTitle(title)
    for _ in range(pages):
        for number, line in enumerate(text.split("\n")):
            page.drawString(50, 700 - 20 * number, line)
        if bookmark:
            page.bookmarkPage("here")
            page.addOutlineEntry(bookmark, "here")
        page.showPage()
    page.save()
    return file.getvalue()


def pdf_note(text: str) -> bytes:
    file = io.BytesIO()
    page = canvas.Canvas(file)
    page.drawString(50, 700, "All is well.")
    page.textAnnotation(text, Rect=[0, 0, 50, 50])
    page.save()
    return file.getvalue()


def pdf_attached(text: str) -> bytes:
    document = pypdfium2.PdfDocument(pdf())
    document.new_attachment("notes.txt").set_data(f"She said: {text}".encode())
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf_xmp(text: str) -> bytes:
    packet = f"<x:xmpmeta><rdf:Description><dc:subject>{text}</dc:subject></rdf:Description></x:xmpmeta>".encode()
    packed = zlib.compress(packet)
    head = f"99 0 obj\n<</Type/Metadata/Subtype/XML/Filter/FlateDecode/Length {len(packed)}>>\nstream\n".encode()
    data = pdf()
    place = data.index(b"xref")
    return data[:place] + head + packed + b"\nendstream\nendobj\n" + data[place:]


def word(text: str) -> bytes:
    paper = docx.Document()
    paper.add_paragraph("All is well.")
    runs = paper.add_paragraph("She is at ")
    for part in (text[:3], text[3:]):
        runs.add_run(part)
    return saved(paper)


def word_properties(text: str) -> bytes:
    paper = docx.Document()
    paper.core_properties.comments = text[:200]
    return saved(paper)


def word_comment(text: str) -> bytes:
    part = "<w:comments xmlns:w='urn:w'><w:comment><w:p><w:r><w:t>" + escaped(text) + "</w:t></w:r></w:p></w:comment></w:comments>"  # fmt: skip  # noqa: E501
    return with_part(saved(docx.Document()), "word/comments.xml", part.encode())


def word_picture(text: str) -> bytes:
    return with_part(saved(docx.Document()), "word/media/image1.png", png(text))


def saved(paper: docx.document.Document) -> bytes:
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, part)
    return file.getvalue()


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def packed(name: str, data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return file.getvalue()


def png(text: str) -> bytes:
    file, info = io.BytesIO(), PngInfo()
    info.add_itxt("Comment", text, zip=True)
    Image.new("RGB", (4, 4)).save(file, "PNG", pnginfo=info)
    return file.getvalue()


def jpeg(text: str) -> bytes:
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x9C9B] = text.encode("utf-16-le")  # the title Windows writes
    Image.new("RGB", (4, 4)).save(file, "JPEG", exif=exif)
    return file.getvalue()


def fhir(text: str) -> bytes:
    inner = base64.b64encode(pdf(text)).decode()
    return json.dumps({"resourceType": "Bundle", "entry": [{"resource": {"content": inner}}]}).encode()


FORMATS: dict[str, Callable[[str], bytes]] = {
    "txt": lambda t: f"She is at {t} now.".encode(),
    "utf-16": lambda t: f"She is at {t} now.".encode("utf-16"),
    "json": lambda t: json.dumps({"a": ["She is at", t]}).encode(),
    "json key": lambda t: json.dumps({t: 1}).encode(),
    "csv": lambda t: f'when,what\n2025,"{t}"\n'.encode(),
    "html": lambda t: f"<!doctype html><p>She is at <b>{escaped(t[:2])}</b>{escaped(t[2:])}</p>".encode(),
    "html alt": lambda t: f'<html><img alt="{escaped(t)}"></html>'.encode(),
    "html comment": lambda t: f"<html><!-- {escaped(t)} --></html>".encode(),
    "svg": lambda t: f"<svg><text><tspan>{escaped(t[:4])}</tspan><tspan>{escaped(t[4:])}</tspan></text></svg>".encode(),
    "svg title": lambda t: f"<svg><g aria-label='{escaped(t)}'/></svg>".encode(),
    "gedcom": lambda t: f"0 HEAD\n1 NOTE She is at {t[:4]}\n2 CONC {t[4:]}\n0 TRLR\n".replace("\n\n", "\n").encode(),
    "zip": lambda t: packed("notes.txt", t.encode()),
    "zip in zip": lambda t: packed("more.zip", packed("notes.txt", t.encode())),
    "docx": word, "docx properties": word_properties, "docx comment": word_comment, "docx picture": word_picture,
    "png": png, "jpeg": jpeg,
}  # fmt: skip
PDFS: dict[str, Callable[[str], bytes]] = {
    "pdf": pdf, "pdf title": lambda t: pdf(title=t), "pdf bookmark": lambda t: pdf(bookmark=t), "pdf note": pdf_note,
    "pdf attachment": pdf_attached, "pdf metadata": pdf_xmp, "zip with pdf": lambda t: packed("a.pdf", pdf(t)),
    "fhir": fhir,
}  # fmt: skip


def leaks() -> Iterator[tuple[str, bytes]]:
    """Two hundred, always the same: every disguise and every format is there more than once."""
    dice = random.Random(20250701)
    values = [ADDRESS, PHONE, NAME, SHORT]
    written = [(f"{value}: {name}", disguise(value)) for value in values for name, disguise in ANY.items()]
    written += [(f"{value}: {name}", disguise(value)) for value in values for name, disguise in CODED.items()]
    written += [(f"{value} as {said!r}", said) for value, said in OF_VALUE]
    plain = [(f"{value} as {said!r}", said) for value, said in OF_VALUE if said.isascii()]
    plain += [(value, value) for value in values]
    for number, (what, said) in enumerate(written):
        name = list(FORMATS)[number % len(FORMATS)]
        if "\n" in said or "\\u" in said or "&" in said:
            name = ("txt", "docx", "csv", "html")[number % 4] if "&" not in said else ("txt", "html", "csv")[number % 3]
        yield f"{what} in {name}", (FORMATS[name] if "&" not in said else AS_IT_IS[name])(said)
    for _ in range(200 - len(written)):
        what, said = dice.choice(plain)
        name = dice.choice(list(PDFS))
        yield f"{what} in {name}", PDFS[name](said)


AS_IT_IS: dict[str, Callable[[str], bytes]] = {
    "txt": FORMATS["txt"], "csv": FORMATS["csv"], "html": lambda t: f"<!doctype html><p>She is at {t}</p>".encode(),
}  # fmt: skip
LEAKS = list(leaks())
CLEAN = (
    "Alfie smiled at Nan. Wexmoor is a town with many roads. The alder stood by the road. Milan is far, a mile away. "
    "Tillmanstone is a place. He called 07700 900999 twice in 2025. Joshua Tree is a record. Jay played at Oakley. "
    "Jo shut the door; Jayden scored. A school term is 12 weeks. WX4 is a large area. J. Tilson wrote. Family life."
)


def test_there_are_two_hundred_in_every_format() -> None:
    assert len(LEAKS) == 200
    used = {name.rsplit(" in ", 1)[-1] for name, _data in LEAKS}
    assert len(used) > 20


def test_every_one_of_two_hundred_leaks_is_stopped() -> None:
    passed = []
    for name, data in LEAKS:
        try:
            check(data, "", SECRETS)
        except LeakFound as stopped:
            assert not any(value in str(stopped) for value in (ADDRESS, PHONE, NAME, SHORT)), "where, never what"
        else:
            passed.append(name)
    assert passed == []


def test_without_the_values_none_is_stopped_so_the_test_above_can_fail() -> None:
    other = secrets_in_list(["48 Quarrel Close", "01632 960555", "Barnaby Quill"])
    assert [name for name, data in LEAKS[::4] if places_in(data, other)] == []


def test_without_the_disguises_known_many_would_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """With nothing but the exact words looked for, and no code undone, the scan lets most of them by."""
    monkeypatch.setattr(leakscan, "unwrapped", lambda text: ())
    monkeypatch.setattr(Secrets, "any_in", lambda self, text: any(secret.value in text for secret in self))
    assert sum(not places_in(data, SECRETS) for _name, data in LEAKS[::3]) > 33


@pytest.mark.parametrize("name", [*FORMATS, *PDFS])
def test_a_clean_file_is_not_stopped(name: str) -> None:
    made = {**FORMATS, **PDFS}[name]
    assert places_in(made(CLEAN), SECRETS, file_name="map-2025.pdf") == []


def test_the_files_name_counts() -> None:
    for name in ("joshua-tillman.pdf", "map_WX47QT.pdf", "Mila.docx", "12_Alder_Road.png"):
        with pytest.raises(LeakFound, match="the file's name"):
            check(pdf(), "pdf", SECRETS, file_name=name)


def locked_pdf() -> bytes:
    file = io.BytesIO()
    page = canvas.Canvas(file, encrypt="secret")
    page.drawString(50, 700, "She is at 12 Alder Road.")
    page.save()
    return file.getvalue()


def locked_zip() -> bytes:
    data = bytearray(packed("a.txt", b"words"))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [locked_pdf(), b"%PDF-1.7 and then nothing", locked_zip(), packed("x.bin", bytes(range(256)) * 9), b"PK\x03\x04..",
     b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), bytes(range(256)) * 20, b"\x1f\x8b broken"],
    ids=["locked PDF", "broken PDF", "locked ZIP", "unknown in ZIP", "broken ZIP", "old Word", "unknown",
         "broken gzip"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_and_not_passed(data: bytes) -> None:
    with pytest.raises(Unreadable, match="was not passed"):
        check(data, "", SECRETS)


def test_a_picture_in_a_pdf_and_a_chunk_behind_the_end() -> None:
    for data in (png("x") + NAME.encode(), jpeg("x") + NAME.encode()):
        assert places_in(data, SECRETS) == ["what is written into a picture"]
    chunk = b"tEXt" + b"Author\x00" + NAME.encode()
    body = png("x")
    data = body[:33] + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + body[33:]
    assert places_in(data, SECRETS)


def test_the_places_are_said_and_the_words_are_not() -> None:
    data = pdf(f"She is at {ADDRESS}", title=NAME, bookmark=PHONE)
    assert set(places_in(data, SECRETS)) >= {"page 1", "the file's title", "a bookmark"}


def test_a_long_document_is_read_whole() -> None:
    assert places_in(pdf(CLEAN[:90], pages=40), SECRETS) == []
    last = pypdfium2.PdfDocument(pdf(CLEAN[:90], pages=39))
    last.import_pages(pypdfium2.PdfDocument(pdf("J. Tillman")))
    file = io.BytesIO()
    last.save(file)
    assert places_in(file.getvalue(), SECRETS) == ["page 40"]


# ---- the command --------------------------------------------------------------------------------------------------


def scan(tmp_path: Path, data: bytes, values: str, name: str = "copy.pdf") -> int:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "values.txt").write_text(values, encoding="utf-8")
    return main(["scan", str(tmp_path / name), "--values", str(tmp_path / "values.txt")])


def test_the_command_says_where_and_exits_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert scan(tmp_path, pdf("at 12 Alder Rd"), f"{ADDRESS}\n{NAME}\n") == 1
    told = capsys.readouterr().out
    assert "page 1" in told and "Alder" not in told
    assert scan(tmp_path, pdf("All is well"), f"{ADDRESS}\n{NAME}\n") == 0
    assert scan(tmp_path, pdf("All is well"), f"{NAME}\n", name="tillman joshua.pdf") == 1
    assert scan(tmp_path, locked_pdf(), f"{NAME}\n") == 2
    assert scan(tmp_path, pdf("All is well"), "\n# nothing\n") == 2
    assert main(["scan", str(tmp_path / "none.pdf"), "--values", str(tmp_path / "values.txt")]) == 2
    assert "cannot be opened" in capsys.readouterr().err


def test_nothing_to_look_for_finds_nothing() -> None:
    check(locked_pdf(), "pdf", Secrets([]))
