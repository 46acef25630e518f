"""The files that the sides' words rest on, each as it was attached."""

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from rest_framework.exceptions import NotFound

from commitments.api.conditions import Version
from commitments.api.documented import documented
from commitments.api.media import AnyFile
from commitments.api.parameters import Asked
from commitments.api.views.commitments import OfOne
from commitments.queries.files import content_of, file_on
from commitments.reports.attachments import POLICY, taken_away
from commitments.values.attachments import ENDINGS


@documented(
    "files_read",
    OpenApiTypes.BINARY,
    tag="commitments",
    names=("reference", "word", "piece"),
    gone=True,
    media=tuple(ENDINGS),
)
class OneFile(OfOne):
    """A file that a side's word rests on, byte for byte, as an attachment of its own media type.

    The record has its digest: what comes here has that digest, or does not come.
    """

    renderer_classes = (AnyFile,)
    policy = POLICY

    def answer(self, _asked: Asked, _version: Version) -> HttpResponseBase:
        """The bytes; two queries."""
        evidence = file_on(self.commitments(), self.reference, word=self.kwargs["word"], piece=self.kwargs["piece"])
        if evidence is None:
            raise NotFound
        content = content_of(evidence)
        if content is None:
            told = _("The file is on record, but its content is gone, or is not what was attached.")
            raise NotFound(told, code="file-gone")
        return taken_away(evidence, content)
