"""Files that a side's word rests on: which are taken, and how their bytes are kept, in the transaction of the word."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from commitments.models import StoredFile
from commitments.models.writing import unguarded
from commitments.values.attachments import ENDINGS, Attachment


def check_attachment(file: Attachment) -> None:
    """Raise ValidationError for a file that is empty, too large, of no known kind, or not what its name says."""
    if not file.content:
        raise ValidationError(_("The file is empty."), code="empty")
    check_size(file.size)
    if file.media_type is None:
        raise ValidationError(
            _(
                "A file of this kind is not taken, whatever its name says. Choose a PDF, an image (PNG, JPEG), plain "
                "text in UTF-8, or a document or table (.odt, .ods, .docx, .xlsx) without macros and without a password."
            ),
            code="kind",
        )
    if file.is_misnamed:
        told = _("The name ends in %(ending)s, which is not what the file is: let it end in %(right)s.")
        params = {"ending": file.ending[:20], "right": ", ".join(ENDINGS[file.media_type])}
        raise ValidationError(told, code="misnamed", params=params)


def check_size(size: int) -> None:
    """Raise ValidationError for a file that is too large."""
    if size > settings.EVIDENCE_BYTES:
        told = _("The file has %(size)s; at most %(most)s are kept. Make it smaller, or give an address instead.")
        params = {"size": filesizeformat(size), "most": filesizeformat(settings.EVIDENCE_BYTES)}
        raise ValidationError(told, code="too-large", params=params)


def store(file: Attachment) -> StoredFile:
    """Keep the bytes, once for each digest, in the transaction of the word that rests on them: both or neither.

    Two who attach the same file at the same moment do not trip over each other: the second finds it there.
    """
    if not StoredFile.objects.filter(digest=file.digest).exists():
        row = StoredFile(digest=file.digest, content=file.content)
        unguarded(StoredFile).bulk_create([row], ignore_conflicts=True)
    found: StoredFile = StoredFile.objects.defer("content").get(digest=file.digest)
    return found
