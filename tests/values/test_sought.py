"""What a query asks of a search key, and that every word of a text finds it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commitments.values.folding import search_key, token
from commitments.values.sought import Sought, readings

LETTERS = "aÀđĐệỷựßİʼnǰſẛœ\u0301\u0323\u031b\u0345\u0e38\u0ec9ກຳລາວลै -–'’.,;ΐΆЙ가²Ⅷ\u00ad"
texts = st.text() | st.text(st.sampled_from(LETTERS))
syllables = st.sampled_from(["Hà", "Nội", "Đà", "Nẵng", "ministre", "de", "la", "2025", "ລາວ", "kế", "hoạch"])


def found(query: str, text: str) -> bool:
    """Whether a text is found in some reading of the query."""
    key = search_key([text])
    return any(sought.is_in(key) for sought in readings(query))


@given(texts)
@example("a \u0345\u0301")
def test_any_word_of_a_text_finds_it(text: str) -> None:
    key = search_key([text])
    for word in text.split():
        assert all(sought.is_in(key) for sought in readings(word)), word


@given(st.lists(syllables), st.integers(0, 10), st.integers(0, 10))
def test_neighbouring_words_find_a_text_in_the_most_precise_reading(words: list[str], start: int, end: int) -> None:
    key = search_key([" ".join(words)])
    asked = " ".join(words[start:end])
    assert all(sought.is_in(key) for sought in readings(asked))


@given(st.lists(st.sampled_from(["Hà", "Nội", "Đà", "Nẵng"]), min_size=2, max_size=2))
def test_two_syllables_find_a_text_as_one_word(pair: list[str]) -> None:
    assert found("".join(pair), " ".join(["ministre", *pair, "ministre"]))


@given(st.text(st.sampled_from("ສປປລາວຽງຈນໆ"), min_size=1), st.data())
def test_any_piece_of_a_word_in_a_script_without_spaces_finds_it(word: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(word) - 1))
    end = data.draw(st.integers(start + 1, len(word)))
    assert found(word[start:end], word)


@given(st.text(st.sampled_from("abcdéÉйЙ"), min_size=4, max_size=100), st.integers(4, 100))
def test_the_beginning_of_a_word_finds_it_from_four_letters_on(word: str, end: int) -> None:
    assert found(word[:end], f"– {word}!")


@pytest.mark.parametrize("query", ["ha noi", "Hanoi", "HÀ NỘI", "hà nội", "Ha-Noi", "noi", "ha no", "hano"])
def test_hanoi_is_found_however_it_is_typed(query: str) -> None:
    assert found(query, "Hà Nội")


@pytest.mark.parametrize("query", ["h", "han", "oi", "ha long", "noi bai", "anoi"])
def test_hanoi_is_not_found_by_less(query: str) -> None:
    assert not found(query, "Hà Nội")


def test_syllables_are_read_in_pairs_first_and_then_one_by_one() -> None:
    assert readings("hà nội") == [Sought(beginnings=("hanoi",)), Sought(whole=("ha", "noi"))]
    assert readings("hop tac kinh te") == [
        Sought(whole=("hoptac",), beginnings=("kinhte",)),
        Sought(whole=("hop", "tac", "te"), beginnings=("kinh",)),
    ]
    assert readings("duong ha noi") == [
        Sought(whole=("duongha", "noi")),
        Sought(whole=("ha", "noi"), beginnings=("duong",)),
    ]


def test_a_pair_is_not_in_a_text_that_has_its_syllables_apart() -> None:
    precise, loose = readings("hà nội")
    key = search_key(["Nội dung và Hà Giang"])
    assert (precise.is_in(key), loose.is_in(key)) == (False, True)


def test_a_query_without_a_pair_has_one_reading_with_each_word_once() -> None:
    assert readings("Accord, accord ACCORDS du!") == [Sought(whole=("du",), beginnings=("accord", "accords"))]
    assert readings(" – 😀 ") == readings("") == []


def test_one_character_of_a_script_without_spaces_is_sought_as_a_beginning() -> None:
    assert readings("ກ") == [Sought(beginnings=(token("ກ"),))]


def test_a_word_is_not_within_another() -> None:
    assert not found("cord", "accord")
    assert not found("acc", "accord")
    assert found("acco", "accord")
