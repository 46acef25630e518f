"""The Content-Security-Policy of pages, put together for those answers alone that have none yet."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class PagePolicy(CSPMiddleware):
    """Leaves an answer that brings its policy as it is: to put another together takes a sixth of a page of records."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the policy where there is none."""
        if HEADER in response:
            return response
        answer: HttpResponseBase = super().process_response(request, response)
        return answer
