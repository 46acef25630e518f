"""Files to attach: a small one of each kind that is taken, and some that are not."""

import io
import zipfile

from commitments.values.attachments import DOCX, JPEG, ODS, ODT, PDF, PLAIN, PNG, XLSX

PDF_BYTES = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
PNG_BYTES = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
JPEG_BYTES = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 20
TEXT_BYTES = "Rapport trimestriel – báo cáo quý\r\n".encode()


def archive(*parts: tuple[str, bytes]) -> bytes:
    """An archive with these parts."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as into:
        for name, content in parts:
            into.writestr(name, content)
    return whole.getvalue()


def open_document(media_type: str, *more: tuple[str, bytes], manifest: bytes = b"<manifest/>") -> bytes:
    """An OpenDocument file of this kind."""
    parts = (("mimetype", media_type.encode()), ("content.xml", b"<office/>"), ("META-INF/manifest.xml", manifest))
    return archive(*parts, *more)


def office_document(main: str, *more: tuple[str, bytes], types: bytes = b"<Types/>") -> bytes:
    """A file of Office Open XML with this main part."""
    return archive(("[Content_Types].xml", types), (main, b"<document/>"), *more)


TAKEN: dict[str, tuple[str, bytes]] = {
    PDF: ("report.pdf", PDF_BYTES),
    PNG: ("photograph.png", PNG_BYTES),
    JPEG: ("photograph.jpeg", JPEG_BYTES),
    PLAIN: ("notes.txt", TEXT_BYTES),
    ODT: ("minutes.odt", open_document(ODT)),
    ODS: ("figures.ods", open_document(ODS)),
    DOCX: ("minutes.docx", office_document("word/document.xml")),
    XLSX: ("figures.xlsx", office_document("xl/workbook.xml")),
}
NOT_TAKEN: dict[str, tuple[str, bytes]] = {
    "a program": ("report.pdf", b"MZ\x90\x00\x03\x00\x00\x00"),
    "an archive of anything": ("report.docx", archive(("a.exe", b"MZ"))),
    "a document with macros": (
        "minutes.docx",
        office_document("word/document.xml", ("word/vbaProject.bin", b"\x00")),
    ),
    "a document with macros of another name": (
        "minutes.docx",
        office_document("word/document.xml", types=b'<Override ContentType="x.document.macroEnabled.main+xml"/>'),
    ),
    "an OpenDocument file with macros": ("minutes.odt", open_document(ODT, ("Basic/Standard/Module1.xml", b"<a/>"))),
    "an OpenDocument file with a password": (
        "minutes.odt",
        open_document(ODT, manifest=b'<manifest:encryption-data manifest:checksum="x"/>'),
    ),
    "the beginning of an OpenDocument file alone": ("minutes.odt", open_document(ODT)[:120]),
    "an archive of far too many parts": (
        "figures.xlsx",
        office_document("xl/workbook.xml", *((f"xl/{each}", b"") for each in range(2000))),
    ),
    "a template of OpenDocument": ("minutes.odt", open_document(f"{ODT}-template")),
    "an old Word file, or one with a password": ("minutes.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40),
    "an archive that is cut short": ("minutes.docx", office_document("word/document.xml")[:60]),
    "text of another encoding": ("notes.txt", "Báo cáo".encode("utf-16")),
    "text with what no text has": ("notes.txt", b"line\x00line"),
    "an image of another kind": ("photograph.gif", b"GIF89a\x01\x00\x01\x00\x00\x00"),
}
