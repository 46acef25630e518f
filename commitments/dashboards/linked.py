"""A commitment as linked data (schema.org), for programs that read pages: no more exact than the record."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from commitments.dashboards.account import Account, Quoted
from commitments.models import Organisation, Source
from commitments.models.vocabulary import ShownStatus
from commitments.templatetags.texts import words
from commitments.values.dates import parse

Data = Mapping[str, Any]

ESCAPED = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
"""What could end the block of data that it is written in, or a line of it."""
DONE = {
    ShownStatus.NOT_STARTED: "PotentialActionStatus",
    ShownStatus.IN_PROGRESS: "ActiveActionStatus",
    ShownStatus.STALLED: "ActiveActionStatus",
    ShownStatus.COMPLETED: "CompletedActionStatus",
    ShownStatus.DISCONTINUED: "FailedActionStatus",
}
"""How far it is. What nobody has assessed has no status: that is not the same as one that has not begun."""


def linked(account: Account, *, address: str, data: str, changed_at: datetime | None) -> SafeString:
    """The page of a commitment and the promise that it is about, as JSON-LD to stand in a script block; no query.

    `address` is the page's own in full, `data` that of the record in the API, `changed_at` the moment of its newest
    edition. What is not known is left out, and so is a date that is not one day.
    """
    row = account.row
    page = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": words(row.title),
        "description": words(row.summary),
        "inLanguage": get_language(),
        "dateModified": changed_at.isoformat() if changed_at else None,
        "encoding": {"@type": "MediaObject", "contentUrl": data, "encodingFormat": "application/json"},
        "about": [_thing("DefinedTerm", words(each.name)) for each in row.sectors.all()],
        "mainEntity": _promise(account, address),
    }
    text = json.dumps(_known(page), ensure_ascii=False).translate(ESCAPED)
    return mark_safe(text)  # noqa: S308  escaped above


def _promise(account: Account, address: str) -> Data:
    row = account.row
    status = DONE.get(ShownStatus(row.status))
    return {
        "@type": "PlanAction",
        "@id": f"{address}#commitment",
        "identifier": row.reference,
        "name": words(row.title),
        "agent": [_body(each.organisation) for _role, held in account.owners for each in held],
        "startTime": _one_day(row.made_on),
        "endTime": _one_day(account.deadline.edtf if account.deadline else ""),
        "actionStatus": f"https://schema.org/{status}" if status else None,
        "subjectOf": [_text(each) for each in account.lineage],
        "object": _thing("Thing", words(row.partnership.name)),
    }


def _body(organisation: Organisation) -> Data:
    return _thing("Organization", words(organisation.name))


def _text(quoted: Quoted) -> Data:
    source: Source = quoted.citation.passage.source
    return {
        "@type": "CreativeWork",
        "name": words(source.title),
        "url": source.address or None,
        "inLanguage": source.language if source.language != "und" else None,
        "datePublished": _one_day(source.published_on),
        "publisher": _thing("Organization", source.publisher) if source.publisher else None,
        "abstract": words(quoted.citation.passage.gist),
    }


def _thing(kind: str, name: str) -> Data:
    return {"@type": kind, "name": name}


def _one_day(edtf: str) -> str | None:
    """A date that is one day and known to be it; a year is never written as its first day."""
    if not edtf:
        return None
    when = parse(edtf)
    day: date | None = when.earliest if when.earliest == when.latest else None
    return day.isoformat() if day and not (when.approximate or when.uncertain) else None


def _known(data: Any) -> Any:
    """Without what is not known."""
    if isinstance(data, Mapping):
        return {name: _known(each) for name, each in data.items() if each not in (None, "", [])}
    return [_known(each) for each in data] if isinstance(data, list) else data
