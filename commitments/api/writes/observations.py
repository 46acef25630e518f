"""Writing the values of an indicator, as their publishers stated them."""

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.reverse import reverse

from commitments.actions.answered import Answer
from commitments.actions.keep import drop_part, keep_part
from commitments.api.problems import NoRecord
from commitments.api.shapes.bodies import Given, ObservationMended, ObservationSent
from commitments.api.shapes.written import ObservationWritten
from commitments.api.views import references
from commitments.api.writes.describing import describes
from commitments.api.writes.dropping import Dropping
from commitments.api.writes.examples import MENDED, OBSERVATION, sent
from commitments.api.writes.naming import passage_named, side_named, source_named
from commitments.api.writes.writing import Signed, Told, Writing, made, mended
from commitments.models import Indicator, Observation, Recorded


class Observations(Writing, references.Observations):
    """The values of an indicator, and where one is added."""

    noun, part = Indicator, Observation

    @describes(
        "observations_add",
        tag="indicators",
        places=("code",),
        sends=ObservationSent,
        tells=ObservationWritten,
        example=sent("A value", OBSERVATION),
    )
    def post(self, request: Request, code: str) -> HttpResponse:
        """Add a value. The source that states it has to be registered before."""
        writer = self.writer
        record = cast("Indicator", self.record(writer))

        def add(given: Given, signed: Signed) -> Callable[[Told], Answer]:
            source = source_named(given["source"], "/source")
            value = Observation(indicator=record, period=given["period"], source=source, **_members(given))
            keep_part(value, **signed.words)
            names = {"code": code, "source": source.slug, "period": value.period}
            address = reverse("api:observation", kwargs=names)
            return lambda told: made(told, _value(told, value), location=address)

        return self.written(ObservationSent, add, record, writer)


class OneObservation(Dropping):
    """One value of an indicator, by its source and its period; in the address, `--` stands for the period's `/`."""

    noun, part = Indicator, Observation

    @describes(
        "observations_mend",
        tag="indicators",
        places=("code", "source", "period"),
        sends=ObservationMended,
        tells=ObservationWritten,
        example=sent("A value that was mistyped", MENDED),
    )
    def patch(self, request: Request, **_names: str) -> HttpResponse:
        """Mend a value that was entered wrongly. What its publisher revised is another text: a new value of that."""
        writer = self.writer
        record = self.record(writer)
        value = self.named(record)

        def mend(given: Given, signed: Signed) -> Callable[[Told], Answer]:
            for name, member in _members(given).items():
                setattr(value, name, member)
            keep_part(value, **signed.words)
            return lambda told: mended(told, _value(told, value))

        return self.written(ObservationMended, mend, record, writer)

    @describes("observations_drop", tag="indicators", places=("code", "source", "period"))
    def delete(self, request: Request, **_names: str) -> HttpResponse:
        """Take away a value that was entered by mistake. The editions keep what was."""
        writer = self.writer
        record = self.record(writer)
        value = self.named(record)
        return self.dropped(record, writer, lambda signed: drop_part(value, **signed.words))

    def named(self, record: Recorded) -> Observation:
        """The value that the address names; one query."""
        named = {"period": self.kwargs["period"], "source__slug": self.kwargs["source"]}
        found = Observation.objects.select_related("source").filter(indicator=record, **named).first()
        if found is None:
            raise NoRecord
        return cast("Observation", found)


def _members(given: Given) -> dict[str, Any]:
    """The columns that a body gives; what says nothing is empty in some of them."""
    members = {name: given[name] for name in ("value", "value_to", "note") if name in given}
    members |= {name: given[name] or "" for name in ("qualifier", "flag") if name in given}
    if "side" in given:
        members["side"] = side_named(given["side"], "/side")
    if "passage" in given:
        members["passage"] = passage_named(given["passage"], "/passage")
    return members


def _value(told: Told, value: Observation) -> Told:
    values: list[Told] = told["observations"]
    return next(each for each in values if (each["period"], each["source"]) == (value.period, value.source.slug))
