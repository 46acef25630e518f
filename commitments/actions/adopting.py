"""Takes into the record what was written past the actions: its editions say from then on what its rows say."""

from datetime import datetime

from django.db import transaction

from commitments.actions.recording import recording
from commitments.actions.rolls import count_again
from commitments.models import Edition
from commitments.queries.head import newest_number
from commitments.records import NOUNS
from commitments.values.texts import Text


def adopt(*, at: datetime, why: Text) -> list[tuple[str, str]]:
    """Append an edition for every record that is no longer as its newest one says, as one change; which they were.

    The rolls are counted again as well. Raises ValidationError without a reason. A row that is gone, or an edition
    that was altered, is not mended by this.
    """
    before = newest_number()
    with transaction.atomic():
        with recording(by=None, at=at, why=why) as change:
            for noun in NOUNS:
                # In the order in which all changes lock, so that none waits for another that waits for it.
                for row in noun.objects.order_by("pk").select_for_update(no_key=True).only("pk"):
                    change.touch(row)
        count_again()
    return list(Edition.objects.filter(number__gt=before, number__lte=newest_number()).values_list("noun", "key"))
