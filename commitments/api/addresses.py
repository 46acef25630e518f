"""Who asks, by the address of a request: for the throttles, and for the lock on the sign-in."""

from django.conf import settings
from django.http import HttpRequest

from commitments.values.addresses import client_address


def address_of(request: HttpRequest) -> str:
    """The address that the request comes from, behind as many proxies as the settings say (`PROXIES`)."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    return client_address(request.META.get("REMOTE_ADDR", ""), forwarded, proxies=settings.PROXIES)
