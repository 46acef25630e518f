"""New promises of one page that may be one promise, said again in another of its passages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from commitments.admin.labels import told
from commitments.admin.registering.offers import Offered
from commitments.models import Organisation
from commitments.values.resemblance import ALIKE, Likeness, Marks, closeness, known
from commitments.values.texts import Text


@dataclass(frozen=True, slots=True)
class Described:
    """What is compared of a promise that is being described."""

    title: Text
    sectors: frozenset[int]
    owners: Mapping[int, Organisation]


@dataclass(frozen=True, slots=True)
class Repeated:
    """Another new promise of the page that this one resembles."""

    form: Any
    likeness: Likeness

    @property
    def place(self) -> str:
        """What the choice of it is called: no number of a record is."""
        return str(self.form.prefix)

    def offered(self) -> Offered:
        """It in words."""
        return Offered(self.place, told(title_of(self.form)), " · ".join(_about(self.likeness)))


def described(form: Any) -> Described:
    """A promise as far as it is described; the queries of its fields."""
    form.promise.full_clean()
    given = form.promise.cleaned_data
    owners = {body.pk: body for _role, body in form.promise.owners()}
    return Described(given.get("title") or {}, frozenset(each.pk for each in given.get("sectors") or ()), owners)


def repeated(ours: Described, others: Iterable[Any]) -> list[Repeated]:
    """Those of the other forms that ours resembles; only of those with a close title is more read than the title."""
    marks = known(ours.title)
    close = [(form, near) for form in others if (near := closeness(marks, _marks(form))) >= ALIKE]
    found = [Repeated(form, _likeness(near, ours, form.described)) for form, near in close]
    return [each for each in found if each.likeness.is_close or each.likeness.is_equal]


def title_of(form: Any) -> Text:
    """Its words as they were typed; no query."""
    typed = form.promise["title"].data or ()
    return {code: words for code, words in zip(settings.CONTENT_LANGUAGES, typed, strict=False) if words}


def _marks(form: Any) -> Marks:
    return known(title_of(form))


def _likeness(near: float, ours: Described, theirs: Described) -> Likeness:
    return Likeness(near, not ours.sectors.isdisjoint(theirs.sectors), bool(ours.owners.keys() & theirs.owners.keys()))


def _about(likeness: Likeness) -> Iterator[str]:
    yield _("another new promise of this page")
    if likeness.same_sector:
        yield _("the same sector")
    if likeness.same_owners:
        yield _("the same owners")
    yield _("close wording (%(percent)s%%)") % {"percent": round(100 * likeness.closeness)}
