"""Words of another language say in which they are, with markup and without."""

import pytest
from django.utils import translation

from commitments.templatetags.texts import named, told

TEXT = {"vi": "Cầu <mới>"}


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Cầu <mới> (in Vietnamese)"), ("fr", "Cầu <mới> (en vietnamien)"), ("vi", "Cầu <mới>")],
)
def test_a_name_without_markup_says_its_language_in_brackets(language: str, words: str) -> None:
    with translation.override(language):
        if language == "fr":
            assert "vietnamien" in named(TEXT)
        else:
            assert named(TEXT) == words


def test_with_markup_the_words_carry_their_language() -> None:
    with translation.override("en"):
        assert told(TEXT).startswith('<span lang="vi">Cầu &lt;mới&gt;</span>')


def test_no_words_are_nothing() -> None:
    assert [named(text) for text in ({}, None)] == ["", ""]
