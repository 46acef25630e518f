"""What commitments refer to: sides, partnerships, organisations, sectors, meetings, sources, indicators."""

from typing import Any, ClassVar, TypeVar

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from commitments import filters
from commitments.api.answers import BETWEEN, page_of, spelt, text
from commitments.api.conditions import Version
from commitments.api.documented import documented
from commitments.api.parameters import Asked, Parameters
from commitments.api.resources import Resource, found
from commitments.api.shapes import references as shapes
from commitments.api.shapes.pages import page_shape
from commitments.models import (
    Indicator,
    Meeting,
    Organisation,
    Partnership,
    Recorded,
    Sector,
    Side,
    Source,
)
from commitments.queries.keysets import OBSERVATION_ORDERINGS, by_name
from commitments.queries.observed import observed
from commitments.queries.pages import newest_edition, page_of_records, page_of_rows, stored_record
from commitments.records.references import observation
from commitments.records.served import served

T = TypeVar("T")
CODE, SLUG = by_name("code"), by_name("slug")


class Records(Resource):
    """The records of one noun, page by page."""

    noun: ClassVar[type[Recorded]]

    def answer(self, asked: Asked, version: Version) -> HttpResponse:
        """A page; one query, and one more for each filter that names a record, when it is asked for the first time."""

        def rows() -> Any:
            return self.chosen(self.records(self.noun))

        known_as = self.known_as(asked, version)
        page = page_of_records(rows, asked.ordering, asked.place, limit=asked.limit, known_as=known_as)
        texts = BETWEEN.join(served(each) for each in page.records)
        return page_of(self.request, page, texts, count=asked.count_of(rows))


class OneRecord(Resource):
    """One record of a noun, by its slug or code."""

    noun: ClassVar[type[Recorded]]
    of_one = True
    parameters = Parameters(timed=True)

    def version(self) -> Version:
        """Its newest edition; one query."""
        return (self._found(newest_edition(self.records(self.noun), **self.kwargs)),)

    def answer(self, _asked: Asked, _version: Version) -> HttpResponse:
        """The record; one query."""
        return text(served(self._found(stored_record(self.records(self.noun), **self.kwargs))))

    def _found(self, stored: T | None) -> T:
        return found(stored, noun=self.noun.noun, key=self.kwargs[self.noun.natural[0]])


@documented("sides_list", page_shape(shapes.Side), tag="sides")
class Sides(Records):
    """The parties whose word counts on its own."""

    noun = Side
    parameters = Parameters(orderings=CODE, timed=True, paged=True)


@documented("sides_read", shapes.Side, tag="sides", names=("code",))
class OneSide(OneRecord):
    """One side."""

    noun = Side


@documented("partnerships_list", page_shape(shapes.Partnership), tag="partnerships")
class Partnerships(Records):
    """The standing relationships between sides."""

    noun = Partnership
    parameters = Parameters(filters=filters.PartnershipFilters, orderings=SLUG, timed=True, paged=True)


@documented("partnerships_read", shapes.Partnership, tag="partnerships", names=("slug",))
class OnePartnership(OneRecord):
    """One partnership."""

    noun = Partnership


@documented("organisations_list", page_shape(shapes.Organisation), tag="organisations")
class Organisations(Records):
    """The bodies that owe, support, oversee or benefit."""

    noun = Organisation
    parameters = Parameters(filters=filters.OrganisationFilters, orderings=SLUG, timed=True, paged=True)


@documented("organisations_read", shapes.Organisation, tag="organisations", names=("slug",))
class OneOrganisation(OneRecord):
    """One organisation."""

    noun = Organisation


@documented("sectors_list", page_shape(shapes.Sector), tag="sectors")
class Sectors(Records):
    """The fields of cooperation."""

    noun = Sector
    parameters = Parameters(orderings=SLUG, timed=True, paged=True)


@documented("sectors_read", shapes.Sector, tag="sectors", names=("slug",))
class OneSector(OneRecord):
    """One sector."""

    noun = Sector


@documented("meetings_list", page_shape(shapes.Meeting), tag="meetings")
class Meetings(Records):
    """The occasions on which something was promised."""

    noun = Meeting
    parameters = Parameters(filters=filters.MeetingFilters, orderings=SLUG, timed=True, paged=True)


@documented("meetings_read", shapes.Meeting, tag="meetings", names=("slug",))
class OneMeeting(OneRecord):
    """One meeting."""

    noun = Meeting


@documented("sources_list", page_shape(shapes.Source), tag="sources")
class Sources(Records):
    """The published texts, with their passages."""

    noun = Source
    parameters = Parameters(filters=filters.SourceFilters, orderings=SLUG, timed=True, paged=True)


@documented("sources_read", shapes.Source, tag="sources", names=("slug",))
class OneSource(OneRecord):
    """One source with its passages in order."""

    noun = Source


@documented("indicators_list", page_shape(shapes.Indicator), tag="indicators")
class Indicators(Records):
    """What is counted, with everything observed of it."""

    noun = Indicator
    parameters = Parameters(filters=filters.IndicatorFilters, orderings=CODE, timed=True, paged=True)


@documented("indicators_read", shapes.Indicator, tag="indicators", names=("code",))
class OneIndicator(OneRecord):
    """One indicator with everything observed of it."""

    noun = Indicator


@documented("observations_list", page_shape(shapes.Observation), tag="indicators", names=("code",))
class Observations(OneRecord):
    """The values of an indicator as their publishers stated them; two who differ are two of these."""

    noun = Indicator
    parameters = Parameters(filters=filters.ObservationFilters, orderings=OBSERVATION_ORDERINGS, timed=True, paged=True)

    def answer_then(self, asked: Asked, version: Version) -> HttpResponseBase:
        """The same, unless the indicator was not there yet; one query more."""
        self.version()
        return self.answer(asked, version)

    def answer(self, asked: Asked, _version: Version) -> HttpResponse:
        """A page; one query, and one more for each filter that names a record."""
        chosen = self.chosen(observed(self.kwargs["code"]))
        page = page_of_rows(chosen, asked.ordering, asked.place, limit=asked.limit)
        texts = BETWEEN.join(spelt(observation(each)) for each in page.records)
        return page_of(self.request, page, texts, count=asked.count_of(lambda: chosen))
