"""Two who save at the same moment: one alone wins, and the other is shown both versions."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from commitments.models import Commitment, Edition
from tests.admin.conftest import signed_in
from tests.admin.pages import address, errors_of, form_of
from tests.factories import CommitmentFactory, analyst

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4


def at_once(savers: dict[str, Client], path: str, forms: dict[str, Any]) -> dict[str, HttpResponse]:
    """Have all of them send their forms at the same moment."""
    ready, answers = threading.Barrier(len(savers)), {}

    def save(name: str) -> None:
        try:
            ready.wait(timeout=30)
            answers[name] = savers[name].post(path, forms[name])
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(name,)) for name in savers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


def test_of_two_who_save_at_once_one_alone_wins_and_the_other_chooses() -> None:
    savers = {name: signed_in(analyst(code, username=name)) for name, code in (("anna", "AA"), ("bao", "BB"))}
    commitment = CommitmentFactory()
    path = address("commitment", "change", commitment.pk)
    for number in range(ROUNDS):
        forms = {
            name: form_of(client.get(path)) | {"title_en": f"{name} {number}", "why": "So it is."}
            for name, client in savers.items()
        }
        before = Edition.objects.count()
        answers = at_once(savers, path, forms)
        won = [name for name, answer in answers.items() if answer.status_code == 302]
        assert len(won) == 1, {name: answer.status_code for name, answer in answers.items()}
        assert Edition.objects.count() == before + 1
        assert Commitment.objects.get().title == {"en": f"{won[0]} {number}"}
        (lost,) = set(savers) - set(won)
        choose(savers[lost], path, answers[lost])
        assert Commitment.objects.get().title == {"en": f"{lost} {number}"}


def choose(client: Client, path: str, answer: HttpResponse) -> None:
    """Take what I typed. Where the database gave way at once, the form is only then found to be overtaken."""
    if "places" not in answer.context:
        assert "Somebody else was saving at the same moment" in errors_of(answer)
        answer = client.post(path, form_of(answer))
    assert [each.outcome for each in answer.context["places"]] == ["contested"]
    saved = client.post(path, form_of(answer) | {"choice-title_en": "mine"})
    assert saved.status_code == 302, errors_of(saved)
