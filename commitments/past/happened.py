"""What of a record had happened by a day: words spoken of it, deadlines set, steps reached, texts published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from commitments.past.commitments import at, day, revisions
from commitments.values.dates import parse

Record = Mapping[str, Any]


@dataclass(slots=True)
class Happened:
    """Cuts records down to a day. Sources and meetings are shown to it first, for the days of what they say."""

    by: date
    meetings: dict[str, date | None] = field(default_factory=dict)
    sources: dict[str, date | None] = field(default_factory=dict)

    def meeting(self, record: Record) -> Record:
        """Remember when it was held."""
        self.meetings[record["slug"]] = first_day(record["held_on"])
        return record

    def source(self, record: Record) -> Record:
        """Remember when it was spoken, or else published."""
        spoken = self.meetings.get(record["meeting"] or "")
        self.sources[record["slug"]] = spoken or first_day(record["published_on"])
        return record

    def indicator(self, record: Record) -> Record:
        """Without what was published later; what has no day stays."""
        seen = [each for each in record["observations"] if self._is_past(first_day(each["published_on"]))]
        return {**record, "observations": seen}

    def was_made(self, record: Record) -> bool:
        """Whether a commitment may have been made by that day."""
        return self._is_past(first_day(record["made_on"]))

    def commitment(self, record: Record) -> Record:
        """Without later deadlines, texts and steps."""
        deadlines = self._deadlines(record)
        return {
            **record,
            "citations": [each for each in record["citations"] if self._was_cited(each)],
            "milestones": [self._step(each) for each in record["milestones"]],
            "deadline": {**deadlines[-1], "earlier": deadlines[:-1]} if deadlines else record["deadline"],
        }

    def words(self, words: Sequence[Record]) -> list[Record]:
        """The words on that day or before. One that is known to be mistaken is shown only beside what corrects it."""
        spoken = {word["number"]: word for word in words if date.fromisoformat(word["as_of"]) <= self.by}
        corrections = {word["corrects"]: word["number"] for word in words if word["corrects"]}
        return [word for number, word in spoken.items() if self._stands(number, spoken, corrections)]

    def _stands(self, number: int, spoken: Mapping[int, Record], corrections: Mapping[int, int]) -> bool:
        while number in corrections:
            number = corrections[number]
        return number in spoken

    def _deadlines(self, record: Record) -> list[Record]:
        """The first deadline holds from the promise on, a later one from its text, or else from when it was recorded."""
        known = revisions(record)
        return [each for place, each in enumerate(known) if place == 0 or self._is_past(self._since(each))]

    def _since(self, deadline: Record) -> date | None:
        place, recorded = deadline["passage"], at(deadline.get("recorded_at"))
        said = self.sources.get(place["source"]) if place else None
        return said or (recorded.date() if recorded else None)

    def _was_cited(self, citation: Record) -> bool:
        return citation["relation"] == "establishes" or self._is_past(self.sources.get(citation["source"]))

    def _step(self, milestone: Record) -> Record:
        return milestone if self._is_past(day(milestone["reached_on"])) else {**milestone, "reached_on": None}

    def _is_past(self, on: date | None) -> bool:
        return on is None or on <= self.by


def first_day(edtf: str | None) -> date | None:
    """The first day on which it may have been; none when nothing is stated."""
    return (parse(edtf).earliest or date.min) if edtf else None
