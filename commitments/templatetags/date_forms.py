"""The forms of words that a date takes in each language: alone, inside a sentence, and as a deadline."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import pgettext, pgettext_lazy

from commitments.values.calendar_terms import Term

Forms = Mapping[str, Any]

ALONE: Forms = {
    "day": pgettext_lazy("date alone", "%(day)s %(month)s %(year)s"),
    "month": pgettext_lazy("date alone", "%(month)s %(year)s"),
    "quarter": pgettext_lazy("date alone", "%(ordinal)s quarter of %(year)s"),
    "half": pgettext_lazy("date alone", "%(ordinal)s half of %(year)s"),
    "year": pgettext_lazy("date alone", "%(year)s"),
}
"""In a table cell: “14 March 2027”, “2027”."""

INSIDE: Forms = {
    "day": pgettext_lazy("date inside a sentence, after “between” or “around”", "%(day)s %(month)s %(year)s"),
    "month": pgettext_lazy("date inside a sentence, after “between” or “around”", "%(month)s %(year)s"),
    "quarter": pgettext_lazy(
        "date inside a sentence, after “between” or “around”", "the %(ordinal)s quarter of %(year)s"
    ),
    "half": pgettext_lazy("date inside a sentence, after “between” or “around”", "the %(ordinal)s half of %(year)s"),
    "year": pgettext_lazy("date inside a sentence, after “between” or “around”", "%(year)s"),
}
"""Where it follows another word, with its article."""

WHEN: Forms = {
    "day": pgettext_lazy("when", "on %(day)s %(month)s %(year)s"),
    "month": pgettext_lazy("when", "in %(month)s %(year)s"),
    "quarter": pgettext_lazy("when", "in the %(ordinal)s quarter of %(year)s"),
    "half": pgettext_lazy("when", "in the %(ordinal)s half of %(year)s"),
    "year": pgettext_lazy("when", "in %(year)s"),
}
"""As an adverb: “in 2027”."""

BY: Forms = {
    "day": pgettext_lazy("latest date", "by %(day)s %(month)s %(year)s"),
    "month": pgettext_lazy("latest date", "by the end of %(joined_month)s %(year)s"),
    "quarter": pgettext_lazy("latest date", "by the end of the %(ordinal)s quarter of %(year)s"),
    "half": pgettext_lazy("latest date", "by the end of the %(ordinal)s half of %(year)s"),
    "year": pgettext_lazy("latest date", "by the end of %(year)s"),
}
"""As the last moment: “by the end of 2030”."""

FROM: Forms = {
    "day": pgettext_lazy("earliest date", "from %(day)s %(month)s %(year)s on"),
    "month": pgettext_lazy("earliest date", "from %(joined_month)s %(year)s on"),
    "quarter": pgettext_lazy("earliest date", "from the %(ordinal)s quarter of %(year)s on"),
    "half": pgettext_lazy("earliest date", "from the %(ordinal)s half of %(year)s on"),
    "year": pgettext_lazy("earliest date", "from %(year)s on"),
}
"""As the first moment: “from 2027 on”."""

MONTHS = (
    pgettext_lazy("month in a date", "January"),
    pgettext_lazy("month in a date", "February"),
    pgettext_lazy("month in a date", "March"),
    pgettext_lazy("month in a date", "April"),
    pgettext_lazy("month in a date", "May"),
    pgettext_lazy("month in a date", "June"),
    pgettext_lazy("month in a date", "July"),
    pgettext_lazy("month in a date", "August"),
    pgettext_lazy("month in a date", "September"),
    pgettext_lazy("month in a date", "October"),
    pgettext_lazy("month in a date", "November"),
    pgettext_lazy("month in a date", "December"),
)
"""A language that counts its months gives the number: “14/3/2027”."""

JOINED_MONTHS = (
    pgettext_lazy("month after “from” or “the end of”", "January"),
    pgettext_lazy("month after “from” or “the end of”", "February"),
    pgettext_lazy("month after “from” or “the end of”", "March"),
    pgettext_lazy("month after “from” or “the end of”", "April"),
    pgettext_lazy("month after “from” or “the end of”", "May"),
    pgettext_lazy("month after “from” or “the end of”", "June"),
    pgettext_lazy("month after “from” or “the end of”", "July"),
    pgettext_lazy("month after “from” or “the end of”", "August"),
    pgettext_lazy("month after “from” or “the end of”", "September"),
    pgettext_lazy("month after “from” or “the end of”", "October"),
    pgettext_lazy("month after “from” or “the end of”", "November"),
    pgettext_lazy("month after “from” or “the end of”", "December"),
)
"""With the small word that some languages join to the name: “de mars”, “d’avril”."""

QUARTERS = (
    pgettext_lazy("quarter", "first"),
    pgettext_lazy("quarter", "second"),
    pgettext_lazy("quarter", "third"),
    pgettext_lazy("quarter", "fourth"),
)
HALVES = (pgettext_lazy("half-year", "first"), pgettext_lazy("half-year", "second"))


def said(term: Term, forms: Forms) -> str:
    """Say one term in a form."""
    first = term.earliest
    ordinals = {"quarter": QUARTERS[(first.month - 1) // 3], "half": HALVES[(first.month - 1) // 6]}
    return str(
        forms[term.precision]
        % {
            "day": pgettext("first day of a month", "1") if first.day == 1 else str(first.day),
            "month": MONTHS[first.month - 1],
            "joined_month": JOINED_MONTHS[first.month - 1],
            "year": first.year,
            "ordinal": ordinals.get(term.precision, ""),
        }
    )


def months_said(start: Term, end: Term) -> str:
    """Say the months of one year: “January to October 2025”."""
    return pgettext("date alone", "%(first)s to %(last)s %(year)s") % {
        "first": MONTHS[start.earliest.month - 1],
        "last": MONTHS[end.earliest.month - 1],
        "year": end.earliest.year,
    }
