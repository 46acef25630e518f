"""Rows on what each side says."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from commitments.queries.names import Names, Record
from commitments.templatetags.amounts import number
from commitments.templatetags.files import file_link
from commitments.templatetags.rows.row import Row, labelled, lines
from commitments.templatetags.sentences.labels import label
from commitments.templatetags.sentences.saying import called, day, side, source
from commitments.templatetags.texts import told


def words(record: Record, names: Names) -> Iterator[Row]:
    """Each side's newest word, the one recorded for an earlier day, and how many there are."""
    for word in record["assessments"]:
        named = _("What %(side)s says") % {"side": side(word["side"], names)}
        yield Row(("word", word["side"]), named, _word(word, record, names), word)
    spoken = record.get("words") or {"late": None, "count": len(record["assessments"])}
    late, count = spoken["late"], spoken["count"]
    if late:
        named = _("What %(side)s says of an earlier day") % {"side": side(late["side"], names)}
        yield Row("late", named, _word(late, record, names), late)
    yield Row("words", label("words"), (number(count),), count)


def _word(word: Record, record: Record, names: Names) -> tuple[str, ...]:
    done = word["progress"]
    return lines(
        capfirst(called(word["status"], "status")),
        _("As of %(day)s") % {"day": day(word["as_of"])},
        labelled(_("Outlook"), called(word["outlook"], "outlook") if word["outlook"] else None),
        labelled(_("Progress"), _("%(progress)s of 100") % {"progress": number(done)} if done is not None else None),
        labelled(_("Note"), told(word["note"])),
        labelled(_("Next step"), told(word["next_step"])),
        labelled(_("Waits for"), side(word["awaiting"], names) if word["awaiting"] else None),
        *(labelled(_("Evidence"), each) for each in _evidence(word, record, names)),
        _("Sets word %(number)s right.") % {"number": word["corrects"]} if word["corrects"] else None,
    )


def _evidence(word: Record, record: Record, names: Names) -> Iterator[str]:
    for place, piece in enumerate(word["evidence"], start=1):
        if file := piece.get("file"):
            facts = {name: file[name] for name in ("name", "media_type", "size")}
            yield file_link(record["reference"], word["number"], place, **facts)
        else:
            yield _place(piece, names)


def _place(piece: Record, names: Names) -> str:
    return source(piece["source"], piece["paragraph"], names) if piece["source"] else str(piece["address"])
