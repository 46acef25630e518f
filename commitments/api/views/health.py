"""Whether the tracker is alive, and whether it is ready to answer."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from commitments.api.answers import spelt, text
from commitments.api.documented import documented
from commitments.api.problems import Unavailable
from commitments.api.resources import Address
from commitments.api.shapes.pages import Alive as AliveShape
from commitments.api.shapes.pages import Ready as ReadyShape
from commitments.queries.head import newest_public_number


class Unguarded(Address):
    """What a supervisor asks, as often as it likes and without a token: whatever it sends is not looked at."""

    authentication_classes = ()
    throttle_classes = ()


@documented("healthz", AliveShape, tag="about", conditional=False)
class Alive(Unguarded):
    """Whether the process answers; no database is asked."""

    def get(self, request: Request) -> HttpResponse:
        """Answer."""
        self.asked(request)
        return _now({"status": "alive"})


@documented("readyz", ReadyShape, tag="about", conditional=False, unavailable=True)
class Ready(Unguarded):
    """Whether the database answers and is up to date, and the number of the newest public edition."""

    def get(self, request: Request) -> HttpResponse:
        """Answer, or raise Unavailable saying what is missing."""
        self.asked(request)
        try:
            self._check_migrations()
            return _now({"status": "ready", "edition": newest_public_number()})
        except DatabaseError as error:
            raise Unavailable from error

    def _check_migrations(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise Unavailable(_("The database is not up to date. Run “manage.py migrate”."))


def _now(members: dict[str, object]) -> HttpResponse:
    answer = text(spelt(members))
    answer["Cache-Control"] = "no-store"
    return answer
