"""Files that a word rests on: what a file really is, told by its content, and what it is called."""

import hashlib
import io
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from commitments.values.digests import PREFIX

LONGEST_NAME = 120
"""How many characters a name may have; a longer one is cut short before its ending."""
NAMELESS = "file"

PDF, PNG, JPEG, PLAIN = "application/pdf", "image/png", "image/jpeg", "text/plain"
ODT, ODS = "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"
OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX = f"{OFFICE}wordprocessingml.document", f"{OFFICE}spreadsheetml.sheet"

ENDINGS: Mapping[str, tuple[str, ...]] = {
    PDF: (".pdf",),
    PNG: (".png",),
    JPEG: (".jpg", ".jpeg"),
    PLAIN: (".txt", ".csv", ".md"),
    ODT: (".odt",),
    ODS: (".ods",),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
}
"""The media types that are taken, each with how the name of such a file may end; the first is given to one without."""

SIGNATURES = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
ARCHIVE = b"PK\x03\x04"
FIRST_MEMBER = 30
"""Where the name of an archive's first member stands."""
MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
CONTENTS, MACROS, ENABLED = "[Content_Types].xml", "vbaproject.bin", b"macroEnabled"
MANIFEST, SCRIPTED, ENCRYPTED = "META-INF/manifest.xml", ("Basic/", "Scripts/"), b"encryption-data"
MOST_MEMBERS, LONGEST_LIST = 2000, 1024 * 1024
UNOPENED = (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error)
LAID_OUT = frozenset("\t\n\r\f")
"""The control characters that plain text may have."""
UNPRINTED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""What no name has: control characters, marks that turn the direction of writing around, line ends, and unknown ones."""


@dataclass(frozen=True)
class Attachment:
    """A file as it was sent: what it was called, and its bytes."""

    name: str
    content: bytes

    @cached_property
    def media_type(self) -> str | None:
        """What it really is; None when it is nothing that is taken."""
        return media_type_of(self.content)

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of its bytes."""
        return digest_of(self.content)

    @property
    def ending(self) -> str:
        """How its name ends, in small letters; empty when it has no ending."""
        return PurePosixPath(cleaned(self.name)).suffix.lower()

    @property
    def is_misnamed(self) -> bool:
        """Whether its name says that it is something else than it is."""
        return bool(self.ending) and self.ending not in ENDINGS.get(self.media_type or "", ())

    @property
    def clean_name(self) -> str:
        """What it is called from now on."""
        name = cleaned(self.name)
        given = "" if self.ending else ENDINGS.get(self.media_type or "", ("",))[0]
        return shortened(name + given)


def digest_of(content: bytes) -> str:
    """The SHA-256 of these bytes, as records write digests."""
    return PREFIX + hashlib.sha256(content).hexdigest()


def media_type_of(content: bytes) -> str | None:
    """The media type of a file that is taken, by its content alone; None for everything else."""
    for signature, media_type in SIGNATURES:
        if content.startswith(signature):
            return media_type
    if content.startswith(ARCHIVE):
        return _in_archive(content)
    return PLAIN if _is_plain(content) else None


def _in_archive(content: bytes) -> str | None:
    """What an office program wrote, without macros and without a password; None for every other archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if len(names) > MOST_MEMBERS or any(_is_macro(each) for each in names):
                return None
            return _open_document(archive, content) or _office_open(archive, set(names))
    except UNOPENED:
        return None


def _is_macro(name: str) -> bool:
    return name.lower().endswith(MACROS) or name.startswith(SCRIPTED)


def _open_document(archive: zipfile.ZipFile, content: bytes) -> str | None:
    """It says what it is in its first member, and in its manifest what in it can be read with a password alone."""
    for media_type in (ODT, ODS):
        if content.startswith(f"mimetype{media_type}PK".encode(), FIRST_MEMBER):
            return None if ENCRYPTED in _beginning(archive, MANIFEST) else media_type
    return None


def _office_open(archive: zipfile.ZipFile, names: set[str]) -> str | None:
    """It lists its parts with their kinds; with a password it is no archive at all."""
    if CONTENTS not in names or ENABLED in _beginning(archive, CONTENTS):
        return None
    return next((media_type for part, media_type in MAIN_PARTS.items() if part in names), None)


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    """As much of a member as a list of parts has, and no more, however far it would unfold."""
    with archive.open(name) as member:
        return member.read(LONGEST_LIST)


def _is_plain(content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(each) == "Cc" for each in set(text) - LAID_OUT)


def cleaned(name: str) -> str:
    """A name without the folders before it and without what cannot be seen; never empty."""
    seen = "".join(each for each in unicodedata.normalize("NFC", name) if unicodedata.category(each) not in UNPRINTED)
    last = seen.replace("\\", "/").rpartition("/")[2]
    return " ".join(last.split()).strip(". ") or NAMELESS


def shortened(name: str) -> str:
    """A name that is not too long, with its ending."""
    ending = PurePosixPath(name).suffix
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - len(ending)].rstrip(". ") + ending
