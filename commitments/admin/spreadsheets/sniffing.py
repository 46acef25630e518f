"""What a file really is, whatever it is called: told by how it begins."""

from pathlib import PurePath

from django.utils.translation import gettext as _

from commitments.admin.spreadsheets.unreadable import Unreadable

CSV, XLSX = "csv", "xlsx"
ZIP = b"PK"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOM = b"\xef\xbb\xbf"


def sniffed(name: str, content: bytes) -> str:
    """`csv` or `xlsx`; Unreadable when it is neither, or is not what its name says, in words that say what it is."""
    ending = PurePath(name).suffix.lower().removeprefix(".")
    if not content.strip(b"\x00 \t\r\n" + BOM):
        raise Unreadable(_("The file is empty."))
    if other := _other(content, ending):
        raise Unreadable(other)
    if ending not in {CSV, XLSX}:
        raise Unreadable(
            _("“%(name)s” is neither a .csv nor an .xlsx file: save it as one of them.") % {"name": name[-60:]}
        )
    found = XLSX if content.startswith(ZIP) else CSV
    if found != ending:
        raise Unreadable(_mistaken(found))
    return found


def _other(content: bytes, ending: str) -> str:
    begins = content[:400].lstrip(BOM + b" \t\r\n").lower()
    if content.startswith(OLE):
        return _(
            "This is an old Excel file (.xls), or one locked with a password: save it as .xlsx without a password."
        )
    if begins.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<body")):
        return _("This is a page of the Web (HTML): open it in a spreadsheet and save it as .xlsx.")
    if begins.startswith(b"<"):
        return _("This is an XML file: open it in a spreadsheet and save it as .xlsx.")
    if begins.startswith(b"%pdf"):
        return _("This is a PDF: it is no table. Save the table itself as .xlsx.")
    if begins.startswith(b"{\\rtf"):
        return _("This is a text document (RTF): it is no table. Save the table itself as .xlsx.")
    if ending == "xlsm":
        return _("This file may hold macros (.xlsm): save it as .xlsx.")
    return ""


def _mistaken(found: str) -> str:
    if found == XLSX:
        return _("This is a workbook or an archive, not a CSV file: if it is a workbook, let its name end in .xlsx.")
    return _(
        "This is no workbook, though its name ends in .xlsx: it may be cut short, or a CSV file under another name."
    )
