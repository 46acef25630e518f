"""Writing which passages make, repeat, change or report on a commitment."""

from collections.abc import Callable
from typing import cast

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.reverse import reverse

from commitments.actions.answered import Answer
from commitments.actions.keep import drop_part, keep_part
from commitments.api.problems import NoRecord
from commitments.api.shapes.bodies import CitationSent, Given
from commitments.api.shapes.written import CitationWritten
from commitments.api.writes.describing import describes
from commitments.api.writes.dropping import Dropping
from commitments.api.writes.examples import CITATION, sent
from commitments.api.writes.naming import passage_named
from commitments.api.writes.writing import Signed, Told, Writing, made
from commitments.models import Citation, Commitment, Passage, Recorded

NAME = ("source", "passage", "relation")


class Citations(Writing):
    """The passages that lead to a commitment, which shows them all."""

    noun, part = Commitment, Citation

    @describes(
        "citations_add",
        tag="commitments",
        places=("reference",),
        sends=CitationSent,
        tells=CitationWritten,
        example=sent("A citation", CITATION),
    )
    def post(self, request: Request, reference: str) -> HttpResponse:
        """Cite a passage. It has to be registered with its source before."""
        writer = self.writer
        record = cast("Commitment", self.record(writer))

        def cite(given: Given, signed: Signed) -> Callable[[Told], Answer]:
            passage = cast("Passage", passage_named(given, "/passage"))
            keep_part(Citation(commitment=record, passage=passage, relation=given["relation"]), **signed.words)
            name = {each: given[each] for each in NAME}
            address = reverse("api:citation", kwargs={"reference": reference, **name})
            return lambda told: made(told, _cited(told, name), location=address)

        return self.written(CitationSent, cite, record, writer)


def _cited(told: Told, name: Told) -> Told:
    citations: list[Told] = told["citations"]
    return next(each for each in citations if name.items() <= each.items())


class OneCitation(Dropping):
    """One passage that leads to a commitment."""

    noun, part = Commitment, Citation

    @describes("citations_drop", tag="commitments", places=("reference", *NAME))
    def delete(self, request: Request, **_names: str) -> HttpResponse:
        """Take away a citation that was entered by mistake. One has to stay, and the editions keep what was."""
        writer = self.writer
        record = self.record(writer)
        citation = self.named(record)
        return self.dropped(record, writer, lambda signed: drop_part(citation, **signed.words))

    def named(self, record: Recorded) -> Citation:
        """The citation that the address names; one query."""
        found = Citation.objects.filter(
            commitment_id=record.pk,
            passage__source__slug=self.kwargs["source"],
            passage__handle=self.kwargs["passage"],
            relation=self.kwargs["relation"],
        ).first()
        if found is None:
            raise NoRecord
        return cast("Citation", found)
