"""Names are found however they are typed, and no letter of another script is lost."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commitments.values import folding
from commitments.values.folding import LONGEST_WORD, fold, is_syllable, pieces, search_key, token, tokens

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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’industrie du cœur", ["l", "industrie", "du", "coeur"]),
        ("km² ﬁn Łódź Ⅷ", ["km2", "fin", "lodz", "viii"]),
        ("co\u00adopération", ["cooperation"]),
        ("ASEANລາວ2025", ["asean", "ລາວ", "2025"]),
        ("ປີ໒໐໒໕ ปี๒๕๖๘", ["ປີ", "2025", "ปี", "2568"]),
        ("ນ້ຳ ນໍ້າ", ["ນໍ້າ", "ນໍ້າ"]),
        ("น้ำ นํ้า", ["นํ้า", "นํ้า"]),
        ("VL-2025-001", ["vl", "2025", "001"]),
    ],
)
def test_words_are_compared_without_what_only_looks_different(text: str, words: list[str]) -> None:
    assert pieces(text) == words


@given(texts)
def test_pieces_do_not_depend_on_how_letters_are_encoded(text: str) -> None:
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert pieces(unicodedata.normalize(form, text)) == pieces(text)  # type: ignore[arg-type]  # a Literal


@given(texts)
def test_a_key_has_plain_letters_and_digits_with_single_spaces(text: str) -> None:
    key = search_key([text])
    assert key == " ".join(key.split(" ")).strip()
    assert all(character in "abcdefghijklmnopqrstuvwxyz0123456789 " for character in key)


@given(st.text(st.sampled_from("aЙ가ກ𝄞𐐷u0e8"), max_size=LONGEST_WORD), st.text(st.sampled_from("aЙ가ກ𐐷u0e8")))
def test_what_a_word_begins_with_is_what_its_token_begins_with(start: str, rest: str) -> None:
    assert token(start + rest).startswith(token(start))


def test_a_name_of_two_words_is_found_as_one() -> None:
    assert search_key(["Hà Nội"]) == "ha noi hanoi"
    assert search_key(["Tỉnh Hà Nội"]) == "tinh ha noi tinhha hanoi"
    assert search_key(["Lào"]) == "lao"
    assert search_key(["Hà", "Nội"]) == "ha noi"
    assert search_key(["–"]) == search_key([]) == ""


def test_only_vietnamese_syllables_are_joined() -> None:
    assert search_key(["Réunion des ministres"]) == "reunion des ministres"
    assert search_key(["ministre Hà Nội ministre"]) == "ministre ha noi hanoi"


def test_every_token_is_there_once() -> None:
    assert search_key(["Lào và Lào", "Lào"]) == "lao va laova valao"


def test_a_script_without_spaces_gives_pairs_and_its_last_character() -> None:
    assert list(tokens("ລາວ")) == ["u0ea5u0eb2", "u0eb2u0ea7", "u0ea7"]


def test_characters_of_any_plane_have_codes_that_do_not_run_into_each_other() -> None:
    assert token("\u1000") == "u1000"
    assert token("\U00010000") == "v010000"


@pytest.mark.parametrize(
    "syllable",
    [
        "ha",
        "noi",
        "nghieng",
        "quoc",
        "thuyen",
        "khuya",
        "xoong",
        "dak",
        "lak",
        "gi",
        "quy",
        "yeu",
        "uong",
        "ruou",
        "a",
        "oanh",
    ],
)
def test_vietnamese_syllables_are_known_without_their_marks(syllable: str) -> None:
    assert is_syllable(syllable)


@pytest.mark.parametrize("word", ["accord", "des", "ministre", "hanoi", "vientiane", "2025", "ລາວ", "w", "fin", ""])
def test_other_words_are_no_vietnamese_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_a_word_is_looked_at_up_to_a_length() -> None:
    assert token("x" * 1000) == "x" * LONGEST_WORD
    assert token("Й" * 1000) == token("Й" * LONGEST_WORD)


def test_a_key_ends_with_a_whole_token_when_it_grows_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding, "LONGEST_KEY", 9)
    assert search_key(["road and rail"]) == "road and"
    assert search_key(["road bridge"]) == "road"
    monkeypatch.setattr(folding, "LONGEST_KEY", 13)
    assert search_key(["road and rail"]) == "road and rail"


def test_no_more_characters_are_remembered_than_a_text_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding, "MOST_CHARACTERS", 2)
    characters = folding.Characters(str.upper)
    assert "abcabc".translate(characters) == "ABCABC"
    assert list(characters) == [ord("a"), ord("b")]
