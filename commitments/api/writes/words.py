"""Writing what a side says, and until when a commitment is due: both are added and never changed."""

from collections.abc import Callable
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from commitments.actions.answered import Answer
from commitments.actions.words import Word, record_update, set_deadline
from commitments.api.shapes.bodies import DeadlineSent, Given, UpdateSent
from commitments.api.shapes.written import DeadlineWritten, WordWritten
from commitments.api.views import words
from commitments.api.writes.describing import describes
from commitments.api.writes.examples import DEADLINE, UPDATE, sent
from commitments.api.writes.naming import passage_named, side_named, word_named
from commitments.api.writes.writing import Signed, Told, Writing, made
from commitments.models import Commitment, Deadline, Passage, StatusUpdate


class Updates(Writing, words.Updates):
    """The sides' words on a commitment, and where a side adds its own."""

    noun, part = Commitment, StatusUpdate

    @describes(
        "updates_add",
        tag="commitments",
        places=("reference",),
        sends=UpdateSent,
        tells=WordWritten,
        example=sent("A side's word", UPDATE),
    )
    def post(self, request: Request, **_names: str) -> HttpResponse:
        """Add a word of your own side. It stays: a mistake is set right by another word that names it in `corrects`."""
        writer = self.writer
        record = cast("Commitment", self.record(writer))
        side = writer.side
        if side is None:
            raise PermissionDenied(_("A joint body gives no side's word."))

        def say(given: Given, signed: Signed) -> Callable[[Told], Answer]:
            update = record_update(record, side=side, word=_word(record, given), **signed.words)
            return lambda told: made(told, _said(told, update.number))

        return self.written(UpdateSent, say, record, writer)


def _word(commitment: Commitment, given: Given) -> Word:
    said = {name: given[name] for name in ("status", "as_of", "progress", "note", "next_step") if name in given}
    return Word(
        **said,
        outlook=given.get("outlook") or "",
        awaiting=side_named(given.get("awaiting"), "/awaiting"),
        corrects=word_named(commitment, given.get("corrects"), "/corrects"),
        evidence=[_evidence(each, number) for number, each in enumerate(given.get("evidence", ()))],
    )


def _evidence(given: Given, number: int) -> Passage | str:
    if "address" in given:
        return str(given["address"])
    return cast("Passage", passage_named(given, f"/evidence/{number}"))


def _said(told: Told, number: int) -> Told:
    """A word that was just recorded stands in its edition: as its side's newest, or as the one recorded last."""
    shown: list[Told | None] = [*told["assessments"], told["words"]["late"]]
    return {**next(each for each in shown if each and each["number"] == number), "corrected_by": None}


class Deadlines(Writing):
    """Until when a commitment is due."""

    noun, part = Commitment, Deadline

    @describes(
        "deadlines_add",
        tag="commitments",
        places=("reference",),
        sends=DeadlineSent,
        tells=DeadlineWritten,
        example=sent("A deadline", DEADLINE),
    )
    def post(self, request: Request, **_names: str) -> HttpResponse:
        """Set a deadline. It counts from now on, and the earlier ones stay; all of them stand in the commitment."""
        writer = self.writer
        record = cast("Commitment", self.record(writer))

        def date(given: Given, signed: Signed) -> Callable[[Told], Answer]:
            set_deadline(
                record,
                edtf=given["edtf"] or "",
                basis=given["basis"],
                phrase=given.get("phrase") or "",
                passage=passage_named(given.get("passage"), "/passage"),
                reason=given["reason"],
                **signed.words,
            )
            return lambda told: made(told, told["deadline"])

        return self.written(DeadlineSent, date, record, writer)
