"""What was typed into a form that nobody could answer, kept until whoever typed it can send it again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

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
LOST_FILES = "_lost_files"
"""What is put into a form that is shown again: that files were chosen, which nobody could keep."""
RESENT = "resent"
"""The hidden field with the name of what is sent again by a button."""


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


def release(request: HttpRequest, name: str | None = None) -> None:
    """Keep no more what is saved now, or is sent again: what has this name, else the one in the address of the form."""
    found: dict[str, Any] = request.session.get(KEEPING, {})
    gone = request.GET.get(KEEPING, "") if name is None else name
    if gone in found:
        request.session[KEEPING] = {each: kept for each, kept in found.items() if each != gone}


def with_name(path: str, name: str) -> str:
    """The address of the form with the name of what is to be filled in, and no name from before."""
    where = without_name(path)
    return f"{where}{'&' if '?' in where else '?'}{urlencode({KEEPING: name})}"


def without_name(path: str) -> str:
    """The address of the same page as it is opened anew."""
    where, _separator, query = path.partition("?")
    rest = [each for each in parse_qsl(query, keep_blank_values=True) if each[0] != KEEPING]
    return f"{where}?{urlencode(rest)}" if rest else where


def still_named(request: HttpRequest, path: str) -> str:
    """The address to which a form is sent on: with the name of what it was filled with, if it was."""
    name = request.GET.get(KEEPING, "")
    return with_name(path, name) if held(request, name) else path
