"""A text as somebody registers it: what the page's fields hold, by the names that a browser sends."""

import re
import uuid
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

from commitments.models import Meeting, Partnership
from commitments.values.quotes import normalise

PAGE = "/admin/register/"
TEXT = "A preamble.\r\n\r\nThe two sides will build a bridge.\r\nThey will also open a school, before 2030.\r\n"
BRIDGE = "build a bridge"


def source(**given: Any) -> dict[str, Any]:
    """A new text without a meeting, and its copy."""
    fields = {"which": "new", "occasion": "none", "text": TEXT, "attach": "on", "why": "It was published today."}
    fields |= {"source-slug": "joint-words", "source-title_fr": "Des mots communs", "source-language": "fr"}
    fields |= {"source-published_on": "2025-12-02", "once": str(uuid.uuid4())}
    return counted(0, 0) | fields | given


def counted(passages: int, promises: int) -> dict[str, str]:
    """How many forms there are of both."""
    numbers = {"passages": passages, "promises": promises}
    totals = {f"{name}-TOTAL_FORMS": str(number) for name, number in numbers.items()}
    return totals | {f"{name}-INITIAL_FORMS": "0" for name in numbers}


def row(kind: str, number: int, /, **given: Any) -> dict[str, Any]:
    """The fields of a passage or a promise."""
    return {f"{kind}-{number}-{name}": value for name, value in given.items()}


def marked(number: int = 0, words: str = BRIDGE, text: str = TEXT, **given: Any) -> dict[str, Any]:
    """A passage, as the script marks it."""
    normalised = normalise(text)
    start = normalised.index(words)
    place = {"paragraph": normalised[:start].count("\n") + 1, "start": start, "end": start + len(words), "quote": words}
    return row("passages", number, **place | {"gist_fr": "Un pont."} | given)


def promise(number: int = 0, **given: Any) -> dict[str, Any]:
    """A new promise that the first passage establishes."""
    fields: dict[str, Any] = {
        "passage": "0",
        "relation": "establishes",
        "which": "new",
        "title_fr": "Un pont sur le fleuve",
    }
    fields |= {"partnership": str(Partnership.objects.get().pk), "kind": "project", "force": "joint", "level": "state"}
    return row("promises", number, **fields | {"visibility": "public"} | given)


def whole(**given: Any) -> dict[str, Any]:
    """A text with one passage that establishes one promise."""
    return source() | counted(1, 1) | marked() | promise() | given


def sent(client: Client, data: dict[str, Any]) -> HttpResponse:
    """Send the page."""
    return client.post(PAGE, data)


def wrong(response: HttpResponse) -> dict[str, str]:
    """What the page says is wrong, by the fields at which it says so; as a whole under the empty name."""
    assert response.status_code == 200
    page = response.content.decode().partition("<template")[0]
    said = re.findall(r'<ul class="errorlist([^"]*)"(?: id="id_([^"]*)_error")?>(.*?)</ul>', page, re.DOTALL)
    found = {name or kind.strip(): plain(words) for kind, name, words in said}
    above = re.search(r'<p class="errornote"[^>]*>(.*?)</p>', page, re.DOTALL)
    return found | ({"": plain(above[1])} if above else {})


def plain(markup: str) -> str:
    """The words alone."""
    return unescape(" ".join(re.sub("<[^>]+>", " ", markup).split()))


def meeting_fields() -> dict[str, Any]:
    """A new meeting."""
    given = {"slug": "session-49", "title_fr": "49e session", "kind": "committee_session", "held_on": "2025-12-01"}
    given |= {"level": "state", "partnership": Partnership.objects.get().pk}
    return {f"meeting-{name}": value for name, value in given.items()} | {"occasion": "new"}


def stored_meeting(meeting: Meeting) -> dict[str, Any]:
    """A meeting on record."""
    return {"occasion": "stored", "meeting": meeting.pk}
