"""Somebody who guesses passwords is told to wait, on a page like the others."""

import pytest
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_sixth_wrong_password_meets_a_page_that_says_how_long_to_wait() -> None:
    person = make.analyst("AA")
    visitor = Client(headers={"accept-language": "fr"})
    for _each in range(6):
        answer = visitor.post("/admin/login/", {"username": person.username, "password": "a guess"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert "15 minutes" in answer.content.decode()
    assert '<html lang="fr"' in answer.content.decode()
