"""How often anybody may ask: by token, or by address without one; a write counts twice, also among the writes."""

import math
import time

from django.conf import settings
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from commitments.api.addresses import address_of
from commitments.api.counting import counts
from commitments.models import User


class Throttle(BaseThrottle):
    """A number of requests a minute; 0 is any number, and then nothing is counted."""

    seconds = 0.0

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count this request, unless it is none of those that count here."""
        rate = self.rate()
        who = self.who(request) if rate else ""
        self.seconds = counts().wait(type(self).__name__, who, rate=rate, at=time.time()) if who else 0.0
        return self.seconds == 0.0

    def wait(self) -> float:
        """In how many whole seconds, at least one, to ask again."""
        return max(math.ceil(self.seconds), 1)

    def who(self, request: Request) -> str:
        """Who is counted; nobody for a request that does not count here."""
        raise NotImplementedError

    def rate(self) -> int:
        """How many a minute."""
        raise NotImplementedError


class ByAddress(Throttle):
    """Those who ask without a token, and those whose token does not hold."""

    def who(self, request: Request) -> str:
        """The address."""
        return "" if isinstance(request.user, User) else address_of(request)

    def rate(self) -> int:
        """As the settings say."""
        return int(settings.THROTTLE_ADDRESS)


class ByToken(Throttle):
    """Those who ask with a token, wherever they are."""

    def who(self, request: Request) -> str:
        """The account of the token."""
        return str(request.user.pk) if isinstance(request.user, User) else ""

    def rate(self) -> int:
        """As the settings say."""
        return int(settings.THROTTLE_TOKEN)


class Writes(ByToken):
    """What is written with a token."""

    def who(self, request: Request) -> str:
        """The account of the token."""
        return "" if request.method in SAFE_METHODS else super().who(request)

    def rate(self) -> int:
        """As the settings say."""
        return int(settings.THROTTLE_WRITES)
