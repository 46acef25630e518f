"""Which edition a writer has seen, by the tags in `If-Match`."""

import json
import re
from typing import Final

from django.utils.http import parse_etags
from rest_framework.request import Request

from commitments.api.problems import ConditionRequired, Outdated, Unseen
from commitments.models import Edition

OURS: Final = re.compile(r'"([0-9]{1,18})(?:-[^"]*)?"')
"""A strong tag of ours: the number of the record's newest edition stands in front."""


def edition_tag(number: int) -> str:
    """The tag of a record with this newest edition, whatever else the answer depends on."""
    return f'"{number}"'


def check_seen(request: Request, newest: Edition) -> None:
    """Raise ConditionRequired unless the writer says what was seen, Outdated unless that is the newest edition.

    Unseen for a tag that names no edition: one of an answer that was read without a token, or weakened on its way.

    `*` is refused as well: it holds for any edition, and so says of none that it was seen. A weak tag holds for none
    (RFC 9110, 13.1.1).
    """
    given = request.headers.get("If-Match", "").strip()
    if not given or given == "*":
        raise ConditionRequired
    seen = {int(tag[1]) for each in parse_etags(given) if (tag := OURS.fullmatch(each))}
    if not seen:
        raise outdated(newest, Unseen)
    if newest.number not in seen:
        raise outdated(newest)


def outdated(newest: Edition, refusal: type[Outdated] = Outdated) -> Outdated:
    """The refusal of a write by someone who has not seen this edition."""
    return refusal(newest.number, edition_tag(newest.number), json.loads(newest.record))
