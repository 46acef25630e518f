"""A projection in the reader's words and as a band of a chart: always with the growth that it assumes."""

from datetime import date

from django.utils.translation import gettext as _

from commitments.charts.trajectory import Band
from commitments.queries.outlook import Ahead
from commitments.templatetags.amounts import share
from commitments.templatetags.indicators import spread_words


def band_of(ahead: Ahead) -> Band:
    """The band from the end of the newest year to the end of the last one that is shown."""
    projection = ahead.projection
    years = range(projection.year, ahead.until + 1)
    low, high = projection.band(ahead.until)
    told = {
        "slow": share(projection.slowest.rate),
        "fast": share(projection.fastest.rate),
        "year": ahead.until,
        "amount": spread_words(low, high, ahead.unit),
    }
    return Band(
        slices=[(date(year, 12, 31), *projection.band(year)) for year in years],
        label=_("projection"),
        title=_("Projection, not reported: between %(slow)s and %(fast)s a year it would be %(amount)s in %(year)s.")
        % told,
    )
