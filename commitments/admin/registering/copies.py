"""The copy of a text, as it is pasted or sent as a file, and where in it a passage stands."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commitments.values.quotes import NoSuchPassage, Paragraph, Span, fingerprint, locate, normalise, paragraphs

LARGEST: Final = 1_000_000
"""The bytes of a copy that are read: some five hundred pages. Django reads no form of more than 2.5 million."""


def read_file(file: Any) -> str:
    """The text of a file. Raises ValidationError for what is no plain text in UTF-8, or is too long."""
    if (file.size or 0) > LARGEST:
        raise ValidationError(_("This file is larger than 1 MB. Attach a plain text file of the text alone."))
    try:
        text: str = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(
            _("This file is no plain text in UTF-8. Save it as plain text with the encoding UTF-8, or paste the text.")
        ) from error
    return checked(text)


def checked(text: str) -> str:
    """The text itself. Raises ValidationError for what cannot be stored, is empty, or is too long."""
    if "\x00" in text:
        raise ValidationError(
            _("This has characters that no text has, such as NUL: it may be another kind of file. Paste the text.")
        )
    if len(text.encode()) > LARGEST:
        raise ValidationError(_("This text is larger than 1 MB. Attach a part of it."))
    if not normalise(text):
        raise ValidationError(_("There is no text in this. Paste the text, or choose another file."))
    return text


def span_at(text: str, *, paragraph: int, start: int, end: int, quote: str) -> Span:
    """The place of a passage that was marked in the normalised text.

    Its words are compared with those that were shown as marked. Raises ValidationError when they are not there.
    """
    where = _paragraph(text, paragraph)
    if not where.start <= start < end <= where.end or text[start:end] != quote:
        raise ValidationError(_("The words that were marked are not at this place of the text. Mark them again."))
    return Span(paragraph, start, end, fingerprint(quote))


def span_between(text: str, *, paragraph: int, first: str, last: str) -> Span:
    """The place from the first words to the last ones in a paragraph; the first alone, when no last ones are given.

    Raises ValidationError, saying which words are missing or stand there more than once.
    """
    where = _paragraph(text, paragraph)
    words = normalise(first), normalise(last) or normalise(first)
    try:
        return locate(text, paragraph=paragraph, first=words[0], last=words[1])
    except NoSuchPassage as error:
        raise ValidationError(_why_not(where, *words)) from error


def _why_not(where: Paragraph, *several: str) -> str:
    for words in several:
        given = {"words": words, "number": where.number}
        if words not in where.text:
            return _("The words “%(words)s” are not in paragraph %(number)s.") % given
        if where.text.find(words, where.text.find(words) + 1) != -1:
            return _("The words “%(words)s” stand in paragraph %(number)s more than once: quote more of them.") % given
    return _("The last words stand before the first ones.")


def _paragraph(text: str, number: int) -> Paragraph:
    every = paragraphs(text)
    if not 1 <= number <= len(every):
        raise ValidationError(
            _("There is no paragraph %(number)s: the text has %(count)s.") % {"number": number, "count": len(every)}
        )
    return every[number - 1]
