"""What was typed into a form that nobody could answer, kept until whoever typed it can send it again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from commitments.admin.typed import packed, unpacked

SALT = "commitments.admin.kept"
LASTING = timedelta(days=7)
"""How long a page with a form in it can be left open before one signs in."""
MOST = 3
"""How many forms a session keeps; the oldest gives way."""
KEEPING = "kept"
"""What the session, the hidden field of the sign-in and the address of a form that is filled again are called."""


@dataclass(frozen=True)
class Kept:
    """A form that was sent: to which address, what was typed, by whom, and whether files were chosen, which are lost.

    `whose` is the mark of the person, empty when it is not known: then it belongs to whoever holds the page.
    """

    path: str
    typed: str
    whose: str
    files: bool

    @property
    def data(self) -> QueryDict:
        """What was typed."""
        return unpacked(self.typed) or QueryDict()

    def belongs_to(self, username: str) -> bool:
        """Whether this person typed it, as far as is known."""
        return not self.whose or constant_time_compare(self.whose, mark(username))


def mark(username: str) -> str:
    """What stands for a person in a cookie, which tells nobody their name."""
    return salted_hmac(SALT, username, algorithm="sha256").hexdigest()[:32]


def kept_of(request: HttpRequest, *, whose: str) -> Kept | None:
    """The form that this request sent; None when it holds nothing, or too much."""
    words = packed(request.POST)
    return Kept(request.get_full_path(), words, whose, bool(request.FILES)) if words else None


def signed(kept: Kept) -> str:
    """For a hidden field of the sign-in: nobody else can make one."""
    return signing.dumps(asdict(kept), salt=SALT, compress=True)


def unsigned(words: str) -> Kept | None:
    """What such a field says; None when it is not ours, or too old."""
    try:
        given = signing.loads(words, salt=SALT, max_age=LASTING)
    except signing.BadSignature:
        return None
    return Kept(**given)


def hold(request: HttpRequest, kept: Kept) -> str:
    """Keep it in the session of whoever is signed in; the name by which it is found again."""
    held: dict[str, Any] = request.session.get(KEEPING, {})
    name = get_random_string(12)
    newest = dict(list(held.items())[-(MOST - 1) :])
    request.session[KEEPING] = newest | {name: asdict(kept)}
    return name


def held(request: HttpRequest, name: str) -> Kept | None:
    """What the session keeps under this name."""
    found: Mapping[str, Any] | None = request.session.get(KEEPING, {}).get(name)
    return Kept(**found) if found else None


def with_name(path: str, name: str) -> str:
    """The address of the form with the name of what is to be filled in."""
    return f"{path}{'&' if '?' in path else '?'}{urlencode({KEEPING: name})}"
