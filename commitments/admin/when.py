"""Until when a commitment is due, in the words of the public pages."""

from django.utils.translation import gettext as _

from commitments.models import Deadline
from commitments.templatetags.dates import deadline_words


def due_in_words(deadline: Deadline | None) -> str:
    """Until when, or in which words, or that the text does not say."""
    if deadline is None:
        return _("not stated")
    if deadline.edtf:
        return deadline_words(deadline.edtf)
    return _("“%(phrase)s”, no date") % {"phrase": deadline.phrase} if deadline.phrase else _("not stated")
