"""The last changes to the public record: when, for whom, why, and what they touched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from commitments.models import Commitment, Edition, Event, Organisation
from commitments.models.commitments import CommitmentQuerySet
from commitments.values.texts import Text


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `reference` and `title` name its commitment when it touched exactly one of those that were asked for."""

    recorded_at: datetime
    organisation: Text | None
    reason: Text
    commitments: int
    withdrawn: bool
    reference: str | None
    title: Text | None


def last_changes(rows: CommitmentQuerySet, *, limit: int, until: int | None = None) -> list[Change]:
    """The last changes that touched some of these commitments, newest first; four queries.

    `until` is the number of the last edition of the full chain that counts; None when all do.
    """
    touched = Edition.objects.public().filter(noun=Commitment.noun)
    if until is None:
        touched = touched.filter(key__in=rows.values("reference"))
    else:  # the rows are in the past, the editions never are: no query can ask both
        touched = touched.filter(number__lte=until, key__in=list(rows.values_list("reference", flat=True)))
    groups = list(
        touched.order_by()
        .values("change")
        .annotate(commitments=Count("pk"), last=Max("public_number"), gone=Count("pk", filter=_withdrawn()))
        .order_by("-change")[:limit]
    )
    newest = {
        each.public_number: each
        for each in Edition.objects.filter(public_number__in=[group["last"] for group in groups]).defer("record")
    }
    names = names_of(edition.organisation for edition in newest.values())
    single = [newest[group["last"]].key for group in groups if group["commitments"] == 1]
    titles = dict(rows.filter(reference__in=single).values_list("reference", "title"))
    return [_change(newest[group["last"]], group, names, titles) for group in groups]


def _withdrawn() -> Q:
    return Q(public_event=Event.WITHDRAWN)


def _change(
    edition: Edition, group: Mapping[str, int], names: Mapping[str, Text], titles: Mapping[str, Text]
) -> Change:
    single, withdrawn = group["commitments"] == 1, bool(group["gone"])
    return Change(
        recorded_at=edition.recorded_at,
        organisation=names.get(edition.organisation),
        reason={} if withdrawn else edition.reason,
        commitments=group["commitments"],
        withdrawn=withdrawn,
        reference=edition.key if single else None,
        title=titles.get(edition.key) if single else None,
    )


def names_of(slugs: Iterable[str]) -> dict[str, Text]:
    """The names of organisations by slug; one query."""
    wanted = {slug for slug in slugs if slug}
    return dict(Organisation.objects.filter(slug__in=wanted).values_list("slug", "name"))
