"""Rows on the promise itself: its words, its sort, until when, and what the sides' words amount to."""

from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.models.vocabulary import Visibility
from commitments.queries.names import Names, Record
from commitments.templatetags.amounts import number
from commitments.templatetags.dates import slip_words
from commitments.templatetags.rows.row import Row, labelled, lines, without
from commitments.templatetags.sentences.labels import label
from commitments.templatetags.sentences.saying import called, day, due, period, side, source
from commitments.templatetags.texts import language_name, told
from commitments.templatetags.vocabulary import GAPS, gap_name


def promise(record: Record, names: Names) -> Iterator[Row]:
    """Its texts by language, its sort, and whose it is."""
    yield Row("reference", label("reference"), (record["reference"],), record["reference"])
    for name in ("title", "summary"):
        for language, text in sorted((record.get(name) or {}).items()):
            named = _("%(what)s in %(language)s") % {"what": label(name), "language": language_name(language)}
            yield Row((name, language), named, (format_html('<span lang="{}">{}</span>', language, text),), text)
    for name in ("kind", "force", "level"):
        yield Row(name, label(name), (capfirst(called(record[name], name)),), record[name])
    seen = dict(Visibility.choices).get(record["visibility"], record["visibility"])
    yield Row("visibility", label("visibility"), (capfirst(str(seen)),), record["visibility"])
    yield from _belonging(record, names)
    yield Row("made_on", label("made_on"), (period(record["made_on"]),), record["made_on"])
    yield Row("recurrence", label("recurrence"), lines(record["recurrence"]), record["recurrence"])
    days = record["review_interval"]
    interval = ngettext("%(number)s day", "%(number)s days", days) % {"number": number(days)}
    yield Row("review_interval", label("review_interval"), (interval,), days)


def _belonging(record: Record, names: Names) -> Iterator[Row]:
    partnership = record["partnership"]
    sides = ", ".join(side(code, names) for code in partnership["sides"])
    yield Row("partnership", label("partnership"), (told(partnership["name"]), sides), partnership)
    sectors = record["sectors"]
    yield Row("sectors", label("sectors"), tuple(told(each["name"]) for each in sectors), sectors)
    yield Row("parent", label("parent"), lines(record["parent"]), record["parent"])


REVISED = ("edtf", "phrase", "basis", "reason", "passage", "earlier")


def deadline(record: Record, names: Names) -> Iterator[Row]:
    """The deadline, where it stands, why, and the earlier ones."""
    now = record["deadline"]
    basis = called(now["basis"], "basis") if now["edtf"] else None
    said = lines(capfirst(due(now["edtf"])), labelled(_("Basis"), basis))
    yield Row("deadline", label("deadline"), said, [now["edtf"], now["basis"]])
    yield Row("phrase", _("In the words of the text"), lines(now["phrase"]), now["phrase"])
    yield Row("reason", _("Why this deadline"), lines(told(now["reason"])), now["reason"])
    place = now["passage"]
    where = source(place["source"], place["paragraph"], names) if place else None
    yield Row("passage", _("Passage of the deadline"), lines(where), place)
    earlier = now.get("earlier") or []
    yield Row("earlier", label("earlier"), tuple(_revision(each) for each in earlier), now.get("earlier"))
    slip = now["slip_days"]
    bounds = lines(
        labelled(_("First day it can mean"), day(now["earliest"]) if now["earliest"] else None),
        labelled(_("Last day it can mean"), day(now["latest"]) if now["latest"] else None),
        slip_words(slip) if slip is not None else None,
    )
    yield Row("bounds", _("It can mean"), bounds, without(now, REVISED))


def _revision(each: Record) -> str:
    return labelled(due(each["edtf"]), told(each["reason"])) or due(each["edtf"])


def standing(record: Record, _names: Names) -> Iterator[Row]:
    """What the sides' words amount to, and what is missing."""
    yield Row("status", label("status"), (capfirst(called(record["status"], "status")),), record["status"])
    yield Row("standing", label("standing"), (capfirst(called(record["standing"], "standing")),), record["standing"])
    done = record["progress"]
    share = _("%(progress)s of 100") % {"progress": number(done)} if done is not None else None
    yield Row("progress", label("progress"), lines(share), done)
    last = record["last_word_on"]
    yield Row("last_word_on", label("last_word_on"), lines(day(last) if last else None), last)
    gaps = record["verifiability"]
    answers = [labelled(gap_name(gap), _("yes") if there else _("no")) for gap, there in _in_order(gaps)]
    yield Row("verifiability", label("verifiability"), lines(*answers), gaps)


def _in_order(gaps: Record) -> list[tuple[str, bool]]:
    return [(gap, gaps[gap]) for gap in GAPS if gap in gaps]
