"""Who is at the workbench in these tests."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from commitments.models import User
from commitments.provenance.verification import verify
from tests.factories import analyst, secretary


def signed_in(user: User) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def aa(db: None) -> Client:
    """An analyst of the side AA."""
    return signed_in(analyst("AA", username="anna"))


@pytest.fixture
def bb(db: None) -> Client:
    """An analyst of the side BB."""
    return signed_in(analyst("BB", username="bao"))


@pytest.fixture
def cc(db: None) -> Client:
    """An analyst of a side that is no party to AA and BB's commitments."""
    return signed_in(analyst("CC", username="chan"))


@pytest.fixture
def joint(db: None) -> Client:
    """Somebody of a joint body."""
    return signed_in(secretary(username="jo"))


@pytest.fixture(autouse=True)
def every_write_has_its_edition(db: None) -> Iterator[None]:
    """Whatever a test writes through the admin, the record is afterwards what its editions say."""
    yield
    assert [str(fault) for fault in verify()] == []


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Any) -> None:
    """Keep what is sent in apart from a running tracker's."""
    settings.IMPORTS = tmp_path / "imports"
