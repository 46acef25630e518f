"""A file that a word rests on, to be taken away: never shown inside a page, never taken for what it is not."""

from io import BytesIO

from django.http import FileResponse

from commitments.models import Evidence
from commitments.values.attachments import ENDINGS, PLAIN

UNKNOWN = "application/octet-stream"
POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""What a browser may do that shows it all the same: nothing."""


def taken_away(evidence: Evidence, content: bytes) -> FileResponse:
    """The answer with these bytes under the file's own name."""
    media_type = evidence.file_media_type if evidence.file_media_type in ENDINGS else UNKNOWN
    told = f"{media_type}; charset=utf-8" if media_type == PLAIN else media_type
    answer = FileResponse(BytesIO(content), as_attachment=True, filename=evidence.file_name, content_type=told)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = POLICY
    return answer
