"""The sides' words on a commitment."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from commitments.api.answers import BETWEEN, page_of, spelt
from commitments.api.conditions import Version
from commitments.api.documented import documented
from commitments.api.parameters import Asked, Parameters
from commitments.api.resources import found
from commitments.api.shapes.commitments import Word
from commitments.api.shapes.pages import page_shape
from commitments.api.views.commitments import OfOne
from commitments.models import Commitment
from commitments.queries.keysets import WORD_ORDERINGS
from commitments.queries.pages import page_of_rows
from commitments.queries.words import words_on, words_version
from commitments.records.served import word


@documented("updates_list", page_shape(Word), tag="commitments", names=("reference",), gone=True)
class Updates(OfOne):
    """All that the sides said on a commitment, oldest first, with what was corrected later and by which word."""

    parameters = Parameters(orderings=WORD_ORDERINGS, timed=True, paged=True)

    def version(self) -> Version:
        """What the words depend on; one query."""
        known = words_version(self.commitments(), self.reference, full=self.has_token)
        return found(known, noun=Commitment.noun, key=self.reference)

    def answer_then(self, asked: Asked, version: Version) -> HttpResponseBase:
        """The same, unless the commitment was not there yet; one query more."""
        super().version()
        return self.answer(asked, version)

    def answer(self, asked: Asked, _version: Version) -> HttpResponse:
        """A page; two queries, however many words."""
        rows = words_on(self.commitments(), self.reference)
        page = page_of_rows(rows, asked.ordering, asked.place, limit=asked.limit)
        texts = BETWEEN.join(spelt(self._told(each)) for each in page.records)
        return page_of(self.request, page, texts, count=asked.count_of(lambda: rows))

    def _told(self, row: Any) -> dict[str, Any]:
        """A word, with the addresses of the files that it rests on."""
        told: dict[str, Any] = dict(word(row, corrected_by=row.corrected_by))
        for number, piece in enumerate(told["evidence"], start=1):
            if file := piece.get("file"):
                address = reverse("api:evidence", args=[self.reference, row.number, number])
                file["address"] = self.request.build_absolute_uri(address)
        return told
