"""The two forms of an import: which file, and why what it changes is to be written."""

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.admin.forms import AsksWhy


class UploadForm(forms.Form):
    """Which file."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        max_length=200,
        help_text=gettext_lazy("A table taken here and edited since, as .xlsx or .csv."),
        widget=forms.FileInput({"accept": ".xlsx,.csv"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large before anything of it is read."""
        file = self.cleaned_data["file"]
        if file.size > settings.IMPORT_BYTES:
            raise forms.ValidationError(too_large())
        return file


class ConfirmForm(AsksWhy):
    """Why, and for which plan."""

    plan = forms.CharField(widget=forms.HiddenInput, max_length=64)


def too_large() -> str:
    """What is said of a file that is too large."""
    return _("The file is larger than %(most)s: leave only the rows that you changed, or split it.") % {
        "most": filesizeformat(settings.IMPORT_BYTES)
    }
