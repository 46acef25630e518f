"""The addresses of the API, version 1."""

from django.urls import path, re_path

from commitments.api import names
from commitments.api.views import (
    changes,
    checkpoints,
    commitments,
    docs,
    editions,
    exports,
    files,
    references,
    root,
    slashless,
    summary,
)
from commitments.api.writes import citations, milestones, observations
from commitments.api.writes import words as writing_words

names.register()

app_name = "api"
urlpatterns = [
    path("", root.Root.as_view(), name="root"),
    path("commitments/", commitments.Commitments.as_view(), name="commitments"),
    path("commitments/<key:reference>/", commitments.OneCommitment.as_view(), name="commitment"),
    path("commitments/<key:reference>/editions/", editions.Editions.as_view(), name="editions"),
    path("commitments/<key:reference>/editions/<number:number>/", editions.OneEdition.as_view(), name="edition"),
    path("commitments/<key:reference>/updates/", writing_words.Updates.as_view(), name="updates"),
    path(
        "commitments/<key:reference>/updates/<number:word>/evidence/<number:piece>/",
        files.OneFile.as_view(),
        name="evidence",
    ),
    path("commitments/<key:reference>/deadlines/", writing_words.Deadlines.as_view(), name="deadlines"),
    path("commitments/<key:reference>/milestones/", milestones.Milestones.as_view(), name="milestones"),
    path(
        "commitments/<key:reference>/milestones/<number:number>/", milestones.OneMilestone.as_view(), name="milestone"
    ),
    path("commitments/<key:reference>/citations/", citations.Citations.as_view(), name="citations"),
    path(
        "commitments/<key:reference>/citations/<key:source>/<key:passage>/<key:relation>/",
        citations.OneCitation.as_view(),
        name="citation",
    ),
    path("commitments.jsonl", exports.AsJsonLines.as_view(), name="commitments_jsonl"),
    path("commitments.csv", exports.AsCommaSeparated.as_view(), name="commitments_csv"),
    path("commitments.xlsx", exports.AsWorkbook.as_view(), name="commitments_xlsx"),
    path("summary/", summary.Numbers.as_view(), name="summary"),
    path("changes/", changes.Changes.as_view(), name="changes"),
    path("checkpoints/", checkpoints.Checkpoints.as_view(), name="checkpoints"),
    path("partnerships/", references.Partnerships.as_view(), name="partnerships"),
    path("partnerships/<key:slug>/", references.OnePartnership.as_view(), name="partnership"),
    path("sides/", references.Sides.as_view(), name="sides"),
    path("sides/<key:code>/", references.OneSide.as_view(), name="side"),
    path("organisations/", references.Organisations.as_view(), name="organisations"),
    path("organisations/<key:slug>/", references.OneOrganisation.as_view(), name="organisation"),
    path("sectors/", references.Sectors.as_view(), name="sectors"),
    path("sectors/<key:slug>/", references.OneSector.as_view(), name="sector"),
    path("meetings/", references.Meetings.as_view(), name="meetings"),
    path("meetings/<key:slug>/", references.OneMeeting.as_view(), name="meeting"),
    path("sources/", references.Sources.as_view(), name="sources"),
    path("sources/<key:slug>/", references.OneSource.as_view(), name="source"),
    path("indicators/", references.Indicators.as_view(), name="indicators"),
    path("indicators/<key:code>/", references.OneIndicator.as_view(), name="indicator"),
    path("indicators/<key:code>/observations/", observations.Observations.as_view(), name="observations"),
    path(
        "indicators/<key:code>/observations/<key:source>/<period:period>/",
        observations.OneObservation.as_view(),
        name="observation",
    ),
    path("schema/", docs.Schema.as_view(), name="schema"),
    path("docs/", docs.Docs.as_view(), name="docs"),
    re_path(r"^[\s\S]*/\Z", root.Nowhere.as_view(), name="nowhere"),
    re_path(r"^[\s\S]*[^/]\Z", slashless.sent_on, name="slashless"),
]
