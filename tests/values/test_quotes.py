"""A passage is found once by its words, and stands only where it was found and only unchanged."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from commitments.values.quotes import (
    NoSuchPassage,
    Paragraph,
    Span,
    fingerprint,
    locate,
    normalise,
    paragraphs,
    stands,
)

LAYOUT = " \t\n\r\x0b\x0c\x1c\x85\xa0\u2028\u2029\u3000"
texts = st.text(st.characters(codec="utf-8") | st.sampled_from(f"ab{LAYOUT}\u0301\u200b") | st.sampled_from("ເÀé"))

AGREEMENT = normalise(
    """The two sides agreed to raise trade to 5 billion USD,
    and to open the road before 2027.


    The two sides will meet again.\r\nThe Lao side will host the meeting, and will report."""
)


def spans(text: str) -> st.SearchStrategy[Span]:
    """Any non-empty span within one paragraph of the text."""

    def within(paragraph: Paragraph) -> st.SearchStrategy[Span]:
        places = st.integers(paragraph.start, paragraph.end)
        pairs = st.lists(places, min_size=2, max_size=2, unique=True).map(sorted)
        return pairs.map(lambda pair: Span(paragraph.number, pair[0], pair[1], fingerprint(text[pair[0] : pair[1]])))

    return st.sampled_from(paragraphs(text)).flatmap(within)


def still_stands(text: str, span: Span) -> bool:
    """Whether the span stands in the text."""
    return stands(text, paragraph=span.paragraph, start=span.start, end=span.end, fingerprint=span.fingerprint)


@given(texts)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(texts)
def test_a_normalised_text_has_single_spaces_and_no_empty_line(text: str) -> None:
    normalised = normalise(text)
    assert not set(normalised) & (set(LAYOUT) - {" ", "\n"})
    assert unicodedata.is_normalized("NFC", normalised)
    for line in normalised.split("\n") if normalised else []:
        assert line
        assert line == line.strip()
        assert "  " not in line


@given(texts)
def test_normalising_keeps_every_word_in_order(text: str) -> None:
    assert normalise(text).split() == unicodedata.normalize("NFC", text).split()


@given(texts)
def test_the_same_text_in_another_layout_becomes_equal(text: str) -> None:
    airy = text.replace(" ", "\t \xa0").replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n \r\n")
    assert normalise(unicodedata.normalize("NFD", airy)) == normalise(text)


def test_only_line_ends_divide_paragraphs() -> None:
    assert normalise("a\u2028b\x0cc\x85d\r\ne\rf\n\n \ng") == "a b c d\ne\nf\ng"


@given(texts)
def test_paragraphs_tile_the_text(text: str) -> None:
    normalised = normalise(text)
    found = paragraphs(normalised)
    assert "\n".join(paragraph.text for paragraph in found) == normalised
    assert [paragraph.number for paragraph in found] == list(range(1, len(found) + 1))
    position = 0
    for paragraph in found:
        assert paragraph.start == position
        assert normalised[paragraph.start : paragraph.end] == paragraph.text
        position = paragraph.end + 1
    assert position == (len(normalised) + 1 if found else 0)


def test_a_text_without_words_has_no_paragraph() -> None:
    assert paragraphs(normalise(" \n\r\n\t")) == []


def test_a_fingerprint_is_the_digest_of_the_text_in_utf_8() -> None:
    # The first published example of SHA-256 (FIPS 180-2, B.1).
    assert fingerprint("abc") == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert fingerprint("\ud800") != fingerprint("\ud801")


@given(texts.map(normalise).filter(bool), st.data())
def test_a_located_passage_stands_and_is_what_was_quoted(text: str, data: st.DataObject) -> None:
    chosen = data.draw(spans(text))
    quote = text[chosen.start : chosen.end]
    assume(normalise(quote) == quote)
    length = data.draw(st.integers(1, len(quote)))
    first, last = quote[:length], quote[-data.draw(st.integers(1, len(quote))) :]
    try:
        found = locate(text, paragraph=chosen.paragraph, first=first, last=last)
    except NoSuchPassage:
        # Refused only because one of the two stands more than once; the whole quote would do, or is repeated too.
        paragraph = paragraphs(text)[chosen.paragraph - 1].text
        assume(normalise(first) == first)
        assume(normalise(last) == last)
        assert occurrences(first, paragraph) > 1 or occurrences(last, paragraph) > 1
    else:
        assert still_stands(text, found)
        passage = text[found.start : found.end]
        assert passage.startswith(normalise(first))
        assert passage.endswith(normalise(last))


def occurrences(words: str, text: str) -> int:
    """How often the words stand in the text, overlapping ones included."""
    return sum(text.startswith(words, place) for place in range(len(text)))


@given(texts.map(normalise).filter(bool), st.data())
def test_a_passage_does_not_stand_once_one_of_its_characters_is_another(text: str, data: st.DataObject) -> None:
    span = data.draw(spans(text))
    place = data.draw(st.integers(span.start, span.end - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda character: character != text[place]))
    assert still_stands(text, span)
    assert not still_stands(text[:place] + other + text[place + 1 :], span)


@given(texts.map(normalise).filter(bool), st.data())
def test_a_passage_stands_after_an_insertion_or_a_deletion_only_with_the_same_words_in_place(
    text: str, data: st.DataObject
) -> None:
    span = data.draw(spans(text))
    place = data.draw(st.integers(0, len(text)))
    added = data.draw(st.characters(codec="utf-8", exclude_characters="\n"))
    edited = text[:place] + data.draw(st.sampled_from([added + text[place:], text[place + 1 :]]))
    same_words = edited[span.start : span.end] == text[span.start : span.end]
    same_breaks = edited[: span.end].count("\n") == text[: span.end].count("\n")
    assert still_stands(edited, span) == (same_words and same_breaks)


def test_a_passage_is_found_from_its_first_words_to_its_last() -> None:
    span = locate(AGREEMENT, paragraph=2, first="and to open", last="before 2027.")
    assert AGREEMENT[span.start : span.end] == "and to open the road before 2027."
    assert span.paragraph == 2
    assert span.fingerprint == fingerprint("and to open the road before 2027.")


def test_the_first_and_last_words_may_be_the_same() -> None:
    span = locate(AGREEMENT, paragraph=3, first="will  meet\nagain"[:10], last="will\tmeet")
    assert AGREEMENT[span.start : span.end] == "will meet"


def test_the_last_words_may_begin_in_the_first_but_not_end_before_them() -> None:
    span = locate(AGREEMENT, paragraph=4, first="The Lao side will host", last="will host the meeting")
    assert AGREEMENT[span.start : span.end] == "The Lao side will host the meeting"
    with pytest.raises(NoSuchPassage, match="'The Lao' are not in paragraph 4"):
        locate(AGREEMENT, paragraph=4, first="The Lao side", last="The Lao")


def test_quoted_words_are_normalised_first() -> None:
    text = normalise("Hà Nội và Viêng Chăn ký kết.")
    span = locate(text, paragraph=1, first=unicodedata.normalize("NFD", "Hà   Nội"), last="\nký kết.")
    assert text[span.start : span.end] == text


@pytest.mark.parametrize(
    ("paragraph", "first", "last", "reason"),
    [
        (0, "The", "sides", "no paragraph 0"),
        (-1, "The", "sides", "no paragraph -1"),
        (5, "The", "sides", "no paragraph 5"),
        (1, "We", "sides", "'We' are not"),
        (1, "The two", "2027", "'2027' are not"),
        (1, "", "sides", "'' are not"),
        (1, "The", " \n", "'' are not"),
        (1, "5 billion", "The two sides", "'The two sides' are not"),
        (1, "o", "USD", "'o' are in paragraph 1 more than once"),
        (4, "The Lao", "will", "'will' are in paragraph 4 more than once"),
    ],
)
def test_words_that_mark_no_single_passage_are_refused(paragraph: int, first: str, last: str, reason: str) -> None:
    with pytest.raises(NoSuchPassage, match=reason):
        locate(AGREEMENT, paragraph=paragraph, first=first, last=last)


def test_overlapping_places_count_as_two() -> None:
    with pytest.raises(NoSuchPassage, match="more than once"):
        locate("banana", paragraph=1, first="ana", last="ana")


def test_a_passage_that_moved_is_broken_and_not_looked_for() -> None:
    span = locate(AGREEMENT, paragraph=3, first="The two", last="again.")
    assert still_stands(AGREEMENT, span)
    assert not still_stands(f"A new paragraph.\n{AGREEMENT}", span)
    assert not still_stands(AGREEMENT.replace("The two sides agreed", "Both agreed"), span)


def test_a_span_across_paragraphs_or_without_words_does_not_stand() -> None:
    for start, end in [(0, len(AGREEMENT)), (5, 5), (9, 3), (-3, 4)]:
        words = fingerprint(AGREEMENT[start:end])
        assert not stands(AGREEMENT, paragraph=1, start=start, end=end, fingerprint=words)


def test_a_span_in_another_paragraph_does_not_stand() -> None:
    span = locate(AGREEMENT, paragraph=3, first="The two", last="again.")
    for paragraph in (0, 2, 4, 99):
        assert not still_stands(AGREEMENT, Span(paragraph, span.start, span.end, span.fingerprint))
