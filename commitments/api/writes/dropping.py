"""Taking away what was entered by mistake. A DELETE has no body: why it is done stands in its query string."""

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.serializers import ValidationError

from commitments.actions.answered import Answer
from commitments.api.parameters import Parameters
from commitments.api.problems import BadBody, BadParameter
from commitments.api.shapes.bodies import LONGEST_REASON, Given
from commitments.api.shapes.strict import Words
from commitments.api.writes.matching import check_seen, edition_tag
from commitments.api.writes.refusals import faults_in, refusals
from commitments.api.writes.writing import Signed, Told, Writing, edition_of, sent_back
from commitments.models import Recorded, User
from commitments.values.texts import Text

ASKED: Final = Parameters(words=("reason", "language"))


class Dropping(Writing):
    """An address of something that may be taken away."""

    def dropped(self, record: Recorded, writer: User, drop: Callable[[Signed], None]) -> HttpResponse:
        """Take it away, and tell the record's newest edition in the tag."""
        at = datetime.now(UTC)
        if self.request.META.get("CONTENT_LENGTH") not in (None, "", "0"):
            raise BadBody(_("A DELETE has no body: say why in the parameters “reason” and “language”."))
        why = self._why(at)
        check_seen(self.request, edition_of(record))
        signed = Signed(by=writer, at=at, why=why, seen=edition_of(record).number)

        def write(_given: Given, signed: Signed) -> Callable[[Told], Answer]:
            drop(signed)
            return lambda told: Answer(status=HTTPStatus.NO_CONTENT, tag=edition_tag(told["edition"]))

        with refusals(()):
            return sent_back(self.answer_to(record, write, {}, signed), replayed=False)

    def _why(self, at: datetime) -> Text:
        data = self.request.query_params
        ASKED.read(data, at=at)
        missing = [name for name in ASKED.words if not data.get(name)]
        if missing:
            raise BadParameter({name: [_("Say why, and in which language.")] for name in missing})
        why = {str(data["language"]): str(data["reason"])}
        try:
            read: Text = Words(longest=LONGEST_REASON).run_validation(why)
        except ValidationError as error:
            details = [said for _pointer, said in faults_in(error.detail)]
            known = str(data["language"]) in Words.languages()
            raise BadParameter({"reason" if known else "language": details}) from error
        return read
