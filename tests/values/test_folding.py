"""Names are found however they are typed, and no letter of another script is lost."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commitments.values.folding import fold, query_words, search_key

LETTERS = "aÀđĐệỷựßİʼnǰſẛ\u0301\u0323\u031b\u0345\u0e38\u0ec9ກຳลै -–'’.,;ΐΆЙ가²Ⅷ"
texts = st.text() | st.text(st.sampled_from(LETTERS))

# Every Vietnamese letter that carries a mark, beside the letter it is typed as.
VIETNAMESE = {
    "a": "àáảãạăằắẳẵặâầấẩẫậ",
    "e": "èéẻẽẹêềếểễệ",
    "i": "ìíỉĩị",
    "o": "òóỏõọôồốổỗộơờớởỡợ",
    "u": "ùúủũụưừứửữự",
    "y": "ỳýỷỹỵ",
    "d": "đ",
}


def found(query: str, text: str) -> bool:
    """Whether each word of the query is within the search key."""
    return all(word in search_key(text) for word in query_words(query))


@given(texts)
@example("a\u0e38\u0301")
@example("\u0345\u0301")
@example("İ")
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
@example("α\u0345\u0301")
def test_the_form_in_which_accents_are_encoded_does_not_matter(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text)) == fold(text)


@given(st.text(st.characters(min_codepoint=0x0E00, max_codepoint=0x0EFF, categories=["L", "M", "N"])))
def test_lao_and_thai_words_are_unchanged(text: str) -> None:
    assert fold(text) == unicodedata.normalize("NFC", text)


@given(texts)
def test_a_folded_text_holds_words_and_single_spaces(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split(" ")).strip()
    assert "  " not in folded
    assert all(character == " " or unicodedata.category(character)[0] in "LMN" for character in folded)


def test_every_vietnamese_letter_folds_to_the_letter_it_is_typed_as() -> None:
    for plain, marked in VIETNAMESE.items():
        assert fold(marked) == plain * len(marked)
        assert fold(marked.upper()) == plain * len(marked)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đà Nẵng", "da nang"),
        ("Hà Nội – Viêng Chăn", "ha noi vieng chan"),
        ("Coopération: l’accord (2027)", "cooperation l accord 2027"),
        ("ລາວ", "ລາວ"),
        ("ສປປ ລາວ, ວຽງຈັນ", "ສປປ ລາວ ວຽງຈັນ"),
        ("ภูเขา", "ภูเขา"),
        ("ភ្នំពេញ", "ភ្នំពេញ"),
        ("Йошкар-Ола", "йошкар ола"),
        ("Ἀθήνα", "ἀθήνα"),
        ("서울", "서울"),
        ("Straße", "strasse"),
        ("vientiane\u200bcapital", "vientiane capital"),
        ("   ", ""),
        ("", ""),
    ],
)
def test_examples_of_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_name_of_two_words_is_found_as_one() -> None:
    assert search_key("Hà Nội") == "ha noi hanoi"
    assert search_key("Tỉnh Hà Nội") == "tinh ha noi tinhha hanoi"
    assert search_key("Lào") == "lao"
    assert search_key("–") == ""


@pytest.mark.parametrize("query", ["ha noi", "Hanoi", "HÀ NỘI", "hà nội", "Ha-Noi", "noi"])
def test_hanoi_is_found_however_it_is_typed(query: str) -> None:
    assert found(query, "Hà Nội")


def test_other_places_are_found_too_and_hanoi_is_not_there() -> None:
    assert found("da nang", "Đà Nẵng")
    assert found("Danang", "Đà Nẵng")
    assert found("ລາວ", "ສປປ ລາວ")
    assert not found("hanoi", "Đà Nẵng")


@given(st.lists(st.sampled_from(["Hà", "Nội", "Đà", "Nẵng", "ລາວ"])))
def test_a_text_is_found_by_any_two_neighbouring_words_with_or_without_a_space(words: list[str]) -> None:
    for left, right in pairwise(words):
        assert found(f"{left} {right}", " ".join(words))
        assert fold(left + right) in search_key(" ".join(words)).split()


def test_a_query_names_each_word_once_in_order() -> None:
    assert query_words("Nội, Hà nội!") == ["noi", "ha"]
    assert query_words(" – ") == []
