"""The shapes of what commitments refer to, as `commitments.records.references` writes them."""

from commitments.api.shapes.fields import Decimal, Digest, Edtf, Shape, Text, day, moment, string, strings, whole, word
from commitments.models.indicators import Flag, Period, Qualifier
from commitments.models.meetings import Level, MeetingKind
from commitments.models.organisations import OrganisationKind


class Stored(Shape):
    """What stands in front of every stored record."""

    edition = whole(help_text="The number of its newest edition, in the chain that you follow.")
    recorded_at = moment()
    as_of = day(required=False, help_text="Only when it was asked for: the day that it was cut down to.")


class BriefPlace(Shape):
    """Where something is said."""

    source = string(help_text="The slug of the source.")
    passage = string(help_text="The passage's name within its source.")
    paragraph = whole(allow_null=True)


class Place(Shape):
    """Where something is said, to the character; null where the text was not at hand."""

    source = string(help_text="The slug of the source.")
    passage = string(help_text="The passage's name within its source.")
    paragraph = whole(allow_null=True)
    start = whole(allow_null=True)
    end = whole(allow_null=True)
    fingerprint = Digest(allow_null=True)


class Side(Stored):
    """A party whose word counts on its own."""

    code = string()
    name = Text()


class Partnership(Stored):
    """A standing relationship between sides."""

    slug = string()
    code = string()
    name = Text()
    sides = strings(help_text="The codes of its sides.")


class Organisation(Stored):
    """A body of one side, or a joint body of none."""

    slug = string()
    name = Text()
    short_name = Text()
    kind = word(OrganisationKind.choices)
    side = string(allow_null=True, help_text="The code of its side; null for a joint body.")
    parent = string(allow_null=True, help_text="The slug of the organisation that it is part of.")


class Sector(Stored):
    """A field of cooperation."""

    slug = string()
    name = Text()


class Meeting(Stored):
    """An occasion on which something was promised."""

    slug = string()
    title = Text()
    kind = word(MeetingKind.choices)
    number = whole(allow_null=True)
    held_on = Edtf()
    place = Text()
    level = word(Level.choices)
    partnership = string()


class Passage(Place):
    """A passage of a source, and what it says in our own words."""

    gist = Text()


class Source(Stored):
    """A published text. The text itself is not part of the record."""

    slug = string()
    title = Text()
    publisher = string(allow_null=True)
    identifier = string(allow_null=True)
    language = string()
    address = string(allow_null=True)
    published_on = Edtf(allow_null=True)
    meeting = string(allow_null=True)
    digest = Digest(allow_null=True)
    copy = Digest(allow_null=True, help_text="The digest of the copy that is attached to see passages in place.")
    passages = Passage(many=True)


class Observation(Shape):
    """One value as its publisher stated it."""

    period = Edtf()
    value = Decimal()
    value_to = Decimal(allow_null=True)
    qualifier = word(Qualifier.choices, allow_null=True)
    flag = word(Flag.choices, allow_null=True)
    side = string(allow_null=True)
    source = string()
    publisher = string(allow_null=True)
    published_on = Edtf(allow_null=True)
    passage = BriefPlace(allow_null=True)
    note = Text()


class Indicator(Stored):
    """Something that is counted, in one unit."""

    code = string()
    name = Text()
    unit = string()
    period = word(Period.choices)
    partnership = string(allow_null=True)
    description = Text()
    observations = Observation(many=True)
