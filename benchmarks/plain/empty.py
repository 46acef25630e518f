"""Views that do nothing: what the framework itself costs, with as many bytes to hand over as the API's answer."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


class Constant:
    """The bytes that the constant views answer with."""

    body: ClassVar[bytes] = b"{}"


class EmptyView(APIView):
    """Nothing, as the REST framework answers it."""

    throttle_classes = ()

    def get(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """An empty object."""
        return Response({})


class ConstantView(APIView):
    """The bytes, from an empty view of the REST framework."""

    throttle_classes = ()

    def get(self, _request: Request, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The bytes."""
        return HttpResponse(Constant.body, content_type="application/json")


def constant(_request: HttpRequest) -> HttpResponse:
    """The bytes, from a plain function."""
    return HttpResponse(Constant.body, content_type="application/json")
