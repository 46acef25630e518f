"""Files in words: of what kind they are and how large, and where they are taken from."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.models import Evidence, StatusUpdate
from commitments.values.attachments import DOCX, JPEG, ODS, ODT, PDF, PLAIN, PNG, XLSX

register = template.Library()

KINDS: Mapping[str, Any] = {
    PDF: "PDF",
    PNG: gettext_lazy("PNG image"),
    JPEG: gettext_lazy("JPEG image"),
    PLAIN: gettext_lazy("plain text"),
    ODT: gettext_lazy("OpenDocument text"),
    ODS: gettext_lazy("OpenDocument spreadsheet"),
    DOCX: gettext_lazy("Word document"),
    XLSX: gettext_lazy("Excel workbook"),
}


def file_facts(media_type: str, size: int) -> str:
    """Of what kind and how large: “PDF, 1.2 MB”."""
    return _("%(kind)s, %(size)s") % {"kind": KINDS.get(media_type, media_type), "size": filesizeformat(size)}


def file_address(reference: str, word: int, piece: int) -> str:
    """Where a file is taken from, whatever time is being read: its bytes are never others."""
    return reverse("dashboards:evidence", args=[reference, word, piece])


def file_link(reference: str, word: int, piece: int, *, name: str, media_type: str, size: int) -> SafeString:
    """Link to a file under its name, which is kept apart: it may run from right to left."""
    facts, address = file_facts(media_type, size), file_address(reference, word, piece)
    return format_html('<a href="{}"><bdi>{}</bdi></a> ({})', address, name, facts)


@register.simple_tag
def evidence_file(word: StatusUpdate, piece: Evidence) -> SafeString:
    """Link to a piece of evidence that is a file."""
    facts: dict[str, Any] = {"media_type": piece.file_media_type, "size": piece.file_size}
    return file_link(word.commitment.reference, word.number, piece.number, name=piece.file_name, **facts)
