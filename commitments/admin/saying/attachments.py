"""The field in which a file is attached to a word."""

from typing import Any

from django import forms
from django.conf import settings
from django.forms.widgets import Script
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazystr
from django.utils.translation import gettext as _

from commitments.actions.attaching import check_attachment, check_size
from commitments.values.attachments import ENDINGS, Attachment

TAKEN = ",".join(ending for endings in ENDINGS.values() for ending in endings)


class Told:
    """A sentence with the largest size that is taken, in the reader's language."""

    def __str__(self) -> str:
        return self.words() % {"most": filesizeformat(settings.EVIDENCE_BYTES)}

    def words(self) -> str:
        """The sentence."""
        raise NotImplementedError


class Offered(Told):
    """What the field says of itself."""

    def words(self) -> str:
        """What is taken, and who may have it."""
        return _(
            "A PDF, an image (PNG, JPEG), plain text, or a document or table (.odt, .ods, .docx, .xlsx), at most %(most)s. "
            "Whoever may read the word may download it."
        )


class TooLarge(Told):
    """What a browser says before it sends anything."""

    def words(self) -> str:
        """Why the file is not chosen."""
        return _("This file is larger than %(most)s and was not chosen. Make it smaller, or give an address instead.")


class FilePicker(forms.FileInput):
    """Offers what is taken; its script lets go of what is too large before it is sent."""

    class Media:
        js = (Script("commitments/attaching.js", type="module"),)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """With what is taken, how large it may be, and what to say of what is larger."""
        taken = {"accept": TAKEN, "data-most": str(settings.EVIDENCE_BYTES), "data-too-large": str(TooLarge())}
        return super().get_context(name, value, {**(attrs or {}), **taken})


class AttachmentField(forms.FileField):
    """One file, refused in words when it is not taken; its value is an Attachment."""

    widget = FilePicker

    def __init__(self, **options: Any) -> None:
        """Say what is taken."""
        super().__init__(help_text=lazystr(Offered()), **options)

    def to_python(self, data: Any) -> Any:
        """Refuse what is too large before anything of it is read, then what is not taken."""
        sent = super().to_python(data)
        if sent is None:
            return None
        check_size(sent.size)
        sent.seek(0)
        attachment = Attachment(sent.name or "", sent.read())
        check_attachment(attachment)
        return attachment
