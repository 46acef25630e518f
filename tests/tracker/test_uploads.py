"""What is sent as a file is kept no further than any form takes; the rest of the form is read all the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadedfile import InMemoryUploadedFile, TemporaryUploadedFile
from django.core.files.uploadedfile import SimpleUploadedFile as File
from django.test import RequestFactory

MOST = 4 * 1024 * 1024
"""More than Django holds in memory, so that files of both kinds are tried."""


@pytest.fixture(autouse=True)
def limit(settings: Any) -> None:
    settings.LARGEST_UPLOAD = MOST


@contextmanager
def sent(size: int, **more: Any) -> Iterator[Any]:
    """The request as a view finds it, closed in the end as a server does."""
    file = File("report.pdf", b"x" * size)
    request = RequestFactory().post("/", {"before": "1", "file": file, **more, "zz": "after"})
    yield request
    request.close()


@pytest.mark.parametrize(("size", "kept"), [(10, InMemoryUploadedFile), (MOST, TemporaryUploadedFile)])
def test_a_file_that_is_small_enough_comes_whole(size: int, kept: type[Any]) -> None:
    with sent(size) as request:
        found = request.FILES["file"]
        assert (type(found), found.size, found.read()) == (kept, size, b"x" * size)


@pytest.mark.parametrize("size", [MOST + 1, 3 * MOST])
def test_of_a_larger_one_nothing_but_its_size_is_kept_and_all_that_was_typed(size: int) -> None:
    with sent(size) as request:
        found = request.FILES["file"]
        assert (found.name, found.size, found.read()) == ("report.pdf", size, b"")
        assert (request.POST["before"], request.POST["zz"]) == ("1", "after")


def test_a_small_file_after_a_large_one_comes_whole() -> None:
    with sent(MOST + 1, second=File("notes.txt", b"y" * 10)) as request:
        assert (request.FILES["file"].size, request.FILES["second"].read()) == (MOST + 1, b"y" * 10)


def test_more_files_than_any_form_takes_are_refused_before_all_are_read() -> None:
    three = {f"file_{number}": File("notes.txt", b"y") for number in range(3)}
    request = RequestFactory().post("/", three)
    with pytest.raises(TooManyFilesSent):
        request.POST  # noqa: B018  it is read when it is asked for
