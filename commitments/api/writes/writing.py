"""What every address that is written to does: who writes, what, on which edition, whether it was sent before."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, ClassVar, Final, cast

from django.db import transaction
from django.db.models import Model
from django.http import HttpResponse
from rest_framework.request import Request

from commitments.actions.answered import Answer, answered, write_once
from commitments.actions.refusals import Stale, not_yours
from commitments.api.answers import MEDIA_TYPE
from commitments.api.keys import REPLAYED, fingerprint, key_of
from commitments.api.parameters import Parameters
from commitments.api.problems import NoRecord, Refused, Withdrawn
from commitments.api.resources import Address
from commitments.api.shapes.bodies import Given
from commitments.api.shapes.strict import Body
from commitments.api.writes.matching import check_seen, edition_tag, outdated
from commitments.api.writes.parsing import StrictJson, body_of
from commitments.api.writes.refusals import faults_in, refusals
from commitments.models import Commitment, Edition, Recorded, User
from commitments.queries.changes import was_public
from commitments.rules import may_keep, readable
from commitments.values.texts import Text

NOTHING: Final = Parameters()
"""What a write with a body reads from its query string."""
Told = dict[str, Any]
"""A record, or a thing in it, as JSON."""


@dataclass(frozen=True, kw_only=True)
class Signed:
    """Who writes, when and why, and which edition of the record was seen: what every action takes."""

    by: User
    at: datetime
    why: Text
    seen: int

    @property
    def words(self) -> dict[str, Any]:
        """As the arguments of an action."""
        return {"by": self.by, "at": self.at, "why": self.why, "seen": self.seen}


Write = Callable[[Given, Signed], Callable[[Told], Answer]]
"""Write what was given; how to tell it is asked once the record has its new edition, of which it is a part."""


class Writing(Address):
    """An address under one record, whose every write is one edition of it.

    Whatever is wrong is told in this order: who asks (401, 403), where (404, 410), how it is written (415, 411, 413,
    400), a key of another write (422), on which edition (428, 412), what it says (422).
    """

    noun: ClassVar[type[Recorded]]
    part: ClassVar[type[Model]]
    """What is written under the record."""
    parser_classes = (StrictJson,)

    @property
    def writer(self) -> User:
        """The account of the token: whoever has none, or one that only reads, has been refused by now."""
        return cast("User", self.request.user)

    def record(self, writer: User) -> Recorded:
        """The record in the address; two queries. Withdrawn, NoRecord or PermissionDenied when it is not the writer's."""
        key = self.kwargs[self.noun.natural[0]]
        rows: Any = readable(writer) if self.noun is Commitment else self.noun.objects.all()
        found = rows.select_related("edition").filter(**{self.noun.natural[0]: key}, edition__isnull=False).first()
        if found is None:
            raise Withdrawn if was_public(self.noun.noun, key) else NoRecord
        record = cast("Recorded", found)
        if not may_keep(writer, record, self.part):
            raise not_yours(record.key)
        return record

    def written(self, shape: type[Body], write: Write, record: Recorded, writer: User) -> HttpResponse:
        """Read the body, write once, and tell the thing that was written."""
        NOTHING.read(self.request.query_params, at=datetime.now(UTC))
        body = body_of(self.request)
        key = key_of(self.request) if self.request.method == "POST" else None
        sent = fingerprint(self.request, body)
        with refusals(shape().fields):
            # The record was read before this: whoever sees a new edition there sees the answer that came with it here.
            if key and (kept := answered(writer, key, sent)):
                return sent_back(kept, replayed=True)
            return self._write(record, writer, write, _read(shape, body, self.request, record), (key, sent))

    def _write(
        self, record: Recorded, writer: User, write: Write, given: Given, identity: tuple[str | None, str]
    ) -> HttpResponse:
        signed = Signed(by=writer, at=datetime.now(UTC), why=given["reason"], seen=edition_of(record).number)
        key, sent = identity

        def once() -> Answer:
            return self.answer_to(record, write, given, signed)

        if key is None:
            return sent_back(once(), replayed=False)
        answer, replayed = write_once(writer, key, sent, at=signed.at, write=once)
        return sent_back(answer, replayed=replayed)

    def answer_to(self, record: Recorded, write: Write, given: Given, signed: Signed) -> Answer:
        """Write, and read back what the record says now, before anybody else can write to it."""
        try:
            with transaction.atomic():
                tell = write(given, signed)
                newest = newest_edition(record)
        except Stale as error:
            raise outdated(newest_edition(record)) from error
        return tell({"edition": newest.number, **json.loads(newest.record)})


def _read(shape: type[Body], body: Any, request: Request, record: Recorded) -> Given:
    check_seen(request, edition_of(record))
    read = shape(data=body)
    if not read.is_valid():
        raise Refused(faults_in(read.errors))
    return cast("Given", read.validated_data)


def edition_of(record: Recorded) -> Edition:
    """The newest edition that the record was read with."""
    return cast("Edition", record.edition)


def newest_edition(record: Recorded) -> Edition:
    """The record's newest edition as it is now; one query."""
    rows: Any = type(record).objects
    return Edition.objects.get(pk__in=rows.filter(pk=record.pk).values("edition_id"))


def made(record: Told, thing: Told, *, location: str = "") -> Answer:
    """The answer to what was added: the thing as the record shows it, and the record's newest edition."""
    return _told(HTTPStatus.CREATED, record, thing, location)


def mended(record: Told, thing: Told) -> Answer:
    """The answer to what was changed."""
    return _told(HTTPStatus.OK, record, thing, "")


def _told(status: HTTPStatus, record: Told, thing: Told, location: str) -> Answer:
    number = record["edition"]
    body = json.dumps({"edition": number, **thing}, ensure_ascii=False, separators=(",", ":"))
    return Answer(status=status, body=body, tag=edition_tag(number), location=location)


def sent_back(told: Answer, *, replayed: bool) -> HttpResponse:
    """The answer as a response."""
    answer = HttpResponse(told.body.encode(), status=told.status, content_type=MEDIA_TYPE)
    answer["ETag"], answer["Cache-Control"] = told.tag, "no-store"
    if not told.body:
        del answer["Content-Type"]
    if told.location:
        answer["Location"] = told.location
    if replayed:
        answer[REPLAYED] = "true"
    return answer
