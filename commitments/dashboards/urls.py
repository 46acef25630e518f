"""The addresses of the pages, below their language."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from commitments.dashboards.pages import (
    calendar,
    changes,
    commitment,
    commitments,
    evidence,
    history,
    indicator,
    indicators,
    meeting,
    meetings,
    organisation,
    organisations,
    overview,
    parts,
    source,
    sources,
    timeline,
)


class ReferenceConverter(StringConverter):
    """What may be a reference: letters, digits and hyphens. All else is an address that nobody has."""

    regex = "[A-Za-z0-9-]{1,24}"


class OrdinalConverter:
    """A number among the parts of a record, small enough for either database."""

    regex = "[0-9]{1,9}"

    def to_python(self, value: str) -> int:
        """As a number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """In digits."""
        return str(value)


register_converter(ReferenceConverter, "reference")
register_converter(OrdinalConverter, "ordinal")

app_name = "dashboards"
urlpatterns = [
    path("", overview.show, name="overview"),
    path("commitments/", commitments.show, name="commitments"),
    path("commitments/calendar.ics", calendar.show, name="calendar"),
    path("commitments/<reference:reference>/", commitment.show, name="commitment"),
    path("commitments/<reference:reference>/history/", history.show, name="history"),
    path(
        "commitments/<reference:reference>/words/<ordinal:word>/evidence/<ordinal:piece>/",
        evidence.show,
        name="evidence",
    ),
    path("commitments/<reference:reference>/preview/", commitment.preview, name="preview"),
    path("indicators/", indicators.show, name="indicators"),
    path("indicators/<slug:slug>/", indicator.show, name="indicator"),
    path("timeline/", timeline.show, name="timeline"),
    path("organisations/", organisations.show, name="organisations"),
    path("organisations/<slug:slug>/", organisation.show, name="organisation"),
    path("sources/", sources.show, name="sources"),
    path("sources/<slug:slug>/", source.show, name="source"),
    path("meetings/", meetings.show, name="meetings"),
    path("meetings/<slug:slug>/", meeting.show, name="meeting"),
    path("changes/", changes.show, name="changes"),
    path("parts/", parts.show, name="parts"),
]
