"""A workbook's archive, looked at before anything of it is unpacked: no bombs, macros, passwords or other formats."""

import io
import re
import zipfile
import zlib

from django.conf import settings
from django.utils.translation import gettext as _

from commitments.admin.spreadsheets.unreadable import MOST, Unreadable

MOST_MEMBERS = 200
MOST_GROWTH = 12
"""How many times larger than the largest upload a whole workbook may be when it is unpacked."""
MOST_RATIO = 200
"""How many times smaller a member may have been made: a sheet is about ten times smaller, a bomb a thousand times."""
UNOPENED = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error)
"""What the archive's reader raises of one that is damaged."""
CONTENTS = "[Content_Types].xml"
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=[\"']([A-Z]+[0-9]+:[A-Z]+[0-9]+)[\"']")


def check_archive(content: bytes) -> None:
    """Raise Unreadable unless this is the archive of a workbook that can be unpacked safely and holds no merged cells."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_sizes(archive)
            _check_kind(archive)
            _check_merged(archive)
    except UNOPENED as error:
        raise Unreadable(damaged()) from error


def damaged() -> str:
    """What is said of a workbook that no program can open."""
    return _("The workbook is damaged or cut short: save it again, and send it whole.")


def _check_sizes(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    largest = MOST_GROWTH * settings.IMPORT_BYTES
    bomb = any(each.file_size > MOST_RATIO * max(each.compress_size, 1024) for each in members)
    if bomb or len(members) > MOST_MEMBERS or sum(each.file_size for each in members) > largest:
        raise Unreadable(_("The workbook grows far too large when it is unpacked: nothing of it was read."))
    if any(each.flag_bits & 1 for each in members):
        raise Unreadable(_("The workbook is locked with a password: save it without one."))
    names = [each.filename for each in members]
    if len(set(names)) != len(names):
        raise Unreadable(damaged())


def _check_kind(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if "mimetype" in names and b"opendocument" in archive.read("mimetype")[:100]:
        raise Unreadable(_("This is an OpenDocument file (.ods): save it as .xlsx."))
    if any(name.startswith("word/") for name in names) or any(name.startswith("ppt/") for name in names):
        raise Unreadable(_("This is a document or a presentation, not a workbook."))
    if CONTENTS not in names or "xl/workbook.xml" not in names:
        raise Unreadable(_("This archive holds no workbook of the kind .xlsx."))
    macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    if macros or b"macroEnabled" in archive.read(CONTENTS):
        raise Unreadable(_("The workbook holds macros: save it as .xlsx, without them."))


def _check_merged(archive: zipfile.ZipFile) -> None:
    sheets = [name for name in archive.namelist() if SHEET.fullmatch(name)]
    merged = [each.decode() for name in sheets for each in MERGED.findall(archive.read(name))]
    if merged:
        raise Unreadable(*(_merged(each) for each in merged[:MOST]))


def _merged(cells: str) -> str:
    return _("The cells %(cells)s are merged, from row %(row)s on: each row needs cells of its own.") % {
        "cells": cells,
        "row": re.sub("[^0-9]", "", cells.partition(":")[0]),
    }
