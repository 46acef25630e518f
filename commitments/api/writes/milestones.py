"""Writing the dated steps of a commitment."""

from collections.abc import Callable
from typing import cast

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.reverse import reverse

from commitments.actions.answered import Answer
from commitments.actions.keep import drop_part, keep_part
from commitments.api.problems import NoRecord
from commitments.api.shapes.bodies import Given, MilestoneMended, MilestoneSent
from commitments.api.shapes.written import MilestoneWritten
from commitments.api.writes.describing import describes
from commitments.api.writes.dropping import Dropping
from commitments.api.writes.examples import MILESTONE, REACHED, sent
from commitments.api.writes.writing import Signed, Told, Writing, made, mended
from commitments.models import Commitment, Milestone, Recorded


class Milestones(Writing):
    """The dated steps of a commitment, which show them all."""

    noun, part = Commitment, Milestone

    @describes(
        "milestones_add",
        tag="commitments",
        places=("reference",),
        sends=MilestoneSent,
        tells=MilestoneWritten,
        example=sent("A step", MILESTONE),
    )
    def post(self, request: Request, reference: str) -> HttpResponse:
        """Add a dated step. Its number is told, and stays its own when another is taken away."""
        writer = self.writer
        record = cast("Commitment", self.record(writer))

        def add(given: Given, signed: Signed) -> Callable[[Told], Answer]:
            step = Milestone(
                commitment=record, title=given["title"], due=given["due"], reached_on=given.get("reached_on")
            )
            keep_part(step, **signed.words)
            address = reverse("api:milestone", kwargs={"reference": reference, "number": step.number})
            return lambda told: made(told, _step(told, step.number), location=address)

        return self.written(MilestoneSent, add, record, writer)


class OneMilestone(Dropping):
    """One dated step of a commitment."""

    noun, part = Commitment, Milestone

    @describes(
        "milestones_mend",
        tag="commitments",
        places=("reference", "number"),
        sends=MilestoneMended,
        tells=MilestoneWritten,
        example=sent("A step that was reached", REACHED),
    )
    def patch(self, request: Request, number: int, **_names: str) -> HttpResponse:
        """Say that a step was reached, or mend a mistake in it."""
        writer = self.writer
        record = self.record(writer)
        step = self.named(record)

        def mend(given: Given, signed: Signed) -> Callable[[Told], Answer]:
            for name in ("title", "due", "reached_on"):
                setattr(step, name, given.get(name, getattr(step, name)))
            keep_part(step, **signed.words)
            return lambda told: mended(told, _step(told, number))

        return self.written(MilestoneMended, mend, record, writer)

    @describes("milestones_drop", tag="commitments", places=("reference", "number"))
    def delete(self, request: Request, **_names: str) -> HttpResponse:
        """Take away a step that was entered by mistake. The editions keep what was."""
        writer = self.writer
        record = self.record(writer)
        step = self.named(record)
        return self.dropped(record, writer, lambda signed: drop_part(step, **signed.words))

    def named(self, record: Recorded) -> Milestone:
        """The step of the number in the address; one query."""
        found = Milestone.objects.filter(commitment_id=record.pk, number=self.kwargs["number"]).first()
        if found is None:
            raise NoRecord
        return cast("Milestone", found)


def _step(told: Told, number: int) -> Told:
    steps: list[Told] = told["milestones"]
    return next(each for each in steps if each["number"] == number)
