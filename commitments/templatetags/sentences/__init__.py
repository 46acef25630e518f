"""One whole sentence for each fact that differs between two records of a commitment."""

from collections.abc import Callable, Mapping
from typing import Any

from commitments.queries.names import Names
from commitments.templatetags.sentences import deadlines, parts, promise, words
from commitments.templatetags.sentences.saying import Sentence
from commitments.values.alterations import facts

__all__ = ["SAID", "Sentence", "sentence"]

SAID: Mapping[type[facts.Fact], Callable[[Any, Names], Sentence]] = {
    facts.Registered: promise.registered,
    facts.Withdrawn: promise.withdrawn,
    facts.Reformed: promise.reformed,
    facts.Other: promise.other,
    facts.Reworded: promise.reworded,
    facts.Changed: promise.changed,
    facts.PartnershipChanged: promise.partnership,
    facts.SidesChanged: promise.sides,
    facts.SectorChanged: promise.sector,
    facts.OwnerChanged: parts.owner,
    facts.DeadlineSet: deadlines.deadline,
    facts.DeadlinePlaced: deadlines.placed,
    facts.Spoken: words.spoken,
    facts.Recalled: words.recalled,
    facts.Given: words.given,
    facts.Evidenced: words.evidenced,
    facts.MoreWords: words.more,
    facts.Measured: parts.measured,
    facts.Seen: parts.seen,
    facts.MilestoneChanged: parts.milestone,
    facts.LinkChanged: parts.link,
    facts.CitationChanged: parts.citation,
    facts.PassageMoved: parts.passage,
}


def sentence(fact: facts.Fact, names: Names) -> Sentence:
    """Say a fact in the reader's language."""
    return SAID[type(fact)](fact, names)
