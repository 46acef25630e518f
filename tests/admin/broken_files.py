"""Files that are no table, or not whole, or not what they are called: made for the tests of the import."""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.admin.tables import Row, lines, workbook, written

ENCODING = "save it as “CSV UTF-8”"
DAMAGED = "The workbook is damaged or cut short"
ACCENTS = "Été à Huế: đường sắt"


@dataclass(frozen=True)
class Broken:
    """A file that must be refused, and what must be said of it."""

    what: str
    content: bytes
    says: str
    name: str = "table.csv"
    language: str = "en"


def sheet(rows: list[Row]) -> bytes:
    """The table as a workbook of texts."""
    return workbook(list(rows[0]), *(list(row.values()) for row in rows))


def encodings(rows: list[Row]) -> Iterator[Broken]:
    """Letters in an encoding that a file does not name."""
    text = written([rows[0] | {"title_fr": ACCENTS}, *rows[1:]]).decode("utf-8-sig")
    french = text.replace(ACCENTS, "Été à Hué")
    for encoding in ("latin-1", "cp1252", "cp850", "mac_roman", "iso8859-15", "cp437", "cp500"):
        yield Broken(encoding, french.encode(encoding), ENCODING)
    for encoding in ("cp1258", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "gb18030", "utf-32"):
        yield Broken(encoding, text.encode(encoding, "ignore"), ENCODING)
    whole = text.encode()
    yield Broken("cut inside of a letter", whole[: whole.index("Ét".encode()) + 1], ENCODING)
    yield Broken("a lost letter", text.replace("é", "\ufffd").encode(), "Row 2, column title_fr: It has “�”")
    yield Broken("latin-1 behind a UTF-8 mark", b"\xef\xbb\xbf" + french.encode("latin-1"), ENCODING)
    yield Broken("half of a UTF-16 letter", text.encode("utf-16")[:-1], ENCODING)


def quotes_and_separators(rows: list[Row]) -> Iterator[Broken]:
    """CSV that can be read in two ways, or not to its end."""
    whole = written(rows).decode()
    header, first, second = whole.split("\r\n")[:3]
    for column in ("title_en", "kind", "word_status"):
        index = list(rows[0]).index(column)
        cells = [each.split(",") for each in (first, second)]
        for number, (row, sign) in enumerate((row, sign) for row in (0, 1) for sign in ('"open', 'in "side"', '"a"b')):
            made = [list(each) for each in cells]
            made[row][index] = sign
            content = "\r\n".join([header, *(",".join(each) for each in made), ""]).encode()
            if sign != 'in "side"':
                yield Broken(f"quotation mark {number} in {column}", content, f"Row {row + 2}")
    for cut in (1, 5, 12):
        yield Broken(f"cut short by {cut} cells", ",".join(whole.rstrip().split(",")[:-cut]).encode(), "Row 3 has")
    yield Broken("one cell too many", f"{header}\r\n{first},x\r\n".encode(), "Row 2 has")
    yield Broken("a separator too many in the last row", f"{header}\r\n{first}\r\n{second},,\r\n".encode(), "Row 3 has")
    yield Broken("rows of another separator", f"{header}\r\n{first.replace(',', ';')}\r\n".encode(), "Row 2 has")
    yield Broken("no separator known", whole.replace(",", "|").encode(), "is no column of the table")
    yield Broken("nothing", b"", "The submitted file is empty.")
    yield Broken("white space", b" \r\n\t\r\n", "The file is empty.")
    yield Broken("a mark alone", b"\xef\xbb\xbf", "The file is empty.")
    yield Broken("a mark of UTF-16 alone", b"\xff\xfe", "The file is empty.")
    yield Broken("NULs", b"\x00" * 500, "The file is empty.")
    for sign in ("\x00", "\x07", "\x1b", "\x7f"):
        content = written([rows[0] | {"title_en": f"A{sign}B"}, *rows[1:]])
        yield Broken(f"control character {sign!r}", content, "Row 2, column title_en: It has a control character")


def headers(rows: list[Row]) -> Iterator[Broken]:
    """Columns that are missing, unknown, doubled or far too many."""
    columns, body = list(rows[0]), [list(row.values()) for row in rows]

    def renamed(old: str, new: str) -> bytes:
        return lines([new if each == old else each for each in columns], *body)

    for needed in ("reference", "edition"):
        rest = [each for each in columns if each != needed]
        yield Broken(f"without {needed}", written(rows, columns=rest), f"the column “{needed}” is missing")
        yield Broken(f"{needed} in capitals", renamed(needed, needed.upper()), f"“{needed.upper()}” is no column")
    for unknown in ("titre", "title", "title_de", "status", "", "=cmd|' /C calc'!A0", "x" * 500):
        yield Broken(f"unknown column {unknown[:9]!r}", renamed("kind", unknown), "is no column of the table")
    for doubled in ("kind", "reference", "edition", "title_en"):
        yield Broken(f"{doubled} twice", renamed("force", doubled), f"“{doubled}” is there twice")
    for count in (16_385, 300):
        wide = [*columns, *("x" for _ in range(count - len(columns)))]
        yield Broken(f"{count} columns", lines(wide, *body), f"Row 1: the file has {count} columns")
    yield Broken("no header", lines(*body), "Row 1, column A")
    yield Broken("an empty row first", b"\r\n" + lines(columns, *body), "Row 1")
    yield Broken("a title above the header", lines(["Commitments"], columns, *body), "Row 1, column A: “Commitments”")
    yield Broken(
        "16,384 columns of a workbook", workbook(["x"] * 16_384), "Row 1: the file has 16384 columns", "t.xlsx"
    )
    yield Broken(
        "unknown column of a workbook", workbook(["reference", "edition", "x"]), "Row 1, column C: “x”", "t.xlsx"
    )
    yield Broken("workbook without a header", workbook([]), "is missing", "table.xlsx")
    yield Broken("a cell beside the table", workbook([*columns], [*body[0], "x"]), "It stands outside", "table.xlsx")


def other_things(rows: list[Row]) -> Iterator[Broken]:
    """Files that are not what their names say."""
    book, table = sheet(rows), written(rows)
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 3000
    for name in ("table.xlsx", "table.csv", "table.xls"):
        yield Broken(f"an old workbook as {name}", ole, "old Excel file (.xls)", name)
    for page in (
        b"<html><table></table></html>",
        b"\r\n<!DOCTYPE html><p>",
        b"\xef\xbb\xbf<TABLE><tr>",
        b"<meta charset=x>",
    ):
        yield Broken(f"a page {page[:9]!r}", page, "page of the Web", "table.xlsx")
    yield Broken("a page as CSV", b"<html></html>", "page of the Web")
    yield Broken("XML of 2003", b"<?xml version='1.0'?><Workbook/>", "This is an XML file", "table.xlsx")
    yield Broken("a PDF", b"%PDF-1.7 x", "This is a PDF", "table.xlsx")
    yield Broken("a PDF as CSV", b"%PDF-1.7 x", "This is a PDF")
    yield Broken("RTF", b"{\\rtf1 x}", "text document", "table.xlsx")
    yield Broken("CSV as .xlsx", table, "This is no workbook", "table.xlsx")
    yield Broken("workbook as .csv", book, "not a CSV file")
    yield Broken("workbook as .xlsm", book, "may hold macros", "table.xlsm")
    for name in ("table.txt", "table.ods", "table", "table.exe", "csv", "table.csv.gz", "tab\u202elxs.exe"):
        yield Broken(f"called {name!r}", table, "neither a .csv nor an .xlsx", name)
    yield Broken("an image", b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, ENCODING)
    yield Broken("an image as .xlsx", b"\x89PNG\r\n\x1a\n\x00", "This is no workbook", "table.xlsx")
    yield Broken("gzip", b"\x1f\x8b\x08\x00" + bytes(range(128, 250)), ENCODING)
    archive = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}
    yield Broken("OpenDocument as .xlsx", zipped(archive), "OpenDocument", "table.xlsx")
    yield Broken(
        "a document as .xlsx", zipped({"word/document.xml": b"<x/>"}), "a document or a presentation", "t.xlsx"
    )
    yield Broken("a plain archive", zipped({"a.txt": b"x"}), "holds no workbook", "table.xlsx")


def zipped(members: dict[str, bytes], *, level: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", level) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def members(content: bytes) -> dict[str, bytes]:
    """What is in an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archives(rows: list[Row]) -> Iterator[Broken]:
    """Workbooks that are cut short, damaged, or made to harm whoever unpacks them."""
    whole = sheet(rows)
    for tenth in range(1, 10):
        yield book(f"cut to {tenth} tenths", whole[: len(whole) * tenth // 10], DAMAGED)
    yield book("without its last byte", whole[:-30], DAMAGED)
    for part in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"):
        yield changed(f"{part} cut", whole, part, lambda each: each[: len(each) // 2])
        yield changed(f"{part} emptied", whole, part, lambda _each: b"")
        yield changed(f"{part} no XML", whole, part, lambda _each: b"\x00\x01nonsense")
    for what, entity in ENTITIES.items():
        yield changed(what, whole, "xl/worksheets/sheet1.xml", entity)
        yield changed(f"{what} in its texts", whole, "xl/sharedStrings.xml", entity)
    grown = "grows far too large"
    yield bomb("a sheet of zeros", whole, {"xl/worksheets/sheet1.xml": b"0" * 30_000_000}, grown)
    yield bomb("a member of zeros", whole, {"xl/media/x.bin": b"\x00" * 20_000_000}, grown)
    yield bomb("many members", whole, {f"xl/media/{number}.bin": b"x" for number in range(300)}, grown)
    noise = bytes(range(256)) * 1200
    yield bomb("a large sum", whole, {f"xl/media/{number}.bin": noise * 3 for number in range(80)}, grown)
    yield bomb("macros", whole, {"xl/vbaProject.bin": b"x"}, "holds macros")
    yield changed(
        "macros by type",
        whole,
        "[Content_Types].xml",
        lambda each: each.replace(b".sheet.main", b".sheet.macroEnabled.main"),
        "holds macros",
    )
    locked = bytearray(whole)
    place = whole.rindex(b"PK\x01\x02")
    locked[place + 8] |= 1
    yield book("locked with a password", bytes(locked), "locked with a password")
    lost = {name: each for name, each in members(whole).items() if name != "[Content_Types].xml"}
    yield book("without its contents", zipped(lost), "holds no workbook")
    lost = {name: each for name, each in members(whole).items() if name != "xl/worksheets/sheet1.xml"}
    yield book("without its sheet", zipped(lost), DAMAGED)


def book(what: str, content: bytes, says: str) -> Broken:
    """A broken workbook."""
    return Broken(f"workbook: {what}", content, says, "table.xlsx")


def changed(what: str, whole: bytes, part: str, how: Callable[[bytes], bytes], says: str = DAMAGED) -> Broken:
    """A workbook with one part of it changed."""
    parts = members(whole)
    return book(what, zipped(parts | {part: how(parts[part])}), says)


def bomb(what: str, whole: bytes, more: dict[str, bytes], says: str) -> Broken:
    """A workbook with more in it than there should be."""
    return book(what, zipped(members(whole) | more), says)


def declaring(doctype: bytes) -> Callable[[bytes], bytes]:
    """Put a document type with entities before the first element, and use one."""
    return lambda each: each.replace(b"?>\n", b"?>\n" + doctype, 1)


LAUGHS = b"<!DOCTYPE x [<!ENTITY a 'ha'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (98 + number, b"&%c;" % (97 + number) * 10) for number in range(9)
)
ENTITIES = {
    "a thousand million laughs": declaring(LAUGHS + b"]>"),
    "an entity of a file": declaring(b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"),
    "an entity of another host": declaring(b"<!DOCTYPE x [<!ENTITY a SYSTEM 'http://192.0.2.1/'>]>"),
    "a parameter entity": declaring(b"<!DOCTYPE x [<!ENTITY % a 'x'>]>"),
}
