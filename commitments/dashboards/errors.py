"""What a visitor reads when an address leads nowhere or the tracker fails."""

from django.http import HttpRequest, HttpResponse


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    return HttpResponse("Not found", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return HttpResponse("Server error", status=500)
