"""What somebody may have meant by an address at which there is no page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import translation

from commitments.models import Commitment
from commitments.queries.nearest import nearest
from commitments.rules import readable
from commitments.templatetags.pages import NAVIGATION, Entry, exists, to

LANGUAGE = re.compile("[A-Za-z]{2,3}(-[A-Za-z]{2,4})?")
LONGEST = 40
ALIKE = 0.6
"""How alike two names of pages must be, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The last part of the address, commitments and pages that it may mean, and its page in the languages that there are.

    `language` is the language that it asks for when there is none such here, else empty.
    """

    sought: str
    commitments: Sequence[Commitment]
    pages: Sequence[Entry]
    language: str
    languages: Sequence[Entry]


def lost(request: HttpRequest) -> Lost:
    """Read an address that leads nowhere; four queries at most, and none of them need succeed."""
    head, _slash, rest = request.path_info.lstrip("/").partition("/")
    known = head in dict(settings.LANGUAGES)
    unknown = not known and LANGUAGE.fullmatch(head) is not None
    sought = request.path_info.rstrip("/").rpartition("/")[2][:LONGEST]
    sought = "" if unknown and not rest else sought
    return Lost(
        sought=sought,
        commitments=_commitments(request, sought),
        pages=_pages(rest if known else request.path_info),
        language=head if unknown else "",
        languages=_in_other_languages(rest) if unknown else [],
    )


def _commitments(request: HttpRequest, sought: str) -> list[Commitment]:
    try:
        return nearest(readable(getattr(request, "user", AnonymousUser())), sought)
    except DatabaseError:
        return []  # whoever is lost is told so, whether or not anything can be asked


def _pages(path: str) -> list[Entry]:
    """The pages of the bar at the top whose names are much like the first part of a path."""
    named = path.strip("/").partition("/")[0]
    labels: dict[str, Any] = dict(NAVIGATION)
    if named in labels:  # it is named right: what is missing lies below it
        return []
    return [Entry(to(name), labels[name], here=False) for name in get_close_matches(named, labels, n=2, cutoff=ALIKE)]


def _in_other_languages(rest: str) -> list[Entry]:
    """The same page in each language, or the overview in it when there is no such page."""
    return [Entry(_in_language(code, rest), name, here=False, code=code) for code, name in settings.LANGUAGES]


def _in_language(code: str, rest: str) -> str:
    with translation.override(code):  # an address is known in its own language alone
        address = f"/{code}/{rest}"
        return address if exists(address) else f"/{code}/"
