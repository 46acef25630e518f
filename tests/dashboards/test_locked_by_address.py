"""Behind a proxy the lock on the sign-in is on the address that the proxy saw, and no header of a visitor's evades it."""

from typing import Any

import pytest
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db


def guesses(username: str, forwarded: list[str]) -> list[int]:
    """How wrong passwords are answered, one from each of these addresses."""
    return [
        Client()
        .post("/admin/login/", {"username": username, "password": "a guess"}, HTTP_X_FORWARDED_FOR=each)
        .status_code
        for each in forwarded
    ]


def test_behind_a_proxy_each_address_is_locked_by_itself(settings: Any) -> None:
    settings.PROXIES = 1
    person = make.analyst("AA")
    sent = [f"10.0.0.{number}, 198.51.100.7" for number in range(6)]
    assert guesses(person.username, sent)[-2:] == [429, 429]
    assert guesses(person.username, ["198.51.100.8"]) == [200]


def test_without_a_proxy_the_header_is_not_read() -> None:
    person = make.analyst("AA")
    assert guesses(person.username, [f"198.51.100.{number}" for number in range(6)])[-2:] == [429, 429]
