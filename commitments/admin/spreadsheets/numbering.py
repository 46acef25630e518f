"""Which references a table may give to new commitments: those after the last one in use.

A reference in between that is free, and one of a commitment that the other side keeps internal, are refused in the same
words: whoever sends in one reference after the other learns no more than the next one, which every new commitment tells.
"""

from django.conf import settings
from django.utils.translation import gettext as _

from commitments.queries.references import following, number_of


class Numbering:
    """The next reference of each partnership and year, asked for once."""

    def __init__(self) -> None:
        """Ask nothing yet."""
        self.next: dict[str, str] = {}

    def refusal(self, reference: str) -> str:
        """Why a new commitment cannot have this reference, which is well formed; empty when it can."""
        stem = reference.rpartition("-")[0]
        if stem not in self.next:
            self.next[stem] = following(stem)
        first = self.next[stem]
        if number_of(reference) >= number_of(first) + settings.IMPORT_CHANGES:  # or the year would be out of numbers
            return _("It leaves out too many numbers: give it %(first)s, or one soon after.") % {"first": first}
        if number_of(reference) >= number_of(first):
            return ""
        return _("A new commitment has a number after all that are in use: give it %(first)s or a later one.") % {
            "first": first
        }
