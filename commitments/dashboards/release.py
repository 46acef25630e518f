"""What pages are made by: a new release changes them, though nothing in the record has changed."""

import hashlib
from pathlib import Path
from typing import Final

MAKING: Final = {".html", ".mo", ".py", ".svg", ".txt"}
"""Code, templates and catalogues. Stylesheets and scripts have names of their own for each release."""


def release(package: Path) -> str:
    """A digest of the files under a folder that pages are made by."""
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.suffix in MAKING:
            digest.update(f"{path.relative_to(package)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


RELEASE: Final = release(Path(__file__).parents[1])
"""Of this process, as it was when it began."""
