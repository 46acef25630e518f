"""A file that is gone between two looks at it, because a second click writes it, is answered and breaks nothing."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from commitments.admin.spreadsheets import uploads
from tests.admin.pages import address
from tests.factories import analyst


@pytest.fixture
def sent(db: None) -> tuple[str, Any]:
    """The digest of a file that somebody sent in, and who."""
    user = analyst("AA")
    return uploads.keep_upload(b"reference\n", "csv", user=user), user


def gone_at_the_first_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks about a file finds it, and it is gone at once."""
    look = Path.is_file

    def looked(path: Path) -> bool:
        found = look(path)
        path.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(Path, "is_file", looked)


def test_a_file_that_goes_while_it_is_looked_for_is_not_there(
    sent: tuple[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    digest, user = sent
    assert uploads.kept_upload(digest, user=user) is not None
    look = Path.stat
    asked: list[Path] = []

    def looked(path: Path, **options: Any) -> Any:
        found = look(path, **options)
        if digest in path.name:
            asked.append(path)
            path.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(Path, "stat", looked)
    assert uploads.kept_upload(digest, user=user) is not None, "it is found at this look"
    assert uploads.kept_upload(digest, user=user) is None
    assert len(asked) == 1, "one look, after which nothing is asked that could fail"


def test_the_sweep_passes_over_what_goes_meanwhile(sent: tuple[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    _digest, user = sent
    gone_at_the_first_look(monkeypatch)
    uploads.keep_upload(b"title\n", "csv", user=user)
    assert [path.read_bytes() for path in settings.IMPORTS.iterdir()] == [b"title\n"]


def test_a_preview_whose_file_goes_before_it_is_read_says_so(aa: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    user = aa.get("/admin/").wsgi_request.user
    digest = uploads.keep_upload(b"reference\n", "csv", user=user)

    def gone(_upload: uploads.Upload) -> bytes:
        raise FileNotFoundError

    monkeypatch.setattr(uploads.Upload, "content", gone)
    answer = aa.get(address("commitment", "preview", digest), follow=True)
    assert "This file was written already, or is kept no longer" in answer.content.decode()
