"""What is sent as a file: no more of it is kept, in memory or on disk, than any form takes."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class NoMoreThanTaken(FileUploadHandler):
    """Lets go of a file as soon as it is larger than any that is taken; everything else in the form is still read.

    Its form then finds an empty file of the size that was sent, and says that it is too large. It comes before the
    handlers that keep files.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Count from nothing."""
        super().new_file(*args, **kwargs)
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass on what is still small enough."""
        self.seen += len(raw_data)
        if self.seen <= settings.LARGEST_UPLOAD:
            return raw_data
        self._let_go()
        return None

    def _let_go(self) -> None:
        for handler in getattr(self.request, "upload_handlers", ()):
            if kept := getattr(handler, "file", None):
                kept.close()

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        """Stand in for what was let go."""
        if self.seen <= settings.LARGEST_UPLOAD:
            return None
        return UploadedFile(BytesIO(), name=self.file_name, content_type=self.content_type, size=self.seen)
