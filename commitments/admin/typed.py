"""What was typed into a form, as one text, so that another page can hold it until the form is answered."""

import json
from collections.abc import Mapping

from django.http import QueryDict

LONGEST = 1_000_000
"""How many characters are held; more are refused before anybody counts on them."""
SECRET = "password"  # noqa: S105  the word that is in the name of every field for one
NOT_TYPED = {"csrfmiddlewaretoken", "resent"}
"""What a page itself puts in."""


def packed(data: QueryDict) -> str | None:
    """What was typed, never a password; None when there is nothing, or too much of it."""
    fields = {name: values for name, values in data.lists() if name not in NOT_TYPED and SECRET not in name}
    words = whole_characters(json.dumps(fields, ensure_ascii=False, separators=(",", ":")))
    return words if fields and len(words) <= LONGEST else None


def unpacked(words: str | None) -> QueryDict | None:
    """What was typed; None when it was not packed by us."""
    try:
        fields = json.loads(words or "")
    except (ValueError, RecursionError):
        return None
    return _data(fields) if isinstance(fields, Mapping) else None


def _data(fields: Mapping[str, object]) -> QueryDict | None:
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        if not (isinstance(values, list) and all(isinstance(each, str) for each in values)):
            return None
        data.setlist(whole_characters(name), [whole_characters(each) for each in values])
    return data


def whole_characters(words: str) -> str:
    """The words without halves of characters, which no page can show and no database stores."""
    return words.encode(errors="replace").decode()
