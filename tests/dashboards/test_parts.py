"""The page of parts: every component in every state, for staff alone."""

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from commitments.models.vocabulary import LatenessWord, ShownStatus, StandingWord
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_staff_see_every_state_in_each_language(client: Client, language: str) -> None:
    client.force_login(make.analyst("AA"))
    answer = client.get(f"/{language}/parts/")
    assert answer.status_code == 200
    shown = answer.content.decode()
    for word in (*ShownStatus.values, *StandingWord.values, *LatenessWord.values):
        assert f'class="state {word}"' in shown, word
    assert shown.count('<svg class="chart') == 6  # one number alone is no chart; each of the others has two sizes


def test_it_stores_nothing_and_works_on_an_empty_record(client: Client) -> None:
    analyst = make.analyst("AA")
    client.force_login(analyst)
    before = type(analyst.organisation).objects.count()
    assert client.get("/en/parts/").status_code == 200
    assert type(analyst.organisation).objects.count() == before


def test_others_are_told_that_there_is_nothing(client: Client) -> None:
    assert AnonymousUser().is_staff is False
    assert client.get("/en/parts/").status_code == 404
