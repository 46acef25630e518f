"""The history of a commitment at the workbench: every edition that the person may see, with who wrote it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from commitments.admin.base import person
from commitments.admin.labels import label
from commitments.admin.scope import visible_editions
from commitments.models import Commitment
from commitments.queries.comparison import NAMED, PARAMETERS, look_up
from commitments.queries.history import Chain, history


def told_history(request: HttpRequest, row: Commitment) -> dict[str, Any]:
    """What the page of a commitment's history shows, by the numbers of the full chain.

    `problems` names what cannot be read in the address; the admin's own parameters are passed over.
    """
    editions: Any = visible_editions(person(request))
    chain, before, comparison, wrong = Chain(editions.of(row.noun, row.reference), public=False), None, None, {}
    try:
        choice, comparison = look_up(chain, {name: request.GET.getlist(name) for name in PARAMETERS})
        before = choice.before
    except ValidationError as error:
        wrong = {str(NAMED[name]): " ".join(told) for name, told in error.message_dict.items()}
    return {
        "object": row,
        "title": _("History: %(row)s") % {"row": row},
        "subtitle": label(row),
        "problems": wrong,
        "comparison": comparison,
        "before": before,
        "history": history(chain, before=before),
    }
