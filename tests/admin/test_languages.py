"""A text in several languages: any language by a setting, and editing one never touches another."""

import re
from typing import Any

import pytest
from django import forms
from django.test import Client

from commitments.admin.texts import LanguagesField
from commitments.models import Commitment
from tests.admin.pages import address, errors_of, form_of, typed
from tests.factories import CommitmentFactory

WHY = "A better translation."


def titled(**title: str) -> Commitment:
    """A commitment with this title."""
    return CommitmentFactory(title=title)


def after(client: Client, commitment: Commitment, **given: str) -> dict[str, str]:
    """The title after a save."""
    response = typed(client, address("commitment", "change", commitment.pk), why=WHY, **given)
    assert response.status_code == 302, errors_of(response)
    commitment.refresh_from_db()
    return dict(commitment.title)


def test_one_language_is_edited_and_the_others_stay(aa: Client) -> None:
    commitment = titled(fr="Un pont", en="A bridge", lo="ຂົວ")
    assert after(aa, commitment, title_en="The bridge") == {"fr": "Un pont", "en": "The bridge", "lo": "ຂົວ"}


def test_a_language_is_added_and_taken_away_alone(aa: Client) -> None:
    commitment = titled(fr="Un pont", lo="ຂົວ")
    assert after(aa, commitment, title_vi="Cây cầu") == {"fr": "Un pont", "vi": "Cây cầu", "lo": "ຂົວ"}
    assert after(aa, commitment, title_fr="  ") == {"vi": "Cây cầu", "lo": "ຂົວ"}


def test_what_the_browser_does_to_white_space_changes_nothing(aa: Client) -> None:
    commitment = titled(fr=" Deux\nlignes ", en="x")
    assert after(aa, commitment, title_en="y") == {"fr": " Deux\nlignes ", "en": "y"}


def test_any_language_is_added_by_a_setting(aa: Client, settings: Any) -> None:
    settings.CONTENT_LANGUAGES = ("lo", "zh-hans")
    commitment = titled(fr="Un pont")
    path = address("commitment", "change", commitment.pk)
    names = [name for name in form_of(aa.get(path)) if name.startswith("title_")]
    assert names == ["title_lo", "title_zh-hans"]
    assert after(aa, commitment, title_lo="ຂົວ") == {"fr": "Un pont", "lo": "ຂົວ"}


def test_every_input_says_its_language(aa: Client) -> None:
    page = aa.get(address("commitment", "change", titled(fr="Un pont").pk)).content.decode()
    for number, (code, name) in enumerate([("fr", "français"), ("en", "English"), ("vi", "Tiếng Việt")]):
        assert f'<label for="id_title_{number}">{name}</label>' in page
        assert re.search(rf'<textarea name="title_{code}"[^>]* lang="{code}"[^>]* id="id_title_{number}"', page)


def test_at_least_one_language_is_required(aa: Client) -> None:
    commitment = titled(en="A bridge")
    response = typed(aa, address("commitment", "change", commitment.pk), title_en="", why=WHY)
    assert response.status_code == 200
    assert "at least one language" in errors_of(response)


class Stub(forms.Form):
    """A form with one text."""

    text = LanguagesField(required=False)


@pytest.mark.parametrize("stored", [{}, {"fr": "a"}, {"lo": "b"}, {"fr": "a\nb", "lo": "b"}])
def test_a_form_sent_back_as_it_was_has_not_changed(stored: dict[str, str]) -> None:
    data = {f"text_{code}": stored.get(code, "").replace("\n", "\r\n") for code in ("fr", "en", "vi")}
    form = Stub(data, initial={"text": stored})
    assert form.is_valid()
    assert not form.has_changed()
    assert form.cleaned_data["text"] == stored


def test_an_initial_value_from_an_address_is_no_text() -> None:
    form = Stub({"text_fr": "a"}, initial={"text": "x"})
    assert form.is_valid()
    assert form.cleaned_data["text"] == {"fr": "a"}
