"""What a person may change of the commitments in a table: the rules, asked once for each partnership."""

from django.utils.translation import gettext as _

from commitments.actions.refusals import not_yours
from commitments.admin.spreadsheets.columns import Group
from commitments.models import Commitment, Deadline, Responsibility, StatusUpdate, User
from commitments.rules import is_keeper, is_partner, may_speak_for, may_write, role_allows

PARTS = {Group.OWNERS: Responsibility, Group.DEADLINE: Deadline, Group.WORD: StatusUpdate}


class Rights:
    """The rights of one person, over commitments that the person may read."""

    def __init__(self, user: User) -> None:
        """Ask nothing yet."""
        self.user = user
        self.partner: dict[int | None, bool] = {}

    def refusal(self, commitment: Commitment, group: Group) -> str:
        """Why the person may not change this of a commitment; empty when the rules allow it."""
        if group == Group.WORD and self.user.side is None:
            return _("A joint body gives no side's word.")
        if (
            self._is_partner(commitment)
            and role_allows(self.user, commitment, PARTS.get(group))
            and self._speaks(group)
        ):
            return ""
        return str(not_yours(commitment.reference))

    def refusal_to_hide(self, commitment: Commitment) -> str:
        """Why the person may not change who reads a stored commitment."""
        return "" if is_keeper(self.user, commitment) else str(not_yours(commitment.reference))

    def _speaks(self, group: Group) -> bool:
        return group != Group.WORD or may_speak_for(self.user, self.user.side)

    def _is_partner(self, commitment: Commitment) -> bool:
        partnership = commitment.partnership_id
        if partnership not in self.partner:
            self.partner[partnership] = may_write(self.user) and is_partner(self.user, commitment)
        return self.partner[partnership]
