"""Pages that this process has answered, to be answered again while nothing has changed."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any, Final

from django.db import connection
from django.http import HttpRequest, HttpResponse

MOST_BYTES: Final = 32 * 1024 * 1024
LARGEST: Final = MOST_BYTES // 32
"""A page that is larger is made anew each time: a few of them would leave no room for all others."""

Name = Hashable


class Pages:
    """Whole answers by their names. What was asked for longest ago makes room for what is new."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        """Keep so many bytes."""
        self.most, self.size = most, 0
        self.kept: OrderedDict[Name, tuple[dict[str, Any], bytes]] = OrderedDict()
        self.changing = Lock()

    def get(self, name: Name) -> HttpResponse | None:
        """An answer of its own, that whoever is given it may change."""
        with self.changing:
            found = self.kept.get(name)
            if found is None:
                return None
            self.kept.move_to_end(name)
        headers, content = found
        return HttpResponse(content, headers=headers)

    def keep(self, name: Name, answer: HttpResponse) -> None:
        """Keep an answer, unless it is large."""
        content = answer.content
        if len(content) > LARGEST:
            return
        with self.changing:
            self._drop(name)
            self.kept[name] = dict(answer.items()), content
            self.size += len(content)
            while self.size > self.most:
                self._drop(next(iter(self.kept)))

    def forget(self) -> None:
        """Make every page anew: for whoever has put another database in the place of this one."""
        with self.changing:
            self.kept.clear()
            self.size = 0

    def _drop(self, name: Name) -> None:
        if found := self.kept.pop(name, None):
            self.size -= len(found[1])


PAGES = Pages()


def name_of(request: HttpRequest, version: str) -> Name | None:
    """Under what the answer to this request is kept: with the address of this site, which pages name in full.

    None inside a transaction: what was read there may never come to be.
    """
    return None if connection.in_atomic_block else (version, request.scheme, request.get_host())


def may_be_kept(request: HttpRequest, answer: HttpResponse) -> bool:
    """Whether an answer is the same for everybody: whole, and with nothing in it for one visitor alone."""
    alone = answer.cookies or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    return answer.status_code == 200 and not answer.streaming and not alone
