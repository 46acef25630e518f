"""The addresses of the pages, below their language."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from commitments.dashboards.pages import commitment, commitments, history, overview


class ReferenceConverter(StringConverter):
    """What may be a reference: letters, digits and hyphens. All else is an address that nobody has."""

    regex = "[A-Za-z0-9-]{1,24}"


register_converter(ReferenceConverter, "reference")

app_name = "dashboards"
urlpatterns = [
    path("", overview.show, name="overview"),
    path("commitments/", commitments.show, name="commitments"),
    path("commitments/<reference:reference>/", commitment.show, name="commitment"),
    path("commitments/<reference:reference>/history/", history.show, name="history"),
]
